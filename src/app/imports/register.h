// A household register as a community worker keeps it: rows of cells to households, and for each wrong cell the row,
// the column and a reason in plain Chinese (docs/formats/register.md). Pure.
#pragma once

#include "app/ports/spreadsheets.h"
#include "base/square_metres.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jiati::app::imports {

struct RegisterHousehold {
    std::string id;  // building, unit and room in one, as far as the sheet names them: "3栋1单元301"
    std::string building, unit, room;
    std::vector<std::int64_t> floors;  // ascending; 0 is the ground row
    SquareMetres area;
    std::optional<std::int64_t> people;
    std::string owner;   // "张三、李四"; empty: not said
    std::string tenant;  // who lives there by lease
    std::string phone;   // "13800138000、079187654321"
    std::string note;
    std::int64_t row = 0;
};
struct RowError {
    std::string sheet;
    std::int64_t row = 0;  // as the sheet shows it
    std::string column;    // its title
    std::string reason;
};
struct Register {
    struct Source {
        std::string sheet;
        std::int64_t header_row = 0;
    };
    std::vector<Source> sheets;  // those that hold a register; empty: the file has none
    std::int64_t rows = 0;       // of households, right and wrong
    std::int64_t good = 0;
    std::vector<RowError> errors;               // in the sheets' order
    std::vector<RegisterHousehold> households;  // of the good rows
};
[[nodiscard]] Register read_register(std::vector<Sheet> const& sheets);

// What is written beside the wrong rows of each sheet, under 错误原因.
[[nodiscard]] std::vector<Remarks> remarks_of(Register const& found);

}  // namespace jiati::app::imports
