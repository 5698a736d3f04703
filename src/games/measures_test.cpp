#include "games/measures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

namespace jiati::games {
namespace {

using testing::ElementsAre;
using testing::Eq;

std::vector<Fraction> some_values(std::size_t count, std::int64_t least) {
    std::vector<Fraction> values;
    for (std::size_t i = 0; i < count; ++i)
        values.emplace_back(*rc::gen::inRange<std::int64_t>(least, 30), *rc::gen::inRange<std::int64_t>(1, 6));
    return values;
}
std::vector<int> some_floors(std::size_t count) {
    return *rc::gen::container<std::vector<int>>(count, rc::gen::inRange(1, 5));
}
Fraction absolute(Fraction const& value) { return value.is_negative() ? -value : value; }

TEST(Measures, GiniRunsFromZeroTowardsOne) {
    EXPECT_THAT(gini({1, 2, 3, 4}), Eq(Fraction(1, 4)));
    EXPECT_THAT(gini({4, 1, 3, 2}), Eq(Fraction(1, 4)));
    EXPECT_THAT(gini({0, 0, 0, 5}), Eq(Fraction(3, 4)));
    EXPECT_THAT(gini({7, 7, 7}), Eq(Fraction(0)));
}

TEST(Measures, GiniSaysNothingOfLossesOrOfNothing) {
    EXPECT_EQ(gini({}), std::nullopt);
    EXPECT_EQ(gini({0, 0}), std::nullopt);
    EXPECT_EQ(gini({-1, 5}), std::nullopt);
}

TEST(Measures, BurdenIsThePartOfTheBenefitThatIsPaid) {
    EXPECT_THAT(burdens({3, 0, 2, 1, -1}, {4, 10, 0, -2, 2}),
                ElementsAre(Fraction(3, 4), Fraction(0), std::nullopt, std::nullopt, Fraction(-1, 2)));
}

TEST(Measures, SpreadIsWithinAFloorAndInversionBetweenFloors) {
    EXPECT_EQ(spread_within_floor({1, 1, 2, 2}, {0, 2, 1, 5}), Fraction{4});
    EXPECT_EQ(inversion_between_floors({1, 1, 2, 2}, {0, 2, 1, 5}), Fraction{0});
    EXPECT_EQ(inversion_between_floors({3, 1, 2, 3}, {2, 0, 6, 5}), Fraction(5, 2));
    EXPECT_EQ(inversion_between_floors({1, 2, 3}, {9, 1, 4}), Fraction{8});
    EXPECT_EQ(spread_within_floor({}, {}), Fraction{0});
    EXPECT_EQ(inversion_between_floors({}, {}), Fraction{0});
}

TEST(Measures, DistanceIsTheMoneyThatChangesHands) {
    EXPECT_EQ(distance({2, 3, 4, 9}, {4, 3, 3, 8}), Fraction{2});
    EXPECT_EQ(distance({1, 2}, {1, 2}), Fraction{0});
}

RC_GTEST_PROP(Measures, GiniIsTheMeanDifferenceOfPairs, ()) {
    auto const values = some_values(*rc::gen::inRange<std::size_t>(1, 9), 0);
    auto const sum = std::accumulate(values.begin(), values.end(), Fraction{});
    RC_PRE(!sum.is_zero());
    Fraction pairs;
    for (auto const& a : values)
        for (auto const& b : values) pairs += absolute(a - b);
    auto const count = static_cast<std::int64_t>(values.size());
    RC_ASSERT(gini(values) == pairs / (Fraction{2 * count} * sum));
}

RC_GTEST_PROP(Measures, SpreadIsTheLargestDifferenceOfAnyTwoOnAFloor, ()) {
    auto const count = *rc::gen::inRange<std::size_t>(0, 9);
    auto const floors = some_floors(count);
    auto const payments = some_values(count, -30);
    Fraction most;
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t k = 0; k < count; ++k)
            if (floors[i] == floors[k]) most = std::max(most, payments[i] - payments[k]);
    RC_ASSERT(spread_within_floor(floors, payments) == most);
}

RC_GTEST_PROP(Measures, InversionIsTheLargestOverAllPairsOfFloors, ()) {
    auto const count = *rc::gen::inRange<std::size_t>(0, 9);
    auto const floors = some_floors(count);
    auto const payments = some_values(count, -30);
    auto const mean = [&](int floor) -> std::optional<Fraction> {
        Fraction sum;
        std::int64_t flats = 0;
        for (std::size_t i = 0; i < count; ++i)
            if (floors[i] == floor) {
                sum += payments[i];
                ++flats;
            }
        return flats == 0 ? std::nullopt : std::optional(sum / Fraction{flats});
    };
    Fraction most;
    for (int low = 1; low < 5; ++low)
        for (int high = low + 1; high < 5; ++high)
            if (mean(low) && mean(high)) most = std::max(most, *mean(low) - *mean(high));
    RC_ASSERT(inversion_between_floors(floors, payments) == most);
}

RC_GTEST_PROP(Measures, DistanceIsWhatTheLosersLoseWhenSumsAreEqual, ()) {
    auto const a = some_values(*rc::gen::inRange<std::size_t>(1, 9), -30);
    auto b = some_values(a.size(), -30);
    b.back() += std::accumulate(a.begin(), a.end(), Fraction{}) - std::accumulate(b.begin(), b.end(), Fraction{});
    Fraction more;
    for (std::size_t i = 0; i < a.size(); ++i) more += std::max(b[i] - a[i], Fraction{});
    RC_ASSERT(distance(a, b) == more);
    RC_ASSERT(distance(b, a) == more);
}

}  // namespace
}  // namespace jiati::games
