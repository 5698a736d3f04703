#include "app/read/comparison.h"

#include "project/test_support.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace jiati::app::read {
namespace {

namespace test = project::test;
namespace funds = project::funding;

policy::Policy city_with_table() {
    auto policy = test::small_policy();
    policy.coefficient_tables = {{"test-table",
                                  {"参考系数", "Reference"},
                                  {{1, 0}, {2, Fraction(1, 2)}, {3, 1}},
                                  Fraction(1, 10),
                                  policy::WithinFloor::by_area,
                                  {}}};
    return policy;
}

// Case B at 310,000 with 150,000 of subsidy, and its shares.
class CaseB : public testing::Test {
  protected:
    [[nodiscard]] std::optional<Comparison> compared(Fen price, bool adopted = true) const {
        return compare_rules({roll, &plan, policy, {}}, {price, Fen::yuan(150'000), {}}, adopted ? &shares : nullptr);
    }
    std::vector<project::consent::RollEntry> roll = test::eight_households();
    project::planning::Plan plan = test::six_storey_plan();
    policy::Policy policy = city_with_table();
    std::vector<funds::Share> shares = test::shares_of_case_b().amounts;
};

RuleShares const* rule(Comparison const& comparison, std::string const& key) {
    auto const found = std::ranges::find(comparison.rules, key, &RuleShares::key);
    return found == comparison.rules.end() ? nullptr : &*found;
}

TEST_F(CaseB, EveryRuleSharesTheSameSum) {
    auto const comparison = compared(Fen::yuan(310'000));
    ASSERT_TRUE(comparison);
    std::vector<std::string> keys;
    for (auto const& each : comparison->rules) {
        keys.push_back(each.key);
        Fen sum;
        for (auto const& share : each.shares) sum += share;
        EXPECT_EQ(sum, Fen::yuan(160'000)) << each.key;
        EXPECT_EQ(each.shares.size(), 8U);
    }
    EXPECT_EQ(keys, (std::vector<std::string>{"adopted", "test-table", "floor-area", "equal", "equal-payers", "area",
                                              "steps", "shapley", "weighted-shapley", "owen", "nucleolus"}));
    EXPECT_EQ(rule(*comparison, "test-table")->name->zh, "参考系数");
    EXPECT_TRUE(rule(*comparison, "adopted")->is_first);
    EXPECT_FALSE(rule(*comparison, "shapley")->is_first);
    Fen elements;
    for (auto const& amount : comparison->element_amounts) elements += amount;
    EXPECT_EQ(elements, Fen::yuan(160'000));
}

TEST_F(CaseB, SaysHowFarEachRuleIsFromWhatWasAdopted) {
    auto const comparison = compared(Fen::yuan(310'000));
    ASSERT_TRUE(comparison);
    EXPECT_FALSE(rule(*comparison, "adopted")->moved);
    EXPECT_EQ(rule(*comparison, "equal-payers")->moved, Fen::yuan(40'000));
    EXPECT_FALSE(rule(*compared(Fen::yuan(310'000), false), "equal-payers")->moved) << "nothing adopted yet";
}

TEST_F(CaseB, FindsTheGroundFloorPayingForALiftItDoesNotUse) {
    auto const comparison = compared(Fen::yuan(310'000));
    ASSERT_TRUE(comparison);
    auto const& paying = rule(*comparison, "area")->paying_for_others;
    ASSERT_TRUE(paying);
    for (std::size_t const ground : {0U, 1U}) EXPECT_TRUE(std::ranges::count(paying->group, ground)) << ground;
    // 170 of 1,020 m² are theirs.
    EXPECT_GE(paying->by, Fen{2'666'666});
    EXPECT_FALSE(rule(*comparison, "shapley")->paying_for_others);
    EXPECT_FALSE(rule(*comparison, "nucleolus")->paying_for_others);
}

TEST_F(CaseB, SharesAdoptedAtAnotherPriceAreShownAndNotJudged) {
    auto const comparison = compared(Fen::yuan(350'000));
    ASSERT_TRUE(comparison);
    auto const* const adopted = rule(*comparison, "adopted");
    ASSERT_NE(adopted, nullptr);
    EXPECT_EQ(adopted->shares.back(), Fen::yuan(60'000));
    EXPECT_FALSE(adopted->paying_for_others);
}

TEST_F(CaseB, LeavesOutATableThatDoesNotKnowAFloor) {
    policy.coefficient_tables.front().step_above.reset();
    auto const comparison = compared(Fen::yuan(310'000));
    ASSERT_TRUE(comparison);
    EXPECT_EQ(rule(*comparison, "test-table"), nullptr);
    EXPECT_NE(rule(*comparison, "floor-area"), nullptr);
}

TEST_F(CaseB, ComparesNothingWithoutHouseholdsOrWithoutAnythingToShare) {
    EXPECT_FALSE(compared(Fen::yuan(149'999)));
    roll.clear();
    EXPECT_FALSE(compared(Fen::yuan(310'000)));
}

}  // namespace
}  // namespace jiati::app::read
