#include "games/certified.h"

#include "games/airport_order.h"
#include "games/generated_testing.h"
#include "games/nucleolus.h"
#include "games/residue_sum.h"
#include "games/rounding.h"
#include "games/shapley.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

namespace jiati::games {
namespace {

using Units = std::vector<std::int64_t>;

// What the exact shares round to.
Units rounded(std::vector<Fraction> shares, std::int64_t total, std::int64_t unit) {
    for (auto& share : shares) share /= Fraction{unit};
    return *largest_remainder_of_rule(shares, total / unit);
}

AirportGame game_of(Units const& costs) {
    AirportGame game;
    for (auto const cost : costs) game.costs.emplace_back(cost);
    return game;
}

// Costs whose highest is a multiple of the unit, small ones so that whole shares and equal remainders are frequent.
Units some_costs(std::size_t players, std::int64_t unit) {
    auto const most = *rc::gen::element<std::int64_t>(3, 12, 60, 5'000, 1'000'000'000'000);
    Units costs;
    for (std::size_t i = 0; i < players; ++i) costs.push_back(*rc::gen::inRange<std::int64_t>(0, most + 1));
    auto& top = *std::max_element(costs.begin(), costs.end());
    top += (unit - top % unit) % unit;
    return costs;
}

RC_GTEST_PROP(Certified, RoundsAirportSharesAsTheExactOnesRound, ()) {
    auto const unit = *rc::gen::element<std::int64_t>(1, 1, 2, 12, 1'000'003);
    auto const costs = some_costs(generated::count(1, 40), unit);
    auto const game = game_of(costs);
    auto const total = *std::max_element(costs.begin(), costs.end());
    auto const step = static_cast<std::uint64_t>(unit);
    RC_ASSERT(certified_shapley(costs, step) == rounded(shapley(game), total, unit));
    RC_ASSERT(certified_nucleolus(costs, step) == rounded(nucleolus(game), total, unit));
}

RC_GTEST_PROP(Certified, RoundsElementSharesAsTheExactOnesRound, ()) {
    auto const unit = *rc::gen::element<std::int64_t>(1, 1, 2, 12, 1'000'003);
    auto const players = generated::count(1, 12);
    ElementGame game{players, {}};
    std::int64_t total = 0;
    std::vector<WholeElement> elements;
    auto const count = generated::count(1, 12);
    auto const most = *rc::gen::element<std::int64_t>(12, 5'000, 1'000'000'000);
    for (std::size_t e = 0; e < count; ++e) {
        auto amount = *rc::gen::inRange<std::int64_t>(0, most);
        if (e + 1 == count) amount += (unit - (total + amount) % unit) % unit;
        total += amount;
        game.elements.push_back({amount, generated::some_of(players)});
        elements.push_back({amount, {}});
    }
    for (std::size_t e = 0; e < count; ++e) elements[e].users = game.elements[e].users;
    RC_ASSERT(certified_shapley(players, elements, static_cast<std::uint64_t>(unit)) ==
              rounded(shapley(game), total, unit));
}

// Every increment is what its number of users divides, or half of it: whole shares and halves beside long fractions.
TEST(Certified, DecidesWholeSharesAndEqualRemaindersAmongManyLongOnes) {
    for (std::int64_t const players : {300, 701}) {
        Units costs;
        std::int64_t cost = 0;
        for (std::int64_t i = 0; i < players; ++i) {
            auto const users = players - i;
            cost += i % 5 == 0 ? users / 2 + 1 : i < players / 3 ? 17 : users;
            costs.push_back(cost);
        }
        EXPECT_EQ(certified_shapley(costs, 1), rounded(shapley(game_of(costs)), cost, 1));
        EXPECT_EQ(certified_nucleolus(costs, 1), rounded(nucleolus(game_of(costs)), cost, 1));
    }
}

// Steeply rising costs: each player is a stretch of their own and the denominators are powers of two.
TEST(Certified, FollowsANucleolusOfManyStretches) {
    Units costs;
    for (std::int64_t i = 0; i < 400; ++i) costs.push_back(i * i * i);
    EXPECT_EQ(certified_nucleolus(costs, 1), rounded(nucleolus(game_of(costs)), costs.back(), 1));
}

// Fewer bits leave more open: what the recursion settles is the same. Patterns of rises that repeat bring remainders
// together, beside short fractions and elsewhere; an odd one in between starts anew.
RC_GTEST_PROP(Certified, NucleolusOfFewBitsIsTheExactOne, ()) {
    auto const players = generated::count(1, 120);
    auto const period = generated::count(1, 4);
    auto const rises =
        *rc::gen::container<Units>(period, rc::gen::inRange<std::int64_t>(0, *rc::gen::element(2, 4, 40)));
    auto const sizes = *rc::gen::container<Units>(generated::count(1, 3), rc::gen::inRange<std::int64_t>(1, 4));
    auto const growth = *rc::gen::element<std::int64_t>(0, 0, 1, 3);
    auto const odd = generated::count(1, 60);
    Units costs;
    std::int64_t cost = 0;
    for (std::size_t k = 0; costs.size() < players; ++k) {
        cost += rises[k % period] + growth * static_cast<std::int64_t>(k) + (k % odd == odd - 1 ? 5 : 0);
        costs.insert(costs.end(), static_cast<std::size_t>(sizes[k % sizes.size()]), cost);
    }
    auto const unit = *rc::gen::element<std::int64_t>(1, 1, 3);
    auto& top = costs.back();
    top += (unit - top % unit) % unit;
    auto const expected = rounded(nucleolus(game_of(costs)), top, unit);
    for (auto const bits : {18U, 24U, 64U})
        RC_ASSERT(certified_nucleolus(costs, static_cast<std::uint64_t>(unit), bits) == expected);
}

// i²: every player is a stretch, and x(i) = 2i − 3 + 3/2^i, the last twice what is left after the one before.
TEST(Certified, NucleolusOfSquaresIsTheirClosedForm) {
    constexpr std::int64_t players = 20'000;
    Units costs;
    Units expected{1, 2};  // the two largest remainders, 1/2 and 3/4
    for (std::int64_t i = 1; i <= players; ++i) costs.push_back(i * i);
    for (std::int64_t i = 3; i < players; ++i) expected.push_back(2 * i - 3);
    expected.push_back(4 * players - 6);
    EXPECT_EQ(certified_nucleolus(costs, 1), expected);
}

// Pairs of equal costs, each pair one higher: (1 − 1/3^k)/2 of the k-th pair, nearer and nearer to each other.
TEST(Certified, OrdersRemaindersThatCloseInOnAHalf) {
    constexpr std::size_t players = 20'000;
    Units costs;
    Units expected;
    for (std::size_t i = 0; i < players; ++i) {
        costs.push_back(static_cast<std::int64_t>(i / 2 + 1));
        expected.push_back(i < players / 2 ? 0 : 1);
    }
    EXPECT_EQ(certified_nucleolus(costs, 1), expected);
}

RC_GTEST_PROP(ResidueSum, IsWholeWhereTheSumIs, ()) {
    auto const scale = *rc::gen::element<std::int64_t>(1, 6, 1'000'003, 49);
    ResidueSum residues(60, static_cast<std::uint64_t>(scale));
    Fraction sum;
    for (std::size_t i = 0; i < 12; ++i) {
        auto const count = *rc::gen::inRange<std::int64_t>(1, 61);
        auto const amount =
            *rc::gen::inRange<std::int64_t>(-3, 4) * *rc::gen::element<std::int64_t>(1, scale, 6 * scale);
        residues.add(amount, static_cast<std::uint64_t>(count));
        sum += Fraction{amount, count * scale};
        RC_ASSERT(residues.is_whole() == sum.is_integer());
    }
    auto const denominator = sum.denominator().to_int64();
    if (!denominator) return;
    // What is missing to the next whole number, in parts that fit.
    for (std::int64_t count = 60; count >= 1; --count)
        if (*denominator == count * scale) {
            residues.add(*(-sum * Fraction{*denominator}).to_int64(), static_cast<std::uint64_t>(count));
            RC_ASSERT(residues.is_whole());
        }
}

}  // namespace
}  // namespace jiati::games
