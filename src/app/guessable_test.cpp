#include "app/guessable.h"

#include <gtest/gtest.h>

namespace jiati::app {
namespace {

std::string why(std::string_view password, std::string_view login = "wang.guilan") {
    auto const refusal = guessable(password, login);
    return refusal ? refusal->code : "";
}

TEST(Guessable, WhatLeaksAreFullOfIsRefusedInAnyCase) {
    for (auto const* one : {"password1", "Passw0rd", "woaini1314", "5201314A", "qq123456", "1qaz2wsx", "IloveYou"})
        EXPECT_EQ(why(one), "account.password_common") << one;
    // A part of one in the list, or several of them, is none in the list.
    for (auto const* one : {"assword1", "password1 baseball", "0.0.0.000 0000000000o"}) EXPECT_EQ(why(one), "") << one;
}

TEST(Guessable, WhatNeighboursTryFirstIsRefused) {
    for (auto const* one :
         {"88888888", "abcabcabc", "12345678", "1234567890", "98765432", "abcdefgh", "19650308", "1965-03-08",
          "08031965", "1965年3月8日", "13800138000", "+8613800138000", "360102196503081234", "36010219650308123X"})
        EXPECT_EQ(why(one), "account.password_pattern") << one;
    EXPECT_EQ(why("Wang.Guilan1"), "account.password_login");
    EXPECT_EQ(why("li-lift-li", "li"), "") << "a login of two letters says nothing";
}

TEST(Guessable, EightCharactersOfAnyKindWillDo) {
    for (auto const* one :
         {"jiati-demo", "二单元的玉兰花开", "lift to the sky", "3栋501的老王", "97318642", "00010203040509"})
        EXPECT_EQ(why(one), "") << one;
    for (auto const* one : {"", "x7#kQ2", "玉兰花开了四月"}) EXPECT_EQ(why(one), "account.password_short") << one;
    EXPECT_EQ(guessable("x", "y")->arguments.front().value, "8");
}

}  // namespace
}  // namespace jiati::app
