#include "project/consent.h"

#include "base/overloaded.h"
#include "project/rules.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace jiati::project::consent {
namespace {

// The published order: lowest floor, room, id. It alone decides who gets an odd fen.
bool is_before(RollEntry const& a, RollEntry const& b) {
    auto const lowest = [](RollEntry const& entry) { return entry.floors.empty() ? 0 : entry.floors.front(); };
    return std::tuple(lowest(a), std::cref(a.room).get(), a.household) <
           std::tuple(lowest(b), std::cref(b.room).get(), b.household);
}

// Not behind the gate of the vote: shares, which that gate may ask for, need the roll first.
Decision on(project::State const& project, FreezeRoll const& command, Context const&) {
    if (command.fact.households.empty()) return Failure{refuse(register_empty)};
    if (project.consent.open_vote) return Failure{refuse(vote_already_open)};
    RollFrozen event{command.fact.place_version, command.fact.households, 0, {}};
    std::sort(event.households.begin(), event.households.end(), is_before);
    std::set<OwnerId> owners;
    for (auto const& entry : event.households) {
        event.area += entry.area;
        // Where the register does not know the owner, the household is a head of its own.
        if (entry.owner.empty() || owners.insert(entry.owner).second) ++event.heads;
    }
    return happened(Event(std::move(event)));
}

Decision on(project::State const& project, NoteVoteOpened const& command, Context const& context) {
    auto const& state = project.consent;
    if (state.open_vote || std::find(state.votes.begin(), state.votes.end(), command.vote) != state.votes.end())
        return Failure{refuse(vote_already_open, "/vote")};
    if (!state.roll_frozen_on) return Failure{refuse(roll_not_frozen)};
    if (!command.about_plan) {
        if (auto refusal = too_early(context, state.roll_frozen_on)) return Failure{*refusal};
        return happened(Event(VoteOpened{command.vote, 0}));
    }
    auto const* const plan = project.planning.current();
    if (plan == nullptr)
        return Failure{refuse(lifecycle::gate_closed, {}, {{"stage", "consent"}, {"missing", "plan_published"}})};
    if (auto refusal = first_of({closed_gate(project, "consent", context), too_early(context, plan->published_on),
                                 too_early(context, state.roll_frozen_on)}))
        return Failure{*refusal};
    return happened(Event(VoteOpened{command.vote, plan->version}));
}

Decision on(project::State const& project, TakeInResult const& command, Context const& context) {
    auto const& state = project.consent;
    auto const& fact = command.fact;
    if (!state.open_vote || *state.open_vote != fact.vote) return Failure{refuse(vote_unknown, "/vote")};
    if (!fact.closed) return Failure{refuse(vote_not_closed, "/vote")};
    auto const* const plan = project.planning.current();
    auto const current = plan == nullptr ? 0 : plan->version;
    bool const about_plan = fact.decides || fact.plan_version != 0;
    if (about_plan && fact.plan_version != current)
        return Failure{refuse(plan_moved_on, "/vote",
                              {{"voted", std::to_string(fact.plan_version)}, {"current", std::to_string(current)}})};
    if (auto refusal = too_early(context, state.vote_opened_on)) return Failure{*refusal};
    Event taken_in{ResultTakenIn{fact.vote, fact.version, fact.plan_version, fact.policy, fact.article, fact.passes,
                                 fact.ratios, fact.stage, fact.decides}};
    // Asked before there was a plan, it leads back to nothing.
    if (fact.passes || !about_plan) return happened(std::move(taken_in));
    return happened(std::move(taken_in),
                    lifecycle::Event(lifecycle::SentBack{Stage::vote, Stage::deliberation, "vote_failed"}));
}

Decision on(project::State const& project, SignAgreement const& command, Context const& context) {
    if (auto refusal = unknown_household(project, command.household, "/household")) return Failure{*refusal};
    if (!project.consent.passed_on) return Failure{refuse(not_passed)};
    if (project.consent.signatures.count(command.household) > 0)
        return Failure{refuse(already_signed, "/household", {{"household", command.household.text}})};
    if (auto refusal = first_of({blank(command.how, "/how"), too_early(context, project.consent.passed_on)}))
        return Failure{*refusal};
    return happened(Event(AgreementSigned{command.household, command.how, project.consent.passed_plan_version}));
}

Decision on(project::State const& project, WitnessAgreement const& command, Context const& context) {
    auto const& signatures = project.consent.signatures;
    if (signatures.empty()) return Failure{refuse(nobody_signed)};
    if (auto refusal = blank(command.witnesses, "/witnesses")) return Failure{*refusal};
    for (auto const& each : signatures)
        if (auto refusal = too_early(context, each.second)) return Failure{*refusal};
    return happened(Event(AgreementWitnessed{command.witnesses, static_cast<std::int64_t>(signatures.size())}));
}

}  // namespace

RollEntry const* State::find(HouseholdId const& household) const {
    auto const found = std::find_if(roll.begin(), roll.end(), [&](auto const& e) { return e.household == household; });
    return found == roll.end() ? nullptr : &*found;
}

Decision decide(project::State const& project, Command const& command, Context const& context) {
    return std::visit([&](auto const& one) { return on(project, one, context); }, command);
}

State evolve(State state, Event const& event, Date occurred_on) {
    std::visit(Overloaded{
                   [&](RollFrozen const& e) {
                       state.roll = e.households;
                       state.place_version = e.place_version;
                       state.roll_frozen_on = occurred_on;
                   },
                   [&](VoteOpened const& e) {
                       state.open_vote = e.vote;
                       state.votes.push_back(e.vote);
                       state.vote_opened_on = occurred_on;
                   },
                   [&](ResultTakenIn const& e) {
                       state.open_vote = std::nullopt;
                       if (!e.decides) {
                           if (e.passes) state.stages_passed[e.stage] = {occurred_on, e.plan_version};
                           return;
                       }
                       state.ratios = e.ratios;
                       state.article = e.article;
                       if (e.plan_version != state.passed_plan_version) {
                           state.signatures.clear();
                           state.witnesses.clear();
                           state.witnessed_on = std::nullopt;
                       }
                       state.passed_on = e.passes ? std::optional(occurred_on) : std::nullopt;
                       state.passed_plan_version = e.passes ? e.plan_version : 0;
                   },
                   [&](AgreementSigned const& e) { state.signatures[e.household] = occurred_on; },
                   [&](AgreementWitnessed const& e) {
                       state.witnesses = e.witnesses;
                       state.witnessed_on = occurred_on;
                   },
               },
               event);
    return state;
}

}  // namespace jiati::project::consent
