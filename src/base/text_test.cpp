#include "base/text.h"

#include <gtest/gtest.h>

namespace jiati {
namespace {

TEST(Text, AcceptsWellFormedUtf8) {
    EXPECT_TRUE(is_clean_utf8("加装电梯 lift 𠮷"));
    EXPECT_EQ(count_code_points("加梯𠮷"), 3U);
}

TEST(Text, RefusesBrokenUtf8) {
    using namespace std::string_view_literals;
    for (auto wrong :
         {"\xC0\xAF"sv, "\xE5\x8A"sv, "\xED\xA0\x80"sv, "\xF4\x90\x80\x80"sv, "\x80"sv, "a\0b"sv, "\xFF"sv})
        EXPECT_FALSE(is_clean_utf8(wrong));
}

TEST(Text, ReadsWholeNumbersWithoutLeadingZeros) {
    EXPECT_EQ(parse_integer("-12"), -12);
    EXPECT_EQ(parse_integer("0"), 0);
    for (auto const* wrong : {"", "-", "01", "1.0", "99999999999999999999", "+1"})
        EXPECT_FALSE(parse_integer(wrong)) << wrong;
}

TEST(Text, TrimsBlanks) { EXPECT_EQ(trimmed(" \t加梯\r\n"), "加梯"); }

}  // namespace
}  // namespace jiati
