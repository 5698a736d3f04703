#include "project/gates.h"

#include "policy/policy.h"
#include "policy/selection.h"
#include "project/rules.h"

#include <algorithm>
#include <array>

namespace jiati::project {
namespace {

// Since when a requirement stands; nothing while it does not. What is about something the project does not have stands
// from its first day.
using Since = std::optional<Date>;

Since from_the_start(State const& state) { return state.lifecycle.opened_on.value_or(Date{}); }

Since standing_since(State const& state, std::string_view requirement, policy::Policy const& policy, bool& known);

Since when_all(std::initializer_list<Since> parts) {
    if (std::any_of(parts.begin(), parts.end(), [](auto const& part) { return !part; })) return std::nullopt;
    return std::max(parts);
}

Since price_agreed(State const& state) {
    if (!state.contract.standing_price()) return std::nullopt;
    if (state.contract.signed_on) return state.contract.signed_on;
    return state.contract.quotes.back().on;
}

Since consent_passed(State const& state) {
    auto const* const plan = state.planning.current();
    if (plan == nullptr || plan->version != state.consent.passed_plan_version) return std::nullopt;
    return state.consent.passed_on;
}

// Everybody who pays has signed; before the shares are known, somebody has.
Since agreement_signed(State const& state) {
    auto const& signatures = state.consent.signatures;
    Since first;
    for (auto const& each : signatures) first = first ? std::min(*first, each.second) : each.second;
    Since latest = first;
    for (auto const& share : state.funding.shares) {
        if (share.amount.is_zero()) continue;
        auto const found = signatures.find(share.household);
        if (found == signatures.end()) return std::nullopt;
        latest = std::max(latest, Since(found->second));
    }
    return latest;
}

Since notice_closed(State const& state) {
    auto const* const plan = state.planning.current();
    if (plan == nullptr || plan->version != state.notice.plan_version) return std::nullopt;
    return state.notice.closed_on;
}

Since papers_filed(State const& state, policy::Policy const& policy) {
    Since latest = from_the_start(state);
    if (!policy.joint_approval) return latest;
    auto const& papers = state.approval.papers;
    for (auto const& paper : policy.joint_approval->papers) {
        auto const found =
            std::find_if(papers.begin(), papers.end(), [&](auto const& filed) { return filed.kind == paper.code; });
        if (found == papers.end()) return std::nullopt;
        latest = std::max(latest, Since(found->filed_on));
    }
    return latest;
}

Since subsidy_filed(State const& state) {
    Since latest = from_the_start(state);
    for (auto const& line : state.funding.lines) {
        if (line.kind != funding::LineKind::subsidy) continue;
        if (!line.filed_on) return std::nullopt;
        latest = std::max(latest, line.filed_on);
    }
    return latest;
}

// The works have begun, or nothing stands against their beginning.
Since gate_open(State const& state, policy::Policy const& policy) {
    if (state.construction.commenced_on) return state.construction.commenced_on;
    Since latest = from_the_start(state);
    for (auto const& requirement : policy::requirements_of(policy, "construction")) {
        if (requirement == "gate_open") continue;
        bool known = true;
        auto const since = standing_since(state, requirement, policy, known);
        if (!since) return std::nullopt;
        latest = std::max(latest, since);
    }
    return latest;
}

struct Requirement {
    std::string_view code;
    Since (*since)(State const&, policy::Policy const&);
};
using Rules = policy::Policy const&;

// One line for each of policy::codes::requirements; a test compares the two.
constexpr std::array<Requirement, 21> requirements{{
    {"stance_survey_done", [](State const& s, Rules) { return s.survey.completed_on; }},
    {"feasibility_assessed",
     [](State const& s, Rules) {
         return s.planning.grade == planning::Suitability::unsuitable ? std::nullopt : s.planning.assessed_on;
     }},
    {"group_formed", [](State const& s, Rules) { return s.lifecycle.group_on; }},
    {"plan_published",
     [](State const& s, Rules) {
         auto const* const plan = s.planning.current();
         return plan == nullptr ? Since{} : Since{plan->published_on};
     }},
    {"price_agreed", [](State const& s, Rules) { return price_agreed(s); }},
    {"unities_confirmed",
     [](State const& s, Rules) {
         return when_all({s.deliberation.wish_on, s.deliberation.plan_on, s.deliberation.shares_on});
     }},
    {"consent_passed", [](State const& s, Rules) { return consent_passed(s); }},
    {"agreement_signed", [](State const& s, Rules) { return agreement_signed(s); }},
    {"shares_adopted", [](State const& s, Rules) { return s.funding.adopted_on; }},
    {"funding_closed", [](State const& s, Rules) { return funding::closes(s) ? s.funding.adopted_on : Since{}; }},
    {"notice_closed", [](State const& s, Rules) { return notice_closed(s); }},
    {"papers_filed", papers_filed},
    {"approval_granted", [](State const& s, Rules) { return s.approval.granted_on; }},
    {"contract_signed", [](State const& s, Rules) { return s.contract.signed_on; }},
    {"subsidy_filed", [](State const& s, Rules) { return subsidy_filed(s); }},
    {"gate_open", gate_open},
    {"works_finished", [](State const& s, Rules) { return s.construction.finished_on; }},
    {"inspection_passed", [](State const& s, Rules) { return s.acceptance.inspected_on; }},
    {"accepted", [](State const& s, Rules) { return s.acceptance.accepted_on; }},
    {"use_unit_appointed", [](State const& s, Rules) { return s.acceptance.use_unit_on; }},
    {"registered", [](State const& s, Rules) { return s.acceptance.registered_on; }},
}};

Since standing_since(State const& state, std::string_view requirement, policy::Policy const& policy, bool& known) {
    auto const* const found = std::find_if(requirements.begin(), requirements.end(),
                                           [&](auto const& each) { return each.code == requirement; });
    known = found != requirements.end();
    return known ? found->since(state, policy) : std::nullopt;
}

}  // namespace

std::optional<bool> stands(State const& state, std::string_view requirement, policy::Policy const& policy) {
    bool known = true;
    auto const since = standing_since(state, requirement, policy, known);
    return known ? std::optional(since.has_value()) : std::nullopt;
}

std::optional<Refusal> closed_gate(State const& state, std::string_view gate, Context const& context) {
    std::vector<std::string> missing;
    Since latest;
    for (auto const& requirement : policy::requirements_of(*context.policy, gate)) {
        if (requirement == "gate_open" && gate == "construction") continue;  // says that this very gate is open
        bool known = true;
        auto since = standing_since(state, requirement, *context.policy, known);
        // An approval that has run out is none.
        if (requirement == "approval_granted" && state.approval.valid_until &&
            *state.approval.valid_until < context.occurred_on)
            since = std::nullopt;
        if (!since) missing.push_back(requirement);
        latest = std::max(latest, since);
    }
    if (!missing.empty())
        return refuse(lifecycle::gate_closed, {}, {{"stage", std::string(gate)}, {"missing", joined(missing)}});
    // All stand by now; on the claimed date some did not yet.
    return too_early(context, latest);
}

std::optional<Refusal> unknown_household(State const& state, HouseholdId const& household, std::string pointer) {
    auto const is_known = state.consent.roll.empty() ? !household.empty() : state.consent.find(household) != nullptr;
    if (is_known) return std::nullopt;
    return refuse(lifecycle::unknown_household, std::move(pointer), {{"household", household.text}});
}

}  // namespace jiati::project
