#include "app/read/tasks.h"

#include "app/read/sections.h"
#include "project/operation.h"

#include <algorithm>
#include <tuple>

namespace jiati::app::read {
namespace {

using project::Stage;

bool may_do(Sources const& from, std::string_view command) {
    return std::ranges::find(from.rights.may, command) != from.rights.may.end();
}

bool acts_as(Sources const& from, account::Role role) { return from.rights.standing.role == role; }

// A resident may send some of these commands for their own household alone: what others owe is not theirs to do.
bool is_owner_only(Sources const& from) { return acts_as(from, account::Role::resident); }

std::string room_for(Sources const& from, std::optional<HouseholdId> const& household) {
    return household && from.rights.stances ? from.room(*household) : std::string{};
}

void add_answers_owed(Sources const& from, std::vector<Task>& tasks) {
    if (may_do(from, "survey.AnswerWorry"))
        for (auto const& worry : from.project.survey.worries)
            if (!worry.answered_on)
                tasks.push_back({"worry_unanswered",
                                 worry.raised_on.plus_days(answer_days),
                                 room_for(from, worry.household),
                                 "talk",
                                 {{"topic", std::string(code_of(worry.topic))}}});
    if (may_do(from, "deliberation.AnswerQuestion"))
        for (auto const& question : from.project.deliberation.questions)
            if (!question.answered_on)
                tasks.push_back({"question_unanswered",
                                 question.on.plus_days(answer_days),
                                 room_for(from, question.household),
                                 "talk",
                                 {{"topic", std::string(code_of(question.topic))}}});
    if (may_do(from, "notice.AnswerObjection"))
        for (auto const& objection : from.project.notice.objections)
            if (objection.outcome == project::notice::Outcome::open)
                tasks.push_back({"objection_unanswered",
                                 objection.answer_due_on,
                                 {},
                                 "notice",
                                 {{"topic", std::string(code_of(objection.topic))}}});
}

void add_visits(Sources const& from, std::vector<Task>& tasks) {
    if (!may_do(from, "survey.RecordVisit") || !from.rights.visits) return;
    std::size_t never = 0;
    for (auto const* const household : from.households()) {
        auto const found = from.project.survey.households.find(household->data.id);
        if (found == from.project.survey.households.end()) {
            ++never;
            continue;
        }
        auto const& known = found->second;
        bool const spoke_since = known.stance_on && known.next_on && *known.stance_on >= *known.next_on &&
                                 known.stance != project::survey::Stance::unreached;
        if (known.next_on && !spoke_since)
            tasks.push_back({"visit_agreed", known.next_on, household->data.room, "round", {}});
        if (!known.stance && !known.visited_on) ++never;
    }
    if (never > 0 && from.project.lifecycle.stage == Stage::survey)
        tasks.push_back({"households_unvisited", std::nullopt, {}, "round", {{"count", std::to_string(never)}}});
}

void add_vote(Sources const& from, std::vector<Task>& tasks) {
    if (from.vote == nullptr || !from.vote->is_open()) return;
    auto const waiting = vote::outstanding(*from.vote);
    for (auto const& household : waiting)
        if (from.rights.own.contains(household))
            tasks.push_back(
                {"ballot_to_cast", from.vote->closes_on, from.room(household), "vote", {{"vote", from.vote->id.text}}});
    if (may_do(from, "vote.Close"))
        tasks.push_back(
            {"vote_closing", from.vote->closes_on, {}, "vote", {{"count", std::to_string(waiting.size())}}});
}

void add_notice(Sources const& from, std::vector<Task>& tasks) {
    auto const& notice = from.project.notice;
    if (!notice.posted_on || notice.closed_on || notice.stopped_on || !may_do(from, "notice.Close")) return;
    tasks.push_back({"notice_ending", notice.ends_on, {}, "notice", {}});
}

void add_approval(Sources const& from, std::vector<Task>& tasks) {
    auto const& state = from.project.approval;
    auto const stage = from.project.lifecycle.stage;
    if (state.granted_on || stage < Stage::notice || stage > Stage::approval) return;
    std::size_t pending = 0;
    for (auto const& lane : state.lanes) {
        if (lane.opinion != project::approval::Opinion::pending) continue;
        ++pending;
        bool const mine = from.rights.departments.contains(lane.department);
        if (mine)
            tasks.push_back({"opinion_due", lane.due_on, {}, "approval", {{"department", lane.department}}});
        else if (lane.due_on && *lane.due_on < from.today && may_do(from, "approval.Grant") &&
                 !acts_as(from, account::Role::department))
            tasks.push_back({"opinion_chase", lane.due_on, {}, "approval", {{"department", lane.department}}});
    }
    bool const all_in = !state.lanes.empty() && pending == 0;
    if (all_in && may_do(from, "approval.Grant") && !acts_as(from, account::Role::department))
        tasks.push_back({"approval_to_grant", std::nullopt, {}, "approval", {}});
    if (!from.policy.joint_approval || !may_do(from, "approval.FilePaper")) return;
    for (auto const& needed : from.policy.joint_approval->papers)
        if (!state.has_paper(needed.code))
            tasks.push_back({"paper_missing", std::nullopt, {}, "approval", {{"paper", needed.code}}});
}

void add_points(Sources const& from, std::vector<Task>& tasks) {
    if (!may_do(from, "deliberation.ClearBlockingPoint")) return;
    for (auto const& point : from.project.deliberation.blocking_points)
        if (!point.cleared_on) tasks.push_back({"point_open", point.due_on, {}, "talk", {{"owner", point.owner}}});
}

void add_clocks(Sources const& from, std::vector<Task>& tasks) {
    if (from.project.lifecycle.stage != Stage::operation) return;
    for (auto const& clock : project::operation::clocks(from.project, &from.policy)) {
        bool const is_theirs = (clock.kind == "inspection" && may_do(from, "operation.RecordPeriodicInspection") &&
                                !acts_as(from, account::Role::department)) ||
                               (clock.kind == "upkeep" && may_do(from, "operation.RecordUpkeep"));
        if (is_theirs && clock.until <= from.today.plus_days(clock_warning_days))
            tasks.push_back({"clock_due", clock.until, {}, "operation", {{"clock", clock.kind}}});
    }
}

std::string_view when(std::optional<Date> due, Date today) {
    if (!due) return "undated";
    auto const left = days_between(today, *due);
    return left < 0 ? "overdue" : left == 0 ? "today" : left <= 7 ? "week" : "later";
}

json::object json_of(ProjectTask const& one, Date today) {
    json::object arguments;
    for (auto const& [name, value] : one.task.arguments) arguments[name] = value;
    return {{"kind", word(one.task.kind)},
            {"when", word(when(one.task.due, today))},
            {"due", of(one.task.due)},
            {"days", one.task.due ? json::value(days_between(today, *one.task.due)) : json::value(nullptr)},
            {"room", text_or_null(one.task.room)},
            {"tab", word(one.task.tab)},
            {"arguments", std::move(arguments)},
            {"project", of(one.project)},
            {"title", of(one.title)},
            {"community", of(one.community)},
            {"building", of(one.building)},
            {"unit", of(one.unit)},
            {"stage", word(one.stage)}};
}

}  // namespace

std::vector<Task> tasks_of(Sources const& from) {
    std::vector<Task> tasks;
    if (from.project.lifecycle.standing != project::lifecycle::Standing::active) return tasks;
    add_vote(from, tasks);
    if (is_owner_only(from)) return tasks;
    add_answers_owed(from, tasks);
    add_visits(from, tasks);
    add_notice(from, tasks);
    add_approval(from, tasks);
    add_points(from, tasks);
    add_clocks(from, tasks);
    return tasks;
}

std::string tasks_json(std::vector<ProjectTask> tasks, Date today, std::optional<std::string> const& next) {
    std::ranges::stable_sort(tasks, [](ProjectTask const& a, ProjectTask const& b) {
        return std::make_tuple(!a.task.due, a.task.due.value_or(Date{})) <
               std::make_tuple(!b.task.due, b.task.due.value_or(Date{}));
    });
    json::array items;
    for (auto const& one : tasks) items.push_back(json_of(one, today));
    return json::serialize(json::object{{"today", of(today)}, {"items", std::move(items)}, {"next", of(next)}});
}

}  // namespace jiati::app::read
