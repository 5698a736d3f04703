#include "project/approval.h"

#include "project/test_support.h"

namespace jiati::project::approval {
namespace {

using namespace test;

GiveOpinion opinion(std::string department, Opinion value, VaultText text = {},
                    std::vector<std::string> conditions = {}) {
    return {std::move(department), value, How::visit, std::move(text), std::move(conditions)};
}

TEST(Approval, AsksTheCitysDepartmentsInParallel) {
    auto const life = submitted();
    ASSERT_EQ(life.state.approval.lanes.size(), 3U);
    EXPECT_EQ(life.state.approval.lanes[0].department, "planning");
    EXPECT_EQ(life.state.approval.lanes[0].due_on, day("2023-04-10")) << "five working days";
    EXPECT_EQ(life.stage(), Stage::approval);
    EXPECT_TRUE(refused(life.ask(Submit{}), already_submitted));
}

TEST(Approval, TheProjectMayNameOtherDepartmentsAndDays) {
    auto life = noticed().on("2023-04-03").does(Submit{Form::parallel, {"street", "housing", "street"}, 3});
    ASSERT_EQ(life.state.approval.lanes.size(), 2U) << "each is asked once";
    EXPECT_EQ(life.state.approval.lanes[1].due_on, day("2023-04-06"));
    EXPECT_TRUE(refused(noticed().ask(Submit{Form::parallel, {" "}, {}}), lifecycle::text_missing));
    EXPECT_TRUE(refused(noticed().ask(Submit{Form::parallel, {"street"}, 0}), notice::days_too_few));
    EXPECT_TRUE(refused(noticed().on("2024-12-31").ask(Submit{}), notice::calendar_ends));
    auto bare = small_policy();
    bare.joint_approval.reset();
    EXPECT_TRUE(refused(noticed(bare).ask(Submit{}), no_departments));
    EXPECT_TRUE(accepted(noticed(bare).ask(Submit{Form::parallel, {"street"}, {}})));
}

TEST(Approval, WaitsForTheGateOfTheCity) {
    auto const life = agreed(policy_with_gate("approval", {"notice_closed", "papers_filed"}));
    EXPECT_EQ(argument(life.ask(Submit{}), "missing"), "notice_closed,papers_filed");
}

TEST(Approval, APaperHasAKindAndTheLatestOfEachCounts) {
    auto life = with_roll();
    EXPECT_TRUE(refused(life.ask(FilePaper{" ", "x", "1", {}}), paper_kind_missing));
    life.does(FilePaper{"drawings", "designer", "1", {}}).does(FilePaper{"drawings", "designer", "2", FileId{"f"}});
    ASSERT_EQ(life.state.approval.papers.size(), 1U);
    EXPECT_EQ(life.state.approval.papers[0].number, "2");
}

TEST(Approval, EachDepartmentAnswersOnceAndProperly) {
    EXPECT_TRUE(refused(noticed().ask(approves("planning")), not_submitted));
    auto life = submitted();
    EXPECT_TRUE(refused(life.ask(approves("weather")), department_unknown));
    EXPECT_TRUE(refused(life.ask(opinion("planning", Opinion::pending)), opinion_pending));
    EXPECT_TRUE(refused(life.ask(opinion("planning", Opinion::conditions)), conditions_missing));
    EXPECT_TRUE(refused(life.ask(opinion("planning", Opinion::conditions, {}, {" "})), conditions_missing));
    EXPECT_TRUE(refused(life.ask(opinion("planning", Opinion::returned)), reason_missing));
    EXPECT_TRUE(refused(life.ask_of("2023-04-02", approves("planning")), lifecycle::too_early));
    life.does(approves("planning"));
    EXPECT_TRUE(refused(life.ask(approves("planning")), opinion_given));
}

TEST(Approval, IsGrantedOnlyWithAllOpinionsConditionsAndPapers) {
    auto life = noticed().on("2023-04-03").does(FilePaper{"owners_agreement", "owners", "1", {}});
    EXPECT_TRUE(refused(life.ask(Grant{"1", {}}), not_submitted));
    life.does(Submit{});
    auto const papers = life.ask(Grant{"1", {}});
    EXPECT_TRUE(refused(papers, papers_missing));
    EXPECT_EQ(argument(papers, "papers"), "structural_appraisal,drawings") << "all at once";
    life.does(FilePaper{"structural_appraisal", "appraiser", "1", {}}).does(FilePaper{"drawings", "designer", "1", {}});

    life.on("2023-04-10").does(approves("planning"));
    auto const opinions = life.ask(Grant{"1", {}});
    EXPECT_TRUE(refused(opinions, opinions_missing));
    EXPECT_EQ(argument(opinions, "departments"), "housing,fire");
    life.does(approves("housing"));
    life.does(opinion("fire", Opinion::conditions, {}, {"keep 4 m of fire lane", "mark the lane"}));

    auto const conditions = life.ask(Grant{"1", {}});
    EXPECT_TRUE(refused(conditions, conditions_open));
    EXPECT_EQ(argument(conditions, "count"), "2");
    auto const& set = life.state.approval.lanes[2].conditions;
    auto const first = set.at(0).id;
    auto const second = set.at(1).id;
    EXPECT_TRUE(refused(life.ask(SatisfyCondition{ItemId{"x"}, "photo"}), condition_unknown));
    EXPECT_TRUE(refused(life.ask(SatisfyCondition{first, ""}), lifecycle::text_missing));
    life.on("2023-04-12").does(SatisfyCondition{first, "photo"});
    EXPECT_TRUE(refused(life.ask(SatisfyCondition{first, "photo"}), condition_satisfied));
    life.does(SatisfyCondition{second, "photo"});

    EXPECT_TRUE(refused(life.ask(Grant{"", {}}), lifecycle::text_missing));
    EXPECT_TRUE(refused(life.ask_of("2023-04-11", Grant{"1", {}}), lifecycle::too_early));
    EXPECT_TRUE(refused(life.ask(Grant{"1", day("2023-04-11")}), lifecycle::too_early));
    life.does(Grant{"联审-1", day("2024-04-11")});
    EXPECT_TRUE(refused(life.ask(Grant{"2", {}}), already_granted));
    EXPECT_TRUE(refused(life.ask(Submit{}), already_granted));
    EXPECT_TRUE(refused(life.ask(approves("planning")), already_granted));
}

TEST(Approval, AReturnSendsTheProjectBackAndAllAreAskedAgain) {
    auto life = submitted().on("2023-04-10").does(approves("planning"));
    auto const returned = opinion("fire", Opinion::returned, secret());
    auto const decision = life.ask(returned);
    ASSERT_NE(event_at<OpinionGiven>(decision, 0), nullptr);
    ASSERT_NE(event_at<lifecycle::SentBack>(decision, 1), nullptr);
    EXPECT_EQ(event_at<lifecycle::SentBack>(decision, 1)->cause, "review_returned");

    life.does(returned);
    EXPECT_EQ(life.stage(), Stage::scheme);
    EXPECT_EQ(life.state.approval.lanes[2].opinion, Opinion::returned) << "who returned it, and why, stays to be read";
    EXPECT_TRUE(refused(life.ask(approves("housing")), not_submitted));
    EXPECT_TRUE(life.state.consent.passed_on) << "the plan the owners agreed to is still the plan";

    life.on("2023-04-12").does(post()).on("2023-04-20").does(notice::Close{}).does(Submit{});
    for (auto const& lane : life.state.approval.lanes) EXPECT_EQ(lane.opinion, Opinion::pending);
    EXPECT_EQ(life.state.approval.papers.size(), 2U) << "papers filed once are not asked for again";
}

}  // namespace
}  // namespace jiati::project::approval
