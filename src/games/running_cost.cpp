#include "games/running_cost.h"

#include "base/check.h"
#include "games/rounding.h"

#include <algorithm>
#include <optional>
#include <set>

namespace jiati::games {
namespace {

using Kind = RunningCostError::Kind;
using Method = RunningCostMethod;

std::optional<RunningCostError> fault_of(RunningCostProblem const& problem) {
    auto const error = [](Kind kind, std::string household = {}) {
        return RunningCostError{kind, std::move(household)};
    };
    if (problem.households.empty()) return error(Kind::no_households);
    if (problem.total.is_negative()) return error(Kind::total_negative);
    bool const fixed_fits = problem.method == Method::counted_trips
                                ? !problem.fixed_part.is_negative() && problem.fixed_part <= problem.total
                                : problem.fixed_part.is_zero();
    if (!fixed_fits) return error(Kind::fixed_part_out_of_range);
    std::set<std::string> ids;
    for (auto const& household : problem.households) {
        if (!ids.insert(household.id).second) return error(Kind::household_repeated, household.id);
        if (household.coefficient.is_negative() || household.floors_above_entrance < 0 || household.persons < 0 ||
            household.trips < 0)
            return error(Kind::value_negative, household.id);
    }
    if (std::ranges::all_of(problem.households, &RunningCostHousehold::rides_free)) return error(Kind::nobody_pays);
    return std::nullopt;
}

Fraction weight_of(RunningCostHousehold const& household, Method method) {
    if (household.rides_free) return 0;
    switch (method) {
        case Method::equal:
            return 1;
        case Method::coefficient:
            return household.coefficient;
        case Method::floor_people:
            return Fraction{household.floors_above_entrance} * Fraction{household.persons};
        case Method::counted_trips:
            return household.trips;
    }
    CHECK(false);
}

// `part` of the money by one method; nothing when the weights are all zero and there is something to split.
std::optional<std::vector<Fraction>> split(Fen part, Method method,
                                           std::vector<RunningCostHousehold> const& households) {
    std::vector<Fraction> weights;
    Fraction sum;
    for (auto const& household : households) {
        weights.push_back(weight_of(household, method));
        sum += weights.back();
    }
    if (part.is_zero()) return std::vector<Fraction>(households.size());
    if (sum.is_zero()) return std::nullopt;
    for (auto& weight : weights) weight *= Fraction{part.count()} / sum;
    return weights;
}

}  // namespace

Result<std::vector<RunningCostShare>, RunningCostError> split_running_cost(RunningCostProblem const& problem) {
    if (auto fault = fault_of(problem)) return Failure{*std::move(fault)};
    auto const by_method = split(problem.total - problem.fixed_part, problem.method, problem.households);
    if (!by_method) return Failure{RunningCostError{Kind::weights_all_zero, {}}};
    auto exact = *split(problem.fixed_part, Method::equal, problem.households);
    for (std::size_t i = 0; i < exact.size(); ++i) exact[i] += (*by_method)[i];

    // The parts of a whole that is money: they sum to it and none is larger.
    auto const rounded = round_shares(exact, problem.total);
    CHECK(rounded.has_value());
    std::vector<RunningCostShare> shares;
    for (std::size_t i = 0; i < exact.size(); ++i)
        shares.push_back({problem.households[i].id, exact[i], (*rounded)[i]});
    return shares;
}

}  // namespace jiati::games
