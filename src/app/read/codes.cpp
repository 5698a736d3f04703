// Public codes of enumerators that several sections show.
#include "app/read/sections.h"

namespace jiati::app::read {

std::string_view code_of(project::survey::Stance stance) {
    using project::survey::Stance;
    switch (stance) {
        case Stance::agree:
            return "agree";
        case Stance::neutral:
            return "neutral";
        case Stance::oppose:
            return "oppose";
        case Stance::unreached:
            return "unreached";
    }
    return "unreached";
}

std::string_view code_of(project::survey::Topic topic) {
    using project::survey::Topic;
    switch (topic) {
        case Topic::daylight:
            return "daylight";
        case Topic::air:
            return "air";
        case Topic::noise:
            return "noise";
        case Topic::privacy:
            return "privacy";
        case Topic::safety:
            return "safety";
        case Topic::value:
            return "value";
        case Topic::price:
            return "price";
        case Topic::ratio:
            return "ratio";
        case Topic::quality:
            return "quality";
        case Topic::looks:
            return "looks";
        case Topic::duration:
            return "duration";
        case Topic::running_cost:
            return "running_cost";
        case Topic::distance:
            return "distance";
        case Topic::compensation:
            return "compensation";
        case Topic::other:
            return "other";
    }
    return "other";
}

std::string_view code_of(project::operation::CostRule rule) {
    using project::operation::CostRule;
    switch (rule) {
        case CostRule::equal:
            return "equal";
        case CostRule::coefficient:
            return "coefficient";
        case CostRule::floor_people:
            return "floor_people";
        case CostRule::counted_trips:
            return "counted_trips";
    }
    return "equal";
}

}  // namespace jiati::app::read
