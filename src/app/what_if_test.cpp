#include "app/what_if.h"

#include <gtest/gtest.h>

namespace jiati::app {
namespace {

TEST(WhatIf, ReadsAmountsAndWords) {
    WhatIf what_if;
    EXPECT_FALSE(set(what_if, "cost", "350000"));
    EXPECT_FALSE(set(what_if, "subsidy", "0"));
    EXPECT_FALSE(set(what_if, "pool", "1500.50"));
    EXPECT_FALSE(set(what_if, "prices", "per-floor-monotone"));
    EXPECT_FALSE(set(what_if, "reading", "possible"));
    EXPECT_EQ(what_if.cost, Fen::yuan(350'000));
    EXPECT_EQ(what_if.subsidy, Fen{});
    EXPECT_EQ(what_if.pool, Fen{150'050});
    EXPECT_EQ(what_if.prices, agreement::PriceForm::per_floor_monotone);
    EXPECT_EQ(what_if.reading, agreement::Reading::possible);
}

TEST(WhatIf, ReadsCoefficientsByFloor) {
    WhatIf what_if;
    EXPECT_FALSE(set(what_if, "coefficients", "1:0,3:1,2:0.5"));
    EXPECT_EQ(what_if.coefficients, (std::map<int, Fraction>{{1, 0}, {2, {1, 2}}, {3, 1}}));
    for (auto const* const value :
         {"", "2", "2:", ":1", "2:1,", "2:1,2:1", "2:-1", "2:1/2", "2:0.1234", "2:101", "two:1"})
        EXPECT_TRUE(set(what_if, "coefficients", value)) << value;
    EXPECT_EQ(what_if.coefficients->size(), 3U) << "what was refused changes nothing";
}

TEST(WhatIf, NamesTheNumberThatCannotBeTried) {
    WhatIf what_if;
    for (auto const* const value : {"-1", "much", "", "1.234", "100000000.01"}) {
        auto const refusal = set(what_if, "cost", value);
        ASSERT_TRUE(refusal) << value;
        EXPECT_EQ(refusal->code, what_if_wrong.text);
        EXPECT_EQ(refusal->pointer, "/cost");
    }
    auto const refusal = set(what_if, "prices", "by-mood");
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->arguments.at(2).value, "free, per-floor, per-floor-monotone");
    EXPECT_TRUE(set(what_if, "reading", "hopeful"));
    EXPECT_FALSE(what_if.cost) << "what was refused changes nothing";
}

}  // namespace
}  // namespace jiati::app
