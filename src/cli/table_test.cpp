#include "cli/table.h"

#include <gtest/gtest.h>

namespace jiati::cli {
namespace {

TEST(Table, AChineseCharacterIsTwoColumnsWide) {
    EXPECT_EQ(width_of("301室"), 5U);
    EXPECT_EQ(width_of("２/３"), 5U);
    EXPECT_EQ(width_of("e\u0301"), 1U);
    EXPECT_EQ(width_of(""), 0U);
}

TEST(Table, ColumnsStandUnderTheirTitles) {
    Table table({{"住户"}, {"应付（元）", Table::Align::right}, {"备注"}});
    table.add({"101", "0.00", ""});
    table.add({"三楼", "20000.00", "复式"});
    EXPECT_EQ(table.to_string(),
              "  住户  应付（元）  备注\n"
              "  101         0.00\n"
              "  三楼    20000.00  复式\n");
}

}  // namespace
}  // namespace jiati::cli
