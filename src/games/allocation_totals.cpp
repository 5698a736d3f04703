// The rules that ask for the total only: by number, by stated weights, by floor tables.
#include "games/allocation_checks.h"
#include "games/allocation_rules.h"

#include "base/check.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>

namespace jiati::games {
namespace {

using Kind = AllocationError::Kind;

ExactShares by_weights(Fraction const& total, std::vector<std::string> const& players,
                       std::vector<Fraction> const& weights) {
    for (std::size_t i = 0; i < weights.size(); ++i)
        if (weights[i].is_negative()) return Failure{allocation_error(Kind::weight_negative, players[i])};
    auto const sum = sum_of(weights);
    if (sum.is_zero()) return Failure{allocation_error(Kind::weights_all_zero)};
    auto const per_unit = total / sum;
    std::vector<Fraction> shares;
    for (auto const& weight : weights) shares.push_back(weight * per_unit);
    return shares;
}

AllocationFault percents_fault(std::vector<Fraction> const& percents) {
    if (auto sum = sum_of(percents); sum != Fraction{100})
        return allocation_error(Kind::percents_do_not_close, std::move(sum), 100);
    return std::nullopt;
}

}  // namespace

ExactShares shares_under(Equal const&, Allocated const& problem) {
    auto const count = problem.players.size();
    return std::vector<Fraction>(count, problem.total / Fraction{static_cast<std::int64_t>(count)});
}

ExactShares shares_under(Proportional const& rule, Allocated const& problem) {
    if (auto fault = count_fault(rule.weights.size(), problem.players.size())) return Failure{*std::move(fault)};
    return by_weights(problem.total, problem.players, rule.weights);
}

ExactShares shares_under(Fixed const& rule, Allocated const& problem) {
    if (auto fault = count_fault(rule.amounts.size(), problem.players.size())) return Failure{*std::move(fault)};
    for (std::size_t i = 0; i < rule.amounts.size(); ++i)
        if (rule.amounts[i].is_negative()) return Failure{allocation_error(Kind::amount_negative, problem.players[i])};
    if (auto sum = sum_of(rule.amounts); sum != problem.total)
        return Failure{allocation_error(Kind::does_not_close, std::move(sum), problem.total)};
    return rule.amounts;
}

ExactShares shares_under(Coefficient const& rule, Allocated const& problem) {
    if (auto fault = flats_fault(rule.flats, problem.players)) return Failure{*std::move(fault)};
    std::vector<Fraction> weights;
    for (std::size_t i = 0; i < rule.flats.size(); ++i) {
        auto const floor = access_floor(rule.flats[i]);
        auto const entry = rule.table.find(floor);
        if (entry == rule.table.end())
            return Failure{allocation_error(Kind::floor_not_in_table, problem.players[i], floor)};
        weights.push_back(entry->second * Fraction{rule.flats[i].area.hundredths()});
    }
    return by_weights(problem.total, problem.players, weights);
}

ExactShares shares_under(Percent const& rule, Allocated const& problem) {
    if (auto fault = count_fault(rule.percents.size(), problem.players.size())) return Failure{*std::move(fault)};
    if (auto fault = percents_fault(rule.percents)) return Failure{*std::move(fault)};
    return by_weights(problem.total, problem.players, rule.percents);
}

ExactShares shares_under(FloorPercent const& rule, Allocated const& problem) {
    if (auto fault = flats_fault(rule.flats, problem.players)) return Failure{*std::move(fault)};
    std::vector<Fraction> percents;
    for (auto const& [floor, percent] : rule.table) {
        if (percent.is_negative()) return Failure{allocation_error(Kind::weight_negative, {}, floor)};
        percents.push_back(percent);
    }
    if (auto fault = percents_fault(percents)) return Failure{*std::move(fault)};

    auto const weight = [&](Flat const& flat) {
        return rule.within == FloorPercent::Within::area ? Fraction{flat.area.hundredths()} : Fraction{1};
    };
    std::map<int, Fraction> weight_on;
    for (std::size_t i = 0; i < rule.flats.size(); ++i) {
        auto const floor = access_floor(rule.flats[i]);
        if (!rule.table.contains(floor))
            return Failure{allocation_error(Kind::floor_not_in_table, problem.players[i], floor)};
        weight_on[floor] += weight(rule.flats[i]);
    }
    for (auto const& [floor, percent] : rule.table)
        if (!percent.is_zero() && !weight_on.contains(floor))
            return Failure{allocation_error(Kind::floor_has_no_flat, {}, floor)};

    Fraction const one_percent = problem.total / Fraction{100};
    std::vector<Fraction> shares;
    for (auto const& flat : rule.flats) {
        auto const floor = access_floor(flat);
        shares.push_back(one_percent * rule.table.at(floor) * weight(flat) / weight_on.at(floor));
    }
    return shares;
}

int access_floor(Flat const& flat) {
    CHECK(!flat.floors.empty());
    return *std::max_element(flat.floors.begin(), flat.floors.end());
}

}  // namespace jiati::games
