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
    return ballot != state.ballots.end() && ballot->second.state == BallotState::returned;
}

games::Ballot legal_ballot(Ballot const& ballot) {
    if (ballot.state == BallotState::not_delivered) return games::Ballot::not_delivered;
    if (ballot.state == BallotState::not_returned) return games::Ballot::not_returned;
    if (ballot.choice == "agree") return games::Ballot::agree;
    return ballot.choice == "oppose" ? games::Ballot::oppose : games::Ballot::abstain;
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
    std::visit(Overloaded{[&](Opened const& e) { open(state, e, occurred_on); },
                          [&](BallotServed const& e) {
                              auto const ballot = state.ballots.find(e.household);
                              if (ballot == state.ballots.end() || ballot->second.state == BallotState::returned)
                                  return;
                              ballot->second.state =
                                  e.delivered ? BallotState::not_returned : BallotState::not_delivered;
                          },
                          [&](BallotCast const& e) {
                              auto const ballot = state.ballots.find(e.household);
                              if (ballot == state.ballots.end()) return;
                              ballot->second = {BallotState::returned, e.choice,  occurred_on,
                                                state.version,         e.channel, e.entered_by};
                          },
                          [&](BallotWithdrawn const& e) {
                              auto const ballot = state.ballots.find(e.household);
                              if (ballot != state.ballots.end()) ballot->second = Ballot{};
                          },
                          [&](Closed const& e) {
                              state.closed_on = occurred_on;
                              state.passes = e.passes;
                              state.ratios = e.ratios;
                              state.tallies = e.tallies;
                              state.chosen = e.chosen;
                          }},
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

Result<games::ConsentOutcome, Refusal> count(State const& state) {
    CHECK(state.kind == Kind::consent);
    std::set<OwnerId> incomplete;
    if (!state.majority.answer_covers_all_flats)
        for (auto const& voter : state.voters)
            if (!has_answered(state, voter.household)) incomplete.insert(voter.owner);

    std::vector<games::ConsentHousehold> households;
    for (auto const& voter : state.voters) {
        auto const found = state.ballots.find(voter.household);
        auto ballot = found == state.ballots.end() ? games::Ballot::not_returned : legal_ballot(found->second);
        if (games::is_answer(ballot) && incomplete.find(voter.owner) != incomplete.end())
            ballot = games::Ballot::not_returned;
        households.push_back({voter.household.text, voter.owner.text, voter.area, ballot});
    }
    auto outcome = games::test_consent(households, state.majority);
    if (!outcome) return Failure{to_refusal(outcome.error())};
    return *std::move(outcome);
}

}  // namespace jiati::vote
