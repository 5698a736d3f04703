// Where the project stands: the eleven marks of the rail, the next thing to do, and the days between milestones.
#include "app/read/sections.h"

#include <algorithm>

namespace jiati::app::read {
namespace {

using project::Stage;

json::object step(std::string_view code, std::vector<std::pair<std::string_view, std::string>> const& arguments,
                  std::optional<Date> due = std::nullopt) {
    json::object named;
    for (auto const& [name, value] : arguments) named[name] = value;
    return {{"code", word(code)}, {"arguments", std::move(named)}, {"due", of(due)}};
}

std::size_t pending_opinions(project::State const& project) {
    return static_cast<std::size_t>(std::ranges::count_if(
        project.approval.lanes, [](auto const& lane) { return lane.opinion == project::approval::Opinion::pending; }));
}

std::size_t open_objections(project::State const& project) {
    return static_cast<std::size_t>(std::ranges::count_if(project.notice.objections, [](auto const& objection) {
        return objection.outcome == project::notice::Outcome::open;
    }));
}

std::optional<Date> milestone(project::State const& project, std::string_view code) {
    auto const& list = project.construction.milestones;
    auto const found = std::ranges::find(list, code, &project::construction::Milestone::code);
    return found == list.end() ? std::nullopt : found->reached_on;
}

json::value days(std::optional<Date> from, std::optional<Date> to) {
    if (!from || !to) return nullptr;
    return days_between(*from, *to);
}

}  // namespace

json::array stage_marks(Sources const& from) {
    auto const& life = from.project.lifecycle;
    auto const now = static_cast<std::size_t>(life.stage);
    json::array marks;
    for (std::size_t i = 0; i < project::stage_count; ++i) {
        auto const stage = static_cast<Stage>(i);
        auto const& entered = life.entered.at(i);
        auto const& sent_back = life.sent_back.at(i);
        bool const left_again = i > now && sent_back && entered && *sent_back >= *entered;
        json::value wait = nullptr;
        if (stage == Stage::notice && from.policy.notice) wait = from.policy.notice->period.days;
        marks.push_back(json::object{{"code", word(code_of(stage))},
                                     {"state", word(i == now     ? "now"
                                                    : left_again ? "sent_back"
                                                    : i < now    ? "done"
                                                                 : "next")},
                                     {"on", of(entered)},
                                     {"sent_back_on", of(sent_back)},
                                     {"days", wait}});
    }
    return marks;
}

json::value next_step(Sources const& from) {
    auto const& project = from.project;
    auto const& life = project.lifecycle;
    if (life.standing == project::lifecycle::Standing::paused)
        return step("paused", {{"reason", life.standing_reason}});
    if (life.standing == project::lifecycle::Standing::withdrawn)
        return step("withdrawn", {{"reason", life.standing_reason}});
    switch (life.stage) {
        case Stage::survey: {
            std::size_t unseen = 0;
            for (auto const* const household : from.households()) {
                auto const found = project.survey.households.find(household->data.id);
                bool const seen =
                    found != project.survey.households.end() && (found->second.stance || found->second.visited_on);
                if (!seen) ++unseen;
            }
            if (unseen > 0) return step("survey_unvisited", {{"count", std::to_string(unseen)}});
            return step("survey_complete", {});
        }
        case Stage::initiation:
            return step("make_scheme", {});
        case Stage::scheme:
            return step("publish_plan", {});
        case Stage::deliberation:
            return step("open_vote", {});
        case Stage::vote:
            if (from.vote != nullptr && from.vote->is_open()) {
                auto const outstanding = vote::outstanding(*from.vote).size();
                // A few who are left would be known by name.
                if (outstanding < 5 && !from.rights.tally && !from.rights.returned)
                    return step("vote_running", {}, from.vote->closes_on);
                return step("vote_outstanding", {{"count", std::to_string(outstanding)}}, from.vote->closes_on);
            }
            if (project.consent.passed_on && !project.consent.witnessed_on) return step("sign_agreement", {});
            return step("post_notice", {});
        case Stage::notice:
            if (auto const open = open_objections(project); open > 0)
                return step("answer_objections", {{"count", std::to_string(open)}}, project.notice.ends_on);
            if (project.notice.closed_on) return step("submit_approval", {});
            return step("notice_running", {}, project.notice.ends_on);
        case Stage::approval:
            if (auto const pending = pending_opinions(project); pending > 0) {
                std::optional<Date> due;
                for (auto const& lane : project.approval.lanes)
                    if (lane.opinion == project::approval::Opinion::pending && lane.due_on &&
                        (!due || *lane.due_on < *due))
                        due = lane.due_on;
                return step("opinions_pending", {{"count", std::to_string(pending)}}, due);
            }
            if (!project.approval.granted_on) return step("grant_approval", {});
            return step("commence", {});
        case Stage::construction:
            return step("build", {});
        case Stage::acceptance:
            return step("accept", {});
        case Stage::registration:
            return step("register", {});
        case Stage::operation:
            for (auto const& clock : project::operation::clocks(project, &from.policy))
                if (clock.until < from.today) return step("clock_expired", {{"kind", clock.kind}}, clock.until);
            return nullptr;
    }
    return nullptr;
}

json::object durations(Sources const& from) {
    auto const& project = from.project;
    auto const granted = project.approval.granted_on;
    auto const inspected = project.acceptance.inspected_on;
    auto const accepted = project.acceptance.accepted_on;
    auto const broken = milestone(project, "ground_broken");
    auto const foundation = milestone(project, "foundation");
    return {{"approval_to_finish", days(granted, project.construction.finished_on)},
            {"approval_to_acceptance", days(granted, accepted)},
            {"initiation_to_handover", days(project.lifecycle.initiated_on, project.acceptance.handed_over_on)},
            {"notice_to_approval", days(project.notice.posted_on, granted)},
            {"ground_broken_to_acceptance", days(broken, accepted)},
            {"foundation_to_inspection", days(foundation, inspected)},
            {"foundation_to_acceptance", days(foundation, accepted)},
            {"inspection_to_acceptance", days(inspected, accepted)},
            {"start_to_handover", days(project.lifecycle.opened_on, project.acceptance.handed_over_on)}};
}

}  // namespace jiati::app::read
