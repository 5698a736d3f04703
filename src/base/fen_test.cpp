#include "base/fen.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace jiati {
namespace {

TEST(Fen, ReadsYuanWithAtMostTwoDecimals) {
    EXPECT_EQ(Fen::parse("20000.00"), Fen{2'000'000});
    EXPECT_EQ(Fen::parse("20000"), Fen::yuan(20'000));
    EXPECT_EQ(Fen::parse("0.5"), Fen{50});
    EXPECT_EQ(Fen::parse("-3000.01"), Fen{-300'001});
}

TEST(Fen, RefusesEverythingElse) {
    for (auto const* wrong :
         {"", "-", ".", "1.", ".5", "1.234", "1e3", "1,000", " 1", "1 ", "+1", "１", "nan", "1000000000001"})
        EXPECT_FALSE(Fen::parse(wrong)) << wrong;
}

RC_GTEST_PROP(Fen, PrintsWhatItReads, ()) {
    Fen const amount{*rc::gen::inRange<std::int64_t>(-100'000'000'000'000, 100'000'000'000'000)};
    RC_ASSERT(Fen::parse(amount.to_string()) == amount);
}

TEST(FenDeathTest, StopsRatherThanOverflow) { EXPECT_DEATH((void)(Fen{INT64_MAX} + Fen{1}), "CHECK failed"); }

}  // namespace
}  // namespace jiati
