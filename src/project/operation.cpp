#include "project/operation.h"

#include "base/overloaded.h"
#include "games/running_cost.h"
#include "project/rules.h"

#include <algorithm>
#include <set>

namespace jiati::project::operation {
namespace {

// Bounds of what a count or coefficient can be; beyond them it is a slip.
constexpr std::int64_t most_people = 1000;
constexpr std::int64_t most_thousandths = 1'000'000'000;
constexpr std::int64_t most_trips = 1'000'000'000;

std::string_view code_of(CostRule rule) {
    switch (rule) {
        case CostRule::equal:
            return "equal";
        case CostRule::coefficient:
            return "coefficient";
        case CostRule::floor_people:
            return "floor_people";
        case CostRule::counted_trips:
            return "counted_trips";
    }
    return {};
}

games::RunningCostMethod method_of(CostRule rule) {
    switch (rule) {
        case CostRule::equal:
            return games::RunningCostMethod::equal;
        case CostRule::coefficient:
            return games::RunningCostMethod::coefficient;
        case CostRule::floor_people:
            return games::RunningCostMethod::floor_people;
        case CostRule::counted_trips:
            return games::RunningCostMethod::counted_trips;
    }
    return {};
}

Refusal nothing_to_split(CostRule rule, std::string const& period) {
    return refuse(nothing_to_split_by, {}, {{"rule", std::string(code_of(rule))}, {"period", period}});
}

std::optional<Refusal> not_usable(project::State const& project, Context const& context) {
    auto const& handed_over_on = project.acceptance.handed_over_on;
    if (!handed_over_on) return refuse(not_in_use);
    return first_of({too_early(context, handed_over_on), closed_gate(project, "operation", context)});
}

// "2024-03", not later than the day it is entered.
std::optional<Refusal> wrong_period(std::string const& period, Context const& context) {
    auto const first_day = Date::parse(period + "-01");
    if (first_day && *first_day <= context.occurred_on) return std::nullopt;
    return refuse(period_wrong, "/period", {{"period", period}});
}

template <class Items>
auto find_period(Items& items, std::string const& period) -> decltype(&*items.begin()) {
    for (auto& item : items)
        if (item.period == period) return &item;
    return nullptr;
}

Rider const* find_rider(std::vector<Rider> const& riders, HouseholdId const& household) {
    auto const found =
        std::find_if(riders.begin(), riders.end(), [&](auto const& each) { return each.household == household; });
    return found == riders.end() ? nullptr : &*found;
}

std::int64_t access_floor(consent::RollEntry const& entry) { return entry.floors.empty() ? 0 : entry.floors.back(); }

// Every household of the roll in its order. Who is not named rides free where an accepted promise says so.
std::vector<Rider> all_riders(project::State const& project, std::vector<Rider> const& named) {
    if (project.consent.roll.empty()) return named;
    auto const free_up_to = project.deliberation.free_rides_up_to_floor();
    std::vector<Rider> riders;
    for (auto const& entry : project.consent.roll) {
        auto const* const rider = find_rider(named, entry.household);
        riders.push_back(rider != nullptr ? *rider : Rider{entry.household, 0, 0, access_floor(entry) <= free_up_to});
    }
    return riders;
}

std::vector<games::RunningCostHousehold> households_of(project::State const& project, std::vector<Rider> const& named,
                                                       Reading const* reading) {
    std::vector<games::RunningCostHousehold> households;
    for (auto const& rider : all_riders(project, named)) {
        games::RunningCostHousehold household;
        household.id = rider.household.text;
        household.rides_free = rider.free;
        household.coefficient = Fraction(rider.coefficient_thousandths, 1000);
        household.persons = static_cast<int>(rider.people);
        // Steps up from the entrance on the first floor; a ground row below it climbs nothing.
        if (auto const* const entry = project.consent.find(rider.household))
            household.floors_above_entrance =
                static_cast<int>(std::clamp<std::int64_t>(access_floor(*entry) - 1, 0, 1000));
        if (reading != nullptr)
            for (auto const& trips : reading->trips)
                if (trips.household == rider.household) household.trips = trips.count;
        households.push_back(std::move(household));
    }
    return households;
}

Result<std::vector<BillLine>, Refusal> split_among(project::State const& project, std::vector<Rider> const& riders,
                                                   CostRule rule, Fen total, std::string const& period) {
    auto const* const reading = find_period(project.operation.readings, period);
    if (rule == CostRule::counted_trips && reading == nullptr) return Failure{nothing_to_split(rule, period)};
    auto const shares =
        games::split_running_cost({total, method_of(rule), {}, households_of(project, riders, reading)});
    if (!shares) {
        using Kind = games::RunningCostError::Kind;
        if (shares.error().kind == Kind::total_negative) return Failure{refuse(amount_not_positive)};
        if (shares.error().kind == Kind::value_negative)
            return Failure{refuse(riders_wrong, {}, {{"household", shares.error().household}})};
        return Failure{nothing_to_split(rule, period)};
    }
    std::vector<BillLine> lines;
    for (auto const& share : shares.value()) lines.push_back({HouseholdId{share.household}, share.rounded});
    return lines;
}

Decision on(project::State const& project, ChooseRule const& command, Context const& context) {
    if (auto refusal = first_of({not_usable(project, context), blank(command.chosen_by, "/chosen_by")}))
        return Failure{*refusal};
    std::set<HouseholdId> seen;
    for (std::size_t i = 0; i < command.riders.size(); ++i) {
        auto const& rider = command.riders[i];
        auto const pointer = "/riders/" + std::to_string(i);
        if (auto refusal = unknown_household(project, rider.household, pointer + "/household"))
            return Failure{*refusal};
        auto const is_good = seen.insert(rider.household).second && rider.coefficient_thousandths >= 0 &&
                             rider.coefficient_thousandths <= most_thousandths && rider.people >= 0 &&
                             rider.people <= most_people;
        if (!is_good) return Failure{refuse(riders_wrong, pointer, {{"household", rider.household.text}})};
    }
    auto const riders = all_riders(project, command.riders);
    // A rule that could never split anything is not chosen. Trips are counted later; somebody has to pay for them.
    auto const trial = command.rule == CostRule::counted_trips ? CostRule::equal : command.rule;
    if (!split_among(project, riders, trial, Fen{1}, {})) return Failure{nothing_to_split(command.rule, {})};
    return happened(Event(RuleChosen{command.rule, riders, command.chosen_by}));
}

Decision on(project::State const& project, RecordTrips const& command, Context const& context) {
    if (auto refusal = first_of({not_usable(project, context), wrong_period(command.period, context)}))
        return Failure{*refusal};
    auto const& state = project.operation;
    if (find_period(state.readings, command.period) != nullptr || find_period(state.bills, command.period) != nullptr)
        return Failure{refuse(period_closed, "/period", {{"period", command.period}})};
    if (command.trips.empty()) return Failure{refuse(trips_wrong, "/trips", {{"household", ""}})};
    std::set<HouseholdId> seen;
    TripsRecorded event{command.period, command.trips, command.source, 0};
    for (std::size_t i = 0; i < command.trips.size(); ++i) {
        auto const& trips = command.trips[i];
        auto const pointer = "/trips/" + std::to_string(i);
        if (auto refusal = unknown_household(project, trips.household, pointer + "/household"))
            return Failure{*refusal};
        if (!seen.insert(trips.household).second || trips.count < 0 || trips.count > most_trips)
            return Failure{refuse(trips_wrong, pointer, {{"household", trips.household.text}})};
        event.total += trips.count;
    }
    return happened(Event(std::move(event)));
}

Decision on(project::State const& project, IssueBill const& command, Context const& context) {
    if (auto refusal = first_of({not_usable(project, context), wrong_period(command.period, context)}))
        return Failure{*refusal};
    auto const& state = project.operation;
    if (!state.rule_on) return Failure{refuse(no_rule)};
    if (find_period(state.bills, command.period) != nullptr)
        return Failure{refuse(period_closed, "/period", {{"period", command.period}})};
    Fen total;
    for (std::size_t i = 0; i < command.items.size(); ++i) {
        auto const pointer = "/items/" + std::to_string(i);
        if (auto refusal = blank(command.items[i].kind, pointer + "/kind")) return Failure{*refusal};
        total = bounded_sum(total, command.items[i].amount);
        if (!is_amount(command.items[i].amount) || !is_amount(total))
            return Failure{refuse(amount_not_positive, pointer + "/amount")};
    }
    if (command.items.empty()) return Failure{refuse(amount_not_positive, "/items")};
    auto const lines = split(project, state.rule, total, command.period);
    if (!lines) return Failure{lines.error()};
    return happened(Event(BillIssued{command.period, command.items, total, state.rule, lines.value()}));
}

Fen amount_of(std::vector<BillLine> const& lines, HouseholdId const& household) {
    Fen amount;
    for (auto const& line : lines)
        if (line.household == household) amount += line.amount;
    return amount;
}

Decision on(project::State const& project, RecordBillPayment const& command, Context const& context) {
    if (auto refusal = not_usable(project, context)) return Failure{*refusal};
    auto const* const bill = find_period(project.operation.bills, command.period);
    if (bill == nullptr) return Failure{refuse(bill_unknown, "/period", {{"period", command.period}})};
    if (auto refusal = unknown_household(project, command.household, "/household")) return Failure{*refusal};
    if (!is_amount(command.amount)) return Failure{refuse(amount_not_positive, "/amount")};
    if (blank(command.voucher, {})) return Failure{refuse(funding::voucher_missing, "/voucher")};
    auto const due = amount_of(bill->lines, command.household);
    auto const paid = amount_of(bill->paid, command.household) + command.amount;
    if (paid > due)
        return Failure{refuse(overpaid, "/amount", {{"share", due.to_string()}, {"paid", paid.to_string()}})};
    if (auto refusal = too_early(context, bill->on)) return Failure{*refusal};
    return happened(Event(BillPaid{command.period, command.household, command.amount, command.voucher}));
}

Decision on(project::State const& project, RecordUpkeep const& command, Context const& context) {
    if (auto refusal = first_of({not_usable(project, context), blank(command.by, "/by"), blank(command.kind, "/kind")}))
        return Failure{*refusal};
    return happened(Event(UpkeepRecorded{command.by, command.kind, command.text}));
}

Decision on(project::State const& project, RecordPeriodicInspection const& command, Context const& context) {
    if (auto refusal = first_of({not_usable(project, context), blank(command.body, "/body")})) return Failure{*refusal};
    return happened(Event(PeriodicallyInspected{command.body, command.passed}));
}

Decision on(project::State const& project, ReportFault const& command, Context const& context) {
    if (auto refusal = first_of({not_usable(project, context), blank(command.text, "/text")})) return Failure{*refusal};
    if (command.minutes_to_arrival && *command.minutes_to_arrival < 0)
        return Failure{
            refuse(minutes_wrong, "/minutes_to_arrival", {{"minutes", std::to_string(*command.minutes_to_arrival)}})};
    auto ids = context.ids;
    return happened(
        Event(FaultReported{ids.next_as<ItemId>(), command.text, command.entrapment, command.minutes_to_arrival}));
}

}  // namespace

Result<std::vector<BillLine>, Refusal> split(project::State const& project, CostRule rule, Fen total,
                                             std::string const& period) {
    return split_among(project, project.operation.riders, rule, total, period);
}

Decision decide(project::State const& project, Command const& command, Context const& context) {
    return std::visit([&](auto const& one) { return on(project, one, context); }, command);
}

State evolve(State state, Event const& event, Date occurred_on) {
    std::visit(Overloaded{
                   [&](RuleChosen const& e) {
                       state.rule_on = occurred_on;
                       state.rule = e.rule;
                       state.riders = e.riders;
                   },
                   [&](TripsRecorded const& e) {
                       state.readings.push_back({e.period, e.trips});
                   },
                   [&](BillIssued const& e) {
                       state.bills.push_back({e.period, occurred_on, e.items, e.total, e.rule, e.lines, {}});
                   },
                   [&](BillPaid const& e) {
                       if (auto* const bill = find_period(state.bills, e.period))
                           bill->paid.push_back({e.household, e.amount});
                   },
                   [&](UpkeepRecorded const&) {
                       state.last_upkeep_on = std::max(state.last_upkeep_on, std::optional(occurred_on));
                   },
                   [&](PeriodicallyInspected const& e) {
                       if (e.passed)
                           state.last_inspection_on = std::max(state.last_inspection_on, std::optional(occurred_on));
                   },
                   [&](FaultReported const&) { ++state.faults; },
               },
               event);
    return state;
}

}  // namespace jiati::project::operation
