#include "app/documents/wording.h"

#include <gtest/gtest.h>

namespace jiati::app::documents {
namespace {

TEST(Wording, SaysMoneyInDigitsAndInWords) {
    EXPECT_EQ(money_both(Fen::yuan(60'000)), "60,000.00 元（陆万元整）");
    EXPECT_EQ(money_in_words(Fen::yuan(310'000)), "叁拾壹万元整");
    EXPECT_EQ(money_in_words(Fen::yuan(100'200)), "壹拾万零贰佰元整");
    EXPECT_EQ(money_in_words(Fen::yuan(100'003'000)), "壹亿零叁仟元整");
    EXPECT_EQ(money_in_words(Fen(1'005)), "壹拾元零伍分");
    EXPECT_EQ(money_in_words(Fen(50)), "伍角整");
    EXPECT_EQ(money_in_words(Fen{}), "零元整");
    EXPECT_EQ(money(Fen(-300'000)), "退 3,000.00");
    EXPECT_EQ(money(Fen(99'999)), "999.99");
}

TEST(Wording, SaysADateWithItsWeekday) { EXPECT_EQ(date(Date::of(2026, 11, 22)), "2026年11月22日（星期日）"); }

TEST(Wording, SaysTheFloorsOfAFlat) {
    EXPECT_EQ(floors({5, 6}), "5–6 层");
    EXPECT_EQ(floors({3}), "3 层");
    EXPECT_EQ(floors({0}), "底层");
    EXPECT_EQ(floors({}), "");
}

}  // namespace
}  // namespace jiati::app::documents
