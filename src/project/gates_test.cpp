#include "project/gates.h"

#include "policy/codes.h"
#include "project/test_support.h"

namespace jiati::project {
namespace {

using namespace test;

TEST(Gates, KnowEveryRequirementAPolicyMayName) {
    for (auto const code : policy::codes::requirements)
        EXPECT_TRUE(stands(State{}, code, small_policy()).has_value()) << code;
    EXPECT_FALSE(stands(State{}, "fair_weather", small_policy()).has_value());
}

TEST(Gates, NameEverythingThatIsMissingAtOnce) {
    auto const life = with_roll(
        policy_with_gate("construction", {"approval_granted", "plan_published", "contract_signed", "fair_weather"}));
    auto const refusal = closed_gate(life.state, "construction", life.context());
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->code, lifecycle::gate_closed.text);
    EXPECT_EQ(refusal->arguments.at(0).value, "construction");
    EXPECT_EQ(refusal->arguments.at(1).value, "approval_granted,plan_published,contract_signed,fair_weather");
    EXPECT_FALSE(closed_gate(life.state, "notice", life.context())) << "the city asks nothing before the notice";
}

TEST(Gates, WhatStandsTodayMayNotHaveStoodOnTheClaimedDate) {
    auto const life = approved(policy_with_gate("construction", {"approval_granted"})).on("2023-06-01");
    auto const decision = life.ask_of("2023-05-04", construction::Commence{});
    EXPECT_TRUE(refused(decision, lifecycle::too_early));
    EXPECT_EQ(argument(decision, "earliest"), "2023-05-05");
    EXPECT_TRUE(accepted(life.ask_of("2023-05-05", construction::Commence{})));
}

// Each requirement: it does not stand before the step that fulfils it, and stands after.
TEST(Gates, EachRequirementStandsOnceItsStepWasTaken) {
    auto const is = [](Life const& life, std::string_view code) {
        return stands(life.state, code, small_policy()).value();
    };
    auto life = opened();
    EXPECT_FALSE(is(life, "stance_survey_done"));
    life.given(survey::Completed{8, 8});
    EXPECT_TRUE(is(life, "stance_survey_done"));

    EXPECT_FALSE(is(life, "feasibility_assessed"));
    life.given(planning::FeasibilityAssessed{planning::Suitability::unsuitable, {"x"}, "expert"});
    EXPECT_FALSE(is(life, "feasibility_assessed"));
    life.given(planning::FeasibilityAssessed{planning::Suitability::suitable, {}, "expert"});
    EXPECT_TRUE(is(life, "feasibility_assessed"));

    EXPECT_FALSE(is(life, "group_formed"));
    life.given(lifecycle::WorkingGroupElected{{"owners"}, "owners"});
    EXPECT_TRUE(is(life, "group_formed"));

    EXPECT_FALSE(is(with_roll(), "plan_published"));
    EXPECT_TRUE(is(with_plan(), "plan_published"));
    EXPECT_FALSE(is(with_roll(), "price_agreed"));
    EXPECT_TRUE(is(with_plan(), "price_agreed"));

    auto united = with_shares();
    for (auto const unity : {deliberation::Unity::wish, deliberation::Unity::plan, deliberation::Unity::shares}) {
        EXPECT_FALSE(is(united, "unities_confirmed"));
        united.given(deliberation::UnityConfirmed{unity, "meeting"});
    }
    EXPECT_TRUE(is(united, "unities_confirmed"));

    EXPECT_FALSE(is(with_shares(), "consent_passed"));
    EXPECT_TRUE(is(voted(), "consent_passed"));
    EXPECT_FALSE(is(with_plan(), "shares_adopted"));
    EXPECT_TRUE(is(with_shares(), "shares_adopted"));
    EXPECT_FALSE(is(posted(), "notice_closed"));
    EXPECT_TRUE(is(noticed(), "notice_closed"));
    EXPECT_FALSE(is(noticed(), "papers_filed"));
    EXPECT_TRUE(is(submitted(), "papers_filed"));
    EXPECT_FALSE(is(submitted(), "approval_granted"));
    EXPECT_TRUE(is(approved(), "approval_granted"));
    EXPECT_FALSE(is(voted(), "contract_signed"));
    EXPECT_TRUE(is(agreed(), "contract_signed"));
    EXPECT_FALSE(is(commenced(), "works_finished"));
    EXPECT_TRUE(is(finished(), "works_finished"));
    EXPECT_FALSE(is(finished(), "inspection_passed"));
    EXPECT_TRUE(is(inspected(), "inspection_passed"));
    EXPECT_FALSE(is(inspected(), "accepted"));
    EXPECT_TRUE(is(in_use(), "accepted"));
    EXPECT_FALSE(is(finished(), "use_unit_appointed"));
    EXPECT_TRUE(is(inspected(), "use_unit_appointed"));
    EXPECT_FALSE(is(inspected(), "registered"));
    EXPECT_TRUE(is(in_use(), "registered"));
}

TEST(Gates, TheAgreementStandsOnceEverybodyWhoPaysHasSigned) {
    auto life = voted();
    for (auto const* const room : {"301", "302", "501"}) {
        EXPECT_EQ(stands(life.state, "agreement_signed", small_policy()), false);
        life.does(consent::SignAgreement{home(room), "in person"});
    }
    EXPECT_EQ(stands(life.state, "agreement_signed", small_policy()), false);
    life.does(consent::SignAgreement{home("502"), "by proxy"});
    EXPECT_EQ(stands(life.state, "agreement_signed", small_policy()), true) << "101 to 202 pay nothing";
}

TEST(Gates, FundingIsClosedOnlyWithThePriceThatStands) {
    auto life = with_shares();
    EXPECT_EQ(stands(life.state, "funding_closed", small_policy()), true);
    life.does(quote(300'000, "fewer pipes"));
    EXPECT_EQ(stands(life.state, "funding_closed", small_policy()), false);
    EXPECT_EQ(stands(life.state, "shares_adopted", small_policy()), true);
}

TEST(Gates, AFilingIsAskedForOnlyWhereASubsidyIsSought) {
    auto life = with_plan();
    EXPECT_EQ(stands(life.state, "subsidy_filed", small_policy()), true);
    life.does(subsidy());
    EXPECT_EQ(stands(life.state, "subsidy_filed", small_policy()), false);
    life.does(funding::FileSubsidy{life.state.funding.lines.at(0).id, "1"});
    EXPECT_EQ(stands(life.state, "subsidy_filed", small_policy()), true);
}

TEST(Gates, TheCommencementGateIsOpenWhenItsOtherRequirementsStand) {
    auto const policy = policy_with_gate("construction", {"approval_granted", "gate_open"});
    EXPECT_EQ(stands(submitted().state, "gate_open", policy), false);
    EXPECT_EQ(stands(approved().state, "gate_open", policy), true);
    EXPECT_EQ(stands(commenced().state, "gate_open", policy), true);
}

TEST(Gates, ANoticeOfAnOlderPlanIsNone) {
    auto life = noticed();
    auto plan = six_storey_plan();
    plan.corridors = 1;
    life.given(planning::Published{2, plan});
    EXPECT_EQ(stands(life.state, "notice_closed", small_policy()), false);
    EXPECT_EQ(stands(life.state, "consent_passed", small_policy()), false);
}

}  // namespace
}  // namespace jiati::project
