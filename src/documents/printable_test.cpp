#include "documents/printable.h"

#include "base/text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace jiati::documents {
namespace {

std::vector<std::string> kept_whole(std::string const& text) {
    std::vector<std::string> whole;
    for (auto const& [from, to] : unbreakable(text)) whole.push_back(text.substr(from, to - from));
    return whole;
}

TEST(Printable, DropsControlCharactersAndChangesOfDirection) {
    EXPECT_EQ(printable("甲\x01乙\x1b[31m丙\u202E丁\u200B戊\u2066己"), "甲乙[31m丙丁戊己");
    EXPECT_EQ(printable("一\r\n二\u2028三\t四\v五"), "一\n二\n三 四\n五");
    EXPECT_EQ(printable_line("一\n二"), "一 二");
}

TEST(Printable, ShowsWhatIsNotUtf8AsAReplacement) {
    EXPECT_EQ(printable("a\xFF\xC0\xAF\xE4\xB8z"), "a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDz");
    EXPECT_EQ(printable("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");
    EXPECT_EQ(printable("𠮷"), "𠮷");
}

TEST(Printable, EndsWhatIsEndless) {
    auto const text = printable(std::string(text_bytes_max * 2, 'x'));
    EXPECT_EQ(text, std::string(text_bytes_max, 'x') + "……");
}

RC_GTEST_PROP(PrintableLaw, IsCleanUtf8WhateverComes, (std::string text)) {
    RC_ASSERT(is_clean_utf8(printable(text)));
    RC_ASSERT(printable(printable(text)) == printable(text));
}

TEST(Unbreakable, KeepsDatesAmountsAndRoomsWhole) {
    EXPECT_EQ(kept_whole("公示到2026年11月26日止，共 12 户、988.80 平方米"),
              (std::vector<std::string>{"2026年11月26日", "12 户", "988.80 平方米"}));
    EXPECT_EQ(kept_whole("4栋1单元 501室出60,000.00 元（陆万元整）"),
              (std::vector<std::string>{"4栋1单元", "501室", "60,000.00 元"}));
    EXPECT_EQ(kept_whole("没有数字"), std::vector<std::string>{});
}

TEST(Unbreakable, LetsAVeryLongNumberBreak) { EXPECT_TRUE(kept_whole(std::string(500, '7')).empty()); }

}  // namespace
}  // namespace jiati::documents
