#include "project/lifecycle.h"

#include "base/overloaded.h"
#include "project/rules.h"

#include <algorithm>

namespace jiati::project::lifecycle {

std::string_view code_of(Standing standing) {
    switch (standing) {
        case Standing::absent:
            return "absent";
        case Standing::active:
            return "active";
        case Standing::paused:
            return "paused";
        case Standing::withdrawn:
            return "withdrawn";
    }
    return {};
}

namespace {

Refusal not_active_refusal(project::State const& project) {
    return refuse(not_active, {}, {{"standing", std::string(code_of(project.lifecycle.standing))}});
}

Decision on(project::State const& project, Open const& command, Context const& context) {
    if (project.lifecycle.standing != Standing::absent) return Failure{refuse(already_open)};
    if (auto refusal =
            first_of({blank(command.community.text, "/community"), blank(command.building.text, "/building"),
                      blank(command.unit.text, "/unit"), blank(command.title, "/title"), blank(command.area, "/area")}))
        return Failure{*refusal};
    auto ids = context.ids;
    return happened(Event(Opened{ids.next_as<ProjectId>(), command.community, command.building, command.unit,
                                 command.title, command.area, command.source, command.disputed, command.assumed}));
}

Decision on(project::State const& project, Initiate const& command, Context const&) {
    if (project.lifecycle.initiated_on) return Failure{refuse(already_initiated)};
    if (command.applicants.empty()) return Failure{refuse(text_missing, "/applicants")};
    Initiated event{{}, 0, command.basis};
    for (std::size_t i = 0; i < command.applicants.size(); ++i) {
        auto const& household = command.applicants[i];
        if (auto refusal = project::unknown_household(project, household, "/applicants/" + std::to_string(i)))
            return Failure{*refusal};
        auto& known = event.applicants;
        if (std::find(known.begin(), known.end(), household) == known.end()) known.push_back(household);
    }
    if (auto refusal = blank(command.basis, "/basis")) return Failure{*refusal};
    event.applicant_count = static_cast<std::int64_t>(event.applicants.size());
    return happened(Event(std::move(event)));
}

Decision on(project::State const& project, AppointLead const& command, Context const&) {
    if (auto refusal = first_of({project::unknown_household(project, command.household, "/household"),
                                 blank(command.chosen_by, "/chosen_by")}))
        return Failure{*refusal};
    return happened(Event(LeadAppointed{command.household, command.chosen_by}));
}

Decision on(project::State const&, ElectWorkingGroup const& command, Context const&) {
    if (auto refusal = first_of({blank(command.parties, "/parties"), blank(command.chosen_by, "/chosen_by")}))
        return Failure{*refusal};
    return happened(Event(WorkingGroupElected{command.parties, command.chosen_by}));
}

Decision on(project::State const& project, Pause const& command, Context const&) {
    if (project.lifecycle.standing != Standing::active) return Failure{not_active_refusal(project)};
    if (auto refusal = blank(command.reason, "/reason")) return Failure{*refusal};
    return happened(Event(Paused{command.reason}));
}

Decision on(project::State const& project, Resume const&, Context const&) {
    if (project.lifecycle.standing != Standing::paused) return Failure{refuse(not_paused)};
    return happened(Event(Resumed{}));
}

Decision on(project::State const& project, Withdraw const& command, Context const&) {
    if (project.lifecycle.standing == Standing::withdrawn) return Failure{not_active_refusal(project)};
    if (auto refusal = blank(command.reason, "/reason")) return Failure{*refusal};
    return happened(Event(Withdrawn{command.reason}));
}

Decision on(project::State const& project, Revive const& command, Context const&) {
    if (project.lifecycle.standing != Standing::withdrawn) return Failure{refuse(not_withdrawn)};
    if (auto refusal = blank(command.reason, "/reason")) return Failure{*refusal};
    return happened(Event(Revived{command.reason}));
}

// What stood after the stage it is sent back to stands no more; the events keep what it was. A stage sent back to is
// open again itself. Consent is bound to a version of the plan: it falls when the project goes back to deliberation or
// vote (a new version, a vote lost), but not by going back to the scheme alone, which a paper put right may end.
void clear_after(project::State& project, Stage to) {
    if (to == Stage::deliberation) {
        auto& unities = project.deliberation;
        unities.wish_on = unities.plan_on = unities.shares_on = std::nullopt;
    }
    if (to == Stage::deliberation || to == Stage::vote) {
        auto& consent = project.consent;
        consent.open_vote = std::nullopt;
        consent.passed_on = std::nullopt;
        consent.passed_plan_version = 0;
        consent.signatures.clear();
        consent.witnessed_on = std::nullopt;
        consent.witnesses.clear();
    }
    if (to <= Stage::notice) {
        auto objections = std::move(project.notice.objections);
        project.notice = {};
        project.notice.objections = std::move(objections);
    }
    if (to <= Stage::approval) {
        project.approval.granted_on = std::nullopt;
        project.approval.number.clear();
        project.approval.valid_until = std::nullopt;
    }
    // The opinions stay to be read until the departments are asked again.
    if (to < Stage::approval) project.approval.submitted_on = std::nullopt;
    if (to == Stage::approval)
        for (auto& lane : project.approval.lanes)
            lane = approval::Lane{lane.department, lane.asked_on, lane.due_on, {}, {}, {}, {}, {}};
    if (to < Stage::construction) project.construction.commenced_on = std::nullopt;
    if (to <= Stage::construction) project.construction.finished_on = std::nullopt;
    if (to <= Stage::acceptance) {
        project.acceptance.inspected_on = std::nullopt;
        project.acceptance.inspection_body.clear();
        project.acceptance.accepted_on = std::nullopt;
        project.acceptance.parties.clear();
    }
    if (to <= Stage::registration) {
        project.acceptance.registered_on = std::nullopt;
        project.acceptance.certificate.clear();
        project.acceptance.handed_over_on = std::nullopt;
    }
}

}  // namespace

Decision decide(project::State const& project, Command const& command, Context const& context) {
    return std::visit([&](auto const& one) { return on(project, one, context); }, command);
}

project::State evolve(project::State project, Event const& event, Date occurred_on) {
    auto& state = project.lifecycle;
    auto const stand = [&](Standing standing, std::string reason) {
        state.standing = standing;
        state.standing_reason = std::move(reason);
    };
    std::visit(Overloaded{
                   [&](Opened const& e) {
                       state.standing = Standing::active;
                       state.project = e.project;
                       state.community = e.community;
                       state.building = e.building;
                       state.unit = e.unit;
                       state.title = e.title;
                       state.area = e.area;
                       state.source = e.source;
                       state.disputed = e.disputed;
                       state.assumed = e.assumed;
                       state.opened_on = occurred_on;
                   },
                   [&](Initiated const&) { state.initiated_on = occurred_on; },
                   [&](LeadAppointed const& e) { state.lead = e.household; },
                   [&](WorkingGroupElected const& e) {
                       state.working_group = e.parties;
                       state.group_on = occurred_on;
                   },
                   [&](SentBack const& e) {
                       state.sent_back.at(static_cast<std::size_t>(e.from)) = occurred_on;
                       state.entered.at(static_cast<std::size_t>(e.to)) = occurred_on;
                       state.stage = e.to;
                       clear_after(project, e.to);
                   },
                   [&](Paused const& e) { stand(Standing::paused, e.reason); },
                   [&](Resumed const&) { stand(Standing::active, {}); },
                   [&](Withdrawn const& e) { stand(Standing::withdrawn, e.reason); },
                   [&](Revived const& e) { stand(Standing::active, e.reason); },
               },
               event);
    return project;
}

}  // namespace jiati::project::lifecycle
