// Which column of an office's sheet holds what: the header is found in the first rows, under merged titles, by the
// words people use. Pure.
#pragma once

#include "app/ports/spreadsheets.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace jiati::app::imports {

// `address`: a column that says where the room is, beside a better one for the room itself.
enum class Role : std::uint8_t { building, unit, address, room, floor, area, owner, tenant, phone, people, note };

inline constexpr std::int64_t header_row_last = 6;

struct Columns {
    struct Column {
        std::int64_t number = 0;  // 1 is A
        std::string title;        // as the sheet has it, in one line
    };
    std::int64_t header_row = 0;
    std::int64_t first_data_row = 0;  // a header may stand in two rows
    std::map<Role, Column> by_role;
};
// Nothing where no row names both the room and the area.
[[nodiscard]] std::optional<Columns> find_columns(Sheet const& sheet);

// By a title that is plain already (cell_text.h).
[[nodiscard]] std::optional<Role> role_of(std::string_view title);

}  // namespace jiati::app::imports
