#include "project/deliberation.h"

#include "base/overloaded.h"
#include "project/rules.h"

#include <algorithm>

namespace jiati::project::deliberation {
namespace {

std::string_view code_of(PromiseState state) {
    switch (state) {
        case PromiseState::made:
            return "made";
        case PromiseState::accepted:
            return "accepted";
        case PromiseState::kept:
            return "kept";
    }
    return {};
}

std::string_view code_of(Unity unity) {
    switch (unity) {
        case Unity::wish:
            return "wish";
        case Unity::plan:
            return "plan";
        case Unity::shares:
            return "shares";
    }
    return {};
}

Decision on(project::State const& project, HoldMeeting const& command, Context const& context) {
    if (auto refusal = first_of({blank(command.channel, "/channel"), blank(command.subject, "/subject")}))
        return Failure{*refusal};
    auto const households = project.consent.roll.size();
    auto const present = command.households_present.value_or(0);
    if (present < 0 || (households > 0 && present > static_cast<std::int64_t>(households)))
        return Failure{refuse(attendance_wrong, "/households_present",
                              {{"present", std::to_string(present)}, {"households", std::to_string(households)}})};
    auto ids = context.ids;
    return happened(Event(MeetingHeld{ids.next_as<ItemId>(), command.channel, command.place, command.households_present,
                                      command.parties, command.subject, command.decisions}));
}

Decision on(project::State const& project, AskQuestion const& command, Context const& context) {
    if (command.household)
        if (auto refusal = unknown_household(project, *command.household, "/household")) return Failure{*refusal};
    if (auto refusal = blank(command.text, "/text")) return Failure{*refusal};
    auto ids = context.ids;
    return happened(Event(QuestionAsked{ids.next_as<ItemId>(), command.household, command.topic, command.text}));
}

Decision on(project::State const& project, AnswerQuestion const& command, Context const& context) {
    auto const* const question = find_item(project.deliberation.questions, command.question);
    if (question == nullptr) return Failure{refuse(item_unknown, "/question")};
    if (question->answered_on) return Failure{refuse(already_answered, "/question")};
    if (auto refusal =
            first_of({blank(command.by, "/by"), blank(command.text, "/text"), too_early(context, question->on)}))
        return Failure{*refusal};
    return happened(Event(QuestionAnswered{command.question, command.by, command.text}));
}

Decision on(project::State const&, MakePromise const& command, Context const& context) {
    if (auto refusal = first_of({blank(command.to, "/to"), blank(command.kind, "/kind"), blank(command.text, "/text")}))
        return Failure{*refusal};
    if (command.floors_up_to && *command.floors_up_to < 1)
        return Failure{refuse(planning::numbers_wrong, "/floors_up_to", {{"field", "floors_up_to"}})};
    auto ids = context.ids;
    return happened(
        Event(PromiseMade{ids.next_as<ItemId>(), command.to, command.floors_up_to, command.kind, command.text}));
}

// A promise goes from made to accepted to kept, each step once.
std::optional<Refusal> not_in(project::State const& project, ItemId const& id, PromiseState needed,
                              Context const& context) {
    auto const* const promise = find_item(project.deliberation.promises, id);
    if (promise == nullptr) return refuse(item_unknown, "/promise");
    if (promise->state != needed)
        return refuse(promise_not_made, "/promise", {{"state", std::string(code_of(promise->state))}});
    return too_early(context, promise->on);
}

Decision on(project::State const& project, AcceptPromise const& command, Context const& context) {
    if (auto refusal = not_in(project, command.promise, PromiseState::made, context)) return Failure{*refusal};
    return happened(Event(PromiseAccepted{command.promise}));
}

Decision on(project::State const& project, KeepPromise const& command, Context const& context) {
    if (auto refusal = not_in(project, command.promise, PromiseState::accepted, context)) return Failure{*refusal};
    return happened(Event(PromiseKept{command.promise}));
}

// Why the unity cannot be stated yet; empty when it can. Names no household.
std::string_view obstacle(project::State const& project, Unity unity) {
    auto const& households = project.survey.households;
    auto const anybody = [&](survey::Stance stance) {
        return std::any_of(households.begin(), households.end(),
                           [&](auto const& each) { return each.second.stance == stance; });
    };
    switch (unity) {
        case Unity::wish:
            if (anybody(survey::Stance::oppose)) return "households_oppose";
            return anybody(survey::Stance::agree) ? "" : "nobody_agrees";
        case Unity::plan:
            return project.planning.current() != nullptr ? "" : "no_plan";
        case Unity::shares:
            if (!project.funding.adopted_on) return "no_shares";
            return funding::closes(project) ? "" : "shares_do_not_close";
    }
    return {};
}

Decision on(project::State const& project, ConfirmUnity const& command, Context const& context) {
    if (auto refusal = closed_gate(project, "deliberation", context)) return Failure{*refusal};
    if (auto const why = obstacle(project, command.unity); !why.empty())
        return Failure{refuse(unity_not_reached, "/unity",
                              {{"unity", std::string(code_of(command.unity))}, {"why", std::string(why)}})};
    if (auto refusal = blank(command.basis, "/basis")) return Failure{*refusal};
    return happened(Event(UnityConfirmed{command.unity, command.basis}));
}

Decision on(project::State const&, RecordBlockingPoint const& command, Context const& context) {
    if (auto refusal =
            first_of({blank(command.text, "/text"), blank(command.owner, "/owner"),
                      command.due_on ? too_early(*command.due_on, context.occurred_on, "/due_on") : std::nullopt}))
        return Failure{*refusal};
    auto ids = context.ids;
    return happened(Event(BlockingPointRecorded{ids.next_as<ItemId>(), command.text, command.owner, command.due_on}));
}

Decision on(project::State const& project, ClearBlockingPoint const& command, Context const&) {
    auto const* const point = find_item(project.deliberation.blocking_points, command.point);
    if (point == nullptr) return Failure{refuse(item_unknown, "/point")};
    if (point->cleared_on) return Failure{refuse(already_cleared, "/point")};
    if (auto refusal = blank(command.how, "/how")) return Failure{*refusal};
    return happened(Event(BlockingPointCleared{command.point, command.how}));
}

Decision on(project::State const& project, EstimateAcceptance const& command, Context const& context) {
    return decide_estimate(project, command, context);
}

Decision on(project::State const& project, WithdrawEstimate const& command, Context const& context) {
    return decide_estimate(project, command, context);
}

}  // namespace

std::int64_t State::free_rides_up_to_floor() const {
    std::int64_t floor = 0;
    for (auto const& promise : promises)
        if (promise.kind == "free_rides" && promise.state != PromiseState::made)
            floor = std::max(floor, promise.floors_up_to.value_or(0));
    return floor;
}

Decision decide(project::State const& project, Command const& command, Context const& context) {
    return std::visit([&](auto const& one) { return on(project, one, context); }, command);
}

State evolve(State state, Event const& event, Date occurred_on, std::int64_t entry) {
    auto const promise_is = [&](ItemId const& id, PromiseState now) {
        if (auto* const promise = find_item(state.promises, id)) promise->state = now;
    };
    std::visit(Overloaded{
                   [&](MeetingHeld const& e) {
                       state.meetings.push_back({e.meeting, occurred_on, e.channel, e.place, e.households_present,
                                                 e.parties, e.subject, e.decisions});
                   },
                   [&](QuestionAsked const& e) {
                       state.questions.push_back({e.question, occurred_on, e.household, e.topic, e.text, {}, {}, {}});
                   },
                   [&](QuestionAnswered const& e) {
                       if (auto* const question = find_item(state.questions, e.question)) {
                           question->answered_by = e.by;
                           question->answer = e.text;
                           question->answered_on = occurred_on;
                       }
                   },
                   [&](PromiseMade const& e) {
                       state.promises.push_back(
                           {e.promise, occurred_on, e.to, e.floors_up_to, e.kind, e.text, PromiseState::made});
                   },
                   [&](PromiseAccepted const& e) { promise_is(e.promise, PromiseState::accepted); },
                   [&](PromiseKept const& e) { promise_is(e.promise, PromiseState::kept); },
                   [&](UnityConfirmed const& e) {
                       switch (e.unity) {
                           case Unity::wish:
                               state.wish_on = occurred_on;
                               break;
                           case Unity::plan:
                               state.plan_on = occurred_on;
                               break;
                           case Unity::shares:
                               state.shares_on = occurred_on;
                               break;
                       }
                   },
                   [&](BlockingPointRecorded const& e) {
                       state.blocking_points.push_back({e.point, e.text, e.owner, e.due_on, {}, {}});
                   },
                   [&](BlockingPointCleared const& e) {
                       if (auto* const point = find_item(state.blocking_points, e.point)) {
                           point->cleared_on = occurred_on;
                           point->how = e.how;
                       }
                   },
                   [&](AcceptanceEstimated const& e) {
                       state.estimates[e.household] = {
                           e.low, e.high, {e.benefit, e.harm, e.budget, e.reserve}, e.basis, e.by, occurred_on, entry};
                   },
                   [&](EstimateWithdrawn const& e) { state.estimates.erase(e.household); },
               },
               event);
    return state;
}

}  // namespace jiati::project::deliberation
