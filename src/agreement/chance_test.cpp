#include "agreement/chance.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

namespace jiati::agreement {
namespace {

Need need(std::int64_t heads, std::int64_t area = 0) { return {heads, SquareMetres{area}, 0, {}}; }

Voter voter(std::int64_t area, Fraction const& low, Fraction const& high) { return {SquareMetres{area}, low, high}; }

// Over all sets of those who agree.
Fraction naive(std::vector<Voter> const& voters, Need const& need, Fraction Voter::*probability) {
    Fraction sum;
    for (std::uint32_t set = 0; set < std::uint32_t{1} << voters.size(); ++set) {
        Fraction product{1};
        std::int64_t heads = 0;
        SquareMetres area{};
        for (std::size_t i = 0; i < voters.size(); ++i) {
            bool const agrees = (set >> i & 1U) != 0;
            auto const& q = voters[i].*probability;
            product *= agrees ? q : Fraction{1} - q;
            heads += agrees ? 1 : 0;
            if (agrees) area += voters[i].area;
        }
        if (need.met_by(heads, area)) sum += product;
    }
    return sum;
}

std::vector<Voter> some_voters() {
    std::vector<Voter> voters;
    for (int i = *rc::gen::inRange(1, 9); i > 0; --i) {
        auto const of = *rc::gen::inRange<std::int64_t>(1, 12);
        auto const low = *rc::gen::inRange<std::int64_t>(0, of + 1);
        auto const high = *rc::gen::inRange<std::int64_t>(low, of + 1);
        voters.push_back(voter(*rc::gen::inRange<std::int64_t>(5'000, 12'000), {low, of}, {high, of}));
    }
    return voters;
}

TEST(Chance, CountsHeads) {
    Fraction const half{1, 2};
    Fraction const most{9, 10};
    auto const voters =
        std::vector{voter(1, half, half), voter(1, {3, 4}, {3, 4}), voter(1, most, most), voter(1, most, most)};
    auto const chance = chance_of_consent(voters, need(3));
    ASSERT_TRUE(chance);
    EXPECT_EQ(chance->low, (Fraction{621, 800}));
    EXPECT_EQ(chance->high, (Fraction{621, 800}));
    EXPECT_TRUE(chance->exact);
}

RC_GTEST_PROP(Chance, EqualsTheSumOverAllSets, ()) {
    auto const voters = some_voters();
    auto const of = static_cast<std::int64_t>(voters.size());
    auto const asked = need(*rc::gen::inRange<std::int64_t>(1, of + 2), *rc::gen::inRange<std::int64_t>(0, of * 9'000));
    auto const chance = chance_of_consent(voters, asked);
    RC_ASSERT(chance.has_value());
    RC_ASSERT(chance->low == naive(voters, asked, &Voter::low));
    RC_ASSERT(chance->high == naive(voters, asked, &Voter::high));
}

RC_GTEST_PROP(Chance, HoldsTheExactValueWhenTheAreasAreRounded, ()) {
    auto const voters = some_voters();
    auto const of = static_cast<std::int64_t>(voters.size());
    auto const asked = need(1, *rc::gen::inRange<std::int64_t>(0, of * 9'000));
    auto const chance = chance_of_consent(voters, asked, 4);
    RC_ASSERT(chance.has_value());
    RC_ASSERT(chance->low <= naive(voters, asked, &Voter::low));
    RC_ASSERT(chance->high >= naive(voters, asked, &Voter::high));
}

TEST(Chance, MixesTheNodesOfAShock) {
    Fraction const half{1, 2};
    std::vector<Shock> const nodes{{{1, 3}, {voter(1, half, half)}}, {{2, 3}, {voter(1, 1, 1)}}};
    auto const chance = chance_of_consent(nodes, need(1));
    ASSERT_TRUE(chance);
    EXPECT_EQ(chance->low, (Fraction{5, 6}));
    std::vector<Shock> const short_of_one{{{1, 3}, {voter(1, half, half)}}};
    ASSERT_FALSE(chance_of_consent(short_of_one, need(1)));
    EXPECT_EQ(chance_of_consent(short_of_one, need(1)).error().number, (Fraction{1, 3}));
}

TEST(Chance, RefusesWhatIsNoProbability) {
    using Kind = ProblemError::Kind;
    auto const kind = [](Voter const& one) { return chance_of_consent(std::vector{one}, need(1)).error().kind; };
    EXPECT_EQ(kind(voter(1, 0, {5, 4})), Kind::probability_out_of_range);
    EXPECT_EQ(kind(voter(1, {-1, 4}, 1)), Kind::probability_out_of_range);
    EXPECT_EQ(kind(voter(1, {3, 4}, {1, 4})), Kind::interval_crossed);
    EXPECT_EQ(kind(voter(0, {1, 4}, {3, 4})), Kind::area_not_positive);
}

RC_GTEST_PROP(Defections, AreSurvivedWhoeverLeaves, ()) {
    std::vector<SquareMetres> areas;
    for (int i = *rc::gen::inRange(0, 8); i > 0; --i) areas.emplace_back(*rc::gen::inRange<std::int64_t>(1, 9));
    auto const asked = need(*rc::gen::inRange<std::int64_t>(0, 6), *rc::gen::inRange<std::int64_t>(0, 30));
    std::int64_t worst = std::ssize(areas) + 1;  // the fewest whose leaving breaks it
    for (std::uint32_t leaving = 0; leaving < std::uint32_t{1} << areas.size(); ++leaving) {
        SquareMetres area{};
        std::int64_t left = 0;
        for (std::size_t i = 0; i < areas.size(); ++i)
            if ((leaving >> i & 1U) == 0) {
                area += areas[i];
                ++left;
            }
        if (!asked.met_by(left, area)) worst = std::min(worst, std::ssize(areas) - left);
    }
    RC_ASSERT(defections_survived(areas, asked) == worst - 1);
}

TEST(SafestPrices, KeepEverybodyTheSameNumberOfSpreadsAway) {
    auto const safest = safest_prices({{Fen{100}, Fen{10}}, {Fen{200}, Fen{30}}, {Fen{-20}, Fen{0}}}, Fen{240});
    ASSERT_TRUE(safest);
    EXPECT_EQ(safest->t, Fraction{1});
    EXPECT_EQ(safest->prices, (std::vector{Fen{90}, Fen{170}, Fen{-20}}));
    EXPECT_EQ(safest_prices({{Fen{100}, Fen{30}}, {Fen{100}, Fen{30}}}, Fen{250})->t, (Fraction{-5, 6}));
    EXPECT_FALSE(safest_prices({{Fen{100}, Fen{0}}}, Fen{90}));
}

}  // namespace
}  // namespace jiati::agreement
