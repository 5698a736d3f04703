#include "project/survey.h"

#include "project/test_support.h"

namespace jiati::project::survey {
namespace {

using namespace test;

RecordStance stance(std::string room, Stance value) {
    return {home(std::move(room)), value, {Topic::price}, secret(), Channel::visit};
}
RecordVisit visit(std::string room, VisitOutcome outcome, std::optional<Date> next_on = {}) {
    return {home(std::move(room)), outcome, next_on, secret()};
}

TEST(Survey, TheLatestStanceOfAHouseholdCounts) {
    auto life = with_roll().does(stance("301", Stance::oppose)).on("2023-02-20").does(stance("301", Stance::agree));
    auto const& household = life.state.survey.households.at(home("301"));
    EXPECT_EQ(household.stance, Stance::agree);
    EXPECT_EQ(household.stance_on, day("2023-02-20"));
}

TEST(Survey, AReasonThatIsLeftOutStaysAsItWas) {
    auto life = with_roll().does(stance("301", Stance::oppose));
    auto silent = stance("301", Stance::agree);
    silent.reason = {};
    life.on("2023-02-20").does(silent);
    EXPECT_EQ(life.state.survey.households.at(home("301")).reason, secret());
    auto other = stance("301", Stance::agree);
    other.reason = secret("v2");
    life.does(other);
    EXPECT_EQ(life.state.survey.households.at(home("301")).reason, secret("v2"));
    silent.household = home("302");
    life.does(silent);
    EXPECT_TRUE(life.state.survey.households.at(home("302")).reason.empty()) << "there were no words";
}

TEST(Survey, AHouseholdOfAnotherUnitHasNoStanceHere) {
    EXPECT_TRUE(refused(with_roll().ask(stance("999", Stance::agree)), lifecycle::unknown_household));
    EXPECT_TRUE(refused(with_roll().ask(visit("999", VisitOutcome::met)), lifecycle::unknown_household));
    EXPECT_TRUE(accepted(opened().ask(stance("999", Stance::agree)))) << "before the roll is frozen any may speak";
    EXPECT_TRUE(refused(opened().ask(RecordStance{}), lifecycle::unknown_household));
}

TEST(Survey, AVisitIsRepeatedOnALaterDay) {
    auto life = with_roll().on("2023-02-10");
    EXPECT_TRUE(refused(life.ask(visit("101", VisitOutcome::absent, day("2023-02-09"))), next_visit_in_past));
    life.does(visit("101", VisitOutcome::absent, day("2023-02-12")));
    EXPECT_EQ(life.state.survey.households.at(home("101")).next_on, day("2023-02-12"));
}

TEST(Survey, ASlipIsTakenBackOnItsDayAndWhatStoodBeforeStandsAgain) {
    auto life = with_roll().on("2023-02-10").does(stance("301", Stance::oppose)).on("2023-02-20");
    auto const now = [&] { return life.state.survey.households.at(home("301")); };
    EXPECT_TRUE(refused(life.ask(TakeBackStance{home("301")}), nothing_to_take_back)) << "of another day";
    life.does(stance("301", Stance::agree)).does(stance("301", Stance::neutral)).does(TakeBackStance{home("301")});
    EXPECT_EQ(now().stance, Stance::agree);
    life.does(TakeBackStance{home("301")});
    EXPECT_EQ(now().stance, Stance::oppose);
    EXPECT_EQ(now().stance_on, day("2023-02-10"));
    EXPECT_TRUE(refused(life.ask(TakeBackStance{home("301")}), nothing_to_take_back));
    EXPECT_TRUE(refused(life.ask(TakeBackVisit{home("301")}), nothing_to_take_back)) << "nobody was there";
    life.does(visit("301", VisitOutcome::absent, day("2023-02-22"))).does(TakeBackVisit{home("301")});
    EXPECT_EQ(now().visited_on, std::nullopt);
    EXPECT_EQ(now().next_on, std::nullopt);
}

TEST(Survey, AHouseholdWhoseOnlyEntryWasTakenBackIsStillToBeVisited) {
    auto life = with_roll().does(visit("101", VisitOutcome::absent)).does(TakeBackVisit{home("101")});
    EXPECT_FALSE(life.state.survey.households.contains(home("101")));
    life.does(stance("101", Stance::agree)).does(TakeBackStance{home("101")});
    EXPECT_TRUE(refused(life.ask(Complete{}), households_missing));
}

TEST(Survey, AWorryIsAnsweredOnce) {
    auto life = with_roll();
    EXPECT_TRUE(refused(life.ask(RaiseWorry{home("101"), Topic::noise, {}}), lifecycle::text_missing));
    EXPECT_TRUE(refused(life.ask(RaiseWorry{home("999"), Topic::noise, secret()}), lifecycle::unknown_household));
    life.does(RaiseWorry{home("101"), Topic::noise, secret()}).does(RaiseWorry{{}, Topic::air, secret()});
    auto const id = life.state.survey.worries.at(0).id;
    EXPECT_NE(id, life.state.survey.worries.at(1).id);

    life.on("2023-02-12");
    EXPECT_TRUE(refused(life.ask(AnswerWorry{ItemId{"none"}, "builder", secret()}), worry_unknown));
    EXPECT_TRUE(refused(life.ask(AnswerWorry{id, " ", secret()}), lifecycle::text_missing));
    EXPECT_TRUE(refused(life.ask(AnswerWorry{id, "builder", {}}), lifecycle::text_missing));
    EXPECT_TRUE(refused(life.ask_of("2023-02-01", AnswerWorry{id, "builder", secret()}), lifecycle::too_early));
    life.does(AnswerWorry{id, "builder", secret("v2")});
    EXPECT_EQ(life.state.survey.worries.at(0).answer, secret("v2"));
    EXPECT_TRUE(refused(life.ask(AnswerWorry{id, "builder", secret()}), worry_answered));
}

TEST(Survey, IsCompleteOnceEveryHouseholdWasReachedOrTried) {
    auto life = with_roll();
    for (auto const* const room : {"101", "102", "201", "202", "301", "302"}) life.does(stance(room, Stance::agree));
    auto const early = life.ask(Complete{});
    EXPECT_TRUE(refused(early, households_missing));
    EXPECT_EQ(argument(early, "rooms"), "501,502");

    life.does(visit("501", VisitOutcome::absent)).does(visit("502", VisitOutcome::met));
    auto const decision = life.ask(Complete{});
    ASSERT_NE(event_at<Completed>(decision, 0), nullptr);
    EXPECT_EQ(event_at<Completed>(decision, 0)->households, 8);
    EXPECT_EQ(event_at<Completed>(decision, 0)->reached, 7) << "one was tried but not met";
}

TEST(Survey, WithoutARollNeedsAtLeastOneHousehold) {
    EXPECT_TRUE(refused(opened().ask(Complete{}), households_missing));
    auto life = opened().does(stance("1", Stance::unreached));
    auto const decision = life.ask(Complete{});
    ASSERT_NE(event_at<Completed>(decision, 0), nullptr);
    EXPECT_EQ(event_at<Completed>(decision, 0)->reached, 0);
}

TEST(Survey, ASecondRoundDoesNotMakeTheFirstLater) {
    auto life = opened().does(stance("1", Stance::agree)).does(Complete{}).on("2023-06-01").does(Complete{});
    EXPECT_EQ(life.state.survey.completed_on, day("2023-02-01"));
}

}  // namespace
}  // namespace jiati::project::survey
