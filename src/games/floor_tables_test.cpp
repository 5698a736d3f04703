#include "games/floor_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <functional>
#include <map>

namespace jiati::games {
namespace {

using testing::ElementsAre;
using Kind = FloorTableError::Kind;

Flat flat(int floor, std::int64_t m2 = 100) { return {{floor}, SquareMetres{m2 * 100}}; }

std::vector<Fraction> weights(Weights const& result) {
    EXPECT_TRUE(result) << (result ? 0 : static_cast<int>(result.error().kind));
    return result ? *result : std::vector<Fraction>{};
}

CoefficientTable const guangzhou{{{1, 0}, {2, {1, 2}}, {3, 1}}, Fraction{1, 10}};
CoefficientTable const changchun{{{1, 0}, {2, 0}, {3, 1}}, Fraction{1, 2}};

TEST(FloorTables, WeighByCoefficientAndArea) {
    EXPECT_THAT(weights(coefficient_weights(guangzhou, {flat(1, 80), flat(2, 80), flat(3, 80), flat(7, 95)},
                                            WithinFloor::area)),
                ElementsAre(0, 40, 80, 133));
    EXPECT_THAT(
        weights(coefficient_weights(changchun, {flat(2), flat(3), flat(4), flat(6), flat(7)}, WithinFloor::equal)),
        ElementsAre(0, 1, Fraction(3, 2), Fraction(5, 2), 3));
}

TEST(FloorTables, CountADuplexOnItsHighestFloor) {
    EXPECT_THAT(weights(coefficient_weights(changchun, {{{3, 4}, SquareMetres{1}}, {{6, 5}, SquareMetres{1}}},
                                            WithinFloor::equal)),
                ElementsAre(Fraction(3, 2), Fraction(5, 2)));
}

TEST(FloorTables, ShareByTheHeightTravelled) {
    // Seven floors, one flat each: 4.76, 9.52, 14.29, 19.05, 23.81, 28.57 per cent.
    auto const travel = weights(coefficient_weights(
        travel_table(), {flat(1), flat(2), flat(3), flat(4), flat(5), flat(6), flat(7)}, WithinFloor::equal));
    EXPECT_THAT(travel, ElementsAre(0, 1, 2, 3, 4, 5, 6));
    // A storage floor below: the way starts on level 2.
    EXPECT_THAT(
        weights(coefficient_weights(travel_table(2), {flat(2, 80), flat(3, 80), flat(4, 90)}, WithinFloor::area)),
        ElementsAre(0, 80, 180));
}

TEST(FloorTables, GiveEachFloorItsPercentage) {
    FloorTable const table{{1, 0}, {2, 40}, {3, 60}};
    std::vector<Flat> const flats{flat(2, 60), flat(2, 100), flat(3)};
    EXPECT_THAT(weights(percent_weights(table, flats, WithinFloor::area)), ElementsAre(15, 25, 60));
    EXPECT_THAT(weights(percent_weights(table, flats, WithinFloor::equal)), ElementsAre(20, 20, 60));
}

TEST(FloorTables, KeepIntervalsAndThenShareWithinTheFloor) {
    std::vector<FloorInterval> const intervals{{1, {0, 0}, 0}, {2, {30, 35}, 1}, {3, {50, 70}, 2}};
    EXPECT_THAT(weights(interval_weights(intervals, {flat(1), flat(2), flat(3), flat(3)}, WithinFloor::equal)),
                ElementsAre(0, Fraction(100, 3), Fraction(100, 3), Fraction(100, 3)));
}

TEST(FloorTables, CountStepsToTheOwnDoor) {
    EXPECT_THAT(weights(step_weights({flat(1), flat(2), flat(3), flat(3)}, {3, 21, 39, 37})),
                ElementsAre(0, 21, 39, 37));
}

TEST(FloorTables, NameWhatDoesNotFit) {
    struct Wrong {
        char const* name;
        std::function<Weights()> run;
        FloorTableError error;
    };
    using enum FloorPercent::Within;
    FloorTable const hundred_and_two{{2, 6}, {3, 12}, {4, 20}, {5, 28}, {6, 36}};
    std::vector<Wrong> const wrongs{
        {"no flat", [] { return coefficient_weights(guangzhou, {}, area); }, {Kind::no_flats}},
        {"no floor",
         [] {
             return coefficient_weights(guangzhou, {flat(2), Flat{}}, equal);
         },
         {Kind::floor_missing, 1}},
        {"no area",
         [] {
             return coefficient_weights(guangzhou, {flat(2), flat(3, 0)}, area);
         },
         {Kind::area_not_positive, 1}},
        {"below the table",
         [] {
             return coefficient_weights(guangzhou, {flat(2), flat(-1)}, equal);
         },
         {Kind::floor_not_in_table, 1, -1}},
        {"above the table",
         [] {
             return coefficient_weights({{{2, 1}}, {}}, {flat(3)}, equal);
         },
         {Kind::floor_not_in_table, 0, 3}},
        {"negative coefficient",
         [] {
             return coefficient_weights({{{2, -1}}, {}}, {flat(2)}, equal);
         },
         {Kind::value_negative, 0, 2, -1}},
        {"nobody pays",
         [] {
             return coefficient_weights(guangzhou, {flat(1), flat(1)}, area);
         },
         {Kind::nobody_pays}},
        {"102 per cent",
         [&] { return percent_weights(hundred_and_two, {flat(2)}, equal); },
         {Kind::percents_do_not_close, 0, 0, 102}},
        {"negative percentage",
         [] {
             return percent_weights({{2, -5}, {3, 105}}, {flat(2), flat(3)}, equal);
         },
         {Kind::value_negative, 0, 2, -5}},
        {"empty floor that pays",
         [] {
             return percent_weights({{2, 40}, {3, 60}}, {flat(2)}, equal);
         },
         {Kind::floor_has_no_flat, 0, 3, 60}},
        {"flat beside the table",
         [] {
             return percent_weights({{2, 100}}, {flat(2), flat(1)}, equal);
         },
         {Kind::floor_not_in_table, 1, 1}},
        {"intervals that cannot be met",
         [] {
             return interval_weights({{2, {0, 90}, 1}}, {flat(2)}, equal);
         },
         {Kind::intervals, 0, 0, 90, IntervalError{IntervalError::Kind::most_below_all, 0, 90}}},
        {"steps missing",
         [] {
             return step_weights({flat(2), flat(3)}, {20});
         },
         {Kind::count_differs, 0, 0, 1}},
        {"steps below nothing", [] { return step_weights({flat(2)}, {-1}); }, {Kind::value_negative, 0, 2, -1}},
        {"no steps",
         [] {
             return step_weights({flat(1), flat(2)}, {5, 0});
         },
         {Kind::nobody_pays}},
    };
    for (auto const& wrong : wrongs) {
        auto const result = wrong.run();
        ASSERT_FALSE(result) << wrong.name;
        EXPECT_EQ(result.error(), wrong.error) << wrong.name;
    }
}

RC_GTEST_PROP(FloorTables, PercentagesOfFlatsSumToAHundredAndToTheirFloors, ()) {
    auto const count = *rc::gen::inRange<std::size_t>(1, 12);
    std::vector<Flat> flats;
    std::map<int, Fraction> parts;
    for (std::size_t i = 0; i < count; ++i) {
        flats.push_back(flat(*rc::gen::inRange(1, 6), *rc::gen::inRange(40, 140)));
        parts[flats.back().floors[0]] = *rc::gen::inRange(1, 9);
    }
    Fraction whole;
    for (auto const& [floor, part] : parts) whole += part;
    for (auto& [floor, part] : parts) part *= Fraction{100} / whole;
    auto const within = *rc::gen::element(WithinFloor::area, WithinFloor::equal);
    auto const result = percent_weights(parts, flats, within);
    RC_ASSERT(result.has_value());
    std::map<int, Fraction> sums;
    for (std::size_t i = 0; i < count; ++i) sums[flats[i].floors[0]] += (*result)[i];
    RC_ASSERT(sums == parts);
}

}  // namespace
}  // namespace jiati::games
