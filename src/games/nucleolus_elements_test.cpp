#include "games/closure.h"
#include "games/excess.h"
#include "games/naive_excess_testing.h"
#include "games/nucleolus.h"
#include "games/random_games_testing.h"
#include "games/whole.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <optional>

namespace jiati::games {
namespace {

using Shares = std::vector<Fraction>;

ElementGame as_elements(AirportGame const& game) {
    auto const players = game.costs.size();
    std::vector<Player> order(players);
    std::iota(order.begin(), order.end(), Player{0});
    std::ranges::stable_sort(order, [&](Player a, Player b) { return game.costs[a] < game.costs[b]; });
    ElementGame result{.players = players, .elements = {}};
    Fraction below;
    for (std::size_t k = 0; k < players; ++k) {
        auto const& cost = game.costs[order[k]];
        result.elements.push_back(
            {.amount = cost - below, .users = {order.begin() + static_cast<std::ptrdiff_t>(k), order.end()}});
        below = cost;
    }
    return result;
}

// Littlechild's recursion (1974) as it is written: x_i = min over r of (c_r − X) / (r − i + 2), the last closes the
// sum.
Shares littlechild(AirportGame const& game) {
    auto const players = game.costs.size();
    std::vector<Player> order(players);
    std::iota(order.begin(), order.end(), Player{0});
    std::ranges::stable_sort(order, [&](Player a, Player b) { return game.costs[a] < game.costs[b]; });
    Shares shares(players);
    Fraction paid;
    for (std::size_t i = 0; i + 1 < players; ++i) {
        std::optional<Fraction> least;
        for (std::size_t r = i; r + 1 < players; ++r) {
            auto const slope = (game.costs[order[r]] - paid) / Fraction{static_cast<std::int64_t>(r - i + 2)};
            if (!least || slope < *least) least = slope;
        }
        shares[order[i]] = *least;
        paid += *least;
    }
    shares[order.back()] = game.costs[order.back()] - paid;
    return shares;
}

// In a concave game the nucleolus is the only share-out of the whole in which of each two players neither has a
// stronger complaint against the other (Maschler, Peleg & Shapley 1972): a proof that needs no linear programme.
bool complaints_balance(ElementGame const& game, Shares const& shares) {
    Shares amounts = shares;
    for (auto const& element : game.elements) amounts.push_back(element.amount);
    auto const whole = scaled(amounts, common_denominator(amounts).value(), 110).value();
    Int128 sum = 0;
    std::vector<Closure<Int128>::Element> elements;
    for (std::size_t e = 0; e < game.elements.size(); ++e) {
        NodeSet users = 0;
        for (auto const user : game.elements[e].users) users |= NodeSet{1} << user;
        elements.push_back({.users = users, .cost = whole[game.players + e]});
        sum += whole[game.players + e];
    }
    std::vector<Int128> const paid(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(game.players));
    for (auto const share : paid) sum -= share;
    Closure<Int128> closure(elements);
    closure.set_profits(paid);
    for (std::size_t i = 0; i < game.players; ++i)
        for (std::size_t j = i + 1; j < game.players; ++j)
            if (closure.gain(closure.best(i, j)) != closure.gain(closure.best(j, i))) return false;
    return sum == 0;
}

std::vector<Player> from(Player first, Player end) {
    std::vector<Player> players(end - first);
    std::iota(players.begin(), players.end(), first);
    return players;
}

// Households by floor: a base for all above the ground floor, a shaft per storey, doors, half landings shared by two
// floors, and something that only some want.
ElementGame lift(Player floors, Player per_floor, std::int64_t seed) {
    auto const some = [&](std::int64_t most) { return Fraction{(seed = seed * 48'271 % 2'147'483'647) % most}; };
    auto const players = floors * per_floor;
    ElementGame game{.players = players, .elements = {{Fraction{30'000'000}, from(per_floor, players)}}};
    for (Player floor = 1; floor < floors; ++floor) {
        game.elements.push_back({some(3'000'000), from(floor * per_floor, players)});
        game.elements.push_back({some(800'000), from(floor * per_floor, (floor + 1) * per_floor)});
        if (floor + 1 < floors)
            game.elements.push_back({some(900'000), from(floor * per_floor, (floor + 2) * per_floor)});
    }
    for (Player player = per_floor; player + 1 < players; player += 3) {
        game.elements.push_back({some(200'000), {player}});
        game.elements.push_back({some(100'000), {player, player + 1}});
    }
    return game;
}

TEST(ElementNucleolus, IsThatOfTheLiftOfSixFloors) {
    ElementGame const game{6,
                           {{Fraction{120'000}, {1, 2, 3, 4, 5}},
                            {Fraction{30'000}, {2, 3, 4, 5}},
                            {Fraction{30'000}, {3, 4, 5}},
                            {Fraction{30'000}, {4, 5}},
                            {Fraction{30'000}, {5}},
                            {Fraction{8'000}, {2}},
                            {Fraction{8'000}, {3}},
                            {Fraction{8'000}, {4}},
                            {Fraction{8'000}, {5}}}};
    EXPECT_EQ(nucleolus(game), (Shares{0, 42'000, 50'000, 50'000, 50'000, 80'000}));
}

TEST(ElementNucleolus, IsThatOfHalfLandingsSharedByTwoFloors) {
    ElementGame const game{6,
                           {{Fraction{100'000}, {0, 1, 2, 3, 4, 5}},
                            {Fraction{40'000}, {2, 3, 4, 5}},
                            {Fraction{40'000}, {4, 5}},
                            {Fraction{15'000}, {2, 3}},
                            {Fraction{15'000}, {4, 5}}}};
    EXPECT_EQ(nucleolus(game), (Shares{31'000, 31'000, 31'000, 31'000, 43'000, 43'000}));
}

TEST(ElementNucleolus, OfNothingIsNothing) {
    EXPECT_TRUE(nucleolus(ElementGame{}).empty());
    EXPECT_EQ(nucleolus(ElementGame{2, {}}), Shares(2));
    EXPECT_EQ(nucleolus(ElementGame{2, {{Fraction{}, {0, 1}}, {Fraction{3}, {1}}}}), (Shares{0, 3}));
}

TEST(ElementNucleolus, OfSixtyFourHouseholdsBalancesEveryComplaint) {
    for (auto const& game : {lift(7, 4, 1), lift(16, 4, 2)}) {
        auto const shares = nucleolus(game);
        EXPECT_TRUE(complaints_balance(game, shares));
        EXPECT_TRUE(core_report(game, shares)->member);
        auto wrong = shares;
        wrong[8] += Fraction{1};
        wrong[9] -= Fraction{1};
        EXPECT_FALSE(complaints_balance(game, wrong));
    }
}

TEST(ElementNucleolus, OfManyNestedNeedsIsTheAirportRecursion) {
    std::int64_t state = 11;
    AirportGame game;
    for (int i = 0; i < 24; ++i) game.costs.emplace_back((state = state * 48'271 % 2'147'483'647) % 1'000'000);
    EXPECT_EQ(nucleolus(as_elements(game)), littlechild(game));
}

RC_GTEST_PROP(ElementNucleolus, IsThatOfTheListedGame, ()) {
    auto const players = *rc::gen::inRange<std::size_t>(1, 9);
    auto const game = some::element_game(players, *rc::gen::inRange<std::size_t>(0, 12), 9);
    auto const listed = naive::every_coalition(game);
    auto const shares = nucleolus(game);
    RC_ASSERT(shares == nucleolus(listed));
    RC_ASSERT(is_nucleolus(listed, shares));
    RC_ASSERT(complaints_balance(game, shares));
}

RC_GTEST_PROP(ElementNucleolus, OfGamesWithTwinsIsThatOfTheListedGame, ()) {
    // Elements over few kinds of players, so that many are twins.
    auto const kinds = *rc::gen::inRange<std::size_t>(1, 5);
    auto const small = some::element_game(kinds, *rc::gen::inRange<std::size_t>(1, 6), 9);
    ElementGame game{.players = *rc::gen::inRange<std::size_t>(kinds, 11), .elements = {}};
    for (auto const& element : small.elements) {
        CostElement wide{.amount = element.amount, .users = {}};
        for (Player player = 0; player < game.players; ++player)
            if (std::ranges::find(element.users, player % kinds) != element.users.end()) wide.users.push_back(player);
        game.elements.push_back(wide);
    }
    RC_ASSERT(nucleolus(game) == nucleolus(naive::every_coalition(game)));
}

RC_GTEST_PROP(ElementNucleolus, OfNestedNeedsIsTheAirportRecursion, ()) {
    auto const game = some::airport_game(*rc::gen::inRange<std::size_t>(1, 16), 9);
    RC_ASSERT(nucleolus(as_elements(game)) == littlechild(game));
}

RC_GTEST_PROP(ElementNucleolus, DoesNotDependOnTheLengthOfTheNumbers, ()) {
    auto game = some::element_game(6, 8, 9);
    auto expected = nucleolus(game);
    auto const unit = some::long_unit();
    for (auto& element : game.elements) element.amount *= unit;
    for (auto& share : expected) share *= unit;
    RC_ASSERT(nucleolus(game) == expected);
}

RC_GTEST_PROP(ElementNucleolus, ChargesNothingToWhoNeedsNothingAndTheSameToTwins, ()) {
    auto game = some::element_game(6, 6, 9);
    auto const before = nucleolus(game);
    game.players = 7;
    auto with_null = nucleolus(game);
    RC_ASSERT(with_null.back().is_zero());
    with_null.pop_back();
    RC_ASSERT(with_null == before);
    for (auto& element : game.elements)
        if (element.users.front() == 0) element.users.push_back(6);
    auto const twins = nucleolus(game);
    RC_ASSERT(twins.front() == twins.back());
}

}  // namespace
}  // namespace jiati::games
