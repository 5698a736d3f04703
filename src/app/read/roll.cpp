#include "app/read/roll.h"

namespace jiati::app::read {

std::vector<project::consent::RollEntry> roll_of(Sources const& from) {
    if (!from.project.consent.roll.empty()) return from.project.consent.roll;
    std::vector<project::consent::RollEntry> roll;
    for (auto const* const household : from.households()) {
        auto const& data = household->data;
        roll.push_back({data.id, data.room, data.floors, data.area, data.owner});
    }
    return roll;
}

}  // namespace jiati::app::read
