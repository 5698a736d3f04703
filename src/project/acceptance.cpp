#include "project/acceptance.h"

#include "base/overloaded.h"
#include "policy/codes.h"
#include "policy/policy.h"
#include "policy/selection.h"
#include "project/rules.h"

#include <algorithm>

namespace jiati::project::acceptance {
namespace {

constexpr std::int64_t most_responses = 100'000;

// Who may answer for a lift depends on the day: co-owners among themselves no longer from 2023-05-05 on. Where the
// policy says nothing, every known kind may.
std::optional<Refusal> wrong_kind(std::string const& kind, Context const& context, std::string pointer) {
    auto allowed = policy::use_unit_kinds_on(*context.policy, context.occurred_on);
    if (allowed.empty()) allowed.assign(policy::codes::use_unit_kinds.begin(), policy::codes::use_unit_kinds.end());
    if (std::find(allowed.begin(), allowed.end(), kind) != allowed.end()) return std::nullopt;
    if (kind == "co_owners") return refuse(co_owners_refused, std::move(pointer), {{"known", joined(allowed)}});
    return refuse(use_unit_kind_wrong, std::move(pointer), {{"kind", kind}, {"known", joined(allowed)}});
}

// The unit in charge may have been appointed under an older rule; the day the lift is registered or taken into use
// counts.
std::optional<Refusal> use_unit_outdated(project::State const& project, Context const& context) {
    if (!project.acceptance.use_unit_on) return std::nullopt;
    return wrong_kind(project.acceptance.use_unit_kind, context, {});
}

Decision on(project::State const&, AppointUseUnit const& command, Context const& context) {
    if (auto refusal = first_of({blank(command.name, "/name"), wrong_kind(command.kind, context, "/kind")}))
        return Failure{*refusal};
    return happened(Event(UseUnitAppointed{command.name, command.kind, command.fee}));
}

Decision on(project::State const& project, RecordInspection const& command, Context const& context) {
    if (project.acceptance.inspected_on) return Failure{refuse(already_passed)};
    if (auto refusal = first_of({closed_gate(project, "inspection", context),
                                 too_early(context, project.construction.finished_on), blank(command.body, "/body")}))
        return Failure{*refusal};
    Event inspected{Inspected{command.body, command.passed, command.report, command.defects}};
    if (command.passed) return happened(std::move(inspected));
    if (blank(command.defects, {})) return Failure{refuse(defects_missing, "/defects")};
    return happened(std::move(inspected),
                    lifecycle::Event(lifecycle::SentBack{Stage::acceptance, Stage::construction, "inspection_failed"}));
}

Decision on(project::State const& project, Accept const& command, Context const& context) {
    if (project.acceptance.accepted_on) return Failure{refuse(already_accepted)};
    if (auto refusal = first_of(
            {closed_gate(project, "acceptance", context), too_early(context, project.acceptance.inspected_on)}))
        return Failure{*refusal};
    if (blank(command.parties, {})) return Failure{refuse(parties_missing, "/parties")};
    if (command.passed) return happened(Event(Accepted{command.parties}));
    if (blank(command.defects, {})) return Failure{refuse(defects_missing, "/defects")};
    return happened(Event(AcceptanceFailed{command.parties, command.defects}),
                    lifecycle::Event(lifecycle::SentBack{Stage::acceptance, Stage::construction, "acceptance_failed"}));
}

Decision on(project::State const& project, Register const& command, Context const& context) {
    if (project.acceptance.registered_on) return Failure{refuse(already_registered)};
    if (blank(command.certificate, {})) return Failure{refuse(certificate_missing, "/certificate")};
    if (auto refusal = first_of({closed_gate(project, "registration", context), use_unit_outdated(project, context)}))
        return Failure{*refusal};
    return happened(Event(Registered{command.certificate}));
}

Decision on(project::State const& project, HandOver const&, Context const& context) {
    if (project.acceptance.handed_over_on) return Failure{refuse(already_handed_over)};
    if (auto refusal = first_of({closed_gate(project, "handover", context), use_unit_outdated(project, context),
                                 too_early(context, project.acceptance.accepted_on)}))
        return Failure{*refusal};
    return happened(Event(HandedOver{}));
}

// A line is claimed once, when what its rule pays for stands.
Decision on(project::State const& project, ClaimSubsidy const& command, Context const& context) {
    auto const* const line = find_item(project.funding.lines, command.line);
    if (line == nullptr || line->kind == funding::LineKind::other) return Failure{refuse(line_unknown, "/line")};
    auto const& claimed = project.acceptance.claimed;
    if (std::find(claimed.begin(), claimed.end(), command.line) != claimed.end())
        return Failure{refuse(already_claimed, "/line")};
    if (auto refusal = closed_gate(project, "subsidy_claim", context)) return Failure{*refusal};
    if (stands(project, line->milestone, *context.policy) == false)
        return Failure{
            refuse(lifecycle::gate_closed, "/line", {{"stage", "subsidy_claim"}, {"missing", line->milestone}})};
    return happened(Event(SubsidyClaimed{command.line, command.papers}));
}

Decision on(project::State const& project, RecordSatisfaction const& command, Context const& context) {
    if (!project.acceptance.handed_over_on) return Failure{refuse(operation::not_in_use)};
    if (auto refusal = too_early(context, project.acceptance.handed_over_on)) return Failure{*refusal};
    if (command.responses < 1 || command.responses > most_responses || command.satisfied < 0 ||
        command.satisfied > command.responses)
        return Failure{refuse(
            counts_wrong, "/satisfied",
            {{"responses", std::to_string(command.responses)}, {"satisfied", std::to_string(command.satisfied)}})};
    return happened(Event(SatisfactionRecorded{command.responses, command.satisfied}));
}

}  // namespace

Decision decide(project::State const& project, Command const& command, Context const& context) {
    return std::visit([&](auto const& one) { return on(project, one, context); }, command);
}

State evolve(State state, Event const& event, Date occurred_on) {
    std::visit(Overloaded{
                   [&](UseUnitAppointed const& e) {
                       state.use_unit = e.name;
                       state.use_unit_kind = e.kind;
                       state.use_unit_fee = e.fee;
                       state.use_unit_on = occurred_on;
                   },
                   [&](Inspected const& e) {
                       state.inspection_body = e.body;
                       if (e.passed)
                           state.inspected_on = occurred_on;
                       else
                           ++state.inspections_failed;
                   },
                   [&](Accepted const& e) {
                       state.accepted_on = occurred_on;
                       state.parties = e.parties;
                   },
                   [&](AcceptanceFailed const& e) { state.parties = e.parties; },
                   [&](Registered const& e) {
                       state.registered_on = occurred_on;
                       state.certificate = e.certificate;
                   },
                   [&](HandedOver const&) { state.handed_over_on = occurred_on; },
                   [&](SubsidyClaimed const& e) { state.claimed.push_back(e.line); },
                   [&](SatisfactionRecorded const& e) {
                       state.satisfaction_on = occurred_on;
                       state.responses = e.responses;
                       state.satisfied = e.satisfied;
                   },
               },
               event);
    return state;
}

}  // namespace jiati::project::acceptance
