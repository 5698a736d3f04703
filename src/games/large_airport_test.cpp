#include "games/large_airport.h"

#include "games/certified.h"
#include "games/generated_testing.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace jiati::games {
namespace {

using Units = std::vector<std::int64_t>;

bool is_as_certified(Units const& costs) {
    auto const shares = large_airport_shares(costs);
    return shares.shapley == certified_shapley(costs, 1) && shares.nucleolus == certified_nucleolus(costs, 1);
}

RC_GTEST_PROP(LargeAirport, GivesTheCertifiedShares, ()) {
    auto const most = *rc::gen::element<std::int64_t>(1, 3, 12, 60, 5'000, 1'000'000'000, (std::int64_t{1} << 43) - 1,
                                                      std::int64_t{1} << 43, (std::int64_t{1} << 62) - 1);
    auto const costs = *rc::gen::container<Units>(generated::count(1, 400), rc::gen::inRange<std::int64_t>(0, most));
    RC_ASSERT(is_as_certified(costs));
}

// The bits beside the index: one below what fits, and what does not.
TEST(LargeAirport, GivesTheCertifiedSharesAtTheEdgesOfAWord) {
    for (auto const top : {(std::int64_t{1} << 43) - 1, std::int64_t{1} << 43, (std::int64_t{1} << 62) - 1}) {
        Units costs;
        for (std::int64_t i = 0; i < 999; ++i) costs.push_back(top - (i * i * 7'919) % 1'000);
        EXPECT_TRUE(is_as_certified(costs)) << top;
        costs.push_back(0);
        EXPECT_TRUE(is_as_certified(costs)) << top;
    }
}

TEST(LargeAirport, GivesTheCertifiedSharesOfManyTies) {
    Units equal(5'000, 12'345);
    EXPECT_TRUE(is_as_certified(equal));
    Units steps;
    for (std::int64_t i = 0; i < 5'000; ++i) steps.push_back(i * 7'919 % 5'000 / 100 * 1'000);
    EXPECT_TRUE(is_as_certified(steps));
    Units rising;
    for (std::int64_t i = 0; i < 5'000; ++i) rising.push_back(3 * i);
    EXPECT_TRUE(is_as_certified(rising));
    EXPECT_TRUE(is_as_certified(Units(20, 0)));
    EXPECT_TRUE(is_as_certified({7}));
}

}  // namespace
}  // namespace jiati::games
