#include "project/survey.h"

#include "base/overloaded.h"
#include "project/rules.h"

#include <algorithm>

namespace jiati::project::survey {
namespace {

Decision on(project::State const& project, RecordStance const& command, Context const&) {
    if (auto refusal = unknown_household(project, command.household, "/household")) return Failure{*refusal};
    return happened(
        Event(StanceRecorded{command.household, command.stance, command.topics, command.reason, command.channel}));
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

}  // namespace

Decision decide(project::State const& project, Command const& command, Context const& context) {
    return std::visit([&](auto const& one) { return on(project, one, context); }, command);
}

State evolve(State state, Event const& event, Date occurred_on) {
    std::visit(Overloaded{
                   [&](StanceRecorded const& e) {
                       auto& household = state.households[e.household];
                       household.stance = e.stance;
                       household.stance_on = occurred_on;
                       household.topics = e.topics;
                       household.reason = e.reason;
                   },
                   [&](VisitRecorded const& e) {
                       auto& household = state.households[e.household];
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
                   // A later round does not make the first one later.
                   [&](Completed const&) { state.completed_on = state.completed_on.value_or(occurred_on); },
               },
               event);
    return state;
}

}  // namespace jiati::project::survey
