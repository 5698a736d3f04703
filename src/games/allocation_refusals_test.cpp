// Games and bargains that cannot be shared: each refusal names what is wrong.
#include "games/allocation.h"

#include <gtest/gtest.h>

namespace jiati::games {
namespace {

using Kind = AllocationError::Kind;
using Shares = std::vector<Fraction>;

std::vector<std::string> players(std::size_t count) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < count; ++i) names.push_back("p" + std::to_string(i));
    return names;
}

AllocationError refusal(std::size_t count, std::variant<Fraction, Game> cost, AllocationRule rule,
                        Fraction round_to = 1) {
    auto const result = allocate({players(count), std::move(cost), std::move(rule), std::move(round_to)});
    EXPECT_FALSE(result);
    return result ? AllocationError{} : result.error();
}

AllocationError of_player(Kind kind, std::string player) { return {kind, std::move(player), 0, {}, {}}; }
AllocationError of_numbers(Kind kind, Fraction sum, Fraction expected = {}) { return {kind, {}, 0, sum, expected}; }

AirportGame const airport{{3, 6}};
ElementGame const elements{2, {{3, {0, 1}}, {3, {1}}}};

TEST(AllocationRefusals, AGameStatesAsManyPlayersAsAreNamed) {
    EXPECT_EQ(refusal(3, airport, Shapley{}), of_numbers(Kind::count_differs, 2, 3));
    EXPECT_EQ(refusal(3, elements, Shapley{}), of_numbers(Kind::count_differs, 2, 3));
    EXPECT_EQ(refusal(3, listed(airport), Shapley{}), of_numbers(Kind::count_differs, 2, 3));
    ExplicitGame const incomplete{ExplicitGame::Kind::cost, 3, {0, 1, 1, 2, 1, 2, 2}};
    EXPECT_EQ(refusal(3, incomplete, Shapley{}), of_numbers(Kind::coalitions_missing, 7, 8));
}

TEST(AllocationRefusals, AnElementHasUsersEachKnownAndNamedOnce) {
    EXPECT_EQ(refusal(2, ElementGame{2, {{3, {0}}, {3, {}}}}, Shapley{}), of_numbers(Kind::element_without_users, 1));
    EXPECT_EQ(refusal(2, ElementGame{2, {{3, {0, 2}}}}, Shapley{}), of_numbers(Kind::player_unknown, 2));
    EXPECT_EQ(refusal(2, ElementGame{2, {{3, {1, 0, 1}}}}, Shapley{}), of_player(Kind::player_twice, "p1"));
}

TEST(AllocationRefusals, ACostIsNotNegative) {
    EXPECT_EQ(refusal(2, AirportGame{{3, -1}}, Shapley{}), of_player(Kind::cost_negative, "p1"));
    EXPECT_EQ(refusal(2, ElementGame{2, {{3, {0}}, {-1, {1}}}}, Shapley{}), of_numbers(Kind::cost_negative, 1));
}

TEST(AllocationRefusals, UnionsHoldEveryPlayerOnce) {
    EXPECT_EQ(refusal(2, airport, Owen{{{0}}}), of_player(Kind::player_in_no_union, "p1"));
    EXPECT_EQ(refusal(2, airport, Owen{{{0}, {1, 0}}}), of_player(Kind::player_twice, "p0"));
    EXPECT_EQ(refusal(2, airport, Owen{{{0}, {1, 5}}}), of_numbers(Kind::player_unknown, 5));
}

TEST(AllocationRefusals, ARuleOfGamesNeedsOne) {
    for (AllocationRule const& rule :
         std::vector<AllocationRule>{Shapley{}, WeightedShapley{{1, 1}}, Owen{{{0, 1}}}, Nucleolus{}, Prenucleolus{}})
        EXPECT_EQ(refusal(2, Fraction{6}, rule).kind, Kind::needs_game);
    for (AllocationRule const& rule : std::vector<AllocationRule>{
             ConstrainedEqualContributions{}, ConstrainedEqualBenefits{}, SequentialFullContributions{}}) {
        EXPECT_EQ(refusal(2, Fraction{6}, rule).kind, Kind::needs_airport);
        EXPECT_EQ(refusal(2, elements, rule).kind, Kind::needs_airport);
    }
}

TEST(AllocationRefusals, WeightsOfAGameArePositive) {
    EXPECT_EQ(refusal(2, airport, WeightedShapley{{1, 0}}), of_player(Kind::weight_not_positive, "p1"));
    EXPECT_EQ(refusal(2, airport, WeightedShapley{{1}}), of_numbers(Kind::count_differs, 1, 2));
}

TEST(AllocationRefusals, BeyondItsLimitARuleNamesIt) {
    auto const listed_game = [](std::size_t count) {
        return ExplicitGame{ExplicitGame::Kind::cost, count, Shares(std::size_t{1} << count)};
    };
    EXPECT_EQ(refusal(13, listed_game(13), Nucleolus{}), of_numbers(Kind::too_many_players, 13, 12));
    EXPECT_EQ(refusal(13, listed_game(13), Prenucleolus{}), of_numbers(Kind::too_many_players, 13, 12));
    EXPECT_EQ(refusal(21, ExplicitGame{ExplicitGame::Kind::cost, 21, {}}, Shapley{}),
              of_numbers(Kind::too_many_players, 21, 20));
    ElementGame many{65, {{1, {}}}};
    for (Player i = 0; i < 65; ++i) many.elements[0].users.push_back(i);
    EXPECT_EQ(refusal(65, many, Nucleolus{}), of_numbers(Kind::too_many_players, 65, 64));
    EXPECT_EQ(refusal(players_max + 1, Fraction{1}, Equal{}), of_numbers(Kind::too_many_players, 1'000'001, 1'000'000));

    // Among so many classes an exact weighted share would be too long to work out.
    AirportGame steps;
    for (std::int64_t i = 0; i < 4'000; ++i) steps.costs.emplace_back(i);
    EXPECT_EQ(refusal(4'000, steps, WeightedShapley{Shares(4'000, 1)}),
              of_numbers(Kind::too_many_players, 4'000, 1'000));
    Unions one(1);
    for (Player i = 0; i < 4'000; ++i) one[0].push_back(i);
    EXPECT_EQ(refusal(4'000, steps, Owen{one}), of_numbers(Kind::too_many_players, 4'000, 1'000));
}

TEST(AllocationRefusals, WithoutAnImputationThereIsNoNucleolus) {
    ExplicitGame const game{ExplicitGame::Kind::cost, 2, {0, 1, 1, 3}};
    EXPECT_EQ(refusal(2, game, Nucleolus{}).kind, Kind::no_imputation);
    EXPECT_TRUE(allocate({players(2), game, Prenucleolus{}, {1, 2}}));
}

TEST(AllocationRefusals, ABargainSaysWhatDoesNotFitAndOfWhom) {
    auto const crossed = refusal(2, Fraction{6}, EqualGain{{5, 5}, {{0, 9}, {4, 3}}});
    EXPECT_EQ(crossed.kind, Kind::bargain);
    EXPECT_EQ(crossed.player, "p1");
    EXPECT_EQ(crossed.bargain, (BargainError{BargainError::Kind::limits_crossed, 1, 4}));
    auto const below = refusal(2, Fraction{6}, EqualGain{{5, 5}, {{4, 9}, {4, 9}}});
    EXPECT_EQ(below.player, "");
    EXPECT_EQ(below.bargain, (BargainError{BargainError::Kind::total_below, 0, 8}));
    auto const weight = refusal(2, Fraction{6}, WeightedNash{{5, 5}, {1, -1}, {}});
    EXPECT_EQ(weight.player, "p1");
    EXPECT_EQ(weight.bargain->kind, BargainError::Kind::weight_not_positive);
    EXPECT_EQ(refusal(2, Fraction{6}, KalaiSmorodinsky{{1, 1}, {}}).bargain->kind, BargainError::Kind::no_surplus);
    EXPECT_EQ(refusal(2, Fraction{6}, BenefitProportional{{0, 0}, {}}).bargain->kind,
              BargainError::Kind::benefits_all_zero);
    EXPECT_EQ(refusal(2, Fraction{6}, NoArbitrage{{5, 5}, {1, 0}}).bargain->kind,
              BargainError::Kind::weight_not_positive);
    EXPECT_EQ(refusal(3, Fraction{6}, EqualGain{{5, 5}, {}}), of_numbers(Kind::count_differs, 2, 3));
}

TEST(AllocationRefusals, TheTotalIsAMultipleOfWhatIsRoundedTo) {
    EXPECT_EQ(refusal(2, Fraction{7}, Equal{}, 2), of_numbers(Kind::total_not_on_grid, 7, 2));
    EXPECT_EQ(refusal(2, Fraction{6}, Equal{}, 0).kind, Kind::round_to_not_positive);
    EXPECT_EQ(refusal(2, Fraction{6}, Equal{}, -2), of_numbers(Kind::round_to_not_positive, -2));
    EXPECT_EQ(refusal(2, *Fraction::parse("10000000000000000000"), Equal{}).kind, Kind::out_of_bounds);
}

TEST(AllocationRefusals, ManyPlayersNeedAmountsOfACommonDenominator) {
    AirportGame game;
    for (std::int64_t i = 0; i < 1'001; ++i) game.costs.emplace_back(1, 1'000'000'007 + i);
    game.costs.back() = 5;
    EXPECT_EQ(refusal(1'001, game, Shapley{}).kind, Kind::out_of_bounds);
    EXPECT_EQ(refusal(1'001, game, Nucleolus{}).kind, Kind::out_of_bounds);
}

}  // namespace
}  // namespace jiati::games
