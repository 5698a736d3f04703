#include "project/lifecycle.h"

#include "project/test_support.h"

namespace jiati::project::lifecycle {
namespace {

using namespace test;

TEST(Lifecycle, OpensOnceWithItsPlace) {
    Life life;
    auto const decision = life.ask(open_command());
    auto const* const event = event_at<Opened>(decision, 0);
    ASSERT_NE(event, nullptr);
    EXPECT_FALSE(event->project.empty());
    EXPECT_EQ(event->unit, UnitId{"u1"});

    EXPECT_TRUE(refused(opened().ask(open_command()), already_open));
    auto untitled = open_command();
    untitled.title = "  ";
    EXPECT_TRUE(refused(life.ask(untitled), text_missing));
    EXPECT_EQ(life.ask(untitled).error().pointer, "/title");
}

TEST(Lifecycle, NothingHappensToAProjectThatWasNeverOpened) {
    EXPECT_TRUE(refused(Life().ask(Initiate{{home("501")}, "application"}), not_open));
    EXPECT_TRUE(refused(Life().ask(survey::Complete{}), not_open));
}

TEST(Lifecycle, IsInitiatedOnceByOwnersOfTheUnit) {
    auto life = opened().on("2023-02-02").does(consent::FreezeRoll{{3, eight_households()}});
    EXPECT_TRUE(refused(life.ask(Initiate{{home("999")}, "application"}), unknown_household));
    EXPECT_TRUE(refused(life.ask(Initiate{{}, "application"}), text_missing));
    EXPECT_TRUE(refused(life.ask(Initiate{{home("501")}, ""}), text_missing));

    auto const decision = life.ask(Initiate{{home("501"), home("502"), home("501")}, "application"});
    ASSERT_NE(event_at<Initiated>(decision, 0), nullptr);
    EXPECT_EQ(event_at<Initiated>(decision, 0)->applicant_count, 2) << "a household named twice applies once";

    life.does(Initiate{{home("501")}, "application"});
    EXPECT_EQ(life.stage(), Stage::initiation);
    EXPECT_TRUE(refused(life.ask(Initiate{{home("502")}, "application"}), already_initiated));
}

TEST(Lifecycle, HasALeadAndAWorkingGroup) {
    auto life = with_roll();
    EXPECT_TRUE(refused(life.ask(AppointLead{home("999"), "owners"}), unknown_household));
    EXPECT_TRUE(refused(life.ask(ElectWorkingGroup{{}, "owners"}), text_missing));
    life.does(AppointLead{home("501"), "owners"}).does(ElectWorkingGroup{{"neighbourhood head", "owners"}, "owners"});
    EXPECT_EQ(life.state.lifecycle.lead, home("501"));
    EXPECT_EQ(life.state.lifecycle.working_group.size(), 2U);
}

TEST(Lifecycle, APausedProjectTakesNoStepUntilItIsResumed) {
    auto life = with_roll().on("2023-03-01").does(Pause{"waiting for the pipes"});
    auto const decision = life.ask(Initiate{{home("501")}, "application"});
    EXPECT_TRUE(refused(decision, not_active));
    EXPECT_EQ(argument(decision, "standing"), "paused");
    EXPECT_TRUE(refused(life.ask(Pause{"again"}), not_active));
    life.does(Resume{});
    EXPECT_TRUE(refused(life.ask(Resume{}), not_paused));
    EXPECT_TRUE(refused(life.ask(Pause{" "}), text_missing));
    EXPECT_TRUE(accepted(life.ask(quote(310'000))));
}

TEST(Lifecycle, AWithdrawnProjectKeepsItsStageAndCanBeRevived) {
    auto life = with_plan().on("2023-03-01").does(Withdraw{"two owners moved"});
    EXPECT_TRUE(refused(life.ask(quote(300'000, "cheaper")), not_active));
    EXPECT_TRUE(refused(life.ask(Withdraw{"again"}), not_active));
    EXPECT_TRUE(refused(life.ask(Resume{}), not_paused));
    EXPECT_TRUE(refused(with_plan().ask(Revive{"why not"}), not_withdrawn));
    life.on("2024-03-01").does(Revive{"new owners want it"});
    EXPECT_EQ(life.stage(), Stage::deliberation);
    EXPECT_EQ(life.state.lifecycle.standing, Standing::active);
    EXPECT_NE(life.state.planning.current(), nullptr) << "nothing is erased";
}

TEST(Lifecycle, APausedProjectCanBeWithdrawn) {
    auto life = with_roll().does(Pause{"waiting"}).does(Withdraw{"given up"});
    EXPECT_EQ(life.state.lifecycle.standing, Standing::withdrawn);
}

TEST(Lifecycle, MoneyPaidInCanBeGivenBackFromAWithdrawnProject) {
    auto life = with_shares().on("2023-02-20").does(funding::RecordPayment{home("301"), Fen::yuan(5'000), "r1"});
    life.does(Withdraw{"given up"});
    EXPECT_TRUE(refused(life.ask(funding::RecordPayment{home("301"), Fen::yuan(1), "r2"}), not_active));
    life.does(funding::RefundHousehold{home("301"), Fen::yuan(5'000), "withdrawn", "r3"});
    EXPECT_EQ(life.state.funding.balance(), Fen{});
}

TEST(Lifecycle, AClaimedDateIsNeitherInTheFutureNorBeforeTheBeginning) {
    auto life = opened().on("2023-03-01");
    auto const tomorrow = life.ask_of("2023-03-02", Pause{"why"});
    EXPECT_TRUE(refused(tomorrow, in_the_future));
    EXPECT_EQ(argument(tomorrow, "today"), "2023-03-01");
    auto const before = life.ask_of("2023-01-31", Pause{"why"});
    EXPECT_TRUE(refused(before, too_early));
    EXPECT_EQ(argument(before, "earliest"), "2023-02-01");
    EXPECT_TRUE(accepted(life.ask_of("2023-02-01", Pause{"why"})));
    EXPECT_TRUE(refused(Life().on("2023-03-01").ask_of("2023-03-02", open_command()), in_the_future));
}

TEST(Lifecycle, BeingSentBackClearsWhatStoodAfterTheStage) {
    auto life = inspected();
    life.given(SentBack{Stage::acceptance, Stage::notice, "test"});
    EXPECT_EQ(life.stage(), Stage::notice);
    EXPECT_FALSE(life.state.notice.posted_on);
    EXPECT_FALSE(life.state.notice.closed_on);
    EXPECT_FALSE(life.state.approval.submitted_on);
    EXPECT_FALSE(life.state.approval.granted_on);
    EXPECT_FALSE(life.state.construction.commenced_on);
    EXPECT_FALSE(life.state.construction.finished_on);
    EXPECT_FALSE(life.state.acceptance.inspected_on);
    EXPECT_TRUE(life.state.consent.passed_on) << "the vote was before";
    EXPECT_EQ(life.state.lifecycle.sent_back.at(static_cast<std::size_t>(Stage::acceptance)), life.today());
    EXPECT_EQ(life.state.acceptance.use_unit, "物业公司") << "who keeps the lift is not a matter of the stage";
}

TEST(Lifecycle, BeingSentBackToTheVoteClearsConsentAndSignatures) {
    auto life = noticed();
    life.given(SentBack{Stage::notice, Stage::vote, "test"});
    EXPECT_FALSE(life.state.consent.passed_on);
    EXPECT_TRUE(life.state.consent.signatures.empty());
    EXPECT_FALSE(life.state.consent.witnessed_on);
}

TEST(Lifecycle, BeingSentBackToApprovalAsksTheSameDepartmentsAgain) {
    auto life = commenced();
    life.given(SentBack{Stage::construction, Stage::approval, "test"});
    EXPECT_TRUE(life.state.approval.submitted_on);
    EXPECT_FALSE(life.state.approval.granted_on);
    ASSERT_EQ(life.state.approval.lanes.size(), 3U);
    EXPECT_EQ(life.state.approval.lanes[0].opinion, approval::Opinion::pending);
}

TEST(Lifecycle, BeingSentBackToAcceptanceKeepsTheWorks) {
    auto life = in_use();
    life.given(SentBack{Stage::operation, Stage::acceptance, "test"});
    EXPECT_TRUE(life.state.construction.finished_on);
    EXPECT_FALSE(life.state.acceptance.inspected_on);
    EXPECT_FALSE(life.state.acceptance.accepted_on);
    EXPECT_FALSE(life.state.acceptance.registered_on);
    EXPECT_FALSE(life.state.acceptance.handed_over_on);
}

}  // namespace
}  // namespace jiati::project::lifecycle
