#include "games/floor_tables.h"

#include <algorithm>
#include <map>
#include <utility>

namespace jiati::games {
namespace {

using Kind = FloorTableError::Kind;

// A flat counts as much as its area in m², or 1.
Fraction size_of(Flat const& flat, WithinFloor within) {
    return within == WithinFloor::area ? Fraction{flat.area.hundredths(), 100} : Fraction{1};
}

std::optional<FloorTableError> fault(std::vector<Flat> const& flats, WithinFloor within) {
    if (flats.empty()) return FloorTableError{Kind::no_flats};
    for (std::size_t i = 0; i < flats.size(); ++i) {
        if (flats[i].floors.empty()) return FloorTableError{Kind::floor_missing, i};
        if (within == WithinFloor::area && flats[i].area <= SquareMetres{})
            return FloorTableError{Kind::area_not_positive, i};
    }
    return std::nullopt;
}

Weights unless_nobody_pays(std::vector<Fraction> weights) {
    if (std::ranges::all_of(weights, &Fraction::is_zero)) return Failure{FloorTableError{Kind::nobody_pays}};
    return weights;
}

}  // namespace

std::optional<Fraction> coefficient_on(CoefficientTable const& table, int floor) {
    if (auto const found = table.floors.find(floor); found != table.floors.end()) return found->second;
    if (table.floors.empty() || !table.step_above) return std::nullopt;
    auto const& [highest, value] = *table.floors.rbegin();
    if (floor < highest) return std::nullopt;
    return value + *table.step_above * Fraction{std::int64_t{floor} - highest};
}

CoefficientTable travel_table(int entrance_floor) { return {{{entrance_floor, 0}}, Fraction{1}}; }

Weights coefficient_weights(CoefficientTable const& table, std::vector<Flat> const& flats, WithinFloor within) {
    if (auto const error = fault(flats, within)) return Failure{*error};
    std::vector<Fraction> weights;
    for (std::size_t i = 0; i < flats.size(); ++i) {
        auto const floor = access_floor(flats[i]);
        auto const coefficient = coefficient_on(table, floor);
        if (!coefficient) return Failure{FloorTableError{Kind::floor_not_in_table, i, floor}};
        if (coefficient->is_negative()) return Failure{FloorTableError{Kind::value_negative, i, floor, *coefficient}};
        weights.push_back(*coefficient * size_of(flats[i], within));
    }
    return unless_nobody_pays(std::move(weights));
}

Weights percent_weights(FloorTable const& percents, std::vector<Flat> const& flats, WithinFloor within) {
    if (auto const error = fault(flats, within)) return Failure{*error};
    Fraction sum;
    for (auto const& [floor, percent] : percents) {
        if (percent.is_negative()) return Failure{FloorTableError{Kind::value_negative, 0, floor, percent}};
        sum += percent;
    }
    if (sum != Fraction{100}) return Failure{FloorTableError{Kind::percents_do_not_close, 0, 0, sum}};

    std::map<int, Fraction> sizes;
    for (std::size_t i = 0; i < flats.size(); ++i) {
        auto const floor = access_floor(flats[i]);
        if (!percents.contains(floor)) return Failure{FloorTableError{Kind::floor_not_in_table, i, floor}};
        sizes[floor] += size_of(flats[i], within);
    }
    for (auto const& [floor, percent] : percents)
        if (!percent.is_zero() && !sizes.contains(floor))
            return Failure{FloorTableError{Kind::floor_has_no_flat, 0, floor, percent}};

    std::vector<Fraction> weights;
    for (auto const& flat : flats) {
        auto const floor = access_floor(flat);
        weights.push_back(percents.at(floor) * size_of(flat, within) / sizes.at(floor));
    }
    return weights;
}

Weights interval_weights(std::vector<FloorInterval> const& intervals, std::vector<Flat> const& flats,
                         WithinFloor within) {
    auto const percents = interval_shares(intervals);
    if (!percents)
        return Failure{
            FloorTableError{Kind::intervals, 0, percents.error().floor, percents.error().sum, percents.error()}};
    return percent_weights(*percents, flats, within);
}

Weights step_weights(std::vector<Flat> const& flats, std::vector<std::int64_t> const& steps, int entrance_floor) {
    if (auto const error = fault(flats, WithinFloor::equal)) return Failure{*error};
    if (steps.size() != flats.size())
        return Failure{FloorTableError{Kind::count_differs, 0, 0, Fraction{static_cast<std::int64_t>(steps.size())}}};
    std::vector<Fraction> weights;
    for (std::size_t i = 0; i < flats.size(); ++i) {
        if (steps[i] < 0)
            return Failure{FloorTableError{Kind::value_negative, i, access_floor(flats[i]), Fraction{steps[i]}}};
        weights.emplace_back(access_floor(flats[i]) <= entrance_floor ? 0 : steps[i]);
    }
    return unless_nobody_pays(std::move(weights));
}

}  // namespace jiati::games
