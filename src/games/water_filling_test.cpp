#include "games/water_filling.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

namespace jiati::games {
namespace {

using testing::ElementsAre;
using testing::Optional;

TEST(WaterFilling, FindsTheLevelBetweenTwoBreakpoints) {
    EXPECT_THAT(fill_to({{0, 1, Limits{0, 3}}, {2, 2, Limits{0, 9}}}, 10),
                Optional(ElementsAre(Fraction(8, 3), Fraction(22, 3))));
    EXPECT_THAT(fill_to({{0, 1, Limits{0, 2}}, {2, 2, Limits{0, 9}}}, 10), Optional(ElementsAre(2, 8)));
    EXPECT_THAT(fill_to({{0, 1, Limits{0, 2}}, {2, 2, {}}}, 30), Optional(ElementsAre(2, 28)));
    EXPECT_THAT(fill_to({{0, 1, {}}, {2, 3, {}}}, -2), Optional(ElementsAre(-1, -1)));
}

TEST(WaterFilling, LeavesWhatDoesNotRiseWhereItIs) {
    EXPECT_THAT(fill_to({{7, 0, Limits{0, 4}}, {0, 1, Limits{0, 9}}}, 10), Optional(ElementsAre(4, 6)));
    EXPECT_THAT(fill_to({{7, 0, {}}}, 7), Optional(ElementsAre(7)));
    EXPECT_THAT(fill_to({}, 0), Optional(ElementsAre()));
}

TEST(WaterFilling, SaysNothingWhereNoLevelWillDo) {
    EXPECT_EQ(fill_to({}, 1), std::nullopt);
    EXPECT_EQ(fill_to({{7, 0, {}}}, 8), std::nullopt);
    EXPECT_EQ(fill_to({{0, 1, Limits{1, 3}}}, 4), std::nullopt);
    EXPECT_EQ(fill_to({{0, 1, Limits{1, 3}}}, 0), std::nullopt);
    EXPECT_EQ(fill_to({{7, 0, Limits{0, 4}}, {0, 1, Limits{0, 5}}}, 10), std::nullopt);
}

RC_GTEST_PROP(WaterFilling, ReachesEverySumThatALevelGives, ()) {
    auto const count = *rc::gen::inRange<std::size_t>(1, 8);
    Fraction const level{*rc::gen::inRange(-20, 20), *rc::gen::inRange(1, 5)};
    std::vector<Rising> amounts;
    std::vector<Fraction> expected;
    for (std::size_t i = 0; i < count; ++i) {
        Rising amount{*rc::gen::inRange(-5, 6), *rc::gen::inRange(0, 4), {}};
        auto const least = *rc::gen::inRange(-9, 9);
        if (*rc::gen::arbitrary<bool>()) amount.limits = Limits{least, least + *rc::gen::inRange(0, 9)};
        auto const free = amount.start + amount.slope * level;
        expected.push_back(amount.limits ? std::clamp(free, amount.limits->least, amount.limits->most) : free);
        amounts.push_back(amount);
    }
    auto const filled = fill_to(amounts, std::accumulate(expected.begin(), expected.end(), Fraction{}));
    RC_ASSERT(filled == expected);
}

}  // namespace
}  // namespace jiati::games
