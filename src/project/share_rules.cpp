#include "project/share_rules.h"

#include "policy/selection.h"
#include "project/rules.h"
#include "project/share_elements.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace jiati::project::funding {
namespace {

using Inputs = Result<ShareInputs, Refusal>;

struct Problem {
    ShareSources const& from;
    AdoptShares const& command;
    ToShare const& money;
};

ShareInput player(consent::RollEntry const& entry) { return {entry.household, {}, {}, {}, {}, {}, {}, {}}; }
ShareInput player_with_flat(consent::RollEntry const& entry) {
    auto input = player(entry);
    input.floors = entry.floors;
    input.area = entry.area;
    return input;
}

// All households of the roll as players of a rule.
ShareInputs everybody(Problem const& problem, std::string rule,
                      ShareInput (*make)(consent::RollEntry const&) = player) {
    ShareInputs inputs;
    inputs.rule = std::move(rule);
    inputs.total = problem.money.total();
    for (auto const& entry : problem.from.roll) inputs.households.push_back(make(entry));
    return inputs;
}

// ---- amounts, equal parts

Inputs fixed(Problem const& problem) {
    auto const& amounts = problem.command.amounts;
    if (auto refusal = wrong_household(problem.from.roll, amounts, "/amounts")) return Failure{*refusal};
    for (std::size_t i = 0; i < amounts.size(); ++i)
        if (amounts[i].amount.is_negative())
            return Failure{refuse(share_negative, "/amounts/" + std::to_string(i) + "/amount")};
    auto inputs = everybody(problem, "fixed");
    if (problem.from.roll.empty())
        for (auto const& share : amounts) inputs.households.push_back(player({share.household, {}, {}, {}, {}}));
    for (auto& one : inputs.households) {
        auto const given = std::find_if(amounts.begin(), amounts.end(),
                                        [&](auto const& share) { return share.household == one.household; });
        one.amount = given == amounts.end() ? Fen{} : given->amount;
    }
    return inputs;
}

Inputs equal_among(Problem const& problem, std::set<HouseholdId> const& payers) {
    auto inputs = everybody(problem, "equal");
    std::erase_if(inputs.households, [&](auto const& one) { return payers.count(one.household) == 0; });
    if (inputs.households.empty()) return Failure{refuse(nobody_pays)};
    return inputs;
}

Inputs equal(Problem const& problem) {
    auto const& among = problem.command.among;
    if (auto refusal = wrong_household(problem.from.roll, among, "/among")) return Failure{*refusal};
    if (among.empty()) return everybody(problem, "equal");
    return equal_among(problem, {among.begin(), among.end()});
}

Inputs equal_payers(Problem const& problem) {
    std::set<HouseholdId> payers;
    for (auto const& entry : problem.from.roll)
        if (access_floor(entry) >= first_paying_floor) payers.insert(entry.household);
    return equal_among(problem, payers);
}

// ---- tables

Inputs by_coefficient(Problem const& problem) {
    auto inputs = everybody(problem, "coefficient", player_with_flat);
    std::set<std::int64_t> seen;
    for (std::size_t i = 0; i < problem.command.coefficients.size(); ++i) {
        auto const& each = problem.command.coefficients[i];
        if (each.thousandths < 0 || each.floor < -floors_most || each.floor > floors_most ||
            !seen.insert(each.floor).second)
            return Failure{refuse(coefficients_wrong, "/coefficients/" + std::to_string(i),
                                  {{"floor", std::to_string(each.floor)}})};
        inputs.floors.push_back({each.floor, Fraction(each.thousandths, 1000)});
    }
    return inputs;
}

Inputs floor_area(Problem const& problem) {
    auto inputs = everybody(problem, "coefficient", player_with_flat);
    std::set<std::int64_t> floors;
    for (auto const& entry : problem.from.roll) floors.insert(access_floor(entry));
    for (auto const floor : floors) inputs.floors.push_back({floor, Fraction(floor > 1 ? floor : 0)});
    return inputs;
}

Inputs floor_percent(Problem const& problem) {
    auto inputs = everybody(problem, "floor-percent", player_with_flat);
    std::set<std::int64_t> seen;
    for (std::size_t i = 0; i < problem.command.floors.size(); ++i) {
        auto const& each = problem.command.floors[i];
        if (each.value.is_negative() || each.floor < -floors_most || each.floor > floors_most ||
            !seen.insert(each.floor).second)
            return Failure{
                refuse(coefficients_wrong, "/floors/" + std::to_string(i), {{"floor", std::to_string(each.floor)}})};
    }
    inputs.floors = problem.command.floors;
    inputs.within = problem.command.within;
    return inputs;
}

void name_table(ShareInputs& inputs, ShareSources const& from, std::string const& table) {
    inputs.table = table;
    inputs.policy = from.policy.id;
    inputs.policy_hash = from.policy_hash;
}

Inputs by_table(Problem const& problem, policy::CoefficientTable const& table) {
    bool const by_area = table.within_floor == policy::WithinFloor::by_area;
    auto inputs = everybody(problem, by_area ? "coefficient" : "proportional", player_with_flat);
    std::map<std::int64_t, Fraction> values;
    for (auto& one : inputs.households) {
        auto const floor = one.floors.empty() ? 0 : std::clamp(one.floors.back(), -floors_most, floors_most);
        auto const value = policy::coefficient_of(table, static_cast<int>(floor));
        if (!value) return Failure{refuse(coefficients_wrong, "/rule", {{"floor", std::to_string(floor)}})};
        values.emplace(floor, *value);
        if (!by_area) one.weight = *value;
    }
    for (auto const& [floor, value] : values) inputs.floors.push_back({floor, value});
    name_table(inputs, problem.from, table.id);
    return inputs;
}

Inputs by_table(Problem const& problem, policy::PercentTable const& table) {
    auto inputs = everybody(problem, "floor-percent", player_with_flat);
    for (auto const& each : table.floors) inputs.floors.push_back({each.floor, each.value});
    inputs.within = table.within_floor;
    name_table(inputs, problem.from, table.id);
    return inputs;
}

// ---- weights

// The numbers given, one for each household of the roll.
Inputs with_weights(Problem const& problem, ShareInputs inputs) {
    auto const& weights = problem.command.weights;
    if (auto refusal = wrong_household(problem.from.roll, weights, "/weights")) return Failure{*refusal};
    for (auto& one : inputs.households) {
        auto const given = std::find_if(weights.begin(), weights.end(),
                                        [&](auto const& weight) { return weight.household == one.household; });
        if (given == weights.end())
            return Failure{refuse(weight_wrong, "/weights", {{"room", find(problem.from.roll, one.household)->room}})};
        one.weight = given->weight;
    }
    return inputs;
}

Inputs proportional(Problem const& problem) { return with_weights(problem, everybody(problem, "proportional")); }
Inputs percent(Problem const& problem) { return with_weights(problem, everybody(problem, "percent")); }

Fraction area_weight(consent::RollEntry const& entry) { return Fraction(entry.area.hundredths(), 100); }

Inputs by_area(Problem const& problem) {
    return everybody(problem, "proportional", [](consent::RollEntry const& entry) {
        auto input = player(entry);
        input.weight = area_weight(entry);
        return input;
    });
}

Inputs by_steps(Problem const& problem) {
    if (!problem.command.weights.empty()) return proportional(problem);
    return everybody(problem, "proportional", [](consent::RollEntry const& entry) {
        auto input = player(entry);
        input.weight = Fraction(assumed_steps(entry));
        return input;
    });
}

// ---- cost elements

Inputs with_elements(Problem const& problem, ShareInputs inputs) {
    auto elements = share_elements(problem.from, problem.command, problem.money);
    if (!elements) return Failure{elements.error()};
    inputs.elements = std::move(elements).value();
    return inputs;
}

Inputs shapley(Problem const& problem) { return with_elements(problem, everybody(problem, "shapley")); }
Inputs nucleolus(Problem const& problem) { return with_elements(problem, everybody(problem, "nucleolus")); }
Inputs prenucleolus(Problem const& problem) { return with_elements(problem, everybody(problem, "prenucleolus")); }

// By area where no weights are given.
Inputs weighted_shapley(Problem const& problem) {
    auto inputs = everybody(problem, "weighted-shapley");
    if (!problem.command.weights.empty()) {
        auto weighted = with_weights(problem, std::move(inputs));
        if (!weighted) return weighted;
        return with_elements(problem, std::move(weighted).value());
    }
    for (std::size_t i = 0; i < inputs.households.size(); ++i)
        inputs.households[i].weight = area_weight(problem.from.roll[i]);
    return with_elements(problem, std::move(inputs));
}

Inputs owen(Problem const& problem) {
    auto inputs = everybody(problem, "owen");
    std::map<HouseholdId, int> count;
    for (std::size_t i = 0; i < problem.command.unions.size(); ++i) {
        auto const& households = problem.command.unions[i].households;
        auto const pointer = "/unions/" + std::to_string(i) + "/households";
        if (households.empty()) return Failure{refuse(union_wrong, pointer, {{"room", ""}})};
        if (auto refusal = wrong_household(problem.from.roll, households, pointer)) return Failure{*refusal};
        for (auto const& household : households) ++count[household];
        inputs.unions.push_back({households});
    }
    if (inputs.unions.empty()) {
        std::map<std::int64_t, UnionInput> floors;
        for (auto const& entry : problem.from.roll) floors[access_floor(entry)].households.push_back(entry.household);
        for (auto& [floor, households] : floors) inputs.unions.push_back(std::move(households));
    } else {
        for (auto const& entry : problem.from.roll)
            if (count[entry.household] != 1) return Failure{refuse(union_wrong, "/unions", {{"room", entry.room}})};
    }
    return with_elements(problem, std::move(inputs));
}

Inputs of_airport(Problem const& problem, std::string rule) {
    auto inputs = with_elements(problem, everybody(problem, rule));
    if (inputs && !is_nested(inputs.value().elements))
        return Failure{refuse(elements_not_nested, "/elements", {{"rule", std::move(rule)}})};
    return inputs;
}
Inputs cec(Problem const& problem) { return of_airport(problem, "cec"); }
Inputs ceb(Problem const& problem) { return of_airport(problem, "ceb"); }
Inputs sfc(Problem const& problem) { return of_airport(problem, "sfc"); }

// ---- what each gains

Inputs with_stakes(Problem const& problem, ShareInputs inputs) {
    auto const& stakes = problem.command.stakes;
    if (auto refusal = wrong_household(problem.from.roll, stakes, "/stakes")) return Failure{*refusal};
    for (auto& one : inputs.households) {
        auto const given = std::find_if(stakes.begin(), stakes.end(),
                                        [&](auto const& stake) { return stake.household == one.household; });
        if (given == stakes.end())
            return Failure{refuse(stake_missing, "/stakes", {{"room", find(problem.from.roll, one.household)->room}})};
        one.benefit = given->benefit;
        one.least = given->least.value_or(Fen{});
        one.most = given->most.value_or(problem.money.total());
    }
    return inputs;
}

Inputs equal_gain(Problem const& problem) { return with_stakes(problem, everybody(problem, "equal-gain")); }
Inputs kalai(Problem const& problem) { return with_stakes(problem, everybody(problem, "kalai-smorodinsky")); }
Inputs lindahl(Problem const& problem) { return with_stakes(problem, everybody(problem, "benefit-proportional")); }
Inputs with_both(Problem const& problem, std::string rule) {
    auto inputs = with_weights(problem, everybody(problem, std::move(rule)));
    if (!inputs) return inputs;
    return with_stakes(problem, std::move(inputs).value());
}
Inputs weighted_nash(Problem const& problem) { return with_both(problem, "weighted-nash"); }
Inputs no_arbitrage(Problem const& problem) { return with_both(problem, "no-arbitrage"); }

struct Rule {
    std::string_view key;
    Inputs (*gather)(Problem const&);
};
constexpr Rule rules[] = {{"fixed", fixed},
                          {"equal", equal},
                          {"equal-payers", equal_payers},
                          {"coefficient", by_coefficient},
                          {"area", by_area},
                          {"steps", by_steps},
                          {"floor-area", floor_area},
                          {"proportional", proportional},
                          {"percent", percent},
                          {"floor-percent", floor_percent},
                          {"shapley", shapley},
                          {"weighted-shapley", weighted_shapley},
                          {"owen", owen},
                          {"nucleolus", nucleolus},
                          {"prenucleolus", prenucleolus},
                          {"cec", cec},
                          {"ceb", ceb},
                          {"sfc", sfc},
                          {"equal-gain", equal_gain},
                          {"weighted-nash", weighted_nash},
                          {"kalai-smorodinsky", kalai},
                          {"benefit-proportional", lindahl},
                          {"no-arbitrage", no_arbitrage}};

Refusal unknown_rule(Problem const& problem) {
    std::vector<std::string> known;
    for (auto const& rule : rules) known.emplace_back(rule.key);
    for (auto const& table : problem.from.policy.coefficient_tables) known.push_back(table.id);
    for (auto const& table : problem.from.policy.percent_tables) known.push_back(table.id);
    return refuse(rule_unknown, "/rule", {{"rule", problem.command.rule}, {"known", joined(known)}});
}

}  // namespace

std::int64_t assumed_steps(consent::RollEntry const& entry) {
    auto const door = entry.floors.empty() ? 1 : std::clamp<std::int64_t>(entry.floors.front(), 1, floors_most);
    return steps_per_storey * (door - 1);
}

Result<ShareInputs, Refusal> share_inputs(ShareSources const& from, AdoptShares const& command, ToShare const& money) {
    Problem const problem{from, command, money};
    auto const is_wanted = [&](auto const& each) { return each.id == command.rule; };
    auto const& coefficients = from.policy.coefficient_tables;
    auto const& percents = from.policy.percent_tables;
    auto const* const rule =
        std::find_if(std::begin(rules), std::end(rules), [&](Rule const& each) { return each.key == command.rule; });
    auto const by_weight = std::find_if(coefficients.begin(), coefficients.end(), is_wanted);
    auto const by_percent = std::find_if(percents.begin(), percents.end(), is_wanted);
    bool const is_table = by_weight != coefficients.end() || by_percent != percents.end();
    if (rule == std::end(rules) && !is_table) return Failure{unknown_rule(problem)};
    if (from.roll.empty() && command.rule != "fixed") return Failure{refuse(consent::roll_not_frozen)};
    if (rule != std::end(rules)) return rule->gather(problem);
    return by_weight != coefficients.end() ? by_table(problem, *by_weight) : by_table(problem, *by_percent);
}

}  // namespace jiati::project::funding
