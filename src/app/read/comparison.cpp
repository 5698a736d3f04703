#include "app/read/comparison.h"

#include "app/read/roll.h"
#include "app/read/sections.h"
#include "games/excess.h"
#include "games/measures.h"
#include "games/rounding.h"

#include <algorithm>
#include <set>
#include <variant>

namespace jiati::app::read {
namespace {

namespace funds = project::funding;
using funds::AdoptShares;
using Shares = std::vector<Fen>;

std::vector<Fraction> exact(Shares const& shares) {
    std::vector<Fraction> values;
    for (auto const& share : shares) values.emplace_back(share.count());
    return values;
}

// By place in the roll, which is the order of the players.
std::optional<Shares> by_rule(funds::ShareSources const& from, funds::ToShare const& money, std::string const& key) {
    AdoptShares command;
    command.rule = key;
    auto const inputs = funds::share_inputs(from, command, money);
    if (!inputs) return std::nullopt;
    auto const shares = funds::shares_of(inputs.value(), from.roll);
    if (!shares) return std::nullopt;
    Shares amounts;
    for (auto const& share : shares.value()) amounts.push_back(share.amount);
    return amounts;
}

Shares in_order(std::vector<project::consent::RollEntry> const& roll, std::vector<funds::Share> const& shares) {
    Shares amounts;
    for (auto const& entry : roll) {
        auto const found = std::ranges::find(shares, entry.household, &funds::Share::household);
        amounts.push_back(found == shares.end() ? Fen{} : found->amount);
    }
    return amounts;
}

// Rounding alone can take a group of n over its own cost by less than n fen: that is no group paying for others.
std::optional<RuleShares::Excess> excess_of(games::Game const& game, Shares const& shares, Fen total) {
    Fen sum;
    for (auto const& share : shares) sum += share;
    if (sum != total) return std::nullopt;  // adopted at another price
    auto const report = games::core_report(game, exact(shares));
    if (!report || report->member) return std::nullopt;
    auto const by = report->max_excess.floor().to_int64();
    if (!by || *by < static_cast<std::int64_t>(shares.size())) return std::nullopt;
    RuleShares::Excess excess{{}, Fen{*by}};
    for (auto const player : report->coalition) excess.group.push_back(player);
    return excess;
}

std::optional<Fen> moved(Shares const* adopted, Shares const& shares) {
    if (adopted == nullptr) return std::nullopt;
    auto const half = games::distance(exact(*adopted), exact(shares)).floor().to_int64();
    return half ? std::optional(Fen{*half}) : std::nullopt;
}

struct Key {
    std::string key;
    policy::Names const* name{};
    bool is_first = false;
};

// The city's own table first, then what neighbours know; the rest under "more".
std::vector<Key> keys_of(policy::Policy const& policy) {
    std::vector<Key> keys;
    for (auto const& table : policy.coefficient_tables) keys.push_back({table.id, &table.name, keys.empty()});
    for (auto const& table : policy.percent_tables) keys.push_back({table.id, &table.name, keys.empty()});
    for (auto const* const key : {"floor-area", "equal"}) keys.push_back({key, nullptr, true});
    for (auto const* const key : {"equal-payers", "area", "steps", "shapley", "weighted-shapley", "owen", "nucleolus"})
        keys.push_back({key, nullptr, false});
    return keys;
}

// The default split and the game it is, where the plan's stops let anybody ride.
std::optional<funds::ShareInputs> lift_of(funds::ShareSources const& from, funds::ToShare const& money) {
    AdoptShares command;
    command.rule = "nucleolus";
    auto inputs = funds::share_inputs(from, command, money);
    return inputs ? std::optional(std::move(inputs).value()) : std::nullopt;
}

Shares rounded(std::vector<funds::ElementInput> const& elements, Fen total) {
    std::vector<Fraction> amounts;
    for (auto const& element : elements) amounts.push_back(element.fen);
    auto const whole = games::largest_remainder(amounts, total.count());
    Shares shares;
    if (whole)
        for (auto const fen : whole.value()) shares.emplace_back(fen);
    return shares;
}

}  // namespace

std::optional<Comparison> compare_rules(funds::ShareSources const& from, funds::ToShare const& money,
                                        std::vector<funds::Share> const* adopted) {
    if (from.roll.empty() || money.total().is_negative()) return std::nullopt;
    Comparison comparison{money, from.roll, {}, {}, {}};
    std::optional<games::Game> game;
    if (auto lift = lift_of(from, money)) {
        if (auto const problem = funds::problem_of(*lift))
            if (auto const* const of_lift = std::get_if<games::Game>(&problem->cost)) game = *of_lift;
        comparison.element_amounts = rounded(lift->elements, money.total());
        comparison.elements = std::move(lift->elements);
    }
    std::optional<Shares> agreed;
    if (adopted != nullptr) agreed = in_order(from.roll, *adopted);
    auto const add = [&](Key const& key, Shares shares) {
        RuleShares rule{key.key, key.name, key.is_first, std::move(shares), {}, {}};
        if (key.key != "adopted") rule.moved = moved(agreed ? &*agreed : nullptr, rule.shares);
        if (game) rule.paying_for_others = excess_of(*game, rule.shares, money.total());
        comparison.rules.push_back(std::move(rule));
    };
    if (agreed) add({"adopted", nullptr, true}, *agreed);
    for (auto const& key : keys_of(from.policy))
        if (auto shares = by_rule(from, money, key.key)) add(key, std::move(*shares));
    return comparison;
}

namespace {

json::object as_json(Comparison const& comparison, Sources const& from) {
    json::array elements, households, rules;
    for (std::size_t i = 0; i < comparison.element_amounts.size(); ++i) {
        auto const& element = comparison.elements[i];
        elements.push_back(json::object{{"key", word(element.kind == "storeys" ? "storey" : element.kind)},
                                        {"floor", of(element.floor)},
                                        {"amount", of(comparison.element_amounts[i])},
                                        {"users", of(element.users)}});
    }
    for (auto const& entry : comparison.roll) {
        bool const area_seen = from.rights.areas || from.rights.own.contains(entry.household);
        households.push_back(json::object{{"id", of(entry.household)},
                                          {"room", of(entry.room)},
                                          {"floors", of(entry.floors)},
                                          {"area_m2", area_seen ? of(entry.area) : json::value(nullptr)},
                                          {"steps", funds::assumed_steps(entry)},
                                          {"mine", from.rights.own.contains(entry.household)}});
    }
    for (auto const& rule : comparison.rules) {
        json::object shares;
        for (std::size_t i = 0; i < rule.shares.size(); ++i)
            shares[comparison.roll[i].household.text] = of(rule.shares[i]);
        json::value paying = nullptr;
        if (rule.paying_for_others) {
            json::array rooms, floors;
            std::set<std::int64_t> seen;
            for (auto const place : rule.paying_for_others->group) {
                rooms.push_back(of(comparison.roll[place].room));
                seen.insert(comparison.roll[place].floors.begin(), comparison.roll[place].floors.end());
            }
            for (auto const floor : seen) floors.push_back(floor);
            paying = json::object{
                {"rooms", std::move(rooms)}, {"floors", std::move(floors)}, {"by", of(rule.paying_for_others->by)}};
        }
        rules.push_back(json::object{
            {"key", of(rule.key)},
            {"name", rule.name == nullptr
                         ? json::value(nullptr)
                         : json::value(json::object{{"zh", of(rule.name->zh)}, {"en", of(rule.name->en)}})},
            {"first", rule.is_first},
            {"shares", std::move(shares)},
            {"moved", of(rule.moved)},
            {"paying_for_others", std::move(paying)}});
    }
    auto const& money = comparison.money;
    return {
        {"cost", of(money.price)},       {"lines", of(money.lines)},        {"compensation", of(money.compensation)},
        {"to_share", of(money.total())}, {"elements", std::move(elements)}, {"households", std::move(households)},
        {"rules", std::move(rules)}};
}

}  // namespace

json::value share_comparison(Sources const& from) {
    if (!from.rights.shares && !shares_are_public(from)) return nullptr;
    auto const price = from.project.contract.standing_price();
    if (!price) return nullptr;
    auto const& funding = from.project.funding;
    auto const roll = roll_of(from);
    auto const* const plan = from.project.planning.current();
    auto const compared = compare_rules({roll, plan == nullptr ? nullptr : &plan->plan, from.policy, {}},
                                        {*price, funding.lines_total(), funding.compensation_total()},
                                        funding.adopted_on ? &funding.shares : nullptr);
    if (!compared) return nullptr;
    return as_json(*compared, from);
}

}  // namespace jiati::app::read
