#include "games/allocation.h"

#include "base/check.h"
#include "games/rounding.h"

#include <algorithm>
#include <optional>
#include <set>

namespace jiati::games {
namespace {

using Kind = AllocationError::Kind;
using Exact = Result<std::vector<Fraction>, AllocationError>;

AllocationError error(Kind kind, std::string player = {}, int floor = 0) {
    return {kind, std::move(player), floor, {}, {}};
}

Fraction whole(std::size_t count) { return static_cast<std::int64_t>(count); }

Fraction sum_of(std::vector<Fraction> const& values) {
    Fraction sum;
    for (auto const& value : values) sum += value;
    return sum;
}

Exact by_weights(Fraction const& total, std::vector<std::string> const& players, std::vector<Fraction> const& weights) {
    for (std::size_t i = 0; i < weights.size(); ++i)
        if (weights[i].is_negative()) return Failure{error(Kind::weight_negative, players[i])};
    auto const sum = sum_of(weights);
    if (sum.is_zero()) return Failure{error(Kind::weights_all_zero)};
    auto const per_unit = total / sum;
    std::vector<Fraction> shares;
    for (auto const& weight : weights) shares.push_back(weight * per_unit);
    return shares;
}

std::optional<AllocationError> count_fault(std::size_t values, std::size_t players) {
    if (values == players) return std::nullopt;
    return AllocationError{Kind::count_differs, {}, 0, whole(values), whole(players)};
}

std::optional<AllocationError> flats_fault(std::vector<Flat> const& flats, std::vector<std::string> const& players) {
    if (auto fault = count_fault(flats.size(), players.size())) return fault;
    for (std::size_t i = 0; i < flats.size(); ++i) {
        if (flats[i].floors.empty()) return error(Kind::floor_missing, players[i]);
        if (flats[i].area <= SquareMetres{}) return error(Kind::area_not_positive, players[i]);
    }
    return std::nullopt;
}

Exact shares_of(Equal const&, AllocationProblem const& problem) {
    auto const count = problem.players.size();
    return std::vector<Fraction>(count, Fraction{problem.total.count()} / whole(count));
}

Exact shares_of(Proportional const& rule, AllocationProblem const& problem) {
    if (auto fault = count_fault(rule.weights.size(), problem.players.size())) return Failure{*std::move(fault)};
    return by_weights(problem.total.count(), problem.players, rule.weights);
}

Exact shares_of(Fixed const& rule, AllocationProblem const& problem) {
    if (auto fault = count_fault(rule.amounts.size(), problem.players.size())) return Failure{*std::move(fault)};
    std::vector<Fraction> shares;
    for (std::size_t i = 0; i < rule.amounts.size(); ++i) {
        if (rule.amounts[i].is_negative()) return Failure{error(Kind::amount_negative, problem.players[i])};
        shares.emplace_back(rule.amounts[i].count());
    }
    Fraction const total = problem.total.count();
    if (auto sum = sum_of(shares); sum != total)
        return Failure{AllocationError{Kind::does_not_close, {}, 0, std::move(sum), total}};
    return shares;
}

Exact shares_of(Coefficient const& rule, AllocationProblem const& problem) {
    if (auto fault = flats_fault(rule.flats, problem.players)) return Failure{*std::move(fault)};
    std::vector<Fraction> weights;
    for (std::size_t i = 0; i < rule.flats.size(); ++i) {
        auto const floor = access_floor(rule.flats[i]);
        auto const entry = rule.table.find(floor);
        if (entry == rule.table.end()) return Failure{error(Kind::floor_not_in_table, problem.players[i], floor)};
        weights.push_back(entry->second * Fraction{rule.flats[i].area.hundredths()});
    }
    return by_weights(problem.total.count(), problem.players, weights);
}

std::optional<AllocationError> percents_fault(std::vector<Fraction> const& percents) {
    if (auto sum = sum_of(percents); sum != Fraction{100})
        return AllocationError{Kind::percents_do_not_close, {}, 0, std::move(sum), Fraction{100}};
    return std::nullopt;
}

Exact shares_of(Percent const& rule, AllocationProblem const& problem) {
    if (auto fault = count_fault(rule.percents.size(), problem.players.size())) return Failure{*std::move(fault)};
    if (auto fault = percents_fault(rule.percents)) return Failure{*std::move(fault)};
    return by_weights(problem.total.count(), problem.players, rule.percents);
}

Exact shares_of(FloorPercent const& rule, AllocationProblem const& problem) {
    if (auto fault = flats_fault(rule.flats, problem.players)) return Failure{*std::move(fault)};
    std::vector<Fraction> percents;
    for (auto const& [floor, percent] : rule.table) {
        if (percent.is_negative()) return Failure{error(Kind::weight_negative, {}, floor)};
        percents.push_back(percent);
    }
    if (auto fault = percents_fault(percents)) return Failure{*std::move(fault)};

    auto const weight = [&](Flat const& flat) {
        return rule.within == FloorPercent::Within::area ? Fraction{flat.area.hundredths()} : Fraction{1};
    };
    std::map<int, Fraction> weight_on;
    for (std::size_t i = 0; i < rule.flats.size(); ++i) {
        auto const floor = access_floor(rule.flats[i]);
        if (!rule.table.contains(floor)) return Failure{error(Kind::floor_not_in_table, problem.players[i], floor)};
        weight_on[floor] += weight(rule.flats[i]);
    }
    for (auto const& [floor, percent] : rule.table)
        if (!percent.is_zero() && !weight_on.contains(floor)) return Failure{error(Kind::floor_has_no_flat, {}, floor)};

    Fraction const one_percent = Fraction{problem.total.count()} / Fraction{100};
    std::vector<Fraction> shares;
    for (auto const& flat : rule.flats) {
        auto const floor = access_floor(flat);
        shares.push_back(one_percent * rule.table.at(floor) * weight(flat) / weight_on.at(floor));
    }
    return shares;
}

}  // namespace

int access_floor(Flat const& flat) {
    CHECK(!flat.floors.empty());
    return *std::max_element(flat.floors.begin(), flat.floors.end());
}

Result<Allocation, AllocationError> allocate(AllocationProblem const& problem) {
    if (problem.players.empty()) return Failure{error(Kind::no_players)};
    std::set<std::string> seen;
    for (auto const& player : problem.players)
        if (!seen.insert(player).second) return Failure{error(Kind::player_repeated, player)};

    auto exact = std::visit([&](auto const& rule) { return shares_of(rule, problem); }, problem.rule);
    if (!exact) return Failure{std::move(exact).error()};
    auto const rounded = round_shares(*exact, problem.total);
    if (!rounded) return Failure{error(Kind::out_of_bounds)};

    Allocation allocation{problem.total, {}};
    for (std::size_t i = 0; i < problem.players.size(); ++i)
        allocation.shares.push_back({problem.players[i], (*exact)[i], (*rounded)[i]});
    return allocation;
}

}  // namespace jiati::games
