#include "project/acceptance.h"

#include "project/test_support.h"

namespace jiati::project::acceptance {
namespace {

using namespace test;

Accept joint_acceptance(bool passed, std::string defects = {}) {
    return {{"builder", "owners", "street"}, passed, std::move(defects)};
}

TEST(Acceptance, CoOwnersAnswerForALiftOnlyBeforeMay2023) {
    AppointUseUnit const co_owners{"the owners", "co_owners", {}};
    EXPECT_TRUE(accepted(with_roll().on("2023-05-04").ask(co_owners)));
    EXPECT_TRUE(refused(with_roll().on("2023-05-05").ask(co_owners), co_owners_refused));
    auto const other = with_roll().ask(AppointUseUnit{"somebody", "neighbour", {}});
    EXPECT_TRUE(refused(other, use_unit_kind_wrong));
    EXPECT_EQ(argument(other, "known"), "property_firm,maintenance_firm,professional_firm,co_owners");
    EXPECT_TRUE(refused(with_roll().ask(AppointUseUnit{"", "property_firm", {}}), lifecycle::text_missing));
    auto silent = small_policy();
    silent.use_unit_rules.clear();
    EXPECT_TRUE(accepted(with_roll(silent).on("2023-06-01").ask(co_owners))) << "where the policy says nothing";
}

TEST(Acceptance, AUseUnitOfTheOldRuleDoesNotPassTheNewOne) {
    auto life = with_roll().does(AppointUseUnit{"the owners", "co_owners", {}});
    life.given(Inspected{"institute", true, {}, {}}).given(Accepted{{"owners"}});
    EXPECT_TRUE(accepted(life.on("2023-05-04").ask(Register{"1"})));
    life.on("2023-05-05");
    EXPECT_TRUE(refused(life.ask(Register{"1"}), co_owners_refused));
    EXPECT_TRUE(refused(life.ask(HandOver{}), co_owners_refused));
}

TEST(Acceptance, APassedInspectionIsNotRepeated) {
    auto life = finished().on("2023-09-12");
    EXPECT_TRUE(refused(life.ask(RecordInspection{"", true, {}, {}}), lifecycle::text_missing));
    EXPECT_TRUE(refused(life.ask_of("2023-09-09", inspection(true)), lifecycle::too_early));
    life.does(inspection(true));
    EXPECT_TRUE(refused(life.ask(inspection(true)), already_passed));
    EXPECT_EQ(life.state.acceptance.inspected_on, day("2023-09-12"));
}

TEST(Acceptance, AFailedInspectionSendsTheWorksBackWithItsDefects) {
    auto life = finished().on("2023-09-12");
    EXPECT_TRUE(refused(life.ask(inspection(false)), defects_missing));
    auto const decision = life.ask(inspection(false, "door gap"));
    ASSERT_NE(event_at<Inspected>(decision, 0), nullptr);
    EXPECT_EQ(event_at<Inspected>(decision, 0)->defects, "door gap");
    ASSERT_NE(event_at<lifecycle::SentBack>(decision, 1), nullptr);
    EXPECT_EQ(event_at<lifecycle::SentBack>(decision, 1)->cause, "inspection_failed");

    life.does(inspection(false, "door gap"));
    EXPECT_EQ(life.stage(), Stage::construction);
    EXPECT_FALSE(life.state.construction.finished_on);
    EXPECT_EQ(life.state.acceptance.inspections_failed, 1);
    life.on("2023-09-14").does(construction::Finish{}).does(inspection(true));
    EXPECT_EQ(life.stage(), Stage::acceptance);
}

TEST(Acceptance, EachStepWaitsForTheGateOfTheCity) {
    auto policy = small_policy();
    policy.gates = {{"inspection", {"works_finished"}},
                    {"acceptance", {"inspection_passed"}},
                    {"registration", {"inspection_passed", "use_unit_appointed"}},
                    {"handover", {"accepted", "registered"}},
                    {"subsidy_claim", {"registered"}}};
    auto const life = commenced(policy);
    EXPECT_EQ(argument(life.ask(inspection(true)), "missing"), "works_finished");
    EXPECT_EQ(argument(life.ask(joint_acceptance(true)), "missing"), "inspection_passed");
    EXPECT_EQ(argument(life.ask(Register{"1"}), "missing"), "inspection_passed,use_unit_appointed");
    EXPECT_EQ(argument(life.ask(HandOver{}), "missing"), "accepted,registered");
    EXPECT_EQ(argument(life.ask(ClaimSubsidy{life.state.funding.lines.at(0).id, {}}), "missing"), "registered");
}

TEST(Acceptance, IsGivenByPartiesOrFailsWithDefects) {
    auto life = inspected().on("2023-09-15");
    EXPECT_TRUE(refused(life.ask(Accept{{}, true, {}}), parties_missing));
    EXPECT_TRUE(refused(life.ask(joint_acceptance(false)), defects_missing));
    EXPECT_TRUE(refused(life.ask_of("2023-09-11", joint_acceptance(true)), lifecycle::too_early));
    auto const failed = life.ask(joint_acceptance(false, "canopy leaks"));
    ASSERT_NE(event_at<AcceptanceFailed>(failed, 0), nullptr);
    ASSERT_NE(event_at<lifecycle::SentBack>(failed, 1), nullptr);
    EXPECT_EQ(event_at<lifecycle::SentBack>(failed, 1)->cause, "acceptance_failed");
    life.does(joint_acceptance(true));
    EXPECT_EQ(life.stage(), Stage::registration);
    EXPECT_TRUE(refused(life.ask(joint_acceptance(true)), already_accepted));
}

TEST(Acceptance, IsRegisteredAndHandedOverOnce) {
    auto life = inspected().on("2023-09-15").does(joint_acceptance(true)).on("2023-09-20");
    EXPECT_TRUE(refused(life.ask(Register{""}), certificate_missing));
    EXPECT_TRUE(refused(life.ask_of("2023-09-14", HandOver{}), lifecycle::too_early));
    life.does(Register{"梯11赣A0001"}).does(HandOver{});
    EXPECT_EQ(life.stage(), Stage::operation);
    EXPECT_TRUE(refused(life.ask(Register{"2"}), already_registered));
    EXPECT_TRUE(refused(life.ask(HandOver{}), already_handed_over));
}

TEST(Acceptance, ASubsidyIsClaimedOnceWhenItsMilestoneStands) {
    auto life = with_plan().does(subsidy(150'000, "accepted")).does(subsidy(100'000));
    auto const line = life.state.funding.lines.at(0).id;
    EXPECT_TRUE(refused(life.ask(ClaimSubsidy{ItemId{"x"}, {}}), line_unknown));
    EXPECT_EQ(argument(life.ask(ClaimSubsidy{line, {}}), "missing"), "accepted");
    life.given(Accepted{{"owners"}});
    life.does(ClaimSubsidy{line, {"certificate"}});
    EXPECT_TRUE(refused(life.ask(ClaimSubsidy{line, {}}), already_claimed));
    EXPECT_TRUE(accepted(life.ask(ClaimSubsidy{life.state.funding.lines.at(1).id, {}})));
}

TEST(Acceptance, SatisfactionIsMeasuredAfterHandOver) {
    EXPECT_TRUE(refused(inspected().ask(RecordSatisfaction{12, 12}), operation::not_in_use));
    auto life = in_use().on("2023-12-01");
    EXPECT_TRUE(refused(life.ask(RecordSatisfaction{12, 13}), counts_wrong));
    EXPECT_TRUE(refused(life.ask(RecordSatisfaction{12, -1}), counts_wrong));
    EXPECT_TRUE(refused(life.ask(RecordSatisfaction{0, 0}), counts_wrong));
    EXPECT_TRUE(refused(life.ask_of("2023-09-14", RecordSatisfaction{12, 12}), lifecycle::too_early));
    life.does(RecordSatisfaction{12, 11});
    EXPECT_EQ(life.state.acceptance.satisfied, 11);
}

}  // namespace
}  // namespace jiati::project::acceptance
