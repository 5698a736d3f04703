// What people type into the cells of a register, made plain: full-width forms, units, Chinese numerals, doors, floors,
// telephones. Each reader answers the value or a reason in plain Chinese. Pure.
#pragma once

#include "base/result.h"
#include "base/square_metres.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::app::imports {

using Reason = std::string;

inline constexpr std::int64_t floor_max = 60;
inline constexpr std::int64_t people_max = 30;
// Of one flat, shop or storeroom. A flat of 8,050 m² lost its decimal point.
inline constexpr SquareMetres area_min{1'00};
inline constexpr SquareMetres area_max{2'000'00};

// NFKC, every dash as "-", no blanks at all.
[[nodiscard]] std::string plain(std::string_view text);
// The same for names: a blank between Latin words stays.
[[nodiscard]] std::string plain_name(std::string_view text);
[[nodiscard]] bool has_any(std::string_view text, std::initializer_list<std::string_view> words);
// For reasons: in quotes, cut to what a person takes in.
[[nodiscard]] std::string quoted(std::string_view text);

// "12", "三", "十二", "二十一"; nothing on anything else.
[[nodiscard]] std::optional<std::int64_t> whole_number(std::string_view text);

// All take text that is plain already.
[[nodiscard]] Result<SquareMetres, Reason> read_area(std::string_view text);
[[nodiscard]] Result<std::vector<std::int64_t>, Reason> read_floors(std::string_view text);
[[nodiscard]] Result<std::int64_t, Reason> read_people(std::string_view text);
// Several are joined by "、".
[[nodiscard]] Result<std::string, Reason> read_phone(std::string_view text);

// "3栋1单元301室" → 3栋, 1单元, 301. What is not said is empty.
struct Door {
    std::string building, unit, room;
};
[[nodiscard]] Door read_door(std::string_view text);
[[nodiscard]] std::string building_name(std::string_view text);  // "3", "三幢", "3号楼" → "3栋"
[[nodiscard]] std::string unit_name(std::string_view text);      // "1", "一单元" → "1单元"
// 301/401, "301、401" and 301-401 are one flat of two doors.
[[nodiscard]] std::vector<std::string> doors_of_room(std::string_view room);
// From the room's number, of a joined flat's both: 301/401 → 3, 4; a shop or storeroom without one is on the ground
// row, 0. None where the number does not say.
[[nodiscard]] std::vector<std::int64_t> floors_of_room(std::string_view room);

// One name or several, with what stands in brackets.
struct Owner {
    std::string names;   // "张三、李四"
    std::string tenant;  // "王五" of "张三（租户：王五）"
    std::string note;    // anything else in brackets
};
[[nodiscard]] Owner read_owner(std::string_view text);

}  // namespace jiati::app::imports
