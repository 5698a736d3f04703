#include "games/airport_rules.h"

#include "games/generated_testing.h"
#include "games/naive_airport_testing.h"
#include "games/nucleolus.h"
#include "games/nucleolus_airport.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace jiati::games {
namespace {

using Shares = std::vector<Fraction>;

TEST(AirportNucleolus, OfNobodyIsEmptyAndOfOneIsTheirCost) {
    EXPECT_EQ(nucleolus(AirportGame{}), Shares{});
    EXPECT_EQ(nucleolus(AirportGame{{7}}), Shares{7});
    EXPECT_EQ(nucleolus(AirportGame{{7, 7}}), (Shares{{7, 2}, {7, 2}}));
}

RC_GTEST_PROP(AirportNucleolus, IsTheRecursionPlayerByPlayer, ()) {
    auto const game = generated::airport(generated::count(1, 14), *rc::gen::element<std::int64_t>(4, 40, 4'000));
    RC_ASSERT(nucleolus(game) == naive::nucleolus(game));
}

RC_GTEST_PROP(AirportNucleolus, IsThePrenucleolusOfTheListedGame, ()) {
    auto const game = generated::airport(generated::count(1, 7), *rc::gen::element<std::int64_t>(4, 40, 4'000));
    RC_ASSERT(nucleolus(game) == prenucleolus(listed(game)));
}

RC_GTEST_PROP(AirportNucleolus, UpToSomeBitsLeavesOutTheLongSharesOnly, ()) {
    auto const game = generated::airport(generated::count(1, 14), 4'000);
    auto const exact = nucleolus(game);
    auto const bits = generated::count(4, 30);
    auto const shares = nucleolus_up_to(game, bits);
    for (std::size_t i = 0; i < exact.size(); ++i)
        if (shares[i]) {
            RC_ASSERT(*shares[i] == exact[i]);
        } else {
            RC_ASSERT(std::any_of(exact.begin(), exact.end(),
                                  [&](auto const& each) { return each.bit_length() > bits && each <= exact[i]; }));
        }
}

RC_GTEST_PROP(ConstrainedEqualContributions, IsTheRecursionPlayerByPlayer, ()) {
    auto const game = generated::airport(generated::count(1, 14));
    RC_ASSERT(constrained_equal_contributions(game) == naive::constrained_equal_contributions(game));
}

RC_GTEST_PROP(ConstrainedEqualBenefits, SavesEverybodyTheSameAndPaysNobody, ()) {
    auto const game = generated::airport(generated::count(1, 14));
    auto const shares = constrained_equal_benefits(game);
    Fraction sum;
    std::optional<Fraction> saving;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        RC_ASSERT(!shares[i].is_negative());
        sum += shares[i];
        if (shares[i].is_zero()) continue;
        if (!saving) saving = game.costs[i] - shares[i];
        RC_ASSERT(game.costs[i] - shares[i] == *saving);
    }
    for (std::size_t i = 0; i < shares.size(); ++i)
        if (shares[i].is_zero()) RC_ASSERT((!saving || game.costs[i] <= *saving));
    RC_ASSERT(sum == grand_worth(game));
}

RC_GTEST_PROP(SequentialFullContributions, LetsEachClassPayItsIncrement, ()) {
    auto const game = generated::airport(generated::count(1, 14), 6);
    RC_ASSERT(sequential_full_contributions(game) == naive::sequential_full_contributions(game));
}

}  // namespace
}  // namespace jiati::games
