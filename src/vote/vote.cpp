#include "vote/vote.h"

#include "base/check.h"
#include "base/overloaded.h"

#include <algorithm>
#include <set>

namespace jiati::vote {
namespace {

void open(State& state, Opened const& event, Date occurred_on) {
    state.id = event.vote;
    state.kind = event.kind;
    state.question = event.question;
    state.projects = event.projects;
    state.policy = event.policy;
    state.policy_hash = event.policy_hash;
    state.rule = event.rule;
    state.article = event.article;
    state.majority = event.majority;
    state.stage = event.stage;
    state.decides = event.decides;
    state.terms = event.terms;
    state.private_part_owners = event.private_part_owners;
    state.options = event.options;
    state.plan_version = event.plan_version;
    state.opened_on = occurred_on;
    state.closes_on = event.closes_on;
    state.hidden_until_close = event.hidden_until_close;
    state.voters = event.voters;
    for (auto const& voter : event.voters) state.ballots[voter.household] = Ballot{};
}

bool has_answered(State const& state, HouseholdId const& household) {
    auto const ballot = state.ballots.find(household);
    return ballot != state.ballots.end() && ballot->second.counts();
}

// Nothing of an answer is left but the form's delivery and how often it was changed.
Ballot without_answer(Ballot const& before) {
    Ballot ballot;
    ballot.service = before.service;
    ballot.changes = before.changes + (before.state == BallotState::returned ? 1 : 0);
    return ballot;
}

Ballot cast(Ballot const& before, BallotCast const& event, Date occurred_on, std::int64_t version) {
    auto ballot = without_answer(before);
    ballot.state = BallotState::returned;
    ballot.choice = event.choice;
    ballot.on = occurred_on;
    ballot.entry = version;
    ballot.channel = event.channel;
    ballot.entered_by = event.entered_by;
    ballot.by_owner = event.by_owner;
    ballot.waits_for_owner = event.waits_for_owner;
    ballot.condition = event.condition;
    ballot.proxy = event.proxy;
    ballot.proxy_name = event.proxy_name;
    ballot.proxy_document = event.proxy_document;
    ballot.proxy_file = {event.proxy_file, event.proxy_commitment};
    ballot.signature = event.signature;
    ballot.signature_file = {event.signature_file, event.signature_commitment};
    ballot.signed_at_place = event.signed_at_place;
    ballot.signed_at = event.signed_at;
    ballot.handler = event.handler;
    return ballot;
}

void close(State& state, Closed const& event, Date occurred_on) {
    state.closed_on = occurred_on;
    state.passes = event.passes;
    state.private_parts_agree = event.private_parts_agree;
    state.ratios = event.ratios;
    state.tallies = event.tallies;
    state.chosen = event.chosen;
}

Refusal to_refusal(games::ConsentError const& error) {
    using Kind = games::ConsentError::Kind;
    switch (error.kind) {
        case Kind::no_households:
            return refuse(roll_empty);
        case Kind::owner_ballots_differ:
            return refuse(owner_disagrees, {}, {{"owner", error.owner}});
        case Kind::threshold_out_of_range:
            return refuse(rule_unknown, "/rule");
        case Kind::household_repeated:
        case Kind::owner_missing:
        case Kind::area_not_positive:
        case Kind::area_too_large:
            break;
    }
    return refuse(roll_wrong, {}, {{"household", error.household}});
}

}  // namespace

State evolve(State state, Event const& event, Date occurred_on) {
    ++state.version;
    // What speaks of a household that is not on the roll changes nothing.
    auto const on_ballot = [&](HouseholdId const& household, auto const& change) {
        auto const found = state.ballots.find(household);
        if (found != state.ballots.end()) change(found->second);
    };
    std::visit(
        Overloaded{
            [&](Opened const& e) { open(state, e, occurred_on); },
            [&](BallotServed const& e) {
                on_ballot(e.household, [&](Ballot& ballot) {
                    ballot.service = Service{occurred_on, e.delivered, e.how, {e.photo_file, e.photo_commitment}};
                    if (ballot.state == BallotState::returned) return;
                    ballot.state = e.delivered ? BallotState::not_returned : BallotState::not_delivered;
                });
            },
            [&](BallotCast const& e) {
                on_ballot(e.household, [&](Ballot& ballot) { ballot = cast(ballot, e, occurred_on, state.version); });
            },
            [&](BallotWithdrawn const& e) {
                on_ballot(e.household, [&](Ballot& ballot) { ballot = without_answer(ballot); });
            },
            [&](ConditionConfirmed const& e) {
                on_ballot(e.household, [&](Ballot& ballot) { ballot.condition_met_on = occurred_on; });
            },
            [&](BallotConfirmed const& e) {
                on_ballot(e.household, [&](Ballot& ballot) { ballot.waits_for_owner = false; });
            },
            [&](BallotContested const& e) {
                on_ballot(e.household, [&](Ballot& ballot) {
                    ballot.contested = true;
                    ballot.contest_reason = e.reason;
                });
            },
            [&](BallotSettled const& e) {
                on_ballot(e.household, [&](Ballot& ballot) {
                    if (!e.stands) ballot = without_answer(ballot);
                    ballot.contested = false;
                    ballot.settled_reason = e.reason;
                });
            },
            [&](Closed const& e) { close(state, e, occurred_on); }},
        event);
    return state;
}

Voter const* State::find(HouseholdId const& household) const {
    auto const found =
        std::find_if(voters.begin(), voters.end(), [&](auto const& voter) { return voter.household == household; });
    return found == voters.end() ? nullptr : &*found;
}

std::vector<HouseholdId> outstanding(State const& state) {
    std::set<OwnerId> answered;
    if (state.kind == Kind::consent && state.majority.answer_covers_all_flats)
        for (auto const& voter : state.voters)
            if (has_answered(state, voter.household)) answered.insert(voter.owner);
    std::vector<HouseholdId> awaited;
    for (auto const& voter : state.voters)
        if (!has_answered(state, voter.household) && answered.find(voter.owner) == answered.end())
            awaited.push_back(voter.household);
    return awaited;
}

games::Ballot legal_ballot(State const& state, HouseholdId const& household) {
    auto const found = state.ballots.find(household);
    if (found == state.ballots.end()) return games::Ballot::not_returned;
    auto const& ballot = found->second;
    if (ballot.state == BallotState::not_delivered) return games::Ballot::not_delivered;
    if (!ballot.counts()) return games::Ballot::not_returned;
    if (ballot.choice == "oppose") return games::Ballot::oppose;
    return ballot.choice == "agree" && !ballot.is_conditional() ? games::Ballot::agree : games::Ballot::abstain;
}

std::vector<games::ConsentHousehold> counted_roll(State const& state) {
    std::set<OwnerId> incomplete;
    if (!state.majority.answer_covers_all_flats)
        for (auto const& voter : state.voters)
            if (!has_answered(state, voter.household)) incomplete.insert(voter.owner);

    std::vector<games::ConsentHousehold> households;
    for (auto const& voter : state.voters) {
        auto ballot = legal_ballot(state, voter.household);
        if (games::is_answer(ballot) && incomplete.contains(voter.owner)) ballot = games::Ballot::not_returned;
        bool const must_agree = std::find(state.private_part_owners.begin(), state.private_part_owners.end(),
                                          voter.household) != state.private_part_owners.end();
        households.push_back({voter.household.text, voter.owner.text, voter.area, ballot, must_agree});
    }
    return households;
}

Result<games::ConsentOutcome, Refusal> count(State const& state) {
    CHECK(state.kind == Kind::consent);
    auto outcome = games::test_consent(counted_roll(state), state.majority);
    if (!outcome) return Failure{to_refusal(outcome.error())};
    return *std::move(outcome);
}

}  // namespace jiati::vote
