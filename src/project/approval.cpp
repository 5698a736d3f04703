#include "project/approval.h"

#include "base/overloaded.h"
#include "base/text.h"
#include "policy/calendar.h"
#include "policy/policy.h"
#include "project/rules.h"

#include <algorithm>

namespace jiati::project::approval {
namespace {

constexpr std::int64_t most_days = 3650;

std::optional<Refusal> not_under_review(State const& state) {
    if (state.granted_on) return refuse(already_granted);
    if (!state.submitted_on) return refuse(not_submitted);
    return std::nullopt;
}

Decision on(project::State const&, FilePaper const& command, Context const&) {
    if (trimmed(command.kind).empty()) return Failure{refuse(paper_kind_missing, "/kind")};
    return happened(Event(PaperFiled{command.kind, command.issuer, command.number, command.file}));
}

// When the departments' opinions are due: the days asked for, else those of the city; nothing where neither is given.
Result<std::optional<Date>, Refusal> due_on(Submit const& command, Context const& context) {
    auto const& rule = context.policy->joint_approval;
    auto within = rule ? rule->opinion_within : std::nullopt;
    if (command.days) {
        if (*command.days < 1 || *command.days > most_days)
            return Failure{
                refuse(notice::days_too_few, "/days", {{"days", std::to_string(*command.days)}, {"needed", "1"}})};
        within = policy::Days{static_cast<int>(*command.days), within ? within->kind : policy::DayKind::natural};
    }
    if (!within) return std::optional<Date>{};
    auto const calendar = context.policy->calendar.value_or(policy::Calendar{});
    auto const end = policy::end_of_period(calendar, context.occurred_on, *within, false);
    if (!end) return Failure{refuse(notice::calendar_ends, {}, {{"year", std::to_string(end.error().year)}})};
    return std::optional(end.value());
}

Decision on(project::State const& project, Submit const& command, Context const& context) {
    auto const& state = project.approval;
    if (state.granted_on) return Failure{refuse(already_granted)};
    if (state.submitted_on) return Failure{refuse(already_submitted)};
    if (auto refusal = closed_gate(project, "approval", context)) return Failure{*refusal};

    std::vector<std::string> departments;
    auto const add = [&](std::string const& code) {
        if (std::find(departments.begin(), departments.end(), code) == departments.end()) departments.push_back(code);
    };
    for (auto const& code : command.departments) add(code);
    if (departments.empty() && context.policy->joint_approval)
        for (auto const& department : context.policy->joint_approval->departments) add(department.code);
    if (departments.empty()) return Failure{refuse(no_departments, "/departments")};
    if (auto refusal = blank(departments, "/departments")) return Failure{*refusal};
    auto const due = due_on(command, context);
    if (!due) return Failure{due.error()};
    return happened(Event(Submitted{command.form, departments, due.value()}));
}

Decision on(project::State const& project, GiveOpinion const& command, Context const& context) {
    auto const& state = project.approval;
    if (auto refusal = not_under_review(state)) return Failure{*refusal};
    auto const lane = std::find_if(state.lanes.begin(), state.lanes.end(),
                                   [&](auto const& each) { return each.department == command.department; });
    if (lane == state.lanes.end())
        return Failure{refuse(department_unknown, "/department", {{"department", command.department}})};
    if (lane->opinion != Opinion::pending) return Failure{refuse(opinion_given, "/department")};
    if (command.opinion == Opinion::pending) return Failure{refuse(opinion_pending, "/opinion")};
    if (command.opinion == Opinion::conditions && blank(command.conditions, {}))
        return Failure{refuse(conditions_missing, "/conditions")};
    if (command.opinion == Opinion::returned && command.text.empty()) return Failure{refuse(reason_missing, "/text")};
    if (auto refusal = too_early(context, lane->asked_on)) return Failure{*refusal};

    OpinionGiven opinion{command.department, command.opinion, command.how, command.text, {}};
    auto ids = context.ids;
    for (auto const& text : command.conditions) opinion.conditions.push_back({ids.next_as<ItemId>(), text, {}});
    Event given{std::move(opinion)};
    if (command.opinion != Opinion::returned) return happened(std::move(given));
    // One return is enough: the scheme is put right and all departments are asked again.
    return happened(std::move(given),
                    lifecycle::Event(lifecycle::SentBack{Stage::approval, Stage::scheme, "review_returned"}));
}

template <class Lanes>
auto find_condition(Lanes& lanes, ItemId const& id) -> decltype(&lanes.front().conditions.front()) {
    for (auto& lane : lanes)
        if (auto* const condition = find_item(lane.conditions, id)) return condition;
    return nullptr;
}

Decision on(project::State const& project, SatisfyCondition const& command, Context const&) {
    auto const& state = project.approval;
    if (auto refusal = not_under_review(state)) return Failure{*refusal};
    auto const* const condition = find_condition(state.lanes, command.condition);
    if (condition == nullptr) return Failure{refuse(condition_unknown, "/condition")};
    if (condition->satisfied_on) return Failure{refuse(condition_satisfied, "/condition")};
    if (auto refusal = blank(command.evidence_text, "/evidence_text")) return Failure{*refusal};
    return happened(Event(ConditionSatisfied{command.condition, command.evidence_text}));
}

Decision on(project::State const& project, Grant const& command, Context const& context) {
    auto const& state = project.approval;
    if (auto refusal = not_under_review(state)) return Failure{*refusal};

    std::vector<std::string> papers;
    if (context.policy->joint_approval)
        for (auto const& paper : context.policy->joint_approval->papers)
            if (!state.has_paper(paper.code)) papers.push_back(paper.code);
    if (!papers.empty()) return Failure{refuse(papers_missing, {}, {{"papers", joined(papers)}})};

    std::vector<std::string> departments;
    std::int64_t open = 0;
    std::optional<Date> latest = state.submitted_on;
    for (auto const& lane : state.lanes) {
        if (lane.opinion != Opinion::approve && lane.opinion != Opinion::conditions)
            departments.push_back(lane.department);
        latest = std::max(latest, lane.opinion_on);
        for (auto const& condition : lane.conditions) {
            if (!condition.satisfied_on) ++open;
            latest = std::max(latest, condition.satisfied_on);
        }
    }
    if (!departments.empty()) return Failure{refuse(opinions_missing, {}, {{"departments", joined(departments)}})};
    if (open > 0) return Failure{refuse(conditions_open, {}, {{"count", std::to_string(open)}})};
    if (auto refusal =
            first_of({blank(command.number, "/number"), too_early(context, latest),
                      command.valid_until ? too_early(*command.valid_until, context.occurred_on, "/valid_until")
                                          : std::nullopt}))
        return Failure{*refusal};
    return happened(Event(Granted{command.number, command.valid_until}));
}

}  // namespace

bool State::has_paper(std::string const& kind) const {
    return std::any_of(papers.begin(), papers.end(), [&](auto const& paper) { return paper.kind == kind; });
}

Decision decide(project::State const& project, Command const& command, Context const& context) {
    return std::visit([&](auto const& one) { return on(project, one, context); }, command);
}

State evolve(State state, Event const& event, Date occurred_on) {
    std::visit(Overloaded{
                   [&](PaperFiled const& e) {
                       Paper const paper{e.kind, occurred_on, e.issuer, e.number, e.file};
                       auto& papers = state.papers;
                       auto const same = std::find_if(papers.begin(), papers.end(),
                                                      [&](auto const& each) { return each.kind == e.kind; });
                       if (same == papers.end())
                           papers.push_back(paper);
                       else
                           *same = paper;
                   },
                   [&](Submitted const& e) {
                       state.submitted_on = occurred_on;
                       state.form = e.form;
                       state.lanes.clear();
                       for (auto const& department : e.departments)
                           state.lanes.push_back({department, occurred_on, e.due_on, {}, {}, {}, {}, {}});
                   },
                   [&](OpinionGiven const& e) {
                       for (auto& lane : state.lanes) {
                           if (lane.department != e.department) continue;
                           lane.opinion = e.opinion;
                           lane.how = e.how;
                           lane.opinion_on = occurred_on;
                           lane.text = e.text;
                           lane.conditions = e.conditions;
                       }
                   },
                   [&](ConditionSatisfied const& e) {
                       if (auto* const condition = find_condition(state.lanes, e.condition))
                           condition->satisfied_on = occurred_on;
                   },
                   [&](Granted const& e) {
                       state.granted_on = occurred_on;
                       state.number = e.number;
                       state.valid_until = e.valid_until;
                   },
               },
               event);
    return state;
}

}  // namespace jiati::project::approval
