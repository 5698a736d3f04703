#include "project/survey.h"

#include "base/overloaded.h"
#include "project/rules.h"

#include <algorithm>

namespace jiati::project::survey {
namespace {

Decision on(project::State const& project, RecordStance const& command, Context const&) {
    if (auto refusal = unknown_household(project, command.household, "/household")) return Failure{*refusal};
    // Who records a stance without words leaves those on record: a list of doors ticked off at once has none for each.
    auto reason = command.reason;
    if (auto const found = project.survey.households.find(command.household);
        reason.empty() && found != project.survey.households.end())
        reason = found->second.reason;
    return happened(
        Event(StanceRecorded{command.household, command.stance, command.topics, std::move(reason), command.channel}));
}

Decision on(project::State const& project, RecordVisit const& command, Context const& context) {
    if (auto refusal = unknown_household(project, command.household, "/household")) return Failure{*refusal};
    if (command.next_on && *command.next_on < context.occurred_on)
        return Failure{refuse(next_visit_in_past, "/next_on", {{"next_on", command.next_on->to_string()}})};
    return happened(Event(VisitRecorded{command.household, command.outcome, command.next_on, command.note}));
}

Decision on(project::State const& project, RaiseWorry const& command, Context const& context) {
    if (command.household)
        if (auto refusal = unknown_household(project, *command.household, "/household")) return Failure{*refusal};
    if (auto refusal = blank(command.text, "/text")) return Failure{*refusal};
    auto ids = context.ids;
    return happened(Event(WorryRaised{ids.next_as<ItemId>(), command.household, command.topic, command.text}));
}

Decision on(project::State const& project, AnswerWorry const& command, Context const& context) {
    auto const* const worry = find_item(project.survey.worries, command.worry);
    if (worry == nullptr) return Failure{refuse(worry_unknown, "/worry")};
    if (worry->answered_on) return Failure{refuse(worry_answered, "/worry")};
    if (auto refusal =
            first_of({blank(command.by, "/by"), blank(command.text, "/text"), too_early(context, worry->raised_on)}))
        return Failure{*refusal};
    return happened(Event(WorryAnswered{command.worry, command.by, command.text}));
}

Decision on(project::State const& project, TakeBackStance const& command, Context const& context) {
    auto const found = project.survey.households.find(command.household);
    bool const is_of_today = found != project.survey.households.end() && !found->second.stances_before.empty() &&
                             found->second.stance_on == context.occurred_on;
    if (!is_of_today) return Failure{refuse(nothing_to_take_back, "/household")};
    return happened(Event(StanceTakenBack{command.household}));
}

Decision on(project::State const& project, TakeBackVisit const& command, Context const& context) {
    auto const found = project.survey.households.find(command.household);
    bool const is_of_today = found != project.survey.households.end() && !found->second.visits_before.empty() &&
                             found->second.visited_on == context.occurred_on;
    if (!is_of_today) return Failure{refuse(nothing_to_take_back, "/household")};
    return happened(Event(VisitTakenBack{command.household}));
}

bool is_reached(HouseholdSurvey const& household) {
    return household.stance ? *household.stance != Stance::unreached : household.outcome == VisitOutcome::met;
}

// A household counts as tried once there is a stance or a visit. Without a frozen roll the households are those the
// survey came upon, at least one.
Decision on(project::State const& project, Complete const&, Context const&) {
    auto const& known = project.survey.households;
    std::vector<std::string> missing;
    for (auto const& entry : project.consent.roll)
        if (known.count(entry.household) == 0) missing.push_back(entry.room);
    if (!missing.empty() || known.empty()) return Failure{refuse(households_missing, {}, {{"rooms", joined(missing)}})};
    auto const reached =
        std::count_if(known.begin(), known.end(), [](auto const& each) { return is_reached(each.second); });
    auto const households = std::max(known.size(), project.consent.roll.size());
    return happened(Event(Completed{static_cast<std::int64_t>(households), reached}));
}

void forget_if_blank(State& state, HouseholdId const& id) {
    auto const& household = state.households.at(id);
    if (!household.stance && !household.visited_on) state.households.erase(id);
}

void take_back_stance(State& state, HouseholdId const& id) {
    auto const found = state.households.find(id);
    if (found == state.households.end() || found->second.stances_before.empty()) return;
    auto& household = found->second;
    auto before = std::move(household.stances_before.back());
    household.stances_before.pop_back();
    household.stance = before.stance;
    household.stance_on = before.on;
    household.topics = std::move(before.topics);
    household.reason = std::move(before.reason);
    forget_if_blank(state, id);
}

void take_back_visit(State& state, HouseholdId const& id) {
    auto const found = state.households.find(id);
    if (found == state.households.end() || found->second.visits_before.empty()) return;
    auto& household = found->second;
    auto before = std::move(household.visits_before.back());
    household.visits_before.pop_back();
    household.visited_on = before.on;
    household.outcome = before.outcome;
    household.next_on = before.next_on;
    household.note = std::move(before.note);
    forget_if_blank(state, id);
}

}  // namespace

Decision decide(project::State const& project, Command const& command, Context const& context) {
    return std::visit([&](auto const& one) { return on(project, one, context); }, command);
}

State evolve(State state, Event const& event, Date occurred_on) {
    std::visit(Overloaded{
                   [&](StanceRecorded const& e) {
                       auto& household = state.households[e.household];
                       if (household.stance_on != occurred_on) household.stances_before.clear();
                       household.stances_before.push_back(
                           {household.stance, household.stance_on, household.topics, household.reason});
                       household.stance = e.stance;
                       household.stance_on = occurred_on;
                       household.topics = e.topics;
                       household.reason = e.reason;
                   },
                   [&](VisitRecorded const& e) {
                       auto& household = state.households[e.household];
                       if (household.visited_on != occurred_on) household.visits_before.clear();
                       household.visits_before.push_back(
                           {household.visited_on, household.outcome, household.next_on, household.note});
                       household.visited_on = occurred_on;
                       household.outcome = e.outcome;
                       household.next_on = e.next_on;
                       household.note = e.note;
                   },
                   [&](WorryRaised const& e) {
                       state.worries.push_back({e.worry, occurred_on, e.household, e.topic, e.text, {}, {}, {}});
                   },
                   [&](WorryAnswered const& e) {
                       if (auto* const worry = find_item(state.worries, e.worry)) {
                           worry->answered_by = e.by;
                           worry->answer = e.text;
                           worry->answered_on = occurred_on;
                       }
                   },
                   [&](StanceTakenBack const& e) { take_back_stance(state, e.household); },
                   [&](VisitTakenBack const& e) { take_back_visit(state, e.household); },
                   // A later round does not make the first one later.
                   [&](Completed const&) { state.completed_on = state.completed_on.value_or(occurred_on); },
               },
               event);
    return state;
}

}  // namespace jiati::project::survey
