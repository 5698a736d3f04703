#include "games/excess.h"

#include "games/naive_excess_testing.h"
#include "games/random_games_testing.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace jiati::games {
namespace {

using Shares = std::vector<Fraction>;

std::size_t some_players(std::size_t most) { return *rc::gen::inRange<std::size_t>(1, most + 1); }

TEST(Excess, IsWhatACoalitionPaysBeyondItsOwnCost) {
    Game const airport = AirportGame{{8, 11, 13, 18}};
    EXPECT_EQ(excess(airport, Shares{2, 3, 4, 9}, {0, 1}), Fraction{-6});
    EXPECT_EQ(excess(airport, Shares{9, 9, 0, 0}, {1, 0}), Fraction{7});
    Game const value = ExplicitGame{ExplicitGame::Kind::value, 2, {0, 1, 2, 10}};
    EXPECT_EQ(excess(value, Shares{4, 6}, {1}), Fraction{-4});
}

TEST(Excess, IsLargestWhereThePublishedVectorsSaySo) {
    auto const largest = [](Game const& game, Shares const& shares) { return core_report(game, shares)->max_excess; };
    Game const encyclopaedia = AirportGame{{8, 11, 13, 18}};
    EXPECT_EQ(largest(encyclopaedia, {2, 3, 4, 9}), Fraction{-2});
    EXPECT_EQ(largest(encyclopaedia, {{13, 4}, {13, 4}, {13, 4}, {33, 4}}), (Fraction{-13, 4}));
    Game const pilots = AirportGame{{40, 50, 60, 70, 80, 90}};
    EXPECT_EQ(largest(pilots, {{20, 3}, {26, 3}, {67, 6}, {29, 2}, {39, 2}, {59, 2}}), (Fraction{-20, 3}));
    EXPECT_EQ(largest(pilots, {{40, 3}, {40, 3}, {40, 3}, {40, 3}, {40, 3}, {70, 3}}), (Fraction{-40, 3}));
}

TEST(Excess, NamesTheCoalitionThatPaysForOthers) {
    auto const report = core_report(AirportGame{{1, 3, 7, 10}}, {2, 2, 2, 4});
    ASSERT_TRUE(report);
    EXPECT_FALSE(report->member);
    EXPECT_EQ(report->max_excess, Fraction{1});
    EXPECT_EQ(report->coalition, (std::vector<Player>{0}));
}

TEST(Excess, OfTiesTakesTheFewestPlayersThenTheFirstInOrder) {
    Game const pairs = ExplicitGame{ExplicitGame::Kind::cost, 3, {0, 5, 5, 2, 5, 2, 2, 3}};
    EXPECT_EQ(core_report(pairs, {1, 1, 1})->coalition, (std::vector<Player>{0, 1}));
    Game const free = ElementGame{4, {{Fraction{4}, {0, 1, 2, 3}}}};
    EXPECT_EQ(core_report(free, {1, 1, 1, 1})->coalition, (std::vector<Player>{0, 1, 2}));
    EXPECT_EQ(core_report(AirportGame{{4, 4, 4, 4}}, {1, 1, 1, 1})->coalition, (std::vector<Player>{0, 1, 2}));
}

TEST(Excess, OfOnePlayerIsNothing) {
    CoreReport const alone{.member = true, .max_excess = {}, .coalition = {}};
    EXPECT_EQ(core_report(AirportGame{{7}}, {7}), alone);
    EXPECT_EQ(core_report(ElementGame{1, {{Fraction{7}, {0}}}}, {7}), alone);
    EXPECT_EQ(core_report(ExplicitGame{ExplicitGame::Kind::value, 1, {0, 7}}, {7}), alone);
    EXPECT_FALSE(core_report(AirportGame{{7}}, {6})->member);
}

TEST(Excess, IsNotSearchedWhereThatWouldBeTooLong) {
    EXPECT_FALSE(core_report(ElementGame{65, {}}, Shares(65)));
    EXPECT_TRUE(core_report(ElementGame{64, {}}, Shares(64)));
    EXPECT_TRUE(core_report(AirportGame{Shares(70)}, Shares(70)));
}

RC_GTEST_PROP(Excess, OfAirportGamesIsThatOfAllCoalitions, ()) {
    auto const game = some::airport_game(some_players(7), 4);
    auto const listed = naive::every_coalition(game);
    auto const shares = some::shares(listed.players, listed.values.back(), -1, 2);
    RC_ASSERT(*core_report(game, shares) == naive::core_report(listed, shares));
}

RC_GTEST_PROP(Excess, OfElementGamesIsThatOfAllCoalitions, ()) {
    auto const game = some::element_game(some_players(7), *rc::gen::inRange<std::size_t>(0, 8), 3);
    auto const listed = naive::every_coalition(game);
    auto const shares = some::shares(listed.players, listed.values.back(), -1, 2);
    RC_ASSERT(*core_report(game, shares) == naive::core_report(listed, shares));
    // And when each pays its part of every element, which is in the core: the sets that matter are then the large ones.
    Shares fair(listed.players);
    for (auto const& element : game.elements)
        for (auto const user : element.users)
            fair[user] += element.amount / Fraction{static_cast<std::int64_t>(element.users.size())};
    auto const report = *core_report(game, fair);
    RC_ASSERT(report.member);
    RC_ASSERT(report == naive::core_report(listed, fair));
}

RC_GTEST_PROP(Excess, OfExplicitGamesIsThatOfAllCoalitions, ()) {
    auto const game = some::explicit_game(some_players(6), -2, 3);
    auto const shares = some::shares(game.players, game.values.back(), -1, 2);
    RC_ASSERT(*core_report(game, shares) == naive::core_report(game, shares));
}

RC_GTEST_PROP(Excess, DoesNotDependOnTheLengthOfTheNumbers, ()) {
    auto const unit = some::long_unit();
    auto const scale = [&](Shares values) {
        for (auto& value : values) value *= unit;
        return values;
    };
    auto const same = [&](Game const& small, Game const& large, Shares const& shares) {
        auto report = *core_report(small, shares);
        report.max_excess *= unit;
        return report == *core_report(large, scale(shares));
    };
    auto const shares = some::shares(5, 7, -1, 2);
    auto const airport = some::airport_game(5, 4);
    RC_ASSERT(same(airport, AirportGame{scale(airport.costs)}, shares));
    auto elements = some::element_game(5, 5, 3);
    auto const small = elements;
    for (auto& element : elements.elements) element.amount *= unit;
    RC_ASSERT(same(small, elements, shares));
    auto const listed = some::explicit_game(5, -2, 3);
    RC_ASSERT(same(listed, ExplicitGame{listed.kind, 5, scale(listed.values)}, shares));
}

}  // namespace
}  // namespace jiati::games
