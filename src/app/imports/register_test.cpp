#include "app/imports/register.h"

#include "app/imports/cell_text.h"
#include "app/imports/columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <set>

namespace jiati::app::imports {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Line = std::vector<std::string>;

// Rows as typed; "" is an empty cell, {} an empty row.
Sheet sheet_of(std::vector<Line> const& lines, std::string name = "住户") {
    Sheet sheet{std::move(name), {}, {}};
    for (std::size_t i = 0; i < lines.size(); ++i) {
        SheetRow row{static_cast<std::int64_t>(i) + 1, {}};
        for (std::size_t c = 0; c < lines[i].size(); ++c)
            if (!lines[i][c].empty())
                row.cells.push_back({static_cast<std::int64_t>(c) + 1, SheetCell::Kind::text, lines[i][c]});
        if (!row.cells.empty()) sheet.rows.push_back(std::move(row));
    }
    return sheet;
}
Register read(std::vector<Line> const& lines) { return read_register({sheet_of(lines)}); }
// One row under a usual header.
Register read_row(Line const& line) {
    return read({{"房号", "楼层", "建筑面积(㎡)", "人口", "户主", "联系电话"}, line});
}
std::string wrong(Line const& line) {
    auto const found = read_row(line);
    if (found.errors.size() != 1 || found.good != 0) return std::to_string(found.errors.size()) + " errors";
    auto const& error = found.errors.front();
    return std::to_string(error.row) + " " + error.column + " " + error.reason;
}
std::vector<std::string> ids(Register const& found) {
    std::vector<std::string> list;
    for (auto const& household : found.households) list.push_back(household.id);
    return list;
}
std::vector<std::int64_t> floors(std::string const& text) {
    auto const found = read_floors(plain(text));
    return found ? *found : std::vector<std::int64_t>{-1};
}

TEST(Register, ASheetAsItIsKept) {
    auto sheet =
        sheet_of({{"幸福小区住户登记表"},
                  {"填表日期：2026年11月22日"},
                  {"序号", "楼栋", "单元", "室号", "产权面积\n（平方米）", "常住人口", "业主姓名", "手 机", "备注"},
                  {"1", "３幢", "一单元", "３０１室", "８０．５０㎡", "３人", "张 三、李四", "138 0013 8000", ""},
                  {},
                  {"2", "", "", "501/601", "120.35", "", "王五（租户：赵六）", "0791-87654321", "复式"},
                  {"3", "", "2单元", "商铺2", "1,033.5", "无", "欧阳娜·买买提", "+86 13900139000", ""},
                  {"", "合计", "", "3户", "1234.35"},
                  {"填表人：某某"}});
    sheet.merges = {{4, 2, 6, 2}};
    auto const found = read_register({sheet});
    ASSERT_TRUE(found.errors.empty()) << found.errors.front().reason;
    EXPECT_EQ(found.rows, 3);
    EXPECT_EQ(found.good, 3);
    EXPECT_THAT(ids(found), ElementsAre("3栋1单元301", "3栋1单元501/601", "3栋2单元商铺2"));
    auto const& first = found.households[0];
    EXPECT_EQ(first.area.to_string(), "80.50");
    EXPECT_THAT(first.floors, ElementsAre(3));
    EXPECT_EQ(first.people, 3);
    EXPECT_EQ(first.owner, "张三、李四");
    EXPECT_EQ(first.phone, "13800138000");
    auto const& duplex = found.households[1];
    EXPECT_THAT(duplex.floors, ElementsAre(5, 6));
    EXPECT_EQ(duplex.owner, "王五");
    EXPECT_EQ(duplex.tenant, "赵六");
    EXPECT_EQ(duplex.phone, "079187654321");
    EXPECT_FALSE(duplex.people);
    auto const& shop = found.households[2];
    EXPECT_THAT(shop.floors, ElementsAre(0));
    EXPECT_EQ(shop.area.to_string(), "1033.50");
    EXPECT_EQ(shop.owner, "欧阳娜·买买提");
    EXPECT_EQ(shop.phone, "13900139000");
}

TEST(Register, EachKindOfErrorIsNamedWithItsRowAndColumn) {
    EXPECT_EQ(wrong({"", "3", "80"}), "2 房号 没有填房号");
    EXPECT_EQ(wrong({"301", "3", ""}), "2 建筑面积(㎡) 没有填面积");
    EXPECT_THAT(wrong({"301", "3", "0"}), HasSubstr("面积应大于 0"));
    EXPECT_THAT(wrong({"301", "3", "-80"}), HasSubstr("面积应大于 0"));
    EXPECT_THAT(wrong({"301", "3", "8050"}), HasSubstr("面积太大"));
    EXPECT_THAT(wrong({"301", "3", "0.08"}), HasSubstr("面积太小"));
    EXPECT_THAT(wrong({"301", "3", "80.505"}), HasSubstr("最多两位"));
    EXPECT_THAT(wrong({"301", "3", "八十"}), HasSubstr("不是数字"));
    EXPECT_THAT(wrong({"301", "-1", "80"}), HasSubstr("地下的楼层"));
    EXPECT_THAT(wrong({"301", "顶", "80"}), HasSubstr("2 楼层 楼层“顶”看不懂"));
    EXPECT_THAT(wrong({"东户", "", "80"}), HasSubstr("看不出楼层"));
    EXPECT_THAT(wrong({"301", "3", "80", "三四"}), HasSubstr("2 人口 人口“三四”不是整数"));
    EXPECT_THAT(wrong({"301", "3", "80", "300"}), HasSubstr("人口太多"));
    EXPECT_THAT(wrong({"301", "3", "80", "3", "张三", "1380013800"}), HasSubstr("2 联系电话 电话"));
    EXPECT_THAT(wrong({"301", "3", "80", "3", "13800138000"}), HasSubstr("2 户主 这里应填姓名"));
    EXPECT_THAT(wrong({"301", "3", "80", "3", std::string(301, 'x')}), HasSubstr("内容太长"));
    EXPECT_EQ(read_row({"301", "", "80", "", "", ""}).good, 1);
}

TEST(Register, ADoorIsTakenOnceEvenByAWrongRow) {
    auto const found = read({{"房号", "面积"}, {"301", ""}, {"301室", "80"}, {"401", "80"}, {"401/501", "150"}});
    ASSERT_EQ(found.errors.size(), 3U);
    EXPECT_EQ(found.errors[1].row, 3);
    EXPECT_EQ(found.errors[1].reason, "房号“301”重复，第 2 行已经有了");
    EXPECT_EQ(found.errors[2].row, 5);
    EXPECT_EQ(found.rows, 4);
    EXPECT_THAT(ids(found), ElementsAre("401"));
    auto const remarks = remarks_of(found);
    ASSERT_EQ(remarks.size(), 1U);
    EXPECT_EQ(remarks.front().by_row.at(2), "面积：没有填面积");
}

TEST(Register, WhatTheSpreadsheetMadeOfATextIsRefused) {
    auto sheet = sheet_of({{"房号", "楼层", "面积"}, {"501", "2026-05-06", "120"}, {"301", "3", "#N/A"}});
    sheet.rows[1].cells[1].kind = SheetCell::Kind::date;
    sheet.rows[2].cells[2].kind = SheetCell::Kind::error;
    auto const found = read_register({sheet});
    ASSERT_EQ(found.errors.size(), 2U);
    EXPECT_THAT(found.errors[0].reason, HasSubstr("当成了日期"));
    EXPECT_THAT(found.errors[1].reason, HasSubstr("公式出错"));
}

TEST(Register, AHeaderMayStandInTwoRowsAndNotBeyondTheSixth) {
    auto const two = read({{"登记表"},
                           {"房号", "房屋情况", "", "联系方式"},
                           {"", "楼层", "建筑面积", "业主", "电话"},
                           {"301", "3", "80", "张三", "13800138000"}});
    EXPECT_EQ(two.good, 1);
    EXPECT_EQ(read({{"房号", "面积", "姓名"}, {"301", "80", "业主"}}).good, 1);
    EXPECT_FALSE(find_columns(sheet_of({{"x"}, {"x"}, {"x"}, {"x"}, {"x"}, {"x"}, {"房号", "面积"}})));
    EXPECT_FALSE(find_columns(sheet_of({{"房号", "姓名"}, {"301", "面积"}})));
    auto const legal =
        find_columns(sheet_of({{"房号", "套内面积", "面积", "产权面积", "业主电话", "业主身份证号", "业主"}}));
    ASSERT_TRUE(legal);
    EXPECT_EQ(legal->by_role.at(Role::area).number, 4);
    EXPECT_EQ(legal->by_role.at(Role::phone).number, 5);
    EXPECT_EQ(legal->by_role.at(Role::owner).number, 7);
}

TEST(Register, PlacesAreGivenOnceInALineOrInTheDoor) {
    EXPECT_THAT(ids(read({{"房号", "面积"}, {"1栋2单元"}, {"301", "80"}, {"2栋"}, {"301", "80"}, {"4-1-301", "80"}})),
                ElementsAre("1栋2单元301", "2栋301", "4栋1单元301"));
    EXPECT_THAT(
        ids(read({{"房屋坐落", "面积"}, {"幸福路12号幸福小区3号楼2单元301室", "80"}, {"洪都大道7号301", "80"}})),
        ElementsAre("3栋2单元301", "7号301"));
    EXPECT_THAT(ids(read({{"栋", "房号", "面积"}, {"3", "2-301", "80"}, {"", "3-301", "80"}})),
                ElementsAre("3栋2单元301", "3栋3单元301"));
    EXPECT_THAT(ids(read({{"门牌号", "室号", "面积"}, {"12号", "301", "80"}, {"13号", "301", "80"}})),
                ElementsAre("12号301", "13号301"));
    EXPECT_THAT(ids(read({{"房号", "房屋地址", "面积"}, {"301", "幸福路1号3栋2单元301室", "80"}})),
                ElementsAre("3栋2单元301"));
    auto const sheets = read_register(
        {sheet_of({{"房号", "面积"}, {"301", "80"}}, "1栋"), sheet_of({{"房号", "面积"}, {"301", "0"}}, "2栋")});
    EXPECT_THAT(ids(sheets), ElementsAre("1栋301"));
    EXPECT_EQ(sheets.errors.front().sheet, "2栋");
}

TEST(Register, FloorsAsPeopleWriteThem) {
    EXPECT_THAT(floors("三楼"), ElementsAre(3));
    EXPECT_THAT(floors("第十二层"), ElementsAre(12));
    EXPECT_THAT(floors("３Ｆ"), ElementsAre(3));
    EXPECT_THAT(floors("5、6层"), ElementsAre(5, 6));
    EXPECT_THAT(floors("5–6 层"), ElementsAre(5, 6));
    EXPECT_THAT(floors("5至6层"), ElementsAre(5, 6));
    EXPECT_THAT(floors("5-6跃层"), ElementsAre(5, 6));
    EXPECT_THAT(floors("底层"), ElementsAre(0));
    EXPECT_THAT(floors("6-5"), ElementsAre(-1));
    EXPECT_THAT(floors("1-60"), ElementsAre(-1));
    EXPECT_THAT(floors("99999999999999999999"), ElementsAre(-1));
    EXPECT_THAT(floors_of_room("1201"), ElementsAre(12));
    EXPECT_THAT(floors_of_room("10301"), ElementsAre(3));
    EXPECT_THAT(floors_of_room("301A"), ElementsAre(3));
    EXPECT_THAT(floors_of_room("储藏室5"), ElementsAre(0));
}

// Whatever stands in the cells: each row is right or has an error, and what is right is within bounds.
RC_GTEST_PROP(RegisterProperty, EachRowIsRightOrNamed, ()) {
    auto const piece =
        rc::gen::element<std::string>("", "3", "301", "栋", "单元", "号", "室", "-", "/", "、", "(", ")", "租", "合计",
                                      "十", "负", ".", "，", "东", "１", "m2", "+86", "\xE4", " ");
    std::vector<Line> lines = {{"楼栋", "单元", "房号", "楼层", "面积", "人口", "业主", "电话", "房屋坐落"}};
    for (auto const rows = *rc::gen::inRange(1, 12); std::ssize(lines) <= rows;) {
        Line line;
        for (int c = 0; c < 9; ++c) line.push_back(*piece + *piece + *piece + *piece);
        lines.push_back(std::move(line));
    }
    auto const found = read(lines);
    std::set<std::int64_t> wrong_rows;
    for (auto const& error : found.errors) wrong_rows.insert(error.row);
    RC_ASSERT(found.good + std::ssize(wrong_rows) == found.rows);
    RC_ASSERT(std::ssize(found.households) == found.good);
    for (auto const& household : found.households) {
        RC_ASSERT(!household.room.empty() && !household.floors.empty());
        RC_ASSERT(household.area >= area_min && household.area <= area_max);
        RC_ASSERT(household.floors.front() >= 0 && household.floors.back() <= floor_max);
    }
}

}  // namespace
}  // namespace jiati::app::imports
