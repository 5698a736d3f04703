#include "app/imports/register.h"

#include "app/imports/cell_text.h"
#include "app/imports/columns.h"

#include <algorithm>
#include <map>
#include <utility>

namespace jiati::app::imports {
namespace {

constexpr std::size_t text_bytes_max = 300;

// One row, its cells by role.
class Row {
  public:
    Row(SheetRow const& row, Columns const& columns) : number_(row.number) {
        for (auto const& [role, column] : columns.by_role) {
            auto const cell = std::ranges::lower_bound(row.cells, column.number, {}, &SheetCell::column);
            if (cell != row.cells.end() && cell->column == column.number) cells_[role] = *cell;
        }
    }
    [[nodiscard]] std::int64_t number() const { return number_; }
    [[nodiscard]] SheetCell const* find(Role role) const {
        auto const found = cells_.find(role);
        return found == cells_.end() ? nullptr : &found->second;
    }
    [[nodiscard]] std::string text(Role role) const {
        auto const* const cell = find(role);
        return cell == nullptr ? "" : plain(cell->text);
    }
    void put(Role role, SheetCell cell) { cells_[role] = std::move(cell); }

  private:
    std::int64_t number_ = 0;
    std::map<Role, SheetCell> cells_;
};

// Merged down a column, a cell holds for all its rows. A floor, an owner and a telephone may be shared; an area or a
// count of people over several flats would be counted twice.
class MergedCells {
  public:
    MergedCells(Sheet const& sheet, Columns const& columns) {
        for (auto const role : {Role::building, Role::unit, Role::floor, Role::owner, Role::phone}) {
            auto const column = columns.by_role.find(role);
            if (column == columns.by_role.end()) continue;
            for (auto const& merge : sheet.merges) {
                auto const number = column->second.number;
                if (merge.last_row == merge.first_row || merge.first_row < columns.first_data_row) continue;
                if (merge.first_column == number && merge.last_column == number) by_role_[role].push_back(merge);
            }
            std::ranges::sort(by_role_[role], {}, &SheetMerge::first_row);
        }
    }
    // Fills the row's empty cells from the first row of their merge. Rows come in ascending order.
    void fill(Row& row) {
        for (auto const& [role, merges] : by_role_) {
            auto const after = std::ranges::upper_bound(merges, row.number(), {}, &SheetMerge::first_row);
            if (after == merges.begin() || (after - 1)->last_row < row.number()) continue;
            auto const& merge = *(after - 1);
            auto& [of_row, cell] = held_[role];
            if (auto const* own = row.find(role); own != nullptr && row.number() == merge.first_row) {
                of_row = merge.first_row;
                cell = *own;
            } else if (own == nullptr && of_row == merge.first_row) {
                row.put(role, cell);
            }
        }
    }

  private:
    std::map<Role, std::vector<SheetMerge>> by_role_;
    std::map<Role, std::pair<std::int64_t, SheetCell>> held_;
};

class SheetReader {
  public:
    SheetReader(Sheet const& sheet, Columns const& columns, std::map<std::string, std::string>& seen, bool is_only,
                Register& out)
        : sheet_(sheet), columns_(columns), seen_(seen), is_only_(is_only), out_(out) {
        if (!is_only && has_any(sheet.name, {"栋", "幢", "号楼"})) {
            auto const door = read_door(plain(sheet.name));
            building_ = door.building;
            unit_ = door.unit;
        }
    }
    void read() {
        MergedCells merged(sheet_, columns_);
        for (auto const& cells : sheet_.rows) {
            if (cells.number < columns_.first_data_row) continue;
            Row row(cells, columns_);
            bool const has_data =
                std::ranges::any_of(std::initializer_list<Role>{Role::room, Role::area, Role::floor, Role::owner,
                                                                Role::phone, Role::people},
                                    [&](Role role) { return row.find(role) != nullptr; });
            merged.fill(row);
            if (is_heading(cells) || is_sum_or_footer(cells, row) || !has_data) {
                note_place(row);
                continue;
            }
            read_row(row);
        }
    }

  private:
    // "3栋1单元" alone over the rows it is true of; the header once more on a new page.
    bool is_heading(SheetRow const& cells) {
        if (cells.cells.size() == 1) {
            auto const door = read_door(plain(cells.cells.front().text));
            if (door.room.empty() && !(door.building.empty() && door.unit.empty())) {
                set_place(door.building, door.unit);
                return true;
            }
        }
        auto const& room = columns_.by_role.at(Role::room);
        return std::ranges::any_of(cells.cells, [&](auto const& cell) {
            return cell.column == room.number && plain(cell.text) == plain(room.title);
        });
    }
    bool is_sum_or_footer(SheetRow const& cells, Row const& row) {
        bool const is_complete = row.find(Role::room) != nullptr && row.find(Role::area) != nullptr;
        for (auto const& cell : cells.cells) {
            if (cell.kind != SheetCell::Kind::text) continue;
            auto const words = plain(cell.text);
            for (std::string_view const sum : {"合计", "总计", "共计", "小计", "总合计"})
                if (words.starts_with(sum)) {
                    has_ended_ = has_ended_ || sum != "小计";
                    return true;
                }
            bool const is_footer =
                has_any(words, {"填表人", "填报人", "制表人", "审核人", "经办人", "负责人:", "盖章"}) ||
                words.starts_with("注:") || words.starts_with("说明:");
            if (is_footer && !is_complete) return true;
        }
        return has_ended_ && !is_complete;
    }

    void set_place(std::string const& building, std::string const& unit) {
        if (!building.empty() && building != building_) {
            building_ = building;
            unit_.clear();
        }
        if (!unit.empty()) unit_ = unit;
    }
    // Given once, a building and a unit hold for the rows below.
    void note_place(Row const& row) {
        set_place(building_name(row.text(Role::building)), unit_name(row.text(Role::unit)));
    }

    void wrong(Row const& row, Role role, std::string reason) {
        auto const column = columns_.by_role.find(role);
        auto const& named = column == columns_.by_role.end() ? columns_.by_role.at(Role::room) : column->second;
        out_.errors.push_back({sheet_.name, row.number(), named.title, std::move(reason)});
    }
    // The text of a cell, empty where there is none or where it was found wrong.
    std::string take(Row const& row, Role role) {
        auto const* const cell = row.find(role);
        if (cell == nullptr) return {};
        if (cell->text.size() > text_bytes_max) return wrong(row, role, "内容太长，请核对"), std::string();
        if (cell->kind == SheetCell::Kind::error)
            return wrong(row, role, "单元格的公式出错了（" + cell->text + "），请直接填写"), std::string();
        if (cell->kind == SheetCell::Kind::date && role != Role::note)
            return wrong(row, role, "被表格软件当成了日期（" + cell->text + "），请把单元格设成文本再填"),
                   std::string();
        if (cell->kind == SheetCell::Kind::boolean && role != Role::note)
            return wrong(row, role, "不应是“真/假”，请填写内容"), std::string();
        return role == Role::owner || role == Role::tenant || role == Role::note ? plain_name(cell->text)
                                                                                 : plain(cell->text);
    }
    // Text after a missing mark: offices write 无, / or - where there is nothing.
    static std::string something(std::string text) {
        return text == "无" || text == "/" || text == "-" || text == "空" || text == "暂无" ? std::string() : text;
    }

    void read_row(Row const& row) {
        ++out_.rows;
        auto const errors_before = out_.errors.size();
        RegisterHousehold household;
        household.row = row.number();
        read_place(row, household);
        read_size(row, household);
        read_people_of(row, household);
        if (out_.errors.size() != errors_before) return;
        ++out_.good;
        out_.households.push_back(std::move(household));
    }
    void read_place(Row const& row, RegisterHousehold& household) {
        set_place(building_name(take(row, Role::building)), unit_name(take(row, Role::unit)));
        read_address(something(take(row, Role::address)), row);
        auto const errors_before = out_.errors.size();
        auto const text = something(take(row, Role::room));
        if (text.empty()) {
            if (out_.errors.size() == errors_before) wrong(row, Role::room, "没有填房号");
            return;
        }
        auto door = read_door(text);
        auto const own_building = building_name(row.text(Role::building)), own_unit = unit_name(row.text(Role::unit));
        if (!door.building.empty() && !own_building.empty() && door.building != own_building)
            return wrong(row, Role::room, "房号里的楼栋和楼栋一列不一样");
        if (!door.unit.empty() && !own_unit.empty() && door.unit != own_unit)
            return wrong(row, Role::room, "房号里的单元和单元一列不一样");
        // A building that the door names is not that of the rows below.
        household.building = door.building.empty() ? building_ : door.building;
        household.unit = door.unit.empty() && (door.building.empty() || door.building == building_) ? unit_ : door.unit;
        split_prefix(door.room, household);
        auto const doors = doors_of_room(door.room);
        for (auto const& one : doors) household.room += (household.room.empty() ? "" : "/") + one;
        if (household.room.empty()) return wrong(row, Role::room, "看不出房号，应写成 301 这样");
        household.id = household.building + household.unit + household.room;
        note_doors(row, household, doors);
    }
    // Where a column of buildings says it, an address need not.
    void read_address(std::string const& address, Row const& row) {
        if (address.empty() || !row.text(Role::building).empty()) return;
        auto const door = read_door(address);
        bool const is_house = door.building.empty() && address.ends_with("号");
        set_place(is_house ? address : door.building, door.unit);
    }
    // "2-301" beside a column of buildings is unit 2, beside one of units building 2; alone it may be either.
    void split_prefix(std::string& room, RegisterHousehold& household) const {
        auto const dash = room.find('-');
        if (dash == std::string::npos || dash > 3 || room.size() - dash - 1 < 3) return;
        auto const prefix = room.substr(0, dash), rest = room.substr(dash + 1);
        if (!whole_number(prefix) || !whole_number(rest) || prefix.size() > 2) return;
        if (!household.building.empty() && (household.unit.empty() || household.unit == unit_name(prefix)))
            household.unit = unit_name(prefix);
        else if (household.building.empty() && !household.unit.empty())
            household.building = building_name(prefix);
        else
            return;
        room = rest;
    }
    // Also the doors of wrong rows count: the second of them is a repetition all the same.
    void note_doors(Row const& row, RegisterHousehold const& household, std::vector<std::string> const& doors) {
        auto const at =
            (is_only_ ? "" : "表" + quoted(sheet_.name)) + std::string("第 ") + std::to_string(row.number()) + " 行";
        auto const scope = household.building.empty() && !is_only_ ? sheet_.name + "/" : std::string();
        for (auto const& door : doors) {
            auto const name = household.building + household.unit + door;
            auto const [first, is_new] = seen_.emplace(scope + name, at);
            if (!is_new) return wrong(row, Role::room, "房号" + quoted(name) + "重复，" + first->second + "已经有了");
        }
    }
    void read_size(Row const& row, RegisterHousehold& household) {
        auto const errors_before = out_.errors.size();
        auto const floor = something(take(row, Role::floor));
        if (!floor.empty()) {
            if (auto floors = read_floors(floor))
                household.floors = *floors;
            else
                wrong(row, Role::floor, floors.error());
        } else if (errors_before == out_.errors.size() && !household.room.empty()) {
            household.floors = floors_of_room(household.room);
            if (household.floors.empty())
                wrong(row, columns_.by_role.contains(Role::floor) ? Role::floor : Role::room,
                      "从房号" + quoted(household.room) + "看不出楼层，请在“楼层”一列填写");
        }
        auto const before_area = out_.errors.size();
        auto const area = something(take(row, Role::area));
        if (out_.errors.size() != before_area) return;
        if (area.empty()) return wrong(row, Role::area, "没有填面积");
        if (auto read = read_area(area))
            household.area = *read;
        else
            wrong(row, Role::area, read.error());
    }
    void read_people_of(Row const& row, RegisterHousehold& household) {
        auto const people = something(take(row, Role::people));
        if (auto read = people.empty() ? Result<std::int64_t, Reason>(0) : read_people(people); !read)
            wrong(row, Role::people, read.error());
        else if (!people.empty())
            household.people = *read;
        auto const phone = something(take(row, Role::phone));
        if (auto read = phone.empty() ? Result<std::string, Reason>("") : read_phone(phone); !read)
            wrong(row, Role::phone, read.error());
        else
            household.phone = *read;
        auto const owner = read_owner(something(take(row, Role::owner)));
        if (std::ranges::count_if(owner.names, [](char c) { return c >= '0' && c <= '9'; }) >= 6)
            wrong(row, Role::owner, "这里应填姓名，现在像是一个号码");
        household.owner = owner.names;
        household.tenant = owner.tenant;
        if (auto tenant = something(take(row, Role::tenant)); !tenant.empty()) household.tenant = std::move(tenant);
        household.note = something(take(row, Role::note));
        if (!owner.note.empty()) household.note = owner.note + (household.note.empty() ? "" : "；") + household.note;
    }

    Sheet const& sheet_;
    Columns const& columns_;
    std::map<std::string, std::string>& seen_;  // door → where it stood first
    bool is_only_ = true;
    bool has_ended_ = false;
    std::string building_, unit_;
    Register& out_;
};

}  // namespace

Register read_register(std::vector<Sheet> const& sheets) {
    std::vector<std::pair<Sheet const*, Columns>> found;
    for (auto const& sheet : sheets)
        if (auto columns = find_columns(sheet)) found.emplace_back(&sheet, *std::move(columns));
    Register out;
    std::map<std::string, std::string> seen;
    for (auto const& [sheet, columns] : found) {
        out.sheets.push_back({sheet->name, columns.header_row});
        SheetReader(*sheet, columns, seen, found.size() == 1, out).read();
    }
    return out;
}

std::vector<Remarks> remarks_of(Register const& found) {
    std::vector<Remarks> remarks;
    for (auto const& source : found.sheets) remarks.push_back({source.sheet, source.header_row, "错误原因", {}});
    for (auto const& error : found.errors) {
        auto const of_sheet = std::ranges::find(remarks, error.sheet, &Remarks::sheet);
        if (of_sheet == remarks.end()) continue;
        auto& words = of_sheet->by_row[error.row];
        words += (words.empty() ? "" : "；") + error.column + "：" + error.reason;
    }
    return remarks;
}

}  // namespace jiati::app::imports
