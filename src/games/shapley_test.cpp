#include "games/shapley.h"

#include "games/generated_testing.h"
#include "games/naive_shapley_testing.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>

namespace jiati::games {
namespace {

using Shares = std::vector<Fraction>;
using Kind = ExplicitGame::Kind;

// Worths by size, then in the order 1,2,…,12,13,…, as the sources print them.
ExplicitGame printed(Kind kind, std::size_t players, std::vector<Fraction> const& worths) {
    std::vector<std::size_t> masks;
    for (std::size_t mask = 1; mask < std::size_t{1} << players; ++mask) masks.push_back(mask);
    auto const members = [&](std::size_t mask) {
        std::vector<std::size_t> list;
        for (std::size_t i = 0; i < players; ++i)
            if ((mask >> i & 1) != 0) list.push_back(i);
        return list;
    };
    std::sort(masks.begin(), masks.end(), [&](std::size_t a, std::size_t b) {
        return std::pair{std::popcount(a), members(a)} < std::pair{std::popcount(b), members(b)};
    });
    ExplicitGame game{kind, players, std::vector<Fraction>(std::size_t{1} << players)};
    for (std::size_t i = 0; i < masks.size(); ++i) game.values[masks[i]] = worths[i];
    return game;
}

ExplicitGame estate(std::int64_t amount) {
    std::vector<std::int64_t> const claims{100, 200, 300};
    ExplicitGame game{Kind::value, 3, {}};
    for (std::size_t mask = 0; mask < 8; ++mask) {
        auto left = amount;
        for (std::size_t i = 0; i < 3; ++i)
            if ((mask >> i & 1) == 0) left -= claims[i];
        game.values.emplace_back(std::max<std::int64_t>(left, 0));
    }
    return game;
}

TEST(Shapley, OfListedGamesIsAsPublished) {
    EXPECT_EQ(shapley(printed(Kind::value, 4, {0, 0, 0, 0, 5, 5, 8, 9, 10, 8, 13, 15, 16, 17, 21})),
              (Shares{{47, 12}, {21, 4}, {21, 4}, {79, 12}}));  // CoopGame's manual
    EXPECT_EQ(shapley(printed(Kind::value, 3, {0, 0, 0, 10, 0, 0, 2})),
              (Shares{{7, 3}, {7, 3}, {-8, 3}}));  // Peleg & Sudhölter, 5.5.12
    EXPECT_EQ(shapley(printed(Kind::value, 3, {0, 0, 0, 1, 1, 0, 1})),
              (Shares{{2, 3}, {1, 6}, {1, 6}}));  // one left glove, two right ones
    EXPECT_EQ(shapley(estate(100)), (Shares{{100, 3}, {100, 3}, {100, 3}}));
    EXPECT_EQ(shapley(estate(200)), (Shares{{100, 3}, {250, 3}, {250, 3}}));
    EXPECT_EQ(shapley(estate(300)), (Shares{50, 100, 150}));
    EXPECT_EQ(shapley(printed(Kind::cost, 3, {163520, 140826, 250096, 301607, 378821, 367370, 412584})),
              (Shares{117829, {201513, 2}, {387997, 2}}));  // Straffin & Heaney 1981, the TVA
}

TEST(Shapley, OfAListedGameOfTwentyPlayersIsThatOfItsElements) {
    ElementGame game{20, {{700, {0, 3, 5, 19}}, {{13, 3}, {1, 2, 3}}, {90, {}}, {7, {18}}}};
    for (Player i = 0; i < 20; ++i) game.elements[2].users.push_back(i);
    EXPECT_EQ(shapley(listed(game)), shapley(game));
}

TEST(Shapley, OfWorthsTooLongFor64BitsIsExact) {
    auto const unit = *Fraction::parse("1000000000000000000000000000000000007/3");
    ExplicitGame game{Kind::cost, 3, {0, 1, 2, 3, 3, 4, 5, 6}};
    for (auto& value : game.values) value *= unit;
    EXPECT_EQ(shapley(game), (Shares{unit, unit * Fraction{2}, unit * Fraction{3}}));
}

RC_GTEST_PROP(Shapley, IsTheMeanOverAllOrders, ()) {
    auto const game = generated::any_game(generated::count(1, 6));
    RC_ASSERT(std::visit([](auto const& each) { return shapley(each); }, game) == naive::shapley(game));
    RC_ASSERT(shapley(listed(game)) == naive::shapley(game));
}

RC_GTEST_PROP(WeightedShapley, DrawsTheLastByWeight, ()) {
    auto const players = generated::count(1, 6);
    auto const game = generated::any_game(players);
    auto const weights = generated::weights(players);
    auto const expected = naive::weighted_shapley(game, weights);
    RC_ASSERT(std::visit([&](auto const& each) { return weighted_shapley(each, weights); }, game) == expected);
    RC_ASSERT(weighted_shapley(listed(game), weights) == expected);
}

RC_GTEST_PROP(WeightedShapley, OfEqualWeightsIsShapley, ()) {
    auto const players = generated::count(1, 6);
    auto const game = generated::any_game(players);
    Shares const weights(players, generated::weights(1).front());
    RC_ASSERT(std::visit([&](auto const& each) { return weighted_shapley(each, weights); }, game) ==
              std::visit([](auto const& each) { return shapley(each); }, game));
}

RC_GTEST_PROP(Owen, IsTheMeanOverOrdersThatKeepUnionsTogether, ()) {
    auto const players = generated::count(1, 6);
    auto const game = generated::any_game(players);
    auto const unions = generated::unions(players);
    auto const expected = naive::owen(game, unions);
    RC_ASSERT(std::visit([&](auto const& each) { return owen(each, unions); }, game) == expected);
    RC_ASSERT(owen(listed(game), unions) == expected);
}

RC_GTEST_PROP(Listed, StatesTheWorthOfEveryCoalition, ()) {
    auto const game = generated::any_game(generated::count(1, 7));
    auto const all = listed(game);
    RC_ASSERT(all.players == player_count(game));
    for (std::size_t mask = 0; mask < all.values.size(); ++mask)
        RC_ASSERT(all.values[mask] == naive::worth(game, mask));
    RC_ASSERT(grand_worth(game) == all.values.back());
    RC_ASSERT(is_cost_game(game) == (all.kind == Kind::cost));
}

}  // namespace
}  // namespace jiati::games
