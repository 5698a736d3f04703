#include "games/interval_shares.h"

#include "base/check.h"
#include "games/water_filling.h"

#include <optional>
#include <set>

namespace jiati::games {
namespace {

using Kind = IntervalError::Kind;

Fraction const hundred{100};

std::optional<IntervalError> fault(std::vector<FloorInterval> const& floors) {
    if (floors.empty()) return IntervalError{Kind::no_floors, 0, {}};
    std::set<int> seen;
    Fraction least;
    Fraction most;
    Fraction pattern;
    for (auto const& [floor, percent, wanted] : floors) {
        if (!seen.insert(floor).second) return IntervalError{Kind::floor_repeated, floor, {}};
        if (percent.least > percent.most) return IntervalError{Kind::limits_crossed, floor, percent.least};
        if (percent.least.is_negative()) return IntervalError{Kind::outside_percent, floor, percent.least};
        if (percent.most > hundred) return IntervalError{Kind::outside_percent, floor, percent.most};
        if (wanted.is_negative()) return IntervalError{Kind::pattern_negative, floor, wanted};
        least += percent.least;
        most += percent.most;
        pattern += wanted;
    }
    if (least > hundred) return IntervalError{Kind::least_above_all, 0, least};
    if (most < hundred) return IntervalError{Kind::most_below_all, 0, most};
    if (pattern.is_zero()) return IntervalError{Kind::patterns_all_zero, 0, {}};
    return std::nullopt;
}

}  // namespace

Result<std::map<int, Fraction>, IntervalError> interval_shares(std::vector<FloorInterval> const& floors) {
    if (auto const error = fault(floors)) return Failure{*error};
    Fraction pattern;
    for (auto const& floor : floors) pattern += floor.pattern;
    std::vector<Rising> percents;
    for (auto const& floor : floors) percents.push_back({floor.pattern * hundred / pattern, 1, floor.percent});
    auto const filled = fill_to(percents, hundred);
    CHECK(filled);
    std::map<int, Fraction> shares;
    for (std::size_t i = 0; i < floors.size(); ++i) shares[floors[i].floor] = (*filled)[i];
    return shares;
}

}  // namespace jiati::games
