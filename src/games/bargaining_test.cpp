#include "games/bargaining.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

namespace jiati::games {
namespace {

using testing::ElementsAre;
using Kind = BargainError::Kind;
using Fractions = std::vector<Fraction>;

Fractions payments(Payments const& result) {
    EXPECT_TRUE(result) << (result ? 0 : static_cast<int>(result.error().kind));
    return result ? *result : Fractions{};
}
Fractions gains(Bargain const& bargain, Fractions const& paid) {
    Fractions gains;
    for (std::size_t i = 0; i < paid.size(); ++i) gains.push_back(bargain.benefits[i] - paid[i]);
    return gains;
}
Fraction sum(Fractions const& values) { return std::accumulate(values.begin(), values.end(), Fraction{}); }
Fraction half(std::int64_t halves) { return {halves, 2}; }

Bargain const lift{20, {-3, 0, 4, 7, 10, 12}, {{-5, 0}, {-5, 0}, {-5, 8}, {-5, 8}, {-5, 8}, {-5, 8}}};

TEST(EqualGain, LevelsGainsAsFarAsTheLimitsLet) {
    auto const paid = payments(equal_gain(lift));
    EXPECT_THAT(paid, ElementsAre(-4, -1, 3, 6, 8, 8));
    EXPECT_THAT(gains(lift, paid), ElementsAre(1, 1, 1, 1, 2, 4));
}

TEST(EqualGain, SplitsAFenWhereTheLevelLiesBetween) {
    auto bargain = lift;
    for (std::size_t i = 2; i < 6; ++i) bargain.limits[i].most = 6;
    auto const paid = payments(equal_gain(bargain));
    EXPECT_THAT(paid, ElementsAre(half(-5), 0, half(9), 6, 6, 6));
    EXPECT_THAT(gains(bargain, paid), ElementsAre(half(-1), 0, half(-1), 1, 4, 6));
    bargain = {12, {10, 10, 10}, {{0, 3}, {0, 5}, {0, 20}}};
    EXPECT_THAT(payments(equal_gain(bargain)), ElementsAre(3, half(9), half(9)));
}

TEST(EqualGain, WithoutLimitsLeavesEverybodyTheSame) {
    EXPECT_THAT(payments(equal_gain({9, {-3, 6, 12}, {}})), ElementsAre(-5, 4, 10));
    EXPECT_THAT(payments(equal_gain({18, {-3, 6, 12}, {}})), ElementsAre(-2, 7, 13));
}

TEST(EqualGain, ReachesBothEndsOfTheLimits) {
    Bargain bargain{3, {5, 9}, {{1, 4}, {2, 6}}};
    EXPECT_THAT(payments(equal_gain(bargain)), ElementsAre(1, 2));
    bargain.total = 10;
    EXPECT_THAT(payments(equal_gain(bargain)), ElementsAre(4, 6));
    EXPECT_THAT(payments(equal_gain({7, {5, 9}, {{3, 3}, {4, 4}}})), ElementsAre(3, 4));
}

TEST(WeightedNash, GivesGainsInProportionToTheWeights) {
    EXPECT_THAT(payments(weighted_nash({6, {10, 10}, {}}, {1, 3})), ElementsAre(half(13), half(-1)));
    EXPECT_THAT(payments(weighted_nash({6, {10, 10}, {{0, 10}, {0, 10}}}, {1, 3})), ElementsAre(6, 0));
}

TEST(KalaiSmorodinsky, GivesEverybodyTheSamePartOfTheMostTheyCouldGet) {
    // 16 of benefit, 8 to pay: each could gain 8 while the other loses nothing, and gets half of it.
    EXPECT_THAT(payments(kalai_smorodinsky({8, {4, 12}, {}})), ElementsAre(0, 8));
    // The first could gain 4 at most (it pays nothing), the second 6 (it pays 6); 8 of these 10 are there to share.
    EXPECT_THAT(payments(kalai_smorodinsky({8, {4, 12}, {{0, 4}, {6, 12}}})),
                ElementsAre(Fraction(4, 5), Fraction(36, 5)));
}

TEST(KalaiSmorodinsky, HoldsAHouseholdThatLosesInAnyCaseToItsSmallestLoss) {
    EXPECT_THAT(payments(kalai_smorodinsky({8, {-3, 12}, {{0, 4}, {0, 12}}})), ElementsAre(0, 8));
}

TEST(KalaiSmorodinsky, NamesWhatCanBePaidWithoutALossWhenItIsTooLittle) {
    auto const result = kalai_smorodinsky({20, {4, 12}, {{0, 30}, {0, 10}}});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error(), (BargainError{Kind::no_surplus, 0, 14}));
}

TEST(BenefitProportional, LeavesTheSameRatioWithinTheLimits) {
    EXPECT_THAT(payments(benefit_proportional({6, {0, 4, 8}, {}})), ElementsAre(0, 2, 4));
    EXPECT_THAT(payments(benefit_proportional({6, {0, 4, 8}, {{0, 9}, {0, 9}, {0, 3}}})), ElementsAre(0, 3, 3));
    EXPECT_THAT(payments(benefit_proportional({6, {0, 4, 8}, {{1, 9}, {0, 9}, {0, 9}}})),
                ElementsAre(1, Fraction(5, 3), Fraction(10, 3)));
}

TEST(BenefitProportional, AsksNothingOfThoseWithoutABenefit) {
    auto const result = benefit_proportional({10, {0, 4}, {{0, 9}, {0, 5}}});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error(), (BargainError{Kind::total_above, 0, 5}));
}

TEST(NoArbitrage, KeepsEveryFlatsPartOfTheBuildingsValue) {
    // Values 100, 100, 120; after: 95, 110, 140; cost 9. κ = (25 − 9) / 320.
    Bargain const bargain{9, {-5, 10, 20}, {}};
    Fractions const before{100, 100, 120};
    auto const paid = payments(no_arbitrage(bargain, before));
    EXPECT_THAT(paid, ElementsAre(-10, 5, 14));
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_EQ((before[i] + bargain.benefits[i] - paid[i]) / (sum(before) + sum(bargain.benefits) - bargain.total),
                  before[i] / sum(before));
}

struct Wrong {
    char const* name;
    std::function<Payments()> run;
    BargainError error;
};

TEST(Bargaining, NamesWhatDoesNotFit) {
    std::vector<Wrong> const wrongs{
        {"nobody",
         [] {
             return equal_gain({0, {}, {}});
         },
         {Kind::count_differs, 0, 0}},
        {"limits missing",
         [] {
             return equal_gain({5, {1, 2}, {{0, 1}}});
         },
         {Kind::count_differs, 0, 1}},
        {"limits crossed",
         [] {
             return kalai_smorodinsky({5, {1, 9}, {{0, 1}, {4, 3}}});
         },
         {Kind::limits_crossed, 1, 4}},
        {"too little",
         [] {
             return equal_gain({2, {1, 9}, {{0, 1}, {3, 4}}});
         },
         {Kind::total_below, 0, 3}},
        {"too much",
         [] {
             return benefit_proportional({6, {1, 9}, {{0, 1}, {3, 4}}});
         },
         {Kind::total_above, 0, 5}},
        {"weights missing",
         [] {
             return weighted_nash({6, {1, 9}, {}}, {1});
         },
         {Kind::count_differs, 0, 1}},
        {"weight of nothing",
         [] {
             return weighted_nash({6, {1, 9}, {}}, {1, 0});
         },
         {Kind::weight_not_positive, 1, 0}},
        {"worthless flat",
         [] {
             return no_arbitrage({6, {1, 9}, {}}, {-2, 5});
         },
         {Kind::weight_not_positive, 0, -2}},
        {"harm",
         [] {
             return benefit_proportional({6, {1, -9}, {}});
         },
         {Kind::benefit_negative, 1, -9}},
        {"no benefit",
         [] {
             return benefit_proportional({6, {0, 0}, {}});
         },
         {Kind::benefits_all_zero, 0, 0}},
    };
    for (auto const& wrong : wrongs) {
        auto const result = wrong.run();
        ASSERT_FALSE(result) << wrong.name;
        EXPECT_EQ(result.error(), wrong.error) << wrong.name;
    }
}

// A small bargain in whole numbers whose limits can be met.
Bargain some_bargain(std::size_t players, int width) {
    Bargain bargain;
    Fraction least;
    int room = 0;
    for (std::size_t i = 0; i < players; ++i) {
        bargain.benefits.emplace_back(*rc::gen::inRange(-4, 9));
        auto const low = *rc::gen::inRange(-3, 3);
        auto const span = *rc::gen::inRange(0, width + 1);
        bargain.limits.push_back({low, low + span});
        least += Fraction{low};
        room += span;
    }
    bargain.total = least + Fraction{*rc::gen::inRange(0, room + 1)};
    return bargain;
}

// Every way to pay on a grid of `parts` steps to the unit: calls `visit` with the payments in steps.
void for_each_on_grid(Bargain const& bargain, std::int64_t parts,
                      std::function<void(std::vector<std::int64_t> const&)> const& visit) {
    auto const steps = [parts](Fraction const& value) { return *(value * Fraction{parts}).to_int64(); };
    std::vector<std::int64_t> paid(bargain.benefits.size());
    std::function<void(std::size_t, std::int64_t)> const go = [&](std::size_t i, std::int64_t rest) {
        auto const low = steps(bargain.limits[i].least);
        auto const high = steps(bargain.limits[i].most);
        if (i + 1 == paid.size()) {
            paid[i] = rest;
            if (low <= rest && rest <= high) visit(paid);
            return;
        }
        for (paid[i] = low; paid[i] <= high; ++paid[i]) go(i + 1, rest - paid[i]);
    };
    go(0, steps(bargain.total));
}

RC_GTEST_PROP(EqualGain, IsBetterForTheWorstOffThanAnyOtherWayOnAGrid, ()) {
    auto const players = *rc::gen::inRange<std::size_t>(1, 5);
    // With whole numbers the level is a multiple of 1/players, so 12 parts hold the answer itself.
    constexpr std::int64_t parts = 12;
    auto const bargain = some_bargain(players, players == 4 ? 1 : 2);
    auto const paid = equal_gain(bargain);
    RC_ASSERT(paid.has_value());
    auto own = gains(bargain, *paid);
    std::ranges::sort(own);
    std::vector<Fraction> best;
    for_each_on_grid(bargain, parts, [&](std::vector<std::int64_t> const& steps) {
        Fractions sorted;
        for (std::size_t i = 0; i < players; ++i) sorted.push_back(bargain.benefits[i] - Fraction{steps[i], parts});
        std::ranges::sort(sorted);
        best = std::max(best, sorted);
    });
    RC_ASSERT(own == best);
}

RC_GTEST_PROP(KalaiSmorodinsky, GivesAllOpenPlayersTheSamePartOfTheirIdealGain, ()) {
    auto const players = *rc::gen::inRange<std::size_t>(1, 5);
    auto const bargain = some_bargain(players, 5);
    auto const at_disagreement = [&](std::size_t i) {
        return std::min(Fraction{}, bargain.benefits[i] - bargain.limits[i].least);
    };
    // The ideal gains by trying: whole numbers suffice, for the best corner of a whole-numbered box is whole.
    std::vector<std::optional<Fraction>> ideal(players);
    for_each_on_grid(bargain, 1, [&](std::vector<std::int64_t> const& paid) {
        std::vector<bool> loses(players);
        for (std::size_t i = 0; i < players; ++i)
            loses[i] = bargain.benefits[i] - Fraction{paid[i]} < at_disagreement(i);
        if (std::ranges::count(loses, true) > 0) return;
        for (std::size_t i = 0; i < players; ++i) {
            auto const gain = bargain.benefits[i] - Fraction{paid[i]} - at_disagreement(i);
            ideal[i] = ideal[i] ? std::max(*ideal[i], gain) : gain;
        }
    });
    auto const paid = kalai_smorodinsky(bargain);
    RC_ASSERT(paid.has_value() == ideal[0].has_value());
    if (!paid) {
        RC_ASSERT(paid.error().kind == Kind::no_surplus);
        return;
    }
    RC_ASSERT(sum(*paid) == bargain.total);
    std::optional<Fraction> part;
    for (std::size_t i = 0; i < players; ++i) {
        auto const& limits = bargain.limits[i];
        RC_ASSERT(limits.least <= (*paid)[i] && (*paid)[i] <= limits.most);
        auto const gain = bargain.benefits[i] - (*paid)[i] - at_disagreement(i);
        RC_ASSERT(gain >= Fraction{});
        if (ideal[i]->is_zero() || (*paid)[i] == limits.most) continue;
        if (part) RC_ASSERT(gain / *ideal[i] == *part);
        part = gain / *ideal[i];
    }
    // Whom the most they can pay stops, keeps more than that part.
    for (std::size_t i = 0; part && i < players; ++i)
        if ((*paid)[i] == bargain.limits[i].most)
            RC_ASSERT(bargain.benefits[i] - (*paid)[i] - at_disagreement(i) >= *part * *ideal[i]);
}

using Rule = std::function<Payments(Bargain const&)>;
Rule some_rule(std::size_t players) {
    auto const weights = *rc::gen::container<std::vector<int>>(players, rc::gen::inRange(1, 6));
    auto const fractions = Fractions(weights.begin(), weights.end());
    return *rc::gen::elementOf(
        std::vector<Rule>{equal_gain, kalai_smorodinsky, benefit_proportional,
                          [fractions](Bargain const& bargain) { return weighted_nash(bargain, fractions); },
                          [fractions](Bargain const& bargain) { return no_arbitrage(bargain, fractions); }});
}
Rule symmetric_rule() {
    return *rc::gen::elementOf(std::vector<Rule>{equal_gain, kalai_smorodinsky, benefit_proportional});
}

RC_GTEST_PROP(Bargaining, ClosesWithinTheLimits, ()) {
    auto const players = *rc::gen::inRange<std::size_t>(1, 8);
    auto bargain = some_bargain(players, 6);
    auto const paid = some_rule(players)(bargain);
    if (!paid) RC_DISCARD("refused");
    RC_ASSERT(sum(*paid) == bargain.total);
    for (std::size_t i = 0; i < players; ++i)
        RC_ASSERT(bargain.limits[i].least <= (*paid)[i] && (*paid)[i] <= bargain.limits[i].most);
}

RC_GTEST_PROP(Bargaining, DependsOnNoOrderAndTreatsEqualsAlike, ()) {
    auto const players = *rc::gen::inRange<std::size_t>(2, 7);
    auto bargain = some_bargain(players, 6);
    bargain.benefits[1] = bargain.benefits[0];
    bargain.limits[1] = bargain.limits[0];
    bargain.total = 0;
    for (auto const& limits : bargain.limits) bargain.total += (limits.least + limits.most) / Fraction{2};
    auto const rule = symmetric_rule();
    auto const paid = rule(bargain);
    auto reversed = bargain;
    std::ranges::reverse(reversed.benefits);
    std::ranges::reverse(reversed.limits);
    auto paid_reversed = rule(reversed);
    RC_ASSERT(paid.has_value() == paid_reversed.has_value());
    if (!paid) RC_DISCARD("refused");
    std::ranges::reverse(*paid_reversed);
    RC_ASSERT(*paid == *paid_reversed);
    RC_ASSERT((*paid)[0] == (*paid)[1]);
}

RC_GTEST_PROP(Bargaining, ScalesWithTheUnitOfMoney, ()) {
    auto const players = *rc::gen::inRange<std::size_t>(1, 7);
    auto const bargain = some_bargain(players, 6);
    Fraction const unit{*rc::gen::inRange(1, 20), *rc::gen::inRange(1, 20)};
    auto scaled = bargain;
    scaled.total *= unit;
    for (auto& benefit : scaled.benefits) benefit *= unit;
    for (auto& limits : scaled.limits) limits = {limits.least * unit, limits.most * unit};
    auto const rule = some_rule(players);
    auto paid = rule(bargain);
    auto const paid_scaled = rule(scaled);
    RC_ASSERT(paid.has_value() == paid_scaled.has_value());
    if (!paid) RC_DISCARD("refused");
    for (auto& payment : *paid) payment *= unit;
    RC_ASSERT(*paid == *paid_scaled);
}

RC_GTEST_PROP(WeightedNash, GivesOpenPlayersGainsInOneProportionAndClampsTheRest, ()) {
    auto const players = *rc::gen::inRange<std::size_t>(1, 8);
    auto const bargain = some_bargain(players, 6);
    auto const numbers = *rc::gen::container<std::vector<int>>(players, rc::gen::inRange(1, 6));
    Fractions const weights(numbers.begin(), numbers.end());
    auto const paid = weighted_nash(bargain, weights);
    RC_ASSERT(paid.has_value());
    auto const own = gains(bargain, *paid);
    for (std::size_t i = 0; i < players; ++i)
        for (std::size_t k = 0; k < players; ++k) {
            // Who gains less for its weight than another pays its least, or the other pays its most.
            if (own[i] / weights[i] < own[k] / weights[k])
                RC_ASSERT((*paid)[i] == bargain.limits[i].least || (*paid)[k] == bargain.limits[k].most);
        }
}

}  // namespace
}  // namespace jiati::games
