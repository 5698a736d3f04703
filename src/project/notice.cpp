#include "project/notice.h"

#include "base/overloaded.h"
#include "policy/calendar.h"
#include "policy/policy.h"
#include "project/rules.h"

#include <algorithm>

namespace jiati::project::notice {
namespace {

constexpr std::int64_t most_days = 3650;

Refusal year_missing(policy::YearMissing missing) {
    return refuse(calendar_ends, {}, {{"year", std::to_string(missing.year)}});
}

// The last day of a notice that runs so many more days after `from`, by the city's calendar.
Result<Date, Refusal> end_after(Date from, std::int64_t days, DayKind kind, policy::Policy const& policy) {
    auto const calendar = policy.calendar.value_or(policy::Calendar{});
    policy::Days const period{static_cast<int>(days),
                              kind == DayKind::working ? policy::DayKind::working : policy::DayKind::natural};
    auto const end =
        policy::end_of_period(calendar, from, period, policy.notice ? policy.notice->rolls_past_rest_day : false);
    if (!end) return Failure{year_missing(end.error())};
    return end.value();
}

// Full days between the start of the clock and the day it is stopped; neither of the two counts.
Result<std::int64_t, Refusal> full_days(Date since, Date until, DayKind kind, policy::Policy const& policy) {
    std::int64_t days = 0;
    auto const calendar = policy.calendar.value_or(policy::Calendar{});
    for (auto day = since.plus_days(1); day < until; day = day.plus_days(1)) {
        if (kind == DayKind::working) {
            auto const works = policy::is_working_day(calendar, day);
            if (!works) return Failure{year_missing(works.error())};
            if (!works.value()) continue;
        }
        ++days;
    }
    return days;
}

std::optional<Refusal> not_running(State const& state) {
    if (!state.posted_on) return refuse(not_posted);
    if (state.closed_on) return refuse(already_closed);
    return std::nullopt;
}

Decision on(project::State const& project, Post const& command, Context const& context) {
    auto const& state = project.notice;
    if (state.posted_on) return Failure{refuse(state.closed_on ? already_closed : already_posted)};
    if (auto refusal = closed_gate(project, "notice", context)) return Failure{*refusal};
    auto const* const plan = project.planning.current();
    if (plan == nullptr)
        return Failure{refuse(lifecycle::gate_closed, {}, {{"stage", "notice"}, {"missing", "plan_published"}})};
    if (auto refusal = too_early(context, plan->published_on)) return Failure{*refusal};

    auto const& rule = context.policy->notice;
    auto const needed = rule ? rule->period.days : 1;
    auto const days = command.days.value_or(rule ? needed : 0);
    if (days < needed || days > most_days)
        return Failure{
            refuse(days_too_few, "/days", {{"days", std::to_string(days)}, {"needed", std::to_string(needed)}})};
    std::vector<std::string> missing;
    for (auto const& place : rule ? rule->posted_at : std::vector<std::string>{})
        if (std::find(command.places.begin(), command.places.end(), place) == command.places.end())
            missing.push_back(place);
    if (!missing.empty() || command.places.empty())
        return Failure{refuse(place_missing, "/places", {{"places", joined(missing)}})};

    auto const kind = rule && rule->period.kind == policy::DayKind::working ? DayKind::working : DayKind::natural;
    auto const end = end_after(context.occurred_on, days, kind, *context.policy);
    if (!end) return Failure{end.error()};
    return happened(
        Event(Posted{plan->version, days, kind, end.value(), context.policy->id, command.places, command.witnesses}));
}

Decision on(project::State const& project, StopClock const& command, Context const& context) {
    auto const& state = project.notice;
    if (auto refusal = not_running(state)) return Failure{*refusal};
    if (state.stopped_on) return Failure{refuse(clock_stopped)};
    if (context.occurred_on > *state.ends_on) return Failure{refuse(already_closed)};
    auto const since = state.running_since.value_or(*state.posted_on);
    if (auto refusal = first_of({blank(command.reason, "/reason"), too_early(context, since)}))
        return Failure{*refusal};
    auto const run = full_days(since, context.occurred_on, state.kind, *context.policy);
    if (!run) return Failure{run.error()};
    return happened(Event(ClockStopped{command.reason, std::min(state.days_run + run.value(), state.days - 1)}));
}

Decision on(project::State const& project, RestartClock const&, Context const& context) {
    auto const& state = project.notice;
    if (auto refusal = not_running(state)) return Failure{*refusal};
    if (!state.stopped_on) return Failure{refuse(clock_not_stopped)};
    if (auto refusal = too_early(context, state.stopped_on)) return Failure{*refusal};
    auto const end = end_after(context.occurred_on, state.days - state.days_run, state.kind, *context.policy);
    if (!end) return Failure{end.error()};
    return happened(Event(ClockRestarted{end.value()}));
}

// The answer is due by the end of the notice: before that nothing can be closed anyway.
Decision on(project::State const& project, RaiseObjection const& command, Context const& context) {
    auto const& state = project.notice;
    if (auto refusal = not_running(state)) return Failure{*refusal};
    if (command.text.empty()) return Failure{refuse(text_missing, "/text")};
    if (command.origin == Origin::household) {
        if (auto refusal = unknown_household(project, command.household.value_or(HouseholdId{}), "/household"))
            return Failure{*refusal};
    } else if (auto refusal = blank(command.building, "/building")) {
        return Failure{*refusal};
    }
    if (auto refusal = too_early(context, state.posted_on)) return Failure{*refusal};
    auto ids = context.ids;
    return happened(Event(ObjectionRaised{ids.next_as<ItemId>(), command.origin, command.household, command.building,
                                          command.topic, command.text, std::max(*state.ends_on, context.occurred_on)}));
}

std::optional<Refusal> settled(Objection const* objection, Context const& context) {
    if (objection == nullptr) return refuse(objection_unknown, "/objection");
    if (objection->outcome != Outcome::open) return refuse(objection_settled, "/objection");
    return too_early(context, objection->raised_on);
}

// An upheld objection is one the plan has to give way to: the project goes back to its scheme.
Decision on(project::State const& project, AnswerObjection const& command, Context const& context) {
    if (auto refusal = settled(find_item(project.notice.objections, command.objection), context))
        return Failure{*refusal};
    if (command.outcome == Outcome::open || command.outcome == Outcome::withdrawn)
        return Failure{refuse(outcome_wrong, "/outcome")};
    if (command.answer.empty()) return Failure{refuse(answer_missing, "/answer")};
    Event answered{ObjectionAnswered{command.objection, command.outcome, command.answer}};
    if (command.outcome != Outcome::upheld || !project.notice.posted_on) return happened(std::move(answered));
    return happened(std::move(answered),
                    lifecycle::Event(lifecycle::SentBack{Stage::notice, Stage::scheme, "objection_upheld"}));
}

Decision on(project::State const& project, WithdrawObjection const& command, Context const& context) {
    if (auto refusal = settled(find_item(project.notice.objections, command.objection), context))
        return Failure{*refusal};
    return happened(Event(ObjectionWithdrawn{command.objection}));
}

Decision on(project::State const& project, Close const&, Context const& context) {
    auto const& state = project.notice;
    if (auto refusal = not_running(state)) return Failure{*refusal};
    if (state.stopped_on) return Failure{refuse(clock_stopped)};
    if (context.occurred_on < *state.ends_on)
        return Failure{refuse(still_running, {}, {{"ends_on", state.ends_on->to_string()}})};
    auto const count_of = [&](auto const& predicate) {
        return static_cast<std::int64_t>(std::count_if(state.objections.begin(), state.objections.end(), predicate));
    };
    auto const open = count_of([](auto const& each) { return each.outcome == Outcome::open; });
    if (open > 0) return Failure{refuse(objections_open, {}, {{"count", std::to_string(open)}})};
    return happened(Event(Closed{static_cast<std::int64_t>(state.objections.size()),
                                 count_of([](auto const& each) { return each.outcome != Outcome::withdrawn; })}));
}

}  // namespace

Decision decide(project::State const& project, Command const& command, Context const& context) {
    return std::visit([&](auto const& one) { return on(project, one, context); }, command);
}

State evolve(State state, Event const& event, Date occurred_on) {
    std::visit(Overloaded{
                   [&](Posted const& e) {
                       auto objections = std::move(state.objections);
                       state = State{occurred_on, e.plan_version, e.days, e.kind,   e.ends_on,   {},
                                     0,           occurred_on,    {},     e.places, e.witnesses, std::move(objections)};
                   },
                   [&](ClockStopped const& e) {
                       state.stopped_on = occurred_on;
                       state.days_run = e.days_run;
                   },
                   [&](ClockRestarted const& e) {
                       state.stopped_on = std::nullopt;
                       state.running_since = occurred_on;
                       state.ends_on = e.ends_on;
                   },
                   [&](ObjectionRaised const& e) {
                       state.objections.push_back({e.objection,
                                                   occurred_on,
                                                   e.origin,
                                                   e.household,
                                                   e.building,
                                                   e.topic,
                                                   e.text,
                                                   e.answer_due_on,
                                                   Outcome::open,
                                                   {},
                                                   {}});
                   },
                   [&](ObjectionAnswered const& e) {
                       if (auto* const objection = find_item(state.objections, e.objection)) {
                           objection->outcome = e.outcome;
                           objection->answer = e.answer;
                           objection->answered_on = occurred_on;
                       }
                   },
                   [&](ObjectionWithdrawn const& e) {
                       if (auto* const objection = find_item(state.objections, e.objection)) {
                           objection->outcome = Outcome::withdrawn;
                           objection->answered_on = occurred_on;
                       }
                   },
                   [&](Closed const&) { state.closed_on = occurred_on; },
               },
               event);
    return state;
}

}  // namespace jiati::project::notice
