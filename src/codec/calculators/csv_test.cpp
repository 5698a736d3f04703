#include "codec/calculators/csv.h"

#include "codec/calculators/refusals.h"

#include <gtest/gtest.h>

namespace jiati::codec::calculators {
namespace {

std::string shown(std::string_view text) {
    auto const rows = read_csv(text, "t.csv");
    if (!rows) return rows.error().pointer + " " + rows.error().code;
    std::string all;
    for (auto const& row : *rows) {
        all += std::to_string(row.line) + ":";
        for (auto const& cell : row.cells) all += "[" + cell + "]";
    }
    return all;
}

TEST(Csv, ReadsQuotesLineEndsAndAByteOrderMark) {
    EXPECT_EQ(shown("id,group\n1,a\n"), "1:[id][group]2:[1][a]");
    EXPECT_EQ(shown("id,group\n1,a"), "1:[id][group]2:[1][a]");
    EXPECT_EQ(shown("\xEF\xBB\xBFid,group\r\n1,\"a, \"\"b\"\"\"\r\n"), "1:[id][group]2:[1][a, \"b\"]");
    EXPECT_EQ(shown("id,group\n\"1\n2\",a\n3,\n"), "1:[id][group]2:[1\n2][a]4:[3][]");
    EXPECT_EQ(shown(""), "");
}

TEST(Csv, NamesTheLineOfAMistake) {
    EXPECT_EQ(shown("a,b\n1\n"), "t.csv:2 calculator.count_differs");
    EXPECT_EQ(shown("a,b\n1,2,3\n"), "t.csv:2 calculator.count_differs");
    EXPECT_EQ(shown("a,b\n1,2\n\n3,4\n"), "t.csv:3 calculator.count_differs");
    EXPECT_EQ(shown("a\n1\"\n"), "t.csv:2 calculator.bad_table");
    EXPECT_EQ(shown("a\n\"1\"2\n"), "t.csv:2 calculator.bad_table");
    EXPECT_EQ(shown("a\n\"1\n"), "t.csv:3 calculator.bad_table");
    EXPECT_EQ(shown("a\r1"), "t.csv:1 calculator.bad_table");
    EXPECT_EQ(shown("a\n\xC0\xAF"), "t.csv calculator.bad_table");
}

}  // namespace
}  // namespace jiati::codec::calculators
