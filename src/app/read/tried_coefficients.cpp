#include "app/read/tried_coefficients.h"

#include "agreement/blockers.h"
#include "games/allocation.h"
#include "policy/selection.h"

#include <algorithm>

namespace jiati::app::read {
namespace {

// "0.5": at most three decimals, the nearest below.
std::string decimal(Fraction const& value) {
    auto const thousandths = (value * Fraction(1'000)).floor().to_int64().value_or(0);
    auto text = std::to_string(1'000 + thousandths % 1'000).replace(0, 1, ".");
    text.erase(text.find_last_not_of('0') + 1);
    return std::to_string(thousandths / 1'000) + (text == "." ? "" : text);
}

Refusal wrong(std::string const& value, std::string const& expected) {
    return refuse(what_if_wrong, "/coefficients",
                  {{"field", "coefficients"}, {"value", value}, {"expected", expected}});
}

Result<std::vector<Fen>, Refusal> prices_by(AgreementFacts const& facts, Fen to_share,
                                            std::map<int, Fraction> const& coefficients) {
    games::AllocationProblem shares{{}, Fraction{to_share.count()}, games::Equal{}};
    games::Coefficient rule{coefficients, {}};
    for (auto const& entry : facts.roll) {
        shares.players.push_back(entry.household.text);
        rule.flats.push_back(project::funding::flat_of(entry.floors, entry.area));
    }
    shares.rule = std::move(rule);
    auto const allocation = games::allocate(shares);
    if (!allocation) {
        using Kind = games::AllocationError::Kind;
        auto const floor = std::to_string(allocation.error().floor);
        return Failure{allocation.error().kind == Kind::floor_not_in_table ? wrong(floor, floor + ":1")
                                                                           : wrong("0", "> 0")};
    }
    std::vector<Fen> prices;
    for (auto const& share : allocation->shares) prices.emplace_back(share.rounded.to_int64().value_or(0));
    return prices;
}

json::value flip_of(agreement::Flip const& flip, AgreementFacts const& facts) {
    if (!flip.possible || flip.households.empty()) return nullptr;
    json::array rooms;
    for (auto const place : flip.households) rooms.push_back(of(facts.roll[place].room));
    json::array funded_by;
    for (auto const& each : flip.funded_by) funded_by.push_back(of(facts.roll[each.household].room));
    return json::object{{"cost", of(flip.cost)},
                        {"rooms", std::move(rooms)},
                        {"funded_by", std::move(funded_by)},
                        {"unfunded", of(flip.unfunded)}};
}

}  // namespace

json::value coefficients_in_force(policy::Policy const& policy, AgreementFacts const& facts) {
    if (policy.coefficient_tables.empty()) return nullptr;
    json::object table;
    for (auto const& entry : facts.roll) {
        if (entry.floors.empty()) return nullptr;
        auto const floor = games::access_floor(project::funding::flat_of(entry.floors, entry.area));
        auto const value = policy::coefficient_of(policy.coefficient_tables.front(), floor);
        if (!value) return nullptr;
        table[std::to_string(floor)] = json::string(decimal(*value));
    }
    return table;
}

Result<json::object, Refusal> tried_coefficients(AgreementFacts const& facts, agreement::Problem const& problem,
                                                 Fen to_share, std::map<int, Fraction> const& coefficients) {
    auto const prices = prices_by(facts, to_share, coefficients);
    if (!prices) return Failure{prices.error()};
    auto const standing = agreement::assess_prices(problem, 0, *prices);
    if (!standing) return Failure{wrong("0", "> 0")};
    json::object by_household;
    for (std::size_t i = 0; i < facts.roll.size(); ++i) by_household[facts.roll[i].household.text] = of((*prices)[i]);
    json::array agrees;
    for (auto const place : standing->agrees) agrees.push_back(of(facts.roll[place].household));
    json::array waiting;
    for (auto const& blocker : standing->blockers)
        waiting.push_back(json::object{{"household", of(facts.roll[blocker.household].household)},
                                       {"room", of(facts.roll[blocker.household].room)},
                                       {"asked", of(blocker.asked)},
                                       {"short_by", of(blocker.short_by)},
                                       {"cause", word(code_of(blocker.cause))}});
    return json::object{{"prices", std::move(by_household)},
                        {"heads", standing->heads},
                        {"area_m2", of(standing->area)},
                        {"passes", standing->passes},
                        {"agrees", std::move(agrees)},
                        {"waiting", std::move(waiting)},
                        {"flip", flip_of(standing->cheapest_flip, facts)}};
}

}  // namespace jiati::app::read
