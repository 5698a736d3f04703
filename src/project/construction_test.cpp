#include "project/construction.h"

#include "project/test_support.h"

namespace jiati::project::construction {
namespace {

using namespace test;

RecordCheck check(std::int64_t defects) { return {CheckKind::patrol, "quality station", "spot check", defects}; }

TEST(Construction, BeginsOnceBehindTheGateOfTheCity) {
    auto const gate = policy_with_gate("construction", {"approval_granted", "subsidy_filed", "gate_open"});
    EXPECT_EQ(argument(submitted(gate).ask(Commence{"监理公司"}), "missing"), "approval_granted,subsidy_filed");
    auto life = approved(gate);
    auto const& lines = life.state.funding.lines;
    life.does(funding::FileSubsidy{lines.at(0).id, "备案-7"}).does(Commence{"监理公司"});
    EXPECT_EQ(life.stage(), Stage::construction);
    EXPECT_TRUE(refused(life.ask(Commence{"监理公司"}), already_commenced));
}

TEST(Construction, AnApprovalThatRanOutOpensNoGate) {
    auto const gate = policy_with_gate("construction", {"approval_granted"});
    auto life = submitted(gate).on("2023-05-05");
    for (auto const* const department : {"planning", "housing", "fire"}) life.does(approves(department));
    life.does(approval::Grant{"1", day("2023-06-30")});
    EXPECT_TRUE(accepted(life.on("2023-06-30").ask(Commence{})));
    EXPECT_TRUE(refused(life.on("2023-07-01").ask(Commence{}), lifecycle::gate_closed));
}

TEST(Construction, NothingIsDoneOnSiteBeforeItBegins) {
    auto const life = approved();
    EXPECT_TRUE(refused(life.ask(ReachMilestone{"foundation", {}}), not_commenced));
    EXPECT_TRUE(refused(life.ask(check(0)), not_commenced));
    EXPECT_TRUE(refused(life.ask(Finish{}), not_commenced));
    EXPECT_TRUE(accepted(life.ask(PlanMilestone{"foundation", day("2023-06-25")})));
    EXPECT_TRUE(accepted(life.ask(ListRelocation{Utility::gas, "gas company", "two pipes"})));
}

TEST(Construction, TheSiteIsAgreedWithThoseAroundIt) {
    auto const life = approved();
    EXPECT_TRUE(refused(life.ask(AgreeSitePlan{{}, "plan"}), parties_missing));
    EXPECT_TRUE(refused(life.ask(AgreeSitePlan{{"property", "water", "power"}, ""}), lifecycle::text_missing));
    EXPECT_TRUE(accepted(life.ask(AgreeSitePlan{{"property", "water", "power"}, "plan"})));
    EXPECT_TRUE(refused(life.ask(CoordinateWorks{"", "roads free"}), lifecycle::text_missing));
    EXPECT_TRUE(accepted(life.ask(CoordinateWorks{"estate renovation", "roads free"})));
}

TEST(Construction, AMilestoneIsPlannedAndReachedOnce) {
    auto life = commenced().does(PlanMilestone{"foundation", day("2023-06-20")});
    EXPECT_TRUE(refused(life.ask(PlanMilestone{" ", day("2023-06-20")}), milestone_missing));
    EXPECT_TRUE(refused(life.ask(ReachMilestone{"", {}}), milestone_missing));
    life.on("2023-06-25");
    EXPECT_TRUE(refused(life.ask_of("2023-05-24", ReachMilestone{"foundation", {}}), lifecycle::too_early));
    life.does(ReachMilestone{"foundation", "poured"}).does(ReachMilestone{"shaft_hoisted", "in one piece"});
    ASSERT_EQ(life.state.construction.milestones.size(), 2U);
    EXPECT_EQ(life.state.construction.milestones[0].planned_on, day("2023-06-20"));
    EXPECT_EQ(life.state.construction.milestones[0].reached_on, day("2023-06-25"));
    EXPECT_TRUE(refused(life.ask(ReachMilestone{"foundation", {}}), milestone_reached));
    EXPECT_TRUE(refused(life.ask(PlanMilestone{"foundation", day("2023-07-01")}), milestone_reached));
}

TEST(Construction, ARelocationIsFinishedOnce) {
    auto life = approved().does(ListRelocation{Utility::sewage, "water company", "one pipe"});
    auto const id = life.state.construction.relocations.at(0).id;
    EXPECT_TRUE(refused(life.ask(FinishRelocation{ItemId{"x"}}), item_unknown));
    life.does(FinishRelocation{id});
    EXPECT_TRUE(refused(life.ask(FinishRelocation{id}), already_done));
}

TEST(Construction, NoMoreDefectsAreRectifiedThanWereFound) {
    auto life = commenced();
    EXPECT_TRUE(refused(life.ask(check(-1)), defects_wrong));
    auto nobody = check(1);
    nobody.by.clear();
    EXPECT_TRUE(refused(life.ask(nobody), lifecycle::text_missing));
    EXPECT_TRUE(refused(life.ask_of("2023-05-24", check(0)), lifecycle::too_early));
    life.on("2023-06-01").does(check(3));
    auto const id = life.state.construction.checks.at(0).id;
    EXPECT_TRUE(refused(life.ask(RectifyDefects{ItemId{"x"}, 1, {}}), item_unknown));
    EXPECT_TRUE(refused(life.ask(RectifyDefects{id, 0, {}}), defects_wrong));
    EXPECT_TRUE(refused(life.ask_of("2023-05-31", RectifyDefects{id, 1, {}}), lifecycle::too_early));
    life.does(RectifyDefects{id, 2, "welds"});
    auto const beyond = life.ask(RectifyDefects{id, 2, {}});
    EXPECT_TRUE(refused(beyond, defects_wrong));
    EXPECT_EQ(argument(beyond, "open"), "1");
}

TEST(Construction, FinishesWithNothingLeftOpen) {
    auto life = commenced().does(ListRelocation{Utility::lamps, {}, {}}).does(check(1));
    EXPECT_EQ(argument(life.ask(Finish{}), "what"), "relocations,defects");
    EXPECT_TRUE(refused(life.ask(Finish{}), work_open));
    life.does(FinishRelocation{life.state.construction.relocations.at(0).id});
    life.does(RectifyDefects{life.state.construction.checks.at(0).id, 1, "done"});
    life.on("2023-06-25").does(ReachMilestone{"foundation", {}}).on("2023-09-10");
    EXPECT_TRUE(refused(life.ask_of("2023-06-24", Finish{}), lifecycle::too_early));
    life.does(Finish{});
    EXPECT_EQ(life.stage(), Stage::acceptance);
    EXPECT_TRUE(refused(life.ask(Finish{}), already_finished));
    EXPECT_TRUE(refused(life.ask(PlanMilestone{"paint", day("2023-10-01")}), already_finished));
    EXPECT_TRUE(refused(life.ask(ListRelocation{}), already_finished));
    life.on("2023-09-12");
    EXPECT_TRUE(refused(life.ask(ReachMilestone{"paint", {}}), already_finished));
    EXPECT_TRUE(accepted(life.ask_of("2023-07-15", ReachMilestone{"shaft_hoisted", {}}))) << "entered late";
    EXPECT_TRUE(accepted(life.ask(check(0)))) << "patrols look at finished works too";
}

}  // namespace
}  // namespace jiati::project::construction
