#include "app/imports/columns.h"

#include "app/imports/cell_text.h"
#include "base/text.h"

#include <algorithm>
#include <utility>

namespace jiati::app::imports {
namespace {

using Words = std::initializer_list<std::string_view>;

bool is_any(std::string_view text, Words words) { return std::ranges::find(words, text) != words.end(); }

// "建筑面积(㎡)" and "面积:平方米" without their units.
std::string without_unit(std::string_view title) {
    std::string words(title);
    for (auto open = words.find('('); open != std::string::npos; open = words.find('(')) {
        auto const close = words.find(')', open);
        words.erase(open, close == std::string::npos ? close : close + 1 - open);
    }
    for (std::string_view const mark : {":", "/", "*"})
        while (words.ends_with(mark) || words.starts_with(mark))
            words.erase(words.starts_with(mark) ? 0 : words.size() - mark.size(), mark.size());
    for (std::string_view const unit : {"m2", "平方米", "/人", "/㎡"})
        if (words.size() > unit.size() && words.ends_with(unit)) words.resize(words.size() - unit.size());
    return words;
}

// The legal area is wanted; a plain 面积 is taken where there is nothing better.
int rank_of_area(std::string_view title) {
    if (has_any(title, {"产权", "产证", "房产证", "不动产"})) return 3;
    if (has_any(title, {"建筑", "建面"})) return 2;
    return 1;
}

// 12号 may be the house and 301 the flat: what names the flat alone is the room.
int rank_of_room(std::string_view title) {
    if (has_any(title, {"坐落", "座落", "址"})) return 1;
    return has_any(title, {"门牌"}) ? 2 : 3;
}
int rank(Role role, std::string_view title) {
    return role == Role::area ? rank_of_area(title) : role == Role::room ? rank_of_room(title) : 0;
}

std::string in_one_line(std::string text) {
    std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    return std::string(trimmed(text));
}

void take_row(SheetRow const& row, Columns& columns) {
    for (auto const& cell : row.cells) {
        auto const title = plain(cell.text);
        if (cell.kind != SheetCell::Kind::text || title.size() > 60) continue;
        auto const role = role_of(title);
        if (!role) continue;
        Columns::Column const column{cell.column, in_one_line(cell.text)};
        auto const [known, is_new] = columns.by_role.emplace(*role, column);
        if (is_new) continue;
        auto other = column;
        if (rank(*role, title) > rank(*role, plain(known->second.title))) std::swap(known->second, other);
        if (*role == Role::room) columns.by_role.emplace(Role::address, other);
    }
}

bool is_enough(Columns const& columns) {
    return columns.by_role.contains(Role::room) && columns.by_role.contains(Role::area);
}

// Whether the row has something else than titles under a title: then it is no second row of the header.
bool has_data_under(Columns const& columns, SheetRow const& row) {
    return std::ranges::any_of(row.cells, [&](auto const& cell) {
        bool const is_under =
            std::ranges::any_of(columns.by_role, [&](auto const& known) { return known.second.number == cell.column; });
        return is_under && !role_of(plain(cell.text));
    });
}

}  // namespace

std::optional<Role> role_of(std::string_view full_title) {
    auto const title = without_unit(full_title);
    if (title.empty() || has_any(title, {"错误原因"})) return std::nullopt;
    if (has_any(title, {"电话", "手机", "联系方式"})) return Role::phone;
    if (has_any(title, {"身份证", "证件", "证号", "年龄", "性别", "签名", "签字", "意见", "关系", "出生", "日期"}))
        return std::nullopt;
    if (has_any(title, {"面积"})) {
        if (has_any(title, {"套内", "使用面积", "分摊", "公摊", "占地", "地下", "总面积"})) return std::nullopt;
        return Role::area;
    }
    if (is_any(title, {"建面", "平方数"})) return Role::area;
    if (has_any(title, {"租户", "租客", "承租"})) return Role::tenant;
    if (has_any(title, {"人口", "人数"})) return Role::people;
    if (is_any(title, {"房号",      "室号",     "门牌",     "门牌号",   "门牌号码", "房间号",   "房间",     "户号",
                       "房屋号",    "房屋编号", "房室号",   "室",       "房",       "房屋坐落", "房屋座落", "坐落",
                       "座落",      "坐落地址", "房屋地址", "地址",     "住址",     "家庭住址", "房产地址", "详细地址",
                       "房号/门牌", "门号",     "单元房号", "单元室号", "楼栋房号"}))
        return Role::room;
    if (is_any(title, {"楼栋", "栋", "幢", "号楼", "楼栋号", "栋号", "幢号", "楼号", "楼幢", "楼幢号", "座", "座号",
                       "栋数", "楼栋名称", "栋/幢", "楼"}))
        return Role::building;
    if (is_any(title, {"单元", "单元号", "梯号", "单元名称"})) return Role::unit;
    if (is_any(title, {"楼层", "层", "所在楼层", "所在层", "楼层号", "层次", "层号", "几楼"})) return Role::floor;
    if (has_any(title, {"户主", "业主", "产权人", "所有权人", "权利人", "房主"}) ||
        is_any(title, {"姓名", "住户", "住户姓名", "名字"}))
        return Role::owner;
    if (has_any(title, {"备注", "说明"})) return Role::note;
    return std::nullopt;
}

std::optional<Columns> find_columns(Sheet const& sheet) {
    for (std::size_t i = 0; i < sheet.rows.size() && sheet.rows[i].number <= header_row_last; ++i) {
        Columns columns{sheet.rows[i].number, sheet.rows[i].number + 1, {}};
        take_row(sheet.rows[i], columns);
        if (columns.by_role.empty()) continue;
        bool const next_is_close = i + 1 < sheet.rows.size() && sheet.rows[i + 1].number == columns.header_row + 1;
        // 房屋情况 over 房号 and 面积: the second row of a header has words only, none of them data.
        if (next_is_close) {
            Columns below{columns.header_row, columns.first_data_row + 1, {}};
            take_row(sheet.rows[i + 1], below);
            bool const is_data = has_data_under(columns, sheet.rows[i + 1]);
            if (!below.by_role.empty() && !is_enough(below) && !is_data) {
                below.by_role.merge(Columns(columns).by_role);
                if (is_enough(below)) return below;
            }
        }
        if (is_enough(columns)) return columns;
    }
    return std::nullopt;
}

}  // namespace jiati::app::imports
