#include "project/notice.h"

#include "project/test_support.h"

namespace jiati::project::notice {
namespace {

using namespace test;

RaiseObjection objection(std::string room = "101") {
    return {Origin::household, home(std::move(room)), {}, survey::Topic::daylight, secret()};
}
ItemId last_objection(Life const& life) { return life.state.notice.objections.back().id; }

policy::Policy working_days(int days) {
    auto policy = small_policy();
    policy.notice->period = {days, policy::DayKind::working};
    return policy;
}

TEST(Notice, RunsTheDaysOfTheCityAfterTheDayOfPosting) {
    auto life = posted();
    EXPECT_EQ(life.state.notice.ends_on, day("2023-03-08"));
    EXPECT_EQ(life.state.notice.plan_version, 1);
    EXPECT_EQ(life.stage(), Stage::notice);
    EXPECT_TRUE(refused(life.ask(post()), already_posted));
}

TEST(Notice, CountsWorkingDaysAcrossHolidays) {
    auto life = agreed(working_days(5)).on("2023-04-27").does(post());
    // Friday 28th; the holiday to Wednesday; Thursday, Friday; Saturday the 6th is worked; Monday the 8th.
    EXPECT_EQ(life.state.notice.ends_on, day("2023-05-08"));
    EXPECT_EQ(life.state.notice.kind, DayKind::working);
}

TEST(Notice, AClockPastTheCalendarNamesTheYear) {
    auto const life = agreed(working_days(7)).on("2024-12-27");
    auto const decision = life.ask(post());
    EXPECT_TRUE(refused(decision, calendar_ends));
    EXPECT_EQ(argument(decision, "year"), "2025");
}

TEST(Notice, RunsLongerThanTheRuleButNeverShorter) {
    auto const life = agreed().on("2023-03-01");
    auto longer = post();
    longer.days = 10;
    auto const decision = life.ask(longer);
    ASSERT_NE(event_at<Posted>(decision, 0), nullptr);
    EXPECT_EQ(event_at<Posted>(decision, 0)->ends_on, day("2023-03-11"));
    auto shorter = post();
    shorter.days = 6;
    EXPECT_TRUE(refused(life.ask(shorter), days_too_few));
    EXPECT_EQ(argument(life.ask(shorter), "needed"), "7");
}

TEST(Notice, HangsWhereTheRuleWantsIt) {
    auto const life = agreed().on("2023-03-01");
    EXPECT_EQ(argument(life.ask(Post{{"estate_board"}, {}, {}}), "places"), "unit_entrance");
    EXPECT_TRUE(refused(life.ask(Post{{}, {}, {}}), place_missing));
}

TEST(Notice, NeedsAPlanAndTheGateOfTheCity) {
    auto const planless = opened().ask(post());
    EXPECT_TRUE(refused(planless, lifecycle::gate_closed));
    auto const gated = with_plan(policy_with_gate("notice", {"consent_passed", "shares_adopted"}));
    EXPECT_EQ(argument(gated.ask(post()), "missing"), "consent_passed,shares_adopted");
    EXPECT_TRUE(refused(with_plan().ask_of("2023-02-14", post()), lifecycle::too_early));
}

TEST(Notice, ClosesOnItsLastDayNotBefore) {
    auto life = posted().on("2023-03-07");
    auto const early = life.ask(Close{});
    EXPECT_TRUE(refused(early, still_running));
    EXPECT_EQ(argument(early, "ends_on"), "2023-03-08");
    life.on("2023-03-08").does(Close{});
    EXPECT_EQ(life.state.notice.closed_on, day("2023-03-08"));
    EXPECT_TRUE(refused(life.ask(Close{}), already_closed));
    EXPECT_TRUE(refused(life.ask(post()), already_closed));
    EXPECT_TRUE(refused(life.ask(objection()), already_closed));
}

TEST(Notice, NothingRunsBeforeItIsPosted) {
    auto const life = agreed();
    EXPECT_TRUE(refused(life.ask(Close{}), not_posted));
    EXPECT_TRUE(refused(life.ask(objection()), not_posted));
    EXPECT_TRUE(refused(life.ask(StopClock{"torn down"}), not_posted));
    EXPECT_TRUE(refused(life.ask(RestartClock{}), not_posted));
}

TEST(Notice, AStoppedClockKeepsTheDaysThatRan) {
    auto life = posted().on("2023-03-04");
    EXPECT_TRUE(refused(life.ask(RestartClock{}), clock_not_stopped));
    EXPECT_TRUE(refused(life.ask(StopClock{""}), lifecycle::text_missing));
    life.does(StopClock{"torn down"});
    EXPECT_EQ(life.state.notice.days_run, 2) << "the 2nd and 3rd; the day it was torn down does not count";
    EXPECT_TRUE(refused(life.ask(StopClock{"again"}), clock_stopped));
    life.on("2023-03-20");
    EXPECT_TRUE(refused(life.ask(Close{}), clock_stopped));
    EXPECT_TRUE(refused(life.ask_of("2023-03-03", RestartClock{}), lifecycle::too_early));
    life.does(RestartClock{});
    EXPECT_EQ(life.state.notice.ends_on, day("2023-03-25")) << "five days were left";
    life.on("2023-03-22").does(StopClock{"torn down again"});
    EXPECT_EQ(life.state.notice.days_run, 3);
    life.on("2023-03-23").does(RestartClock{});
    EXPECT_EQ(life.state.notice.ends_on, day("2023-03-27"));
}

TEST(Notice, AStoppedClockOfWorkingDaysCountsOnlyThose) {
    auto life = agreed(working_days(5)).on("2023-04-27").does(post());
    life.on("2023-05-04").does(StopClock{"torn down"});
    EXPECT_EQ(life.state.notice.days_run, 1) << "only the 28th was a working day";
}

TEST(Notice, ItsClockIsNotStoppedOnceItHasRunOut) {
    EXPECT_TRUE(refused(posted().on("2023-03-09").ask(StopClock{"late"}), already_closed));
}

TEST(Notice, AnObjectionIsWrittenAndComesFromSomewhere) {
    auto const life = posted().on("2023-03-03");
    auto spoken = objection();
    spoken.text = {};
    EXPECT_TRUE(refused(life.ask(spoken), text_missing));
    EXPECT_TRUE(refused(life.ask(objection("999")), lifecycle::unknown_household));
    EXPECT_TRUE(
        refused(life.ask(RaiseObjection{Origin::household, {}, {}, {}, secret()}), lifecycle::unknown_household));
    EXPECT_TRUE(
        refused(life.ask(RaiseObjection{Origin::neighbouring, {}, " ", {}, secret()}), lifecycle::text_missing));
    auto const neighbour = life.ask(RaiseObjection{Origin::neighbouring, {}, "10栋", {}, secret()});
    ASSERT_NE(event_at<ObjectionRaised>(neighbour, 0), nullptr);
    EXPECT_EQ(event_at<ObjectionRaised>(neighbour, 0)->answer_due_on, day("2023-03-08"));
    EXPECT_TRUE(refused(life.ask_of("2023-02-28", objection()), lifecycle::too_early));
}

TEST(Notice, ClosesOnlyWithoutOpenObjections) {
    auto life = posted().on("2023-03-03").does(objection()).does(objection("102")).does(objection("201"));
    life.does(WithdrawObjection{last_objection(life)});
    life.on("2023-03-09");
    auto const open = life.ask(Close{});
    EXPECT_TRUE(refused(open, objections_open));
    EXPECT_EQ(argument(open, "count"), "2");
    life.does(AnswerObjection{life.state.notice.objections[0].id, Outcome::dismissed, secret()});
    life.does(AnswerObjection{life.state.notice.objections[1].id, Outcome::accommodated, secret()});
    auto const closed = life.ask(Close{});
    ASSERT_NE(event_at<Closed>(closed, 0), nullptr);
    EXPECT_EQ(event_at<Closed>(closed, 0)->objections, 3);
    EXPECT_EQ(event_at<Closed>(closed, 0)->answered, 2);
}

TEST(Notice, AnObjectionIsAnsweredOnceWithAnOutcomeAndWords) {
    auto life = posted().on("2023-03-03").does(objection());
    auto const id = last_objection(life);
    EXPECT_TRUE(refused(life.ask(AnswerObjection{ItemId{"x"}, Outcome::dismissed, secret()}), objection_unknown));
    EXPECT_TRUE(refused(life.ask(AnswerObjection{id, Outcome::open, secret()}), outcome_wrong));
    EXPECT_TRUE(refused(life.ask(AnswerObjection{id, Outcome::withdrawn, secret()}), outcome_wrong));
    EXPECT_TRUE(refused(life.ask(AnswerObjection{id, Outcome::dismissed, {}}), answer_missing));
    EXPECT_TRUE(
        refused(life.ask_of("2023-03-02", AnswerObjection{id, Outcome::dismissed, secret()}), lifecycle::too_early));
    life.does(AnswerObjection{id, Outcome::dismissed, secret()});
    EXPECT_TRUE(refused(life.ask(AnswerObjection{id, Outcome::dismissed, secret()}), objection_settled));
    EXPECT_TRUE(refused(life.ask(WithdrawObjection{id}), objection_settled));
    EXPECT_TRUE(refused(life.ask(WithdrawObjection{ItemId{"x"}}), objection_unknown));
}

TEST(Notice, AnUpheldObjectionSendsTheProjectBackToItsScheme) {
    auto life = posted().on("2023-03-03").does(objection()).does(objection("102"));
    auto const upheld = AnswerObjection{life.state.notice.objections[0].id, Outcome::upheld, secret()};
    auto const decision = life.ask(upheld);
    ASSERT_NE(event_at<ObjectionAnswered>(decision, 0), nullptr);
    auto const* const sent_back = event_at<lifecycle::SentBack>(decision, 1);
    ASSERT_NE(sent_back, nullptr);
    EXPECT_EQ(sent_back->cause, "objection_upheld");

    life.does(upheld);
    EXPECT_EQ(life.stage(), Stage::scheme);
    EXPECT_FALSE(life.state.notice.posted_on);
    EXPECT_EQ(life.state.notice.objections.size(), 2U) << "what was said stays";
    EXPECT_TRUE(refused(life.ask(Close{}), not_posted));
    // The other one is answered too, and does not send back what is back already.
    auto const other = life.ask(AnswerObjection{last_objection(life), Outcome::upheld, secret()});
    ASSERT_TRUE(accepted(other));
    EXPECT_EQ(other.value().size(), 1U);
    life.on("2023-03-20").does(post());
    EXPECT_EQ(life.stage(), Stage::notice);
    EXPECT_EQ(life.state.notice.days_run, 0) << "a new notice runs in full";
}

}  // namespace
}  // namespace jiati::project::notice
