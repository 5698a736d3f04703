#include "games/rounding.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

namespace jiati::games {
namespace {

using Counts = std::vector<std::int64_t>;

std::vector<Fraction> shares(std::int64_t total, std::vector<Fraction> weights) {
    auto const sum = std::accumulate(weights.begin(), weights.end(), Fraction{});
    for (auto& weight : weights) weight *= Fraction{total} / sum;
    return weights;
}

Counts rounded(std::int64_t total, std::vector<Fraction> const& weights) {
    auto const result = largest_remainder(shares(total, weights), total);
    return result ? *result : Counts{};
}

TEST(Rounding, GivesOddUnitsToTheLargestRemaindersInPublishedOrder) {
    EXPECT_EQ(rounded(100, {1, 1, 1}), (Counts{34, 33, 33}));
    EXPECT_EQ(rounded(1, {1, 1, 1}), (Counts{1, 0, 0}));
    EXPECT_EQ(rounded(16'000'001, {1, 1, 3, 3}), (Counts{2'000'000, 2'000'000, 6'000'001, 6'000'000}));
    EXPECT_EQ(rounded(7, {5, 3, 1}), (Counts{4, 2, 1}));
    EXPECT_EQ(rounded(-100, {1, 1, 1}), (Counts{-33, -33, -34}));
    Fraction const small{161, 2};
    Fraction const middle{385, 4};
    EXPECT_EQ(rounded(31'000'000, {small, small, middle, middle, middle, 110}),
              (Counts{4'458'240, 4'458'240, 5'330'505, 5'330'505, 5'330'505, 6'092'005}));
}

TEST(Rounding, RefusesSharesThatDoNotSumToTheTotal) {
    auto const result = largest_remainder({Fraction{1, 2}, Fraction{1, 3}}, 1);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error(), (RoundingError{RoundingError::Kind::sum_differs, Fraction{5, 6}}));
    EXPECT_TRUE(largest_remainder({}, 0));
    EXPECT_FALSE(largest_remainder({}, 1));
}

TEST(Rounding, RefusesSharesBeyondSixtyTwoBits) {
    auto const huge = Fraction{std::int64_t{1} << 62} + Fraction{1};
    auto const result = largest_remainder({huge, -huge}, 0);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, RoundingError::Kind::out_of_bounds);
}

std::vector<Fraction> some_weights() {
    auto const count = *rc::gen::inRange(1, 12);
    std::vector<Fraction> weights;
    for (int i = 0; i < count; ++i)
        weights.emplace_back(*rc::gen::inRange<std::int64_t>(1, 20), *rc::gen::inRange<std::int64_t>(1, 7));
    return weights;
}

RC_GTEST_PROP(Rounding, SumsExactlyAndMovesNoShareByAWholeUnit, ()) {
    auto const total = *rc::gen::inRange<std::int64_t>(-1'000'000, 100'000'000);
    auto const exact = shares(total, some_weights());
    auto const whole = *largest_remainder(exact, total);
    RC_ASSERT(std::accumulate(whole.begin(), whole.end(), std::int64_t{0}) == total);
    for (std::size_t i = 0; i < exact.size(); ++i) {
        auto const moved = Fraction{whole[i]} - exact[i];
        RC_ASSERT(moved < Fraction{1});
        RC_ASSERT(moved > Fraction{-1});
    }
}

RC_GTEST_PROP(Rounding, ServesLargerRemaindersFirstAndEarlierOnesOfEqualSize, ()) {
    auto const total = *rc::gen::inRange<std::int64_t>(0, 10'000);
    auto const exact = shares(total, some_weights());
    auto const whole = *largest_remainder(exact, total);
    auto const remainder = [&](std::size_t i) { return exact[i] - exact[i].floor(); };
    auto const got_more = [&](std::size_t i) { return Fraction{whole[i]} > exact[i].floor(); };
    for (std::size_t a = 0; a < exact.size(); ++a)
        for (std::size_t b = 0; b < exact.size(); ++b) {
            bool const comes_first = remainder(a) > remainder(b) || (remainder(a) == remainder(b) && a < b);
            if (comes_first && got_more(b)) RC_ASSERT(got_more(a));
        }
}

}  // namespace
}  // namespace jiati::games
