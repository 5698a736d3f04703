#include "games/naive_nucleolus_testing.h"
#include "games/nucleolus.h"
#include "games/random_games_testing.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace jiati::games {
namespace {

using Shares = std::vector<Fraction>;
constexpr auto cost = ExplicitGame::Kind::cost;
constexpr auto value = ExplicitGame::Kind::value;

// Values in the order of the published tables: by size, then lexicographic.
ExplicitGame game_in_published_order(ExplicitGame::Kind kind, std::size_t players, Shares const& values) {
    std::vector<std::vector<Player>> coalitions;
    for (std::uint64_t mask = 1; mask < std::uint64_t{1} << players; ++mask)
        coalitions.push_back(naive::players_in(mask));
    std::ranges::sort(coalitions,
                      [](auto const& a, auto const& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
    ExplicitGame game{.kind = kind, .players = players, .values = Shares(std::size_t{1} << players)};
    for (std::size_t k = 0; k < coalitions.size(); ++k) {
        std::size_t mask = 0;
        for (auto const i : coalitions[k]) mask |= std::size_t{1} << i;
        game.values[mask] = values[k];
    }
    return game;
}

// v(S) = what of the estate is left after the claims of those outside (Aumann & Maschler 1985).
ExplicitGame estate_game(std::int64_t estate, std::vector<std::int64_t> const& claims) {
    ExplicitGame game{.kind = value, .players = claims.size(), .values = {}};
    for (std::uint64_t mask = 0; mask < std::uint64_t{1} << claims.size(); ++mask) {
        auto left = estate;
        for (std::size_t i = 0; i < claims.size(); ++i)
            if ((mask >> i & 1) == 0) left -= claims[i];
        game.values.emplace_back(std::max<std::int64_t>(left, 0));
    }
    return game;
}

void expect(ExplicitGame const& game, Shares const& prenucleolus_shares, Shares const& nucleolus_shares) {
    EXPECT_EQ(prenucleolus(game), prenucleolus_shares);
    EXPECT_EQ(nucleolus(game), nucleolus_shares);
    EXPECT_TRUE(is_prenucleolus(game, prenucleolus_shares));
    EXPECT_TRUE(is_nucleolus(game, nucleolus_shares));
}

TEST(ExplicitNucleolus, IsThatOfTheFourPlayerManualGame) {
    Shares const shares{{7, 2}, {9, 2}, {11, 2}, {15, 2}};
    expect(game_in_published_order(value, 4, {0, 0, 0, 0, 5, 5, 8, 9, 10, 8, 13, 15, 16, 17, 21}), shares, shares);
}

TEST(ExplicitNucleolus, DiffersFromThePrenucleolusWhereThatGivesSomebodyLessThanAlone) {
    auto const game = game_in_published_order(value, 3, {0, 0, 0, 10, 0, 0, 2});
    expect(game, {3, 3, -4}, {1, 1, 0});
    EXPECT_FALSE(is_prenucleolus(game, {1, 1, 0}));
    EXPECT_FALSE(is_nucleolus(game, {3, 3, -4}));
}

TEST(ExplicitNucleolus, OfTheGloveGameGivesAllToTheScarceGlove) {
    expect(game_in_published_order(value, 3, {0, 0, 0, 1, 1, 0, 1}), {1, 0, 0}, {1, 0, 0});
}

TEST(ExplicitNucleolus, IsTheTalmudsDivisionOfEstates) {
    Shares const third{{100, 3}, {100, 3}, {100, 3}};
    expect(estate_game(100, {100, 200, 300}), third, third);
    expect(estate_game(200, {100, 200, 300}), {50, 75, 75}, {50, 75, 75});
    expect(estate_game(300, {100, 200, 300}), {50, 100, 150}, {50, 100, 150});
}

TEST(ExplicitNucleolus, IsThatOfTheTennesseeValley) {
    Shares const shares{116'234, 93'540, 202'810};
    expect(game_in_published_order(cost, 3, {163'520, 140'826, 250'096, 301'607, 378'821, 367'370, 412'584}), shares,
           shares);
}

TEST(ExplicitNucleolus, IsEmptyWithoutImputation) {
    ExplicitGame const game{cost, 2, {0, 1, 1, 3}};
    EXPECT_TRUE(nucleolus(game).empty());
    EXPECT_EQ(prenucleolus(game), (Shares{{3, 2}, {3, 2}}));
    EXPECT_FALSE(is_nucleolus(game, {{3, 2}, {3, 2}}));
    EXPECT_EQ(nucleolus(ExplicitGame{cost, 2, {0, 1, 2, 3}}), (Shares{1, 2}));
    EXPECT_EQ(nucleolus(ExplicitGame{value, 1, {0, 5}}), (Shares{5}));
    EXPECT_TRUE(nucleolus(ExplicitGame{value, 0, {0}}).empty());
}

TEST(ExplicitNucleolus, GoesToTwelvePlayersWhoAreAllTied) {
    ExplicitGame const game{cost, 12, Shares(4'096)};
    EXPECT_EQ(nucleolus(game), Shares(12));
}

RC_GTEST_PROP(ExplicitNucleolus, IsThatOfTheProgrammesWithEveryRow, ()) {
    auto const game = some::explicit_game(*rc::gen::element<std::size_t>(1, 2, 3, 3, 4), -2, 6);
    RC_ASSERT(prenucleolus(game) == naive::nucleolus(game, false));
    RC_ASSERT(nucleolus(game) == naive::nucleolus(game, true));
}

TEST(ExplicitNucleolus, OfFivePlayersIsThatOfTheProgrammesWithEveryRow) {
    std::int64_t state = 7;
    for (bool const individually_rational : {false, true}) {
        ExplicitGame game{.kind = individually_rational ? cost : value, .players = 5, .values = {0}};
        while (game.values.size() < 32) game.values.emplace_back((state = state * 48'271 % 2'147'483'647) % 10);
        EXPECT_EQ(individually_rational ? nucleolus(game) : prenucleolus(game),
                  naive::nucleolus(game, individually_rational));
    }
}

RC_GTEST_PROP(ExplicitNucleolus, HoldsByKohlbergsCriterionAndNothingElseDoes, ()) {
    auto const players = *rc::gen::inRange<std::size_t>(2, 8);
    auto const game = some::explicit_game(players, -3, *rc::gen::element<std::int64_t>(3, 40));
    auto const from = *rc::gen::inRange<std::size_t>(0, players);
    auto const to = (from + *rc::gen::inRange<std::size_t>(1, players)) % players;
    Fraction const amount{1, *rc::gen::inRange<std::int64_t>(1, 50)};
    auto const moved = [&](Shares shares) {
        shares[from] -= amount;
        shares[to] += amount;
        return shares;
    };
    auto const pre = prenucleolus(game);
    RC_ASSERT(is_prenucleolus(game, pre));
    RC_ASSERT(!is_prenucleolus(game, moved(pre)));
    auto longer = pre;
    longer[from] += amount;
    RC_ASSERT(!is_prenucleolus(game, longer));
    auto const shares = nucleolus(game);
    if (shares.empty()) return;
    RC_ASSERT(is_nucleolus(game, shares));
    RC_ASSERT(!is_nucleolus(game, moved(shares)));
}

RC_GTEST_PROP(ExplicitNucleolus, IsThePrenucleolusOnConcaveGames, ()) {
    auto const players = *rc::gen::inRange<std::size_t>(1, 7);
    auto const game = naive::every_coalition(some::element_game(players, *rc::gen::inRange<std::size_t>(0, 9), 9));
    auto const shares = nucleolus(game);
    RC_ASSERT(shares == prenucleolus(game));
    RC_ASSERT(naive::core_report(game, shares).member);
}

RC_GTEST_PROP(ExplicitNucleolus, MovesWithUnitsWithPlayersAndWithWhatEachHasAlone, ()) {
    auto const players = *rc::gen::inRange<std::size_t>(2, 6);
    auto const game = some::explicit_game(players, -2, 6);
    auto const unit = some::long_unit();  // beyond 128 bits: everything runs on Fractions
    auto const alone = some::amounts(players, -5, 5);
    ExplicitGame turned = game;
    for (std::size_t mask = 0; mask < game.values.size(); ++mask) {
        auto const rotated = (mask << 1 | mask >> (players - 1)) & (game.values.size() - 1);
        turned.values[rotated] = game.values[mask] * unit + naive::sum_of(alone, rotated);
    }
    auto const expected = [&](Shares const& shares) {
        Shares result(shares.size());
        for (std::size_t i = 0; i < shares.size(); ++i) result[(i + 1) % players] = shares[i] * unit;
        for (std::size_t i = 0; i < shares.size(); ++i) result[i] += alone[i];
        return result;
    };
    RC_ASSERT(prenucleolus(turned) == expected(prenucleolus(game)));
    RC_ASSERT(nucleolus(turned) == expected(nucleolus(game)));
}

}  // namespace
}  // namespace jiati::games
