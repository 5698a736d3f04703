#include "project/share_elements.h"

#include "games/lift_elements.h"

#include <algorithm>

namespace jiati::project::funding {
namespace {

struct Problem {
    ShareSources const& from;
    AdoptShares const& command;
    ToShare const& money;
};

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

}  // namespace

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

Result<std::vector<ElementInput>, Refusal> share_elements(ShareSources const& from, AdoptShares const& command,
                                                          ToShare const& money) {
    Problem const problem{from, command, money};
    auto elements = command.elements.empty() ? default_elements(problem) : given_elements(problem);
    if (elements) add_compensation(problem, elements.value());
    return elements;
}

}  // namespace jiati::project::funding
