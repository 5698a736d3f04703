#include "vote/vote_fixture.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

namespace jiati::vote {
namespace {

std::vector<Voter> arbitrary_roll() {
    auto const count = *rc::gen::inRange(1, 25);
    std::vector<Voter> voters;
    for (int i = 0; i < count; ++i) {
        auto const owner = *rc::gen::inRange(0, 25);
        voters.push_back(voter(std::to_string(i), *rc::gen::inRange<std::int64_t>(1, 20'000),
                               owner < 8 ? "owner" + std::to_string(owner) : std::string{}));
    }
    return voters;
}

std::string arbitrary_answer() { return *rc::gen::element<std::string>("agree", "oppose", "abstain"); }

// One answer for each owner, so that every order of the ballots is accepted.
std::vector<CastBallot> arbitrary_ballots(std::vector<Voter> const& voters) {
    std::map<OwnerId, std::string> answer_of;
    std::vector<CastBallot> ballots;
    for (auto const& voter : voters) {
        auto const [answer, is_new] = answer_of.try_emplace(voter.owner);
        if (is_new) answer->second = arbitrary_answer();
        if (*rc::gen::inRange(0, 4) != 0) ballots.push_back(ballot(voter.room, answer->second));
    }
    return ballots;
}

Given closed_after(std::vector<Voter> const& voters, std::vector<CastBallot> const& ballots) {
    auto given = opened(consent(voters));
    for (auto const& cast : ballots) given.when(cast);
    given.when(Close{}, last_day);
    return given;
}

bool same(State const& a, State const& b) {
    auto const equal = [](Ratio const& x, Ratio const& y) {
        return x.name == y.name && x.have == y.have && x.of == y.of && x.need == y.need && x.holds == y.holds;
    };
    return a.passes == b.passes &&
           std::equal(a.ratios.begin(), a.ratios.end(), b.ratios.begin(), b.ratios.end(), equal);
}

RC_GTEST_PROP(VoteLaws, TheOrderOfTheBallotsDoesNotMatter, ()) {
    auto const voters = arbitrary_roll();
    auto ballots = arbitrary_ballots(voters);
    auto const first = closed_after(voters, ballots);
    for (auto i = ballots.size(); i > 1; --i) std::swap(ballots[i - 1], ballots[*rc::gen::inRange<std::size_t>(0, i)]);
    RC_ASSERT(same(first.state, closed_after(voters, ballots).state));
}

// What each household's last word is, read off the events one by one, is what the kept state counts.
games::Ballot last_word(std::vector<std::pair<Event, Date>> const& history, HouseholdId const& household) {
    auto word = games::Ballot::not_returned;
    auto silent = word;  // what is left of it when the answer goes
    auto held = word;    // what it will be once a contest is settled
    for (auto const& [event, date] : history) {
        if (auto const* const served = std::get_if<BallotServed>(&event); served && served->household == household) {
            silent = served->delivered ? games::Ballot::not_returned : games::Ballot::not_delivered;
            if (!games::is_answer(held)) word = held = silent;
        }
        if (auto const* const cast = std::get_if<BallotCast>(&event); cast && cast->household == household)
            word = held = cast->choice == "oppose"                             ? games::Ballot::oppose
                          : cast->choice == "agree" && cast->condition.empty() ? games::Ballot::agree
                                                                               : games::Ballot::abstain;
        if (auto const* const taken = std::get_if<BallotWithdrawn>(&event); taken && taken->household == household)
            word = held = games::Ballot::not_returned;
        if (auto const* const met = std::get_if<ConditionConfirmed>(&event); met && met->household == household)
            word = held = games::Ballot::agree;
        if (auto const* const doubt = std::get_if<BallotContested>(&event); doubt && doubt->household == household)
            word = games::Ballot::not_returned;
        if (auto const* const settled = std::get_if<BallotSettled>(&event); settled && settled->household == household)
            word = held = settled->stands ? held : games::Ballot::not_returned;
    }
    return word;
}

// The legal test as the law words it, with whole numbers.
RC_GTEST_PROP(VoteLaws, TheResultIsThatOfTheDefinition, ()) {
    auto const voters = arbitrary_roll();
    auto const ballots = arbitrary_ballots(voters);
    auto const given = closed_after(voters, ballots);

    std::map<OwnerId, std::vector<std::string>> answers;  // empty text: none yet
    std::map<OwnerId, std::int64_t> area;
    for (auto const& voter : voters) {
        auto const cast = std::find_if(ballots.begin(), ballots.end(),
                                       [&](auto const& candidate) { return candidate.household == voter.household; });
        answers[voter.owner].push_back(cast == ballots.end() ? "" : cast->choice);
        area[voter.owner] += voter.area.hundredths();
    }
    std::int64_t all_heads = 0, all_area = 0, heads = 0, part = 0, agreeing_heads = 0, agreeing_area = 0;
    for (auto const& [owner, given_answers] : answers) {
        ++all_heads;
        all_area += area[owner];
        if (std::find(given_answers.begin(), given_answers.end(), "") != given_answers.end()) continue;
        ++heads;
        part += area[owner];
        if (given_answers.front() != "agree") continue;
        ++agreeing_heads;
        agreeing_area += area[owner];
    }
    bool const passes = heads > 0 && 3 * heads >= 2 * all_heads && 3 * part >= 2 * all_area &&
                        4 * agreeing_heads >= 3 * heads && 4 * agreeing_area >= 3 * part;
    RC_ASSERT(given.state.passes == passes);
    RC_ASSERT(given.state.ratios[1].have == SquareMetres{part}.to_string());
    RC_ASSERT(given.state.ratios[1].of == SquareMetres{all_area}.to_string());
    RC_ASSERT(given.state.ratios[3].have == SquareMetres{agreeing_area}.to_string());
}

// Any commands at all, by people of this unit and of another, on any day.
RC_GTEST_PROP(VoteLaws, BallotsNeverExceedTheRollAndTheHistoryFoldsToTheState, ()) {
    auto const voters = arbitrary_roll();
    auto given = opened(consent(voters));
    auto const steps = *rc::gen::inRange(0, 60);
    for (int step = 0; step < steps; ++step) {
        auto const room = std::to_string(*rc::gen::inRange(0, 30));
        auto const date = opening.plus_days(*rc::gen::inRange(-2, 30));
        Command command = ballot(room, arbitrary_answer(), *rc::gen::inRange<std::int64_t>(1, 4));
        auto const what = *rc::gen::inRange(0, 20);
        if (what == 0) command = Close{};
        if (what == 1) command = WithdrawBallot{flat(room), ""};
        if (what == 2) command = serving(room, *rc::gen::arbitrary<bool>());
        if (what == 3) command = ContestBallot{flat(room), words("不是我"), true};
        if (what == 4) command = SettleBallot{flat(room), *rc::gen::arbitrary<bool>(), words("核对")};
        if (what == 5) command = own_ballot_of(room, arbitrary_answer());
        if (what > 5 && what < 9) {
            auto agrees = own_ballot_of(room, "agree");
            agrees.condition = words("条件");
            command = agrees;
        }
        if (what == 9) {
            ConfirmCondition met;
            met.household = flat(room);
            met.by_owner = true;
            command = met;
        }
        bool const was_open = given.state.is_open();
        if (given.refused(command, date) != "accepted") continue;
        RC_ASSERT(was_open);
        given.when(command, date);
    }
    RC_ASSERT(given.state.ballots.size() == voters.size());
    auto const outcome = count(given.state);
    RC_ASSERT(outcome.has_value());
    RC_ASSERT(outcome->participation.heads.have <= outcome->participation.heads.of);
    RC_ASSERT(outcome->agreement.area.have <= outcome->participation.area.have);
    for (auto const& voter : voters)
        RC_ASSERT(legal_ballot(given.state, voter.household) == last_word(given.history, voter.household));

    State folded;
    for (auto const& [event, date] : given.history) folded = evolve(std::move(folded), event, date);
    RC_ASSERT(folded.version == given.state.version);
    RC_ASSERT(same(folded, given.state));
    for (auto const& voter : voters) {
        auto const& a = folded.ballots.at(voter.household);
        auto const& b = given.state.ballots.at(voter.household);
        RC_ASSERT(a.state == b.state);
        RC_ASSERT(a.choice == b.choice);
        RC_ASSERT(a.entry == b.entry);
        RC_ASSERT(a.counts() == b.counts());
        RC_ASSERT(a.is_conditional() == b.is_conditional());
    }
}

}  // namespace
}  // namespace jiati::vote
