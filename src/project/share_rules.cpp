#include "project/share_rules.h"

#include "games/lift_elements.h"
#include "policy/selection.h"
#include "project/rules.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace jiati::project::funding {
namespace {

using Inputs = Result<ShareInputs, Refusal>;
using Roll = std::vector<consent::RollEntry>;

constexpr std::int64_t floors_most = 1000;

struct Problem {
    ShareSources const& from;
    AdoptShares const& command;
    ToShare const& money;
};

std::int64_t access_floor(consent::RollEntry const& entry) { return entry.floors.empty() ? 0 : entry.floors.back(); }

consent::RollEntry const* find(Roll const& roll, HouseholdId const& household) {
    auto const found = std::find_if(roll.begin(), roll.end(), [&](auto const& e) { return e.household == household; });
    return found == roll.end() ? nullptr : &*found;
}

std::optional<Refusal> not_on_roll(Roll const& roll, HouseholdId const& household, std::string pointer) {
    // Before the roll is frozen amounts may be agreed on for households the register will hold.
    if (roll.empty() ? !household.empty() : find(roll, household) != nullptr) return std::nullopt;
    return refuse(lifecycle::unknown_household, std::move(pointer), {{"household", household.text}});
}

// Unknown, or named twice.
template <class Item>
std::optional<Refusal> wrong_household(Roll const& roll, std::vector<Item> const& items, std::string const& list) {
    std::set<HouseholdId> seen;
    for (std::size_t i = 0; i < items.size(); ++i) {
        HouseholdId const* household = nullptr;
        auto pointer = list + "/" + std::to_string(i);
        if constexpr (std::is_same_v<Item, HouseholdId>) {
            household = &items[i];
        } else {
            household = &items[i].household;
            pointer += "/household";
        }
        if (auto refusal = not_on_roll(roll, *household, pointer)) return refusal;
        if (!seen.insert(*household).second) return refuse(household_twice, pointer, {{"household", household->text}});
    }
    return std::nullopt;
}

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

// Of the price, by the stops of the plan or, without one, to every floor.
games::LiftWorks works_of(Problem const& problem) {
    games::LiftWorks works;
    works.cost = Fraction(problem.money.price.count());
    works.subsidy = Fraction(std::min(problem.money.lines, problem.money.price).count());
    auto const whole = [](std::int64_t floor) {
        return static_cast<int>(std::clamp(floor, -floors_most, floors_most));
    };
    for (auto const& entry : problem.from.roll) works.access_floors.push_back(whole(access_floor(entry)));
    if (problem.from.plan == nullptr || problem.from.plan->stops_at.empty()) return works;
    std::vector<games::LiftStop> stops;
    for (auto const& stop : problem.from.plan->stops_at) stops.push_back({whole(stop.floor), stop.half});
    std::sort(stops.begin(), stops.end());
    // The lowest stop is where people get on; one that starts on a landing is boarded from the floor below.
    works.entry_floor = stops.front().floor;
    for (auto const& stop : stops)
        if (stop.floor > works.entry_floor || stop.half) works.stops.push_back(stop);
    return works;
}

std::vector<HouseholdId> households_of(Roll const& roll, std::vector<games::Player> const& players) {
    std::vector<HouseholdId> households;
    for (auto const place : players) households.push_back(roll[place].household);
    return households;
}

// Compensation is one more element, needed by all who use the lift; what the lines pay beyond the price goes into it.
void add_compensation(Problem const& problem, std::vector<ElementInput>& elements) {
    auto const& money = problem.money;
    auto const beyond = money.lines > money.price ? money.lines - money.price : Fen{};
    auto const left = money.compensation - beyond;
    if (left.is_zero()) return;
    std::set<HouseholdId> users;
    for (auto const& element : elements) users.insert(element.users.begin(), element.users.end());
    ElementInput element{"compensation", std::nullopt, Fraction(left.count()), {}};
    for (auto const& entry : problem.from.roll)
        if (users.count(entry.household) > 0) element.users.push_back(entry.household);
    elements.push_back(std::move(element));
}

Result<std::vector<ElementInput>, Refusal> default_elements(Problem const& problem) {
    auto const split = games::lift_elements(works_of(problem));
    if (!split) return Failure{refuse(nobody_rides)};
    std::vector<ElementInput> elements;
    for (auto const& each : split.value().elements)
        elements.push_back({each.kind == games::LiftElement::Kind::pit ? "pit" : "storeys", each.to.floor, each.amount,
                            households_of(problem.from.roll, each.users)});
    return elements;
}

// The elements given, after the lines: they pay for the pit first, then for the rest in proportion.
Result<std::vector<ElementInput>, Refusal> given_elements(Problem const& problem) {
    auto const& given = problem.command.elements;
    Fen sum, pits;
    for (std::size_t i = 0; i < given.size(); ++i) {
        auto const pointer = "/elements/" + std::to_string(i);
        if (given[i].amount.is_negative()) return Failure{refuse(element_wrong, pointer + "/amount")};
        if (given[i].users.empty()) return Failure{refuse(element_wrong, pointer + "/users")};
        if (auto refusal = wrong_household(problem.from.roll, given[i].users, pointer + "/users"))
            return Failure{*refusal};
        sum = bounded_sum(sum, given[i].amount);
        if (given[i].kind == "pit") pits = bounded_sum(pits, given[i].amount);
    }
    auto const price = problem.money.price;
    if (sum != price)
        return Failure{
            refuse(elements_do_not_close, "/elements", {{"sum", sum.to_string()}, {"needed", price.to_string()}})};
    auto const lines = std::min(problem.money.lines, price);
    auto const for_pits = std::min(lines, pits);
    auto const left_of = [&](Element const& element) {
        Fraction const gross(element.amount.count());
        auto const of = element.kind == "pit" ? pits : price - pits;
        auto const paid = element.kind == "pit" ? for_pits : lines - for_pits;
        return of.is_zero() ? gross : gross - gross * Fraction(paid.count()) / Fraction(of.count());
    };
    std::vector<ElementInput> elements;
    for (auto const& element : given) elements.push_back({element.kind, std::nullopt, left_of(element), element.users});
    return elements;
}

Inputs with_elements(Problem const& problem, ShareInputs inputs) {
    auto elements = problem.command.elements.empty() ? default_elements(problem) : given_elements(problem);
    if (!elements) return Failure{elements.error()};
    add_compensation(problem, elements.value());
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
