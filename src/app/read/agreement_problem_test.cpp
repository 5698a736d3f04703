#include "app/read/agreement_problem.h"

#include "agreement/plan_search.h"
#include "project/test_support.h"

#include <gtest/gtest.h>

namespace jiati::app::read {
namespace {

namespace test = project::test;
using project::deliberation::Estimate;

Estimate between(std::int64_t low, std::int64_t high) { return {Fen::yuan(low), Fen::yuan(high), {}, {}, {}, {}, 1}; }

// Case B on eight households: all said yes except 501, which thinks it is too dear, and 102, which is neutral.
AgreementFacts case_b() {
    AgreementFacts facts;
    facts.roll = test::eight_households();
    facts.agreed = {true, false, true, true, true, true, false, true};
    facts.estimates = {{test::home("102"), between(0, 0)}, {test::home("501"), between(60'000, 64'000)}};
    for (auto const yuan : {0, 0, 0, 0, 20'000, 20'000, 60'000, 60'000}) facts.planned.push_back(Fen::yuan(yuan));
    facts.compensated.resize(8);
    facts.price = Fen::yuan(310'000);
    facts.lines = Fen::yuan(150'000);
    return facts;
}

WhatIf at_cost(std::int64_t yuan) {
    WhatIf what_if;
    what_if.cost = Fen::yuan(yuan);
    return what_if;
}

TEST(AgreementProblem, TheNegotiatedPriceFindsAPlanAndTheFirstOneDoesNot) {
    auto const facts = case_b();
    auto const before = agreement::find_plan(problem_of(facts, at_cost(350'000)));
    ASSERT_TRUE(before);
    EXPECT_FALSE(before->best);
    ASSERT_TRUE(before->least_gap);
    EXPECT_EQ(before->least_gap->gap, Fen::yuan(40'000)) << "what was negotiated off the price";

    auto const after = agreement::find_plan(problem_of(facts, {}));
    ASSERT_TRUE(after);
    ASSERT_TRUE(after->best);
    EXPECT_EQ(after->best->heads, 8);
    EXPECT_EQ(after->best->collected, Fen::yuan(160'000));
}

TEST(AgreementProblem, AYesBearsThePlannedShareAndANoNothing) {
    auto facts = case_b();
    facts.estimates.clear();
    auto const option = problem_of(facts, {}).options.at(0);
    EXPECT_EQ(option.acceptance.at("h301"), Fen::yuan(20'000));
    EXPECT_EQ(option.acceptance.at("h101"), Fen{});
    EXPECT_FALSE(option.acceptance.contains("h501")) << "opposed";
    EXPECT_FALSE(option.acceptance.contains("h102")) << "neutral";
    EXPECT_EQ(option.cost, Fen::yuan(160'000));
    EXPECT_EQ(option.reference.at("h502"), Fen::yuan(60'000));
}

TEST(AgreementProblem, TheLowerEndOfAnEstimateCounts) {
    auto facts = case_b();
    EXPECT_EQ(problem_of(facts, {}).options.at(0).acceptance.at("h501"), Fen::yuan(60'000));
    facts.estimates.at(test::home("501")).parts = {Fen::yuan(90'000), Fen::yuan(5'000), Fen::yuan(60'000), {}};
    auto const parts = problem_of(facts, {}).options.at(0).estimates.at("h501");
    EXPECT_EQ(agreement::acceptance_price(parts), Fen::yuan(60'000)) << "parts and interval say the same";
    EXPECT_EQ(agreement::binding_cause(parts, Fen::yuan(70'000)), agreement::Cause::budget);
}

TEST(AgreementProblem, AdoptedCompensationMakesAHarmWorthBearing) {
    auto facts = case_b();
    facts.estimates[test::home("101")] = between(-5'000, -5'000);
    EXPECT_EQ(problem_of(facts, {}).options.at(0).acceptance.at("h101"), Fen::yuan(-5'000));
    facts.compensated[0] = facts.pool = Fen::yuan(5'000);
    auto const option = problem_of(facts, {}).options.at(0);
    EXPECT_EQ(option.acceptance.at("h101"), Fen{});
    EXPECT_EQ(option.cost, Fen::yuan(165'000));
}

TEST(AgreementProblem, AStatedPoolReachesAsFarAsItReaches) {
    auto facts = case_b();
    facts.estimates[test::home("101")] = between(-5'000, -5'000);
    facts.estimates[test::home("102")] = between(-3'000, -3'000);
    WhatIf what_if;
    what_if.pool = Fen::yuan(4'000);
    auto const option = problem_of(facts, what_if).options.at(0);
    EXPECT_EQ(option.cost, Fen::yuan(164'000));
    EXPECT_EQ(option.acceptance.at("h102"), Fen{}) << "who needs least first";
    EXPECT_FALSE(option.acceptance.contains("h101")) << "nothing is left for it";
}

TEST(AgreementProblem, ASubsidyAboveTheCostIsRefused) {
    auto what_if = at_cost(100'000);
    auto const refusal = refuse_what_if(case_b(), what_if);
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->code, subsidy_above_cost.text);
    EXPECT_EQ(refusal->pointer, "/subsidy");
    what_if.subsidy = Fen::yuan(100'000);
    EXPECT_FALSE(refuse_what_if(case_b(), what_if));
}

TEST(AgreementProblem, AnOwnerOfTwoFlatsIsOneHeadAndSaysYesWithBoth) {
    auto facts = case_b();
    EXPECT_EQ(said_yes(facts).heads, 6);
    EXPECT_EQ(said_yes(facts).area, SquareMetres{77'000});
    facts.roll[6].owner = facts.roll[7].owner;
    EXPECT_EQ(said_yes(facts).heads, 5) << "502 said yes, 501 of the same owner did not";
    auto const problem = problem_of(facts, {});
    EXPECT_EQ(voters_of(facts, problem, std::vector<Fen>(8)).size(), 7U);
}

TEST(AgreementProblem, ChancesAreIntervalsAroundTheEstimate) {
    auto const facts = case_b();
    auto const problem = problem_of(facts, {});
    std::vector<Fen> prices = facts.planned;
    auto voters = voters_of(facts, problem, prices);
    EXPECT_EQ(voters[6].low, Fraction(9, 10));
    EXPECT_EQ(voters[6].high, Fraction(1));
    prices[6] = Fen::yuan(62'000);  // the middle of 60,000 to 64,000
    voters = voters_of(facts, problem, prices);
    EXPECT_EQ(voters[6].low, Fraction(4, 10));
    EXPECT_EQ(voters[6].high, Fraction(6, 10));
    prices[6] = Fen::yuan(64'000);
    EXPECT_EQ(voters_of(facts, problem, prices)[6].high, Fraction(1, 10));
}

}  // namespace
}  // namespace jiati::app::read
