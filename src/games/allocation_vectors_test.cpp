// Published and enumerated examples through the dispatcher, as exact fractions.
#include "games/allocation.h"

#include <gtest/gtest.h>

#include <numeric>

namespace jiati::games {
namespace {

using Shares = std::vector<Fraction>;

Allocation allocated(std::variant<Fraction, Game> cost, std::size_t count, AllocationRule rule, Fraction round_to = 1) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) names.push_back("p" + std::to_string(i));
    auto result = allocate({std::move(names), std::move(cost), std::move(rule), std::move(round_to)});
    EXPECT_TRUE(result);
    return result ? *result : Allocation{};
}

Shares exact(Allocation const& allocation) {
    Shares shares;
    for (auto const& share : allocation.shares) shares.push_back(share.exact.value());
    return shares;
}

Shares rounded(Allocation const& allocation) {
    Shares shares;
    for (auto const& share : allocation.shares) shares.push_back(share.rounded);
    return shares;
}

struct Published {
    Shares costs;
    Shares shapley;
    Shares nucleolus;
    Shares equal_contributions;
    Shares equal_benefits;
    Fraction excess_at_shapley;
    Fraction excess_at_nucleolus;
};

void expect(Published const& vector) {
    AirportGame const game{vector.costs};
    auto const count = vector.costs.size();
    auto const shapley = allocated(game, count, Shapley{});
    EXPECT_EQ(exact(shapley), vector.shapley);
    EXPECT_EQ(shapley.core.value().max_excess, vector.excess_at_shapley);
    auto const nucleolus = allocated(game, count, Nucleolus{});
    EXPECT_EQ(exact(nucleolus), vector.nucleolus);
    EXPECT_EQ(nucleolus.core.value().max_excess, vector.excess_at_nucleolus);
    EXPECT_EQ(exact(allocated(game, count, Prenucleolus{})), vector.nucleolus);
    EXPECT_EQ(exact(allocated(game, count, ConstrainedEqualContributions{})), vector.equal_contributions);
    EXPECT_EQ(exact(allocated(game, count, ConstrainedEqualBenefits{})), vector.equal_benefits);
    EXPECT_EQ(exact(allocated(listed(game), count, Shapley{})), vector.shapley);
    EXPECT_EQ(exact(allocated(listed(game), count, Nucleolus{})), vector.nucleolus);
}

TEST(AllocationVectors, EncyclopaediasFourAeroplanes) {
    expect({{8, 11, 13, 18},
            {2, 3, 4, 9},
            {{13, 4}, {13, 4}, {13, 4}, {33, 4}},
            {{13, 3}, {13, 3}, {13, 3}, 5},
            {0, 3, 5, 10},
            -2,
            {-13, 4}});
}

TEST(AllocationVectors, SixPilots) {
    expect({{40, 50, 60, 70, 80, 90},
            {{20, 3}, {26, 3}, {67, 6}, {29, 2}, {39, 2}, {59, 2}},
            {{40, 3}, {40, 3}, {40, 3}, {40, 3}, {40, 3}, {70, 3}},
            {15, 15, 15, 15, 15, 15},
            {0, 0, {15, 2}, {35, 2}, {55, 2}, {75, 2}},
            {-20, 3},
            {-40, 3}});
}

TEST(AllocationVectors, ManualOfAirportProblems) {
    expect({{1, 3, 7, 10},
            {{1, 4}, {11, 12}, {35, 12}, {71, 12}},
            {{1, 2}, {5, 4}, {21, 8}, {45, 8}},
            {1, 2, {7, 2}, {7, 2}},
            {0, 0, {7, 2}, {13, 2}},
            {-1, 4},
            {-1, 2}});
}

TEST(AllocationVectors, ThreeAirlines) {
    expect({{1500, 2200, 3000},
            {500, 850, 1650},
            {{2200, 3}, {2200, 3}, {4600, 3}},
            {1000, 1000, 1000},
            {{800, 3}, {2900, 3}, {5300, 3}},
            -500,
            {-2200, 3}});
}

// Littlechild & Thompson 1977, in pounds: every movement of eleven types of aircraft is a player.
TEST(AllocationVectors, BirminghamsMovementsOneByOne) {
    std::vector<std::pair<std::size_t, std::int64_t>> const types{
        {42, 65'899},   {9'555, 76'725},  {288, 95'200},  {303, 97'200},  {151, 97'436}, {1'315, 98'142},
        {505, 102'496}, {1'128, 104'849}, {151, 113'322}, {112, 115'440}, {22, 117'676}};
    AirportGame game;
    for (auto const& [movements, cost] : types) game.costs.insert(game.costs.end(), movements, cost);
    auto const count = game.costs.size();
    ASSERT_EQ(count, 13'572);

    Shares shapley;  // Littlechild & Owen 1973
    Shares nucleolus;
    Shares equal_contributions;
    Fraction share;
    Fraction below;
    for (std::size_t k = 0; k < types.size(); ++k) {
        auto const& [movements, cost] = types[k];
        share += (Fraction{cost} - below) / Fraction{static_cast<std::int64_t>(count - shapley.size())};
        below = cost;
        std::size_t const part = k < 8 ? 0 : k < 10 ? 1 : 2;
        Shares const of_nucleolus{{104'849, 13'288}, {46'946'019, 1'169'344}, {2'661'599'203, 25'725'568}};
        Shares const of_contributions{{104'849, 13'287}, {10'591, 263}, {1'118, 11}};
        shapley.insert(shapley.end(), movements, share);
        nucleolus.insert(nucleolus.end(), movements, of_nucleolus.at(part));
        equal_contributions.insert(equal_contributions.end(), movements, of_contributions.at(part));
    }
    EXPECT_EQ(shapley.front(), (Fraction{65'899, 13'572}));

    Fraction const penny{1, 100};
    auto const by_shapley = allocated(game, count, Shapley{}, penny);
    EXPECT_EQ(exact(by_shapley), shapley);
    EXPECT_TRUE(by_shapley.core.value().member);
    auto const by_nucleolus = allocated(game, count, Nucleolus{}, penny);
    EXPECT_EQ(exact(by_nucleolus), nucleolus);
    EXPECT_TRUE(by_nucleolus.core.value().member);
    auto const by_contributions = allocated(game, count, ConstrainedEqualContributions{}, penny);
    EXPECT_EQ(exact(by_contributions), equal_contributions);
    for (auto const& each : {by_shapley, by_nucleolus, by_contributions}) {
        auto const shares = exact(each);
        EXPECT_EQ(std::accumulate(shares.begin(), shares.end(), Fraction{}), 117'676);
        auto const pennies = rounded(each);
        EXPECT_EQ(std::accumulate(pennies.begin(), pennies.end(), Fraction{}), 117'676);
        for (std::size_t i = 0; i < count; ++i) {
            ASSERT_LT(pennies[i] - shares[i], penny);
            ASSERT_LT(shares[i] - pennies[i], penny);
        }
    }
}

TEST(AllocationVectors, SixFloorsOfOneHouseholdEach) {
    ElementGame const game{6,
                           {{120'000, {1, 2, 3, 4, 5}},
                            {30'000, {2, 3, 4, 5}},
                            {30'000, {3, 4, 5}},
                            {30'000, {4, 5}},
                            {30'000, {5}},
                            {8'000, {2}},
                            {8'000, {3}},
                            {8'000, {4}},
                            {8'000, {5}}}};
    EXPECT_EQ(exact(allocated(game, 6, Shapley{})), (Shares{0, 24'000, 39'500, 49'500, 64'500, 94'500}));
    EXPECT_EQ(
        exact(allocated(game, 6, WeightedShapley{{80, 80, 95, 95, 110, 110}})),
        (Shares{
            0, {960'000, 49}, {76'777'000, 2'009}, {284'861'000, 6'027}, {412'631'000, 6'027}, {593'441'000, 6'027}}));
    EXPECT_EQ(exact(allocated(game, 6, Nucleolus{})), (Shares{0, 42'000, 50'000, 50'000, 50'000, 80'000}));
    EXPECT_EQ(exact(allocated(listed(game), 6, Nucleolus{})), (Shares{0, 42'000, 50'000, 50'000, 50'000, 80'000}));
}

TEST(AllocationVectors, HalfLandingsSharedByTwoFloors) {
    ElementGame const game{
        6,
        {{100'000, {0, 1, 2, 3, 4, 5}}, {40'000, {2, 3, 4, 5}}, {40'000, {4, 5}}, {15'000, {2, 3}}, {15'000, {4, 5}}}};
    EXPECT_EQ(exact(allocated(game, 6, Shapley{})),
              (Shares{{50'000, 3}, {50'000, 3}, {102'500, 3}, {102'500, 3}, {162'500, 3}, {162'500, 3}}));
    EXPECT_EQ(exact(allocated(game, 6, WeightedShapley{{1, 1, 2, 2, 3, 3}})),
              (Shares{{25'000, 3}, {25'000, 3}, {96'500, 3}, {96'500, 3}, 64'500, 64'500}));
    EXPECT_EQ(exact(allocated(game, 6, Nucleolus{})), (Shares{31'000, 31'000, 31'000, 31'000, 43'000, 43'000}));
    EXPECT_EQ(exact(allocated(listed(game), 6, Nucleolus{})), (Shares{31'000, 31'000, 31'000, 31'000, 43'000, 43'000}));
}

TEST(AllocationVectors, LargestRemaindersWithTiesToTheFirst) {
    auto const shares = [](Fraction const& total, Shares const& weights) {
        return rounded(allocated(total, weights.size(), Proportional{weights}));
    };
    EXPECT_EQ(shares(100, {1, 1, 1}), (Shares{34, 33, 33}));
    EXPECT_EQ(shares(1, {1, 1, 1}), (Shares{1, 0, 0}));
    EXPECT_EQ(shares(16'000'001, {1, 1, 3, 3}), (Shares{2'000'000, 2'000'000, 6'000'001, 6'000'000}));
    EXPECT_EQ(shares(31'000'000, {{161, 2}, {161, 2}, {385, 4}, {385, 4}, {385, 4}, 110}),
              (Shares{4'458'240, 4'458'240, 5'330'505, 5'330'505, 5'330'505, 6'092'005}));
    EXPECT_EQ(shares(7, {5, 3, 1}), (Shares{4, 2, 1}));
    EXPECT_EQ(shares(-100, {1, 1, 1}), (Shares{-33, -33, -34}));
}

}  // namespace
}  // namespace jiati::games
