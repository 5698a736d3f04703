#include "games/interval_shares.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>

namespace jiati::games {
namespace {

using testing::ElementsAre;
using testing::Pair;
using Kind = IntervalError::Kind;

// Six floors of Beijing without a new corridor; floors 4 and 5 are not told, so nothing is asked of them.
std::vector<FloorInterval> beijing() {
    return {{1, {0, 0}, 0}, {2, {4, 6}, 1}, {3, {11, 13}, 2}, {4, {0, 100}, 3}, {5, {0, 100}, 4}, {6, {32, 34}, 5}};
}

TEST(IntervalShares, KeepTheIntervalsAndStayNearThePattern) {
    // By height: 6⅔, 13⅓, 20, 26⅔, 33⅓. Floors 2 and 3 stop at 6 and 13; the point they are short goes to the others
    // alike.
    auto const shares = interval_shares(beijing());
    ASSERT_TRUE(shares);
    EXPECT_THAT(*shares, ElementsAre(Pair(1, 0), Pair(2, 6), Pair(3, 13), Pair(4, Fraction(61, 3)), Pair(5, 27),
                                     Pair(6, Fraction(101, 3))));
}

TEST(IntervalShares, AreThePatternWhereItFits) {
    auto floors = beijing();
    floors[1].percent = {5, 7};
    floors[2].percent = {13, 14};
    auto const shares = interval_shares(floors);
    ASSERT_TRUE(shares);
    for (auto const& floor : floors) EXPECT_EQ(shares->at(floor.floor), floor.pattern * Fraction(100, 15));
}

TEST(IntervalShares, NameTheFloorOrTheSumThatDoesNotFit) {
    struct Wrong {
        char const* name;
        std::function<void(std::vector<FloorInterval>&)> make;
        IntervalError error;
    };
    using Floors = std::vector<FloorInterval>;
    std::vector<Wrong> const wrongs{
        {"nothing", [](Floors& floors) { floors.clear(); }, {Kind::no_floors, 0, {}}},
        {"floor twice", [](Floors& floors) { floors[4].floor = 3; }, {Kind::floor_repeated, 3, {}}},
        {"crossed",
         [](Floors& floors) {
             floors[2].percent = {13, 11};
         },
         {Kind::limits_crossed, 3, 13}},
        {"below nothing",
         [](Floors& floors) {
             floors[0].percent = {-1, 0};
         },
         {Kind::outside_percent, 1, -1}},
        {"above all",
         [](Floors& floors) {
             floors[3].percent = {0, 101};
         },
         {Kind::outside_percent, 4, 101}},
        {"pattern below nothing", [](Floors& floors) { floors[1].pattern = -1; }, {Kind::pattern_negative, 2, -1}},
        {"no pattern",
         [](Floors& floors) {
             for (auto& floor : floors) floor.pattern = 0;
         },
         {Kind::patterns_all_zero, 0, {}}},
        {"too much",
         [](Floors& floors) {
             floors[3].percent = {54, 60};
         },
         {Kind::least_above_all, 0, 101}},
        {"too little",
         [](Floors& floors) {
             floors[3].percent = {0, 20};
             floors[4].percent = {0, 26};
         },
         {Kind::most_below_all, 0, 99}},
    };
    for (auto const& wrong : wrongs) {
        auto floors = beijing();
        wrong.make(floors);
        auto const shares = interval_shares(floors);
        ASSERT_FALSE(shares) << wrong.name;
        EXPECT_EQ(shares.error(), wrong.error) << wrong.name;
    }
}

RC_GTEST_PROP(IntervalShares, AreNearerThanAnyOtherPercentagesOnAGrid, ()) {
    // Intervals around percentages that sum to 100, so that they can be met.
    auto const first = *rc::gen::inRange(0, 101);
    auto const second = *rc::gen::inRange(0, 101 - first);
    std::vector<FloorInterval> floors;
    for (int const middle : {first, second, 100 - first - second}) {
        auto const least = std::max(0, middle - *rc::gen::inRange(0, 40));
        auto const most = std::min(100, middle + *rc::gen::inRange(0, 40));
        floors.push_back({static_cast<int>(floors.size()) + 1, {least, most}, *rc::gen::inRange(1, 6)});
    }
    auto const shares = interval_shares(floors);
    RC_ASSERT(shares.has_value());
    Fraction patterns;
    for (auto const& floor : floors) patterns += floor.pattern;
    auto const error_of = [&](std::vector<Fraction> const& percents) {
        Fraction squares;
        for (std::size_t i = 0; i < floors.size(); ++i) {
            auto const off = percents[i] - floors[i].pattern * Fraction{100} / patterns;
            squares += off * off;
        }
        return squares;
    };
    Fraction sum;
    std::vector<Fraction> own;
    for (auto const& floor : floors) {
        auto const& share = shares->at(floor.floor);
        RC_ASSERT(floor.percent.least <= share && share <= floor.percent.most);
        sum += share;
        own.push_back(share);
    }
    RC_ASSERT(sum == Fraction{100});
    auto const own_error = error_of(own);
    auto const inside = [&](std::size_t i, Fraction const& percent) {
        return floors[i].percent.least <= percent && percent <= floors[i].percent.most;
    };
    for (int a = 0; a <= 100; a += 2)
        for (int b = 0; a + b <= 100; b += 2)
            if (inside(0, a) && inside(1, b) && inside(2, 100 - a - b))
                RC_ASSERT(own_error <= error_of({a, b, 100 - a - b}));
}

}  // namespace
}  // namespace jiati::games
