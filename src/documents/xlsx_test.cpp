#include "documents/xlsx.h"
#include "documents/xlsx_archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jiati::documents {
namespace {

constexpr auto sheet_part = "xl/worksheets/sheet1.xml";

std::string written() {
    return Xlsx().write({{"住户",
                          "幸福小区住户登记表",
                          {{"房号", 10, false, 0}, {"建筑面积", 12, true, 2}, {"户主", 12, false, 0}},
                          {{"301", "80.35", "=HYPERLINK(\"http://x\")"}, {"302", "81.00", "张三"}}}});
}
std::string with_sheet(std::string const& rows) {
    auto file =
        XlsxArchive::replace(written(), {{sheet_part, "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}});
    return file ? *file : std::string();
}
std::string refusal_of(std::string const& file) {
    auto const read = Xlsx().read(file);
    if (read) return "read";
    return read.error().code + (read.error().arguments.empty() ? "" : " " + read.error().arguments.front().value);
}

TEST(Xlsx, WhatIsWrittenIsReadAgainAndTextStaysText) {
    auto const sheets = Xlsx().read(written());
    ASSERT_TRUE(sheets) << sheets.error().code;
    ASSERT_EQ(sheets->size(), 1U);
    auto const& rows = sheets->front().rows;
    ASSERT_EQ(rows.size(), 4U);  // title, header, two flats
    EXPECT_EQ(rows[0].cells[0].text, "幸福小区住户登记表");
    EXPECT_EQ(rows[2].number, 3);
    EXPECT_EQ(rows[2].cells[1].text, "80.35");
    EXPECT_EQ(rows[2].cells[1].kind, app::SheetCell::Kind::number);
    EXPECT_EQ(rows[2].cells[2].text, "=HYPERLINK(\"http://x\")");
    EXPECT_EQ(rows[2].cells[2].kind, app::SheetCell::Kind::text);
    EXPECT_EQ(sheets->front().merges.size(), 1U);
}

TEST(Xlsx, RemarksStandInOneMoreColumnAndAreReplacedTheSecondTime) {
    app::Remarks remarks{"住户", 2, "错误原因", {{3, "面积<0"}}};
    auto once = Xlsx().annotate(written(), {remarks});
    ASSERT_TRUE(once) << once.error().code;
    remarks.by_row = {{4, "房号重复"}};
    auto twice = Xlsx().annotate(*once, {remarks});
    ASSERT_TRUE(twice) << twice.error().code;
    auto const first = Xlsx().read(*once), second = Xlsx().read(*twice);
    ASSERT_TRUE(first);
    ASSERT_TRUE(second);
    EXPECT_EQ(first->front().rows[1].cells.back().text, "错误原因");
    EXPECT_EQ(first->front().rows[2].cells.back().text, "面积<0");
    EXPECT_EQ(second->front().rows[2].cells.size(), 3U);
    EXPECT_EQ(second->front().rows[3].cells.back().column, 4);
    EXPECT_EQ(second->front().rows[3].cells.back().text, "房号重复");
}

TEST(Xlsx, WhatIsNoXlsxIsNamed) {
    EXPECT_EQ(refusal_of("房号,面积\n"), "sheet.not_xlsx");
    EXPECT_EQ(refusal_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "sheet.old_format");
    EXPECT_EQ(refusal_of("PK\x03\x04 and nothing else"), "sheet.damaged");
}

TEST(Xlsx, HostileSheetsAreRefused) {
    EXPECT_EQ(refusal_of(with_sheet("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>")), "sheet.too_large columns");
    EXPECT_EQ(refusal_of(with_sheet("<row r=\"1048577\"/>")), "sheet.too_large rows");
    EXPECT_EQ(refusal_of(with_sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>999999</v></c></row>")), "sheet.damaged");
    EXPECT_EQ(refusal_of(with_sheet("<row r=\"1\"><c><v>1</v></row>")), "sheet.damaged");
    std::string nested, rows;
    for (int i = 0; i < 200'000; ++i) nested += "<x>";
    EXPECT_EQ(refusal_of(with_sheet(nested)), "sheet.damaged");
    for (int i = 0; i < 3'000'000; ++i) rows += "<row/>";
    EXPECT_EQ(refusal_of(with_sheet(rows)), "sheet.too_large bytes");
    auto const entity = XlsxArchive::replace(
        written(),
        {{sheet_part, "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet>&e;</worksheet>"}});
    ASSERT_TRUE(entity);
    EXPECT_EQ(refusal_of(*entity), "sheet.doctype");
}

TEST(Xlsx, ACellFarOutCostsNothing) {
    auto const sheets = Xlsx().read(with_sheet("<row r=\"1048576\"><c r=\"XFD1048576\"><v>7</v></c></row>"));
    ASSERT_TRUE(sheets) << sheets.error().code;
    EXPECT_EQ(sheets->front().rows.front().cells.front().column, 16'384);
}

}  // namespace
}  // namespace jiati::documents
