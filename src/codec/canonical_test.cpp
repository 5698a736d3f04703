#include "codec/canonical.h"

#include <gtest/gtest.h>

namespace jiati::codec {
namespace {

TEST(Canonical, SortsKeysByUtf16CodeUnits) {
    // RFC 8785, 3.2.3: the emoji's first code unit is 0xD83D, below 0xFB33, although its code point is above.
    auto const sorted = canonical(
        R"({"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",)"
        R"("\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"})");
    ASSERT_TRUE(sorted);
    EXPECT_EQ(*sorted,
              "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With "
              "Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\uFB33\":\"Hebrew Letter Dalet With "
              "Dagesh\"}");
}

TEST(Canonical, EscapesAsLittleAsRfc8785Asks) {
    // RFC 8785, 3.2.2: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"
    auto const text = canonical(R"(["\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/\u007f"])");
    ASSERT_TRUE(text);
    EXPECT_EQ(*text, "[\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\x7f\"]");
}

TEST(Canonical, HasNoBlanksAndKeepsTheOrderOfLists) {
    auto const text = canonical(" { \"b\" : [ 3 , -1 , true , null ] , \"a\" : { } } ");
    ASSERT_TRUE(text);
    EXPECT_EQ(*text, R"({"a":{},"b":[3,-1,true,null]})");
}

TEST(Canonical, RefusesNumbersThatAreNotExactIntegers) {
    EXPECT_TRUE(canonical("9007199254740991"));
    EXPECT_EQ(canonical("9007199254740992").error().code, "codec.bad_value");
    EXPECT_EQ(canonical("-9007199254740992").error().code, "codec.bad_value");
    EXPECT_EQ(canonical("18446744073709551615").error().code, "codec.bad_value");
    EXPECT_EQ(canonical("[1.5]").error().code, "codec.bad_value");
}

TEST(Sha256, OfAbcIsThePublishedOne) {
    EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Base64url, WritesWithoutPaddingAndReadsOnlyWhatItWrites) {
    EXPECT_EQ(base64url("\xfb\xff\xfe"), "-__-");
    EXPECT_EQ(base64url("a"), "YQ");
    EXPECT_EQ(from_base64url("YQ"), "a");
    EXPECT_EQ(from_base64url("YR"), std::nullopt);  // stray bits
    EXPECT_EQ(from_base64url("YQ=="), std::nullopt);
    EXPECT_EQ(from_base64url("+//+"), std::nullopt);
    EXPECT_EQ(from_base64url("Y"), std::nullopt);
}

TEST(Hex, IsLowerCase) {
    EXPECT_EQ(hex("\xab\x01"), "ab01");
    EXPECT_EQ(from_hex("ab01"), "\xab\x01");
    EXPECT_EQ(from_hex("AB"), std::nullopt);
    EXPECT_EQ(from_hex("abc"), std::nullopt);
    EXPECT_EQ(from_hex("zz"), std::nullopt);
}

}  // namespace
}  // namespace jiati::codec
