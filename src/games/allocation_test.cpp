#include "games/allocation.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

namespace jiati::games {
namespace {

using Kind = AllocationError::Kind;

std::vector<std::string> players(std::size_t count) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) names.push_back("p" + std::to_string(i));
    return names;
}

AllocationProblem problem(Fraction total, std::vector<std::string> names, AllocationRule rule) {
    return {std::move(names), std::move(total), std::move(rule)};
}

std::vector<std::int64_t> yuan_of(Result<Allocation, AllocationError> const& result) {
    std::vector<std::int64_t> yuan;
    if (!result) return yuan;
    for (auto const& share : result->shares) {
        yuan.push_back(*(share.rounded / Fraction{100}).to_int64());
    }
    return yuan;
}

AllocationError refusal(AllocationProblem const& problem) {
    auto const result = allocate(problem);
    EXPECT_FALSE(result);
    return result ? AllocationError{} : result.error();
}

Flat flat(std::vector<int> floors, std::int64_t m2) { return {std::move(floors), SquareMetres{m2 * 100}}; }

// The origin's dormitory: two duplexes on floors 3 and 4, two on floors 5 and 6, 160,000 yuan after the subsidy.
std::vector<Flat> const dormitory{flat({3, 4}, 100), flat({3, 4}, 100), flat({5, 6}, 100), flat({5, 6}, 100)};
Fraction const dormitory_total = 16'000'000;

TEST(Allocation, RecoversTheDormitorysSharesFromCoefficientsOfOneAndThree) {
    using Yuan = std::vector<std::int64_t>;
    EXPECT_EQ(yuan_of(allocate(problem(dormitory_total, players(4), Proportional{{1, 1, 3, 3}}))),
              (Yuan{20'000, 20'000, 60'000, 60'000}));
    EXPECT_EQ(yuan_of(allocate(problem(dormitory_total, players(4), Equal{}))), (Yuan{40'000, 40'000, 40'000, 40'000}));
    EXPECT_EQ(yuan_of(allocate(problem(dormitory_total, players(4), Coefficient{{{4, 4}, {6, 6}}, dormitory}))),
              (Yuan{32'000, 32'000, 48'000, 48'000}));
    EXPECT_EQ(
        yuan_of(allocate(problem(dormitory_total, players(4), Fixed{{2'000'000, 2'000'000, 6'000'000, 6'000'000}}))),
        (Yuan{20'000, 20'000, 60'000, 60'000}));
}

TEST(Allocation, KeepsTheExactShareBesideTheRoundedOne) {
    auto const result = allocate(problem(100, players(3), Equal{}));
    ASSERT_TRUE(result);
    EXPECT_EQ(result->shares[0], (Share{"p0", Fraction{100, 3}, 34}));
    EXPECT_EQ(result->shares[2], (Share{"p2", Fraction{100, 3}, 33}));
}

TEST(Allocation, WeighsFloorByAreaAndTakesADuplexAtItsHighestFloor) {
    FloorTable const guangzhou{{1, 0}, {2, {1, 2}}, {3, 1}, {4, {11, 10}}};
    auto const result = allocate(
        problem(100'000, players(3), Coefficient{guangzhou, {flat({1}, 90), flat({2}, 80), flat({4, 3}, 100)}}));
    ASSERT_TRUE(result);
    EXPECT_EQ(result->shares[0].rounded, 0);
    EXPECT_EQ(result->shares[1].exact, (Fraction{100'000 * 40, 150}));
    EXPECT_EQ(result->shares[2].exact, (Fraction{100'000 * 110, 150}));
}

TEST(Allocation, RefusesAPercentTableOfAHundredAndTwoNamingTheSum) {
    // The Shanghai estate's table, floors 2 to 6.
    FloorTable const table{{2, 6}, {3, 12}, {4, 20}, {5, 28}, {6, 36}};
    std::vector<Flat> const flats{flat({2}, 80), flat({3}, 80), flat({4}, 80), flat({5}, 80), flat({6}, 80)};
    auto const error = refusal(problem(50'000'000, players(5), FloorPercent{table, flats}));
    EXPECT_EQ(error, (AllocationError{Kind::percents_do_not_close, "", 0, 102, 100}));
    EXPECT_EQ(refusal(problem(100, players(5), Percent{{6, 12, 20, 28, 36}})).sum, Fraction{102});
    EXPECT_TRUE(allocate(problem(100, players(5), Percent{{6, 12, 20, 28, 34}})));
}

TEST(Allocation, SharesAFloorsPercentageEquallyOrByArea) {
    FloorTable const table{{1, 0}, {2, 40}, {3, 60}};
    std::vector<Flat> const flats{flat({1}, 50), flat({2}, 50), flat({2}, 150), flat({3}, 70)};
    auto by_floor = problem(1'000, players(4), FloorPercent{table, flats, FloorPercent::Within::equal});
    auto const equal = allocate(by_floor);
    ASSERT_TRUE(equal);
    EXPECT_EQ(equal->shares[0].rounded, 0);
    EXPECT_EQ(equal->shares[1].rounded, 200);
    EXPECT_EQ(equal->shares[3].rounded, 600);
    by_floor.rule = FloorPercent{table, flats, FloorPercent::Within::area};
    auto const by_area = allocate(by_floor);
    ASSERT_TRUE(by_area);
    EXPECT_EQ(by_area->shares[1].rounded, 100);
    EXPECT_EQ(by_area->shares[2].rounded, 300);
}

TEST(Allocation, RefusesFixedSumsThatDoNotCloseNamingTheSum) {
    auto const error = refusal(problem(31'000'000, players(2), Fixed{{15'000'000, 15'000'000}}));
    EXPECT_EQ(error, (AllocationError{Kind::does_not_close, "", 0, 30'000'000, 31'000'000}));
    auto const negative = refusal(problem(10, players(2), Fixed{{15, -5}}));
    EXPECT_EQ(negative.kind, Kind::amount_negative);
    EXPECT_EQ(negative.player, "p1");
}

TEST(Allocation, RefusesBadInputNamingThePlayer) {
    EXPECT_EQ(refusal(problem(10, {}, Equal{})).kind, Kind::no_players);
    EXPECT_EQ(refusal(problem(10, {"a", "b", "a"}, Equal{})).player, "a");
    auto const count = refusal(problem(10, players(3), Proportional{{1, 2}}));
    EXPECT_EQ(count.kind, Kind::count_differs);
    EXPECT_EQ(count.sum, Fraction{2});
    EXPECT_EQ(count.expected, Fraction{3});
    EXPECT_EQ(refusal(problem(10, players(2), Fixed{{10}})).kind, Kind::count_differs);
    EXPECT_EQ(refusal(problem(10, players(2), Percent{{100}})).kind, Kind::count_differs);
    EXPECT_EQ(refusal(problem(10, players(2), Proportional{{1, -2}})).player, "p1");
    EXPECT_EQ(refusal(problem(10, players(2), Percent{{101, -1}})).kind, Kind::weight_negative);
    EXPECT_EQ(refusal(problem(10, players(2), Proportional{{0, 0}})).kind, Kind::weights_all_zero);
    EXPECT_EQ(refusal(problem(10, players(1), Coefficient{{{3, 1}}, {flat({}, 10)}})).kind, Kind::floor_missing);
    EXPECT_EQ(refusal(problem(10, players(1), Coefficient{{{3, 1}}, {flat({3}, 0)}})).kind, Kind::area_not_positive);
    EXPECT_EQ(refusal(problem(10, players(1), Coefficient{{{3, 1}}, {flat({4}, 10)}})).floor, 4);
    EXPECT_EQ(refusal(problem(10, players(1), FloorPercent{{{3, 100}}, {flat({4}, 10)}})).kind,
              Kind::floor_not_in_table);
    EXPECT_EQ(refusal(problem(10, players(1), FloorPercent{{{3, 40}, {4, 60}}, {flat({4}, 10)}})).kind,
              Kind::floor_has_no_flat);
    EXPECT_EQ(refusal(problem(10, players(1), FloorPercent{{{3, -1}, {4, 101}}, {flat({4}, 10)}})).kind,
              Kind::weight_negative);
    EXPECT_EQ(refusal(problem(INT64_MAX, players(1), Equal{})).kind, Kind::out_of_bounds);
}

// ---- properties -----------------------------------------------------------------------------------------------------

AllocationRule some_rule(std::size_t count) {
    std::vector<Fraction> weights;
    std::vector<Flat> flats;
    FloorTable table;
    for (int floor = 1; floor <= 6; ++floor) table[floor] = Fraction{*rc::gen::inRange(1, 30), 10};
    for (std::size_t i = 0; i < count; ++i) {
        weights.emplace_back(*rc::gen::inRange(1, 100), *rc::gen::inRange(1, 9));
        auto const floor = *rc::gen::inRange(1, 7);
        flats.push_back(
            {{floor, *rc::gen::inRange(1, floor + 1)}, SquareMetres{*rc::gen::inRange<std::int64_t>(1'000, 20'000)}});
    }
    switch (*rc::gen::inRange(0, 3)) {
        case 0:
            return Equal{};
        case 1:
            return Proportional{weights};
        default:
            return Coefficient{table, flats};
    }
}

template <class T>
std::vector<T> permuted(std::vector<T> const& values, std::vector<std::size_t> const& order) {
    std::vector<T> result;
    for (auto i : order) result.push_back(values[i]);
    return result;
}

AllocationRule permuted_rule(AllocationRule const& rule, std::vector<std::size_t> const& order) {
    if (auto const* proportional = std::get_if<Proportional>(&rule))
        return Proportional{permuted(proportional->weights, order)};
    if (auto const* coefficient = std::get_if<Coefficient>(&rule))
        return Coefficient{coefficient->table, permuted(coefficient->flats, order)};
    return rule;
}

RC_GTEST_PROP(Allocation, SumsExactlyUnderEveryRule, ()) {
    auto const count = *rc::gen::inRange<std::size_t>(1, 16);
    Fraction const total = *rc::gen::inRange<std::int64_t>(0, 100'000'000);
    auto const result = allocate(problem(total, players(count), some_rule(count)));
    RC_ASSERT(result.has_value());
    Fraction exact;
    Fraction rounded;
    for (auto const& share : result->shares) {
        exact += *share.exact;
        rounded += share.rounded;
        RC_ASSERT(!share.exact->is_negative());
    }
    RC_ASSERT(exact == total);
    RC_ASSERT(rounded == total);
}

RC_GTEST_PROP(Allocation, PermutingHouseholdsPermutesExactShares, ()) {
    auto const count = *rc::gen::inRange<std::size_t>(1, 10);
    Fraction const total = *rc::gen::inRange<std::int64_t>(0, 100'000'000);
    auto const rule = some_rule(count);
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (auto i = count - 1; i > 0; --i) std::swap(order[i], order[*rc::gen::inRange<std::size_t>(0, i + 1)]);

    auto const before = *allocate(problem(total, players(count), rule));
    auto const after = *allocate(problem(total, permuted(players(count), order), permuted_rule(rule, order)));
    for (std::size_t i = 0; i < count; ++i) {
        RC_ASSERT(after.shares[i].player == before.shares[order[i]].player);
        RC_ASSERT(after.shares[i].exact == before.shares[order[i]].exact);
        auto const moved = after.shares[i].rounded - before.shares[order[i]].rounded;
        RC_ASSERT(moved <= Fraction{1});
        RC_ASSERT(moved >= Fraction{-1});
    }
}

RC_GTEST_PROP(Allocation, ScalesWithTheTotal, ()) {
    auto const count = *rc::gen::inRange<std::size_t>(1, 10);
    auto const total = *rc::gen::inRange<std::int64_t>(1, 1'000'000);
    auto const factor = *rc::gen::inRange<std::int64_t>(1, 50);
    auto const rule = some_rule(count);
    auto const once = *allocate(problem(total, players(count), rule));
    auto const scaled = *allocate(problem(total * factor, players(count), rule));
    for (std::size_t i = 0; i < count; ++i)
        RC_ASSERT(*scaled.shares[i].exact == *once.shares[i].exact * Fraction{factor});
}

}  // namespace
}  // namespace jiati::games
