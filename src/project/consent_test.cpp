#include "project/consent.h"

#include "project/test_support.h"

#include <algorithm>

namespace jiati::project::consent {
namespace {

using namespace test;

TEST(Consent, TheRollIsFrozenInThePublishedOrder) {
    auto households = eight_households();
    households.push_back({home("103"), "103", {1}, SquareMetres{10'000}, OwnerId{"o501"}});
    std::reverse(households.begin(), households.end());
    auto const decision = opened().ask(FreezeRoll{{7, households}});
    auto const* const roll = event_at<RollFrozen>(decision, 0);
    ASSERT_NE(roll, nullptr);
    std::vector<std::string> rooms;
    for (auto const& entry : roll->households) rooms.push_back(entry.room);
    EXPECT_EQ(rooms, (std::vector<std::string>{"101", "102", "103", "201", "202", "301", "302", "501", "502"}));
    EXPECT_EQ(roll->heads, 8) << "one owner of two flats is one head";
    EXPECT_EQ(roll->area, SquareMetres::parse("1120"));
    EXPECT_EQ(roll->place_version, 7);
}

TEST(Consent, HouseholdsWhoseOwnerIsNotKnownAreHeadsOfTheirOwn) {
    auto households = eight_households();
    households[0].owner = households[1].owner = OwnerId{};
    auto const decision = opened().ask(FreezeRoll{{1, households}});
    ASSERT_NE(event_at<RollFrozen>(decision, 0), nullptr);
    EXPECT_EQ(event_at<RollFrozen>(decision, 0)->heads, 8);
}

TEST(Consent, AnEmptyRegisterIsNoRoll) { EXPECT_TRUE(refused(opened().ask(FreezeRoll{{1, {}}}), register_empty)); }

TEST(Consent, TheRollStaysWhileAVoteIsOpen) {
    auto const life = with_shares().does(NoteVoteOpened{VoteId{"v1"}});
    EXPECT_TRUE(refused(life.ask(FreezeRoll{{4, eight_households()}}), vote_already_open));
    EXPECT_TRUE(refused(life.ask(NoteVoteOpened{VoteId{"v2"}}), vote_already_open));
}

TEST(Consent, AVoteNeedsARollAPlanAndAnOpenGate) {
    EXPECT_TRUE(refused(opened().ask(NoteVoteOpened{VoteId{"v1"}}), roll_not_frozen));
    auto const planless = with_roll().ask(NoteVoteOpened{VoteId{"v1"}});
    EXPECT_TRUE(refused(planless, lifecycle::gate_closed));
    EXPECT_EQ(argument(planless, "missing"), "plan_published");
    auto const gated = with_shares(policy_with_gate("consent", {"unities_confirmed", "shares_adopted"}));
    EXPECT_EQ(argument(gated.ask(NoteVoteOpened{VoteId{"v1"}}), "missing"), "unities_confirmed");
    EXPECT_TRUE(refused(with_shares().ask_of("2023-02-14", NoteVoteOpened{VoteId{"v1"}}), lifecycle::too_early));
}

TEST(Consent, TakesInTheResultOfItsOwnClosedVote) {
    auto life = with_shares().on("2023-02-20").does(NoteVoteOpened{VoteId{"v1"}});
    EXPECT_EQ(life.stage(), Stage::vote);
    EXPECT_TRUE(refused(life.ask(result_of("v9", true)), vote_unknown));
    auto still_open = result_of("v1", true);
    still_open.fact.closed = false;
    EXPECT_TRUE(refused(life.ask(still_open), vote_not_closed));
    auto const older = life.ask(result_of("v1", true, 0));
    EXPECT_TRUE(refused(older, plan_moved_on));
    EXPECT_EQ(argument(older, "current"), "1");
    EXPECT_TRUE(refused(life.ask_of("2023-02-19", result_of("v1", true)), lifecycle::too_early));

    life.does(result_of("v1", true));
    EXPECT_EQ(life.state.consent.passed_on, day("2023-02-20"));
    EXPECT_EQ(life.state.consent.passed_plan_version, 1);
    EXPECT_TRUE(refused(life.ask(result_of("v1", true)), vote_unknown)) << "a result is taken in once";
}

TEST(Consent, AVoteThatFailsSendsTheProjectBackToDeliberation) {
    auto life = with_shares().does(NoteVoteOpened{VoteId{"v1"}});
    auto const decision = life.ask(result_of("v1", false));
    auto const* const sent_back = event_at<lifecycle::SentBack>(decision, 1);
    ASSERT_NE(sent_back, nullptr);
    EXPECT_EQ(sent_back->cause, "vote_failed");
    life.does(result_of("v1", false));
    EXPECT_EQ(life.stage(), Stage::deliberation);
    EXPECT_FALSE(life.state.consent.open_vote);
    EXPECT_FALSE(life.state.consent.passed_on);
    EXPECT_EQ(life.state.consent.ratios.size(), 1U) << "the figures stay to be read";
    life.does(NoteVoteOpened{VoteId{"v2"}});
    EXPECT_EQ(life.stage(), Stage::vote);
}

TEST(Consent, TheAgreementIsSignedOnceByEachHouseholdAfterTheVote) {
    EXPECT_TRUE(refused(with_shares().ask(SignAgreement{home("301"), "in person"}), not_passed));
    auto life = voted().on("2023-02-26");
    EXPECT_TRUE(refused(life.ask(WitnessAgreement{{"head"}}), nobody_signed));
    EXPECT_TRUE(refused(life.ask(SignAgreement{home("999"), "in person"}), lifecycle::unknown_household));
    EXPECT_TRUE(refused(life.ask(SignAgreement{home("301"), ""}), lifecycle::text_missing));
    EXPECT_TRUE(refused(life.ask_of("2023-02-24", SignAgreement{home("301"), "x"}), lifecycle::too_early));
    life.does(SignAgreement{home("301"), "in person"});
    EXPECT_TRUE(refused(life.ask(SignAgreement{home("301"), "in person"}), already_signed));
    EXPECT_TRUE(refused(life.ask(WitnessAgreement{{}}), lifecycle::text_missing));
    EXPECT_TRUE(refused(life.ask_of("2023-02-25", WitnessAgreement{{"head"}}), lifecycle::too_early));
    auto const witnessed = life.ask(WitnessAgreement{{"head"}});
    ASSERT_NE(event_at<AgreementWitnessed>(witnessed, 0), nullptr);
    EXPECT_EQ(event_at<AgreementWitnessed>(witnessed, 0)->signatures, 1);
}

TEST(Stages, AnEarlierOneIsNotedAndOnlyTheLastDecides) {
    auto life = with_roll();
    NoteVoteOpened whether{VoteId{"v1"}, false};
    life.does(whether);
    EXPECT_NE(life.stage(), Stage::vote);
    auto result = result_of("v1", true, 0);
    result.fact.stage = "intention";
    result.fact.decides = false;
    auto lost = result;
    lost.fact.passes = false;
    EXPECT_EQ(life.ask(lost)->size(), 1U);  // leads back to nothing
    life.does(result);
    EXPECT_EQ(life.state.consent.stages_passed.at("intention").plan_version, 0);
    EXPECT_FALSE(life.state.consent.passed_on);
    EXPECT_FALSE(life.state.consent.open_vote);
}

}  // namespace
}  // namespace jiati::project::consent
