#include "project/share_inputs.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string_view>

namespace jiati::project::funding {
namespace {

using games::AllocationRule;
using games::Player;

constexpr std::int64_t floors_most = 1000;

int floor_of(std::int64_t floor) { return static_cast<int>(std::clamp(floor, -floors_most, floors_most)); }

Fraction exact(std::optional<Fen> const& amount) { return amount.value_or(Fen{}).count(); }

template <class Value>
auto each(ShareInputs const& inputs, Value value) {
    std::vector<decltype(value(inputs.households.front()))> values;
    for (auto const& household : inputs.households) values.push_back(value(household));
    return values;
}

std::vector<Fraction> weights(ShareInputs const& inputs) {
    return each(inputs, [](ShareInput const& one) { return one.weight.value_or(Fraction{}); });
}
std::vector<Fraction> benefits(ShareInputs const& inputs) {
    return each(inputs, [](ShareInput const& one) { return exact(one.benefit); });
}
std::vector<games::Limits> limits(ShareInputs const& inputs) {
    return each(inputs, [](ShareInput const& one) { return games::Limits{exact(one.least), exact(one.most)}; });
}

std::vector<games::Flat> flats(ShareInputs const& inputs) {
    return each(inputs, [](ShareInput const& one) { return flat_of(one.floors, one.area); });
}

games::FloorTable table(ShareInputs const& inputs) {
    games::FloorTable table;
    for (auto const& each : inputs.floors) table[floor_of(each.floor)] = each.value;
    return table;
}

std::map<HouseholdId, Player> players(ShareInputs const& inputs) {
    std::map<HouseholdId, Player> places;
    for (auto const& one : inputs.households) places.emplace(one.household, static_cast<Player>(places.size()));
    return places;
}

// A household that is no player is left out here; the rules refuse what then has no users.
std::vector<Player> places_of(std::vector<HouseholdId> const& households, std::map<HouseholdId, Player> const& places) {
    std::vector<Player> found;
    for (auto const& household : households)
        if (auto const at = places.find(household); at != places.end()) found.push_back(at->second);
    return found;
}

games::ElementGame elements(ShareInputs const& inputs) {
    auto const places = players(inputs);
    games::ElementGame game{inputs.households.size(), {}};
    for (auto const& element : inputs.elements)
        game.elements.push_back({element.fen, places_of(element.users, places)});
    return game;
}

// What a lift for each alone would cost: all elements it needs.
games::AirportGame airport(ShareInputs const& inputs) {
    games::AirportGame game{std::vector<Fraction>(inputs.households.size())};
    auto const by_elements = elements(inputs);
    for (auto const& element : by_elements.elements)
        for (auto const user : element.users) game.costs[user] += element.amount;
    return game;
}

games::Unions unions(ShareInputs const& inputs) {
    auto const places = players(inputs);
    games::Unions unions;
    for (auto const& each : inputs.unions) unions.push_back(places_of(each.households, places));
    return unions;
}

enum class Cost : std::uint8_t { total, elements, airport };
struct Rule {
    std::string_view name;
    Cost cost;
    AllocationRule (*make)(ShareInputs const&);
};

games::FloorPercent floor_percent(ShareInputs const& inputs) {
    using Within = games::FloorPercent::Within;
    return {table(inputs), flats(inputs), inputs.within == policy::WithinFloor::by_area ? Within::area : Within::equal};
}

using I = ShareInputs const&;
constexpr Rule rules[] = {
    {"fixed", Cost::total,
     [](I in) {
         return AllocationRule(games::Fixed{each(in, [](ShareInput const& one) { return exact(one.amount); })});
     }},
    {"equal", Cost::total, [](I) { return AllocationRule(games::Equal{}); }},
    {"proportional", Cost::total, [](I in) { return AllocationRule(games::Proportional{weights(in)}); }},
    {"coefficient", Cost::total,
     [](I in) {
         return AllocationRule(games::Coefficient{table(in), flats(in)});
     }},
    {"percent", Cost::total, [](I in) { return AllocationRule(games::Percent{weights(in)}); }},
    {"floor-percent", Cost::total, [](I in) { return AllocationRule(floor_percent(in)); }},
    {"shapley", Cost::elements, [](I) { return AllocationRule(games::Shapley{}); }},
    {"weighted-shapley", Cost::elements, [](I in) { return AllocationRule(games::WeightedShapley{weights(in)}); }},
    {"owen", Cost::elements, [](I in) { return AllocationRule(games::Owen{unions(in)}); }},
    {"nucleolus", Cost::elements, [](I) { return AllocationRule(games::Nucleolus{}); }},
    {"prenucleolus", Cost::elements, [](I) { return AllocationRule(games::Prenucleolus{}); }},
    {"cec", Cost::airport, [](I) { return AllocationRule(games::ConstrainedEqualContributions{}); }},
    {"ceb", Cost::airport, [](I) { return AllocationRule(games::ConstrainedEqualBenefits{}); }},
    {"sfc", Cost::airport, [](I) { return AllocationRule(games::SequentialFullContributions{}); }},
    {"equal-gain", Cost::total,
     [](I in) {
         return AllocationRule(games::EqualGain{benefits(in), limits(in)});
     }},
    {"weighted-nash", Cost::total,
     [](I in) {
         return AllocationRule(games::WeightedNash{benefits(in), weights(in), limits(in)});
     }},
    {"kalai-smorodinsky", Cost::total,
     [](I in) {
         return AllocationRule(games::KalaiSmorodinsky{benefits(in), limits(in)});
     }},
    {"benefit-proportional", Cost::total,
     [](I in) {
         return AllocationRule(games::BenefitProportional{benefits(in), limits(in)});
     }},
    {"no-arbitrage", Cost::total,
     [](I in) {
         return AllocationRule(games::NoArbitrage{benefits(in), weights(in)});
     }},
};

}  // namespace

games::Flat flat_of(std::vector<std::int64_t> const& floors, SquareMetres area) {
    games::Flat flat{{}, area};
    for (auto const floor : floors) flat.floors.push_back(floor_of(floor));
    return flat;
}

std::optional<games::AllocationProblem> problem_of(ShareInputs const& inputs) {
    auto const* const rule =
        std::find_if(std::begin(rules), std::end(rules), [&](Rule const& one) { return one.name == inputs.rule; });
    if (rule == std::end(rules)) return std::nullopt;
    games::AllocationProblem problem;
    for (auto const& one : inputs.households) problem.players.push_back(one.household.text);
    // A nested lift is an airport game, for which every rule is fast, however many households there are.
    bool const as_airport = rule->cost == Cost::airport || (rule->name == "nucleolus" && is_nested(inputs.elements));
    if (rule->cost == Cost::total)
        problem.cost = Fraction(inputs.total.count());
    else if (as_airport)
        problem.cost = games::Game(airport(inputs));
    else
        problem.cost = games::Game(elements(inputs));
    problem.rule = rule->make(inputs);
    return problem;
}

bool is_nested(std::vector<ElementInput> const& elements) {
    std::vector<std::set<HouseholdId>> users;
    for (auto const& element : elements) users.emplace_back(element.users.begin(), element.users.end());
    std::sort(users.begin(), users.end(), [](auto const& a, auto const& b) { return a.size() > b.size(); });
    for (std::size_t i = 1; i < users.size(); ++i)
        if (!std::includes(users[i - 1].begin(), users[i - 1].end(), users[i].begin(), users[i].end())) return false;
    return true;
}

}  // namespace jiati::project::funding
