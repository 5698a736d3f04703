#include "project/deliberation.h"

#include "project/test_support.h"

namespace jiati::project::deliberation {
namespace {

using namespace test;

HoldMeeting meeting(std::optional<std::int64_t> present) {
    return {"民情连心桥", "community office", present, {"owners", "property firm"}, "shares", {"subsidy counts first"}};
}
survey::RecordStance stance(std::string room, survey::Stance value) {
    return {home(std::move(room)), value, {}, {}, survey::Channel::visit};
}

TEST(Deliberation, NoMoreHouseholdsMeetThanThereAre) {
    auto life = with_roll();
    EXPECT_TRUE(refused(life.ask(meeting(9)), attendance_wrong));
    EXPECT_TRUE(refused(life.ask(meeting(-1)), attendance_wrong));
    EXPECT_TRUE(accepted(opened().ask(meeting(9)))) << "without a roll their number is not known";
    auto silent = meeting(8);
    silent.subject.clear();
    EXPECT_TRUE(refused(life.ask(silent), lifecycle::text_missing));
    life.does(meeting(8)).does(meeting({}));
    EXPECT_EQ(life.state.deliberation.meetings.size(), 2U);
}

TEST(Deliberation, AnswersQuestionsOneByOne) {
    auto life = with_roll();
    EXPECT_TRUE(refused(life.ask(AskQuestion{home("999"), {}, secret()}), lifecycle::unknown_household));
    EXPECT_TRUE(refused(life.ask(AskQuestion{home("101"), {}, {}}), lifecycle::text_missing));
    life.does(AskQuestion{home("101"), survey::Topic::safety, secret()});
    auto const id = life.state.deliberation.questions.at(0).id;
    life.on("2023-02-14");
    EXPECT_TRUE(refused(life.ask(AnswerQuestion{ItemId{"x"}, "builder", secret()}), item_unknown));
    EXPECT_TRUE(refused(life.ask_of("2023-02-01", AnswerQuestion{id, "builder", secret()}), lifecycle::too_early));
    life.does(AnswerQuestion{id, "builder", secret()});
    EXPECT_EQ(life.state.deliberation.questions.at(0).answered_on, day("2023-02-14"));
    EXPECT_TRUE(refused(life.ask(AnswerQuestion{id, "builder", secret()}), already_answered));
}

TEST(Deliberation, APromiseIsMadeThenAcceptedThenKept) {
    auto life = with_roll();
    EXPECT_TRUE(refused(life.ask(MakePromise{"", 2, "free_rides", "ride free"}), lifecycle::text_missing));
    EXPECT_TRUE(refused(life.ask(MakePromise{"low floors", 0, "free_rides", "x"}), planning::numbers_wrong));
    life.does(MakePromise{"low floors", 2, "free_rides", "the payers let the low floors ride free"});
    auto const id = life.state.deliberation.promises.at(0).id;
    EXPECT_EQ(life.state.deliberation.free_rides_up_to_floor(), 0) << "offered is not agreed";

    auto const early = life.ask(KeepPromise{id});
    EXPECT_TRUE(refused(early, promise_not_made));
    EXPECT_EQ(argument(early, "state"), "made");
    EXPECT_TRUE(refused(life.ask(AcceptPromise{ItemId{"x"}}), item_unknown));
    life.does(AcceptPromise{id});
    EXPECT_EQ(life.state.deliberation.free_rides_up_to_floor(), 2);
    EXPECT_TRUE(refused(life.ask(AcceptPromise{id}), promise_not_made));
    life.does(KeepPromise{id});
    EXPECT_EQ(life.state.deliberation.free_rides_up_to_floor(), 2);
    EXPECT_TRUE(refused(life.ask(KeepPromise{id}), promise_not_made));
}

TEST(Deliberation, OnlyFreeRidesAreFreeRides) {
    auto life = with_roll().does(MakePromise{"low floors", 3, "frosted_panes", "panes"});
    life.does(AcceptPromise{life.state.deliberation.promises.at(0).id});
    EXPECT_EQ(life.state.deliberation.free_rides_up_to_floor(), 0);
}

TEST(Deliberation, TheWishIsUnitedOnceNobodyOpposes) {
    auto life = with_roll();
    EXPECT_EQ(argument(life.ask(ConfirmUnity{Unity::wish, "meeting"}), "why"), "nobody_agrees");
    life.does(stance("501", survey::Stance::agree)).does(stance("101", survey::Stance::oppose));
    auto const opposed = life.ask(ConfirmUnity{Unity::wish, "meeting"});
    EXPECT_TRUE(refused(opposed, unity_not_reached));
    EXPECT_EQ(argument(opposed, "why"), "households_oppose");
    EXPECT_EQ(argument(opposed, "unity"), "wish");
    life.does(stance("101", survey::Stance::neutral));
    EXPECT_TRUE(refused(life.ask(ConfirmUnity{Unity::wish, ""}), lifecycle::text_missing));
    life.does(ConfirmUnity{Unity::wish, "meeting"});
    EXPECT_TRUE(life.state.deliberation.wish_on);
}

TEST(Deliberation, PlanAndSharesAreUnitedOnceTheyAreThere) {
    EXPECT_EQ(argument(with_roll().ask(ConfirmUnity{Unity::plan, "m"}), "why"), "no_plan");
    EXPECT_EQ(argument(with_plan().ask(ConfirmUnity{Unity::shares, "m"}), "why"), "no_shares");
    auto life = with_shares().does(ConfirmUnity{Unity::plan, "m"}).does(ConfirmUnity{Unity::shares, "m"});
    EXPECT_TRUE(life.state.deliberation.plan_on);
    EXPECT_TRUE(life.state.deliberation.shares_on);
    auto const cheaper = with_shares().does(quote(300'000, "fewer pipes"));
    EXPECT_EQ(argument(cheaper.ask(ConfirmUnity{Unity::shares, "m"}), "why"), "shares_do_not_close");
}

TEST(Deliberation, TheCityMayAskForTheSurveyFirst) {
    auto const life = with_plan(policy_with_gate("deliberation", {"stance_survey_done"}));
    EXPECT_TRUE(refused(life.ask(ConfirmUnity{Unity::plan, "m"}), lifecycle::gate_closed));
}

TEST(Deliberation, ABlockingPointHasAnOwnerAndIsClearedOnce) {
    auto life = with_roll().on("2023-02-10");
    EXPECT_TRUE(refused(life.ask(RecordBlockingPoint{"gas pipe", " ", {}}), lifecycle::text_missing));
    EXPECT_TRUE(refused(life.ask(RecordBlockingPoint{"gas pipe", "street", day("2023-02-09")}), lifecycle::too_early));
    life.does(RecordBlockingPoint{"gas pipe", "street", day("2023-02-20")});
    auto const id = life.state.deliberation.blocking_points.at(0).id;
    EXPECT_TRUE(refused(life.ask(ClearBlockingPoint{ItemId{"x"}, "moved"}), item_unknown));
    EXPECT_TRUE(refused(life.ask(ClearBlockingPoint{id, ""}), lifecycle::text_missing));
    life.does(ClearBlockingPoint{id, "moved"});
    EXPECT_TRUE(refused(life.ask(ClearBlockingPoint{id, "moved"}), already_cleared));
}

}  // namespace
}  // namespace jiati::project::deliberation
