#include "games/funding.h"

#include <gtest/gtest.h>

namespace jiati::games {
namespace {

// The origin's dormitory: 2 × 20,000 + 2 × 60,000 and a subsidy of 150,000 for a lift of 310,000.
FundingBalance const dormitory{.shares = Fen::yuan(160'000),
                               .subsidies = Fen::yuan(150'000),
                               .other_contributions = {},
                               .cost = Fen::yuan(310'000),
                               .compensation = {}};

TEST(Funding, ClosesToTheFen) {
    EXPECT_TRUE(dormitory.closes());
    auto missing = dormitory;
    missing.shares -= Fen{1};
    EXPECT_FALSE(missing.closes());
    EXPECT_EQ(missing.difference(), Fen{-1});
}

TEST(Funding, CountsCompensationAsMoneyToBeRaised) {
    auto balance = dormitory;
    balance.compensation = Fen::yuan(5'000);
    EXPECT_EQ(balance.difference(), Fen::yuan(-5'000));
    balance.other_contributions = Fen::yuan(5'000);
    EXPECT_TRUE(balance.closes());
}

}  // namespace
}  // namespace jiati::games
