#include "games/running_cost.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace jiati::games {
namespace {

using Method = RunningCostMethod;
using Kind = RunningCostError::Kind;
using testing::ElementsAre;

// Floors 2 to 5 above the entrance floor 1; the one on floor 2 rides free.
std::vector<RunningCostHousehold> unit() {
    return {
        {.id = "201", .rides_free = true, .coefficient = {1, 2}, .floors_above_entrance = 1, .persons = 2, .trips = 30},
        {.id = "301", .rides_free = false, .coefficient = 1, .floors_above_entrance = 2, .persons = 3, .trips = 50},
        {.id = "401",
         .rides_free = false,
         .coefficient = {11, 10},
         .floors_above_entrance = 3,
         .persons = 1,
         .trips = 0},
        {.id = "501",
         .rides_free = false,
         .coefficient = {12, 10},
         .floors_above_entrance = 4,
         .persons = 2,
         .trips = 150}};
}

std::vector<std::int64_t> fen_of(RunningCostProblem const& problem) {
    std::vector<std::int64_t> fen;
    auto const result = split_running_cost(problem);
    EXPECT_TRUE(result);
    if (!result) return fen;
    for (auto const& share : *result) fen.push_back(share.rounded.count());
    return fen;
}

Kind refusal(RunningCostProblem const& problem) {
    auto const result = split_running_cost(problem);
    EXPECT_FALSE(result);
    return result ? Kind{} : result.error().kind;
}

TEST(RunningCost, IsSplitInTheFourWaysOfTheOrigin) {
    EXPECT_THAT(fen_of({Fen{100'000}, Method::equal, {}, unit()}), ElementsAre(0, 33'334, 33'333, 33'333));
    EXPECT_THAT(fen_of({Fen{33'000}, Method::coefficient, {}, unit()}), ElementsAre(0, 10'000, 11'000, 12'000));
    EXPECT_THAT(fen_of({Fen{17'000}, Method::floor_people, {}, unit()}), ElementsAre(0, 6'000, 3'000, 8'000));
    EXPECT_THAT(fen_of({Fen{20'000}, Method::counted_trips, {}, unit()}), ElementsAre(0, 5'000, 0, 15'000));
}

TEST(RunningCost, MaySplitAFixedPartEquallyBeforeTrips) {
    EXPECT_THAT(fen_of({Fen{20'000}, Method::counted_trips, Fen{12'000}, unit()}),
                ElementsAre(0, 6'000, 4'000, 10'000));
    auto still = unit();
    for (auto& household : still) household.trips = 0;
    EXPECT_THAT(fen_of({Fen{900}, Method::counted_trips, Fen{900}, still}), ElementsAre(0, 300, 300, 300));
}

TEST(RunningCost, RoundsTheTwoPartsTogether) {
    // 100/3 and 200/3 each: rounding twice would give 101, 100, 99.
    std::vector<RunningCostHousehold> const three{
        {.id = "a", .trips = 1}, {.id = "b", .trips = 1}, {.id = "c", .trips = 1}};
    EXPECT_THAT(fen_of({Fen{300}, Method::counted_trips, Fen{100}, three}), ElementsAre(100, 100, 100));
}

TEST(RunningCost, OfNothingIsNothing) {
    for (auto method : {Method::equal, Method::coefficient, Method::floor_people, Method::counted_trips})
        EXPECT_THAT(fen_of({Fen{}, method, {}, unit()}), ElementsAre(0, 0, 0, 0));
}

TEST(RunningCost, RefusesWhatCannotBeSplit) {
    auto still = unit();
    for (auto& household : still) household.trips = household.rides_free ? 9 : 0;
    EXPECT_EQ(refusal({Fen{100}, Method::counted_trips, Fen{40}, still}), Kind::weights_all_zero);
    auto free = unit();
    for (auto& household : free) household.rides_free = true;
    EXPECT_EQ(refusal({Fen{100}, Method::equal, {}, free}), Kind::nobody_pays);
    EXPECT_EQ(refusal({Fen{100}, Method::equal, {}, {}}), Kind::no_households);
    EXPECT_EQ(refusal({Fen{-1}, Method::equal, {}, unit()}), Kind::total_negative);
    EXPECT_EQ(refusal({Fen{100}, Method::counted_trips, Fen{101}, unit()}), Kind::fixed_part_out_of_range);
    EXPECT_EQ(refusal({Fen{100}, Method::counted_trips, Fen{-1}, unit()}), Kind::fixed_part_out_of_range);
    EXPECT_EQ(refusal({Fen{100}, Method::equal, Fen{10}, unit()}), Kind::fixed_part_out_of_range);
    auto twice = unit();
    twice[3].id = "301";
    EXPECT_EQ(refusal({Fen{100}, Method::equal, {}, twice}), Kind::household_repeated);
    auto negative = unit();
    negative[1].trips = -1;
    auto const result = split_running_cost({Fen{100}, Method::counted_trips, {}, negative});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error(), (RunningCostError{Kind::value_negative, "301"}));
}

RC_GTEST_PROP(RunningCost, SumsExactlyAndFreeRidersPayNothing, ()) {
    auto const count = *rc::gen::inRange(1, 20);
    std::vector<RunningCostHousehold> households;
    for (int i = 0; i < count; ++i)
        households.push_back({.id = std::to_string(i),
                              .rides_free = i > 0 && *rc::gen::inRange(0, 4) == 0,
                              .coefficient = Fraction{*rc::gen::inRange(1, 30), 10},
                              .floors_above_entrance = *rc::gen::inRange(1, 9),
                              .persons = *rc::gen::inRange(1, 7),
                              .trips = *rc::gen::inRange<std::int64_t>(1, 500)});
    auto const method =
        *rc::gen::element(Method::equal, Method::coefficient, Method::floor_people, Method::counted_trips);
    auto const total = *rc::gen::inRange<std::int64_t>(0, 1'000'000);
    Fen const fixed{method == Method::counted_trips ? *rc::gen::inRange<std::int64_t>(0, total + 1) : 0};
    auto const shares = split_running_cost({Fen{total}, method, fixed, households});
    RC_ASSERT(shares.has_value());
    Fen sum;
    for (std::size_t i = 0; i < shares->size(); ++i) {
        sum += (*shares)[i].rounded;
        RC_ASSERT(!(*shares)[i].rounded.is_negative());
        if (households[i].rides_free) RC_ASSERT((*shares)[i].rounded.is_zero());
    }
    RC_ASSERT(sum == Fen{total});
}

}  // namespace
}  // namespace jiati::games
