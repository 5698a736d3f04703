// More players than exact sums are kept for: the same shares as exact arithmetic gives.
#include "games/allocation.h"
#include "games/nucleolus.h"
#include "games/rounding.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace jiati::games {
namespace {

// A few thousand distinct numbers that are the same everywhere (the generator of Knuth's MMIX).
class Numbers {
  public:
    explicit Numbers(std::uint64_t seed) : state_(seed) {}
    std::int64_t below(std::int64_t limit) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::int64_t>((state_ >> 33) % static_cast<std::uint64_t>(limit));
    }

  private:
    std::uint64_t state_;
};

void expect_exact(Game const& game, AllocationRule const& rule, std::vector<Fraction> shares,
                  Fraction const& round_to) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < shares.size(); ++i) names.push_back(std::to_string(i));
    auto const result = allocate({names, game, rule, round_to});
    ASSERT_TRUE(result);
    auto in_units = shares;
    for (auto& share : in_units) share /= round_to;
    auto const units = largest_remainder_of_rule(in_units, (result->total / round_to).to_int64().value());
    for (std::size_t i = 0; i < shares.size(); ++i) {
        auto const& share = result->shares[i];
        ASSERT_EQ(share.rounded, Fraction{units.value()[i]} * round_to) << i;
        if (share.exact) {
            ASSERT_EQ(*share.exact, shares[i]) << i;
        } else {
            // A share that is followed no longer comes after a long one.
            ASSERT_TRUE(std::any_of(shares.begin(), shares.end(),
                                    [](auto const& each) { return each.bit_length() > exact_bits_max; }));
        }
    }
}

void expect_exact(AirportGame const& game, Fraction const& round_to) {
    expect_exact(game, Shapley{}, shapley(game), round_to);
    expect_exact(game, Nucleolus{}, nucleolus(game), round_to);
    expect_exact(game, Prenucleolus{}, nucleolus(game), round_to);
}

TEST(AllocationLarge, AThousandAndOneOfFewFloors) {
    Numbers numbers(1);
    AirportGame game;
    for (int i = 0; i < 1'001; ++i) game.costs.emplace_back(1'000 * numbers.below(12));
    expect_exact(game, 1);
    expect_exact(game, {1, 100});
}

TEST(AllocationLarge, TwoThousandCostsAllDifferent) {
    Numbers numbers(2);
    AirportGame game;
    for (int i = 0; i < 2'000; ++i) game.costs.emplace_back(numbers.below(1'000'000'000), 100);
    game.costs.back() = 10'000'000;
    expect_exact(game, {1, 100});
}

TEST(AllocationLarge, CostsInThirdsRoundedToWholes) {
    Numbers numbers(3);
    AirportGame game;
    for (int i = 0; i < 1'500; ++i) game.costs.emplace_back(numbers.below(40), 3);
    game.costs.back() = 14;
    expect_exact(game, 1);
    expect_exact(game, 7);
}

// Every player is a stretch of the nucleolus, and its denominators double each time.
TEST(AllocationLarge, CostsThatRiseEverSteeper) {
    AirportGame game;
    for (std::int64_t i = 1; i <= 1'200; ++i) game.costs.emplace_back(i * i);
    expect_exact(game, 1);
}

TEST(AllocationLarge, ElementsOfAThousandAndMore) {
    Numbers numbers(4);
    ElementGame game{1'100, {}};
    for (int e = 0; e < 60; ++e) {
        CostElement element{numbers.below(100'000), {}};
        auto const every = static_cast<Player>(1 + numbers.below(9));
        for (auto i = static_cast<Player>(numbers.below(9)); i < game.players; i += every) element.users.push_back(i);
        game.elements.push_back(std::move(element));
    }
    expect_exact(game, Shapley{}, shapley(game), 1);
    expect_exact(game, Shapley{}, shapley(game), {1, 100});
}

}  // namespace
}  // namespace jiati::games
