#include "agreement/moulin_shenker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

namespace jiati::agreement {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

games::AirportGame const encyclopaedia{{8, 11, 13, 18}};

TEST(IteratedOffers, ServeAllWhoBidTheirShares) {
    EXPECT_THAT(iterated_offers(encyclopaedia, {3, 3, 8, 20}).served, ElementsAre(0, 1, 2, 3));
    auto const cascade = iterated_offers(encyclopaedia, {2, 3, 4, 9});
    EXPECT_THAT(cascade.served, ElementsAre(0, 1, 2, 3));
    EXPECT_EQ(cascade.shares, (std::vector<Fraction>{2, 3, 4, 9}));
    EXPECT_EQ(cascade.rounds.size(), 1U);
}

TEST(IteratedOffers, MayCollapse) {
    auto const cascade = iterated_offers(encyclopaedia, {1, 3, 4, 9});
    EXPECT_THAT(cascade.served, IsEmpty());
    EXPECT_EQ(cascade.shares, std::vector<Fraction>(4));
    ASSERT_EQ(cascade.rounds.size(), 3U);
    EXPECT_THAT(cascade.rounds[0].dropped, ElementsAre(0));
    EXPECT_EQ(cascade.rounds[1].shares, (std::vector<Fraction>{0, {11, 3}, {14, 3}, {29, 3}}));
}

RC_GTEST_PROP(IteratedOffers, AreBalancedAndChargeNobodyMoreThanTheBid, ()) {
    auto const players = *rc::gen::inRange<std::size_t>(1, 8);
    games::ElementGame game{players, {}};
    for (int e = *rc::gen::inRange(0, 6); e > 0; --e) {
        games::CostElement element{*rc::gen::inRange<std::int64_t>(0, 30), {}};
        for (games::Player i = 0; i < players; ++i)
            if (*rc::gen::inRange(0, 2) == 0) element.users.push_back(i);
        if (!element.users.empty()) game.elements.push_back(element);
    }
    std::vector<Fraction> bids;
    for (std::size_t i = 0; i < players; ++i) bids.emplace_back(*rc::gen::inRange<std::int64_t>(0, 15));
    auto const cascade = iterated_offers(game, bids);
    std::vector<bool> is_served(players);
    for (auto const i : cascade.served) is_served[i] = true;
    Fraction cost;
    for (auto const& element : game.elements)
        if (std::any_of(element.users.begin(), element.users.end(), [&](auto i) { return is_served[i]; }))
            cost += element.amount;
    RC_ASSERT(std::accumulate(cascade.shares.begin(), cascade.shares.end(), Fraction{}) == cost);
    for (std::size_t i = 0; i < players; ++i) RC_ASSERT(cascade.shares[i] <= bids[i]);
    // The largest set at which everybody pays: who bids the share of all is never dropped (cross-monotone shares).
    auto const first = cascade.rounds.front();
    if (first.dropped.empty()) RC_ASSERT(cascade.served.size() == players);
}

}  // namespace
}  // namespace jiati::agreement
