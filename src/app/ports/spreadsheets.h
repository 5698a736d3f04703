// Spreadsheets as the office keeps them: read into plain cells, written as tables, handed back with remarks. What a
// hostile file may cost is bounded by whoever implements this.
#pragma once

#include "base/refusal.h"
#include "base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::app {

struct SheetCell {
    enum class Kind : std::uint8_t { text, number, date, boolean, error };
    std::int64_t column = 0;  // 1 is A
    Kind kind{};
    std::string text;  // number: shortest decimal; date: 2023-06-01; boolean: 1 or 0; error: "#N/A"
};
struct SheetRow {
    std::int64_t number = 0;       // as the sheet shows it; 1 is the first
    std::vector<SheetCell> cells;  // ascending columns; empty cells are left out
};
struct SheetMerge {
    std::int64_t first_row = 0, first_column = 0, last_row = 0, last_column = 0;
};
struct Sheet {
    std::string name;
    std::vector<SheetRow> rows;  // ascending; rows without cells are left out
    std::vector<SheetMerge> merges;
};

// A table to be written. Text is always text, whatever it begins with; a number stands as a number.
struct TableColumn {
    std::string title;
    double width = 10;  // characters
    bool is_number = false;
    int decimals = 0;
};
struct Table {
    std::string sheet;
    std::string title;  // a line over the header; empty: none
    std::vector<TableColumn> columns;
    std::vector<std::vector<std::string>> rows;  // a cell of a number column that is no number stands as text
};

// What is written beside the rows of one sheet.
struct Remarks {
    std::string sheet;
    std::int64_t header_row = 0;
    std::string title;  // of the column
    std::map<std::int64_t, std::string> by_row;
};

class Spreadsheets {
  public:
    virtual ~Spreadsheets() = default;
    // Every visible sheet, in the file's order.
    virtual Result<std::vector<Sheet>, Refusal> read(std::string_view file) = 0;
    // The same file with one more column on each of these sheets; one of that title at the end is replaced.
    virtual Result<std::string, Refusal> annotate(std::string_view file, std::vector<Remarks> const& remarks) = 0;
    virtual std::string write(std::vector<Table> const& tables) = 0;
};

inline constexpr RefusalCode sheet_not_xlsx{"sheet.not_xlsx"};
inline constexpr RefusalCode sheet_old_format{"sheet.old_format"};  // .xls, .et, or one with a password
inline constexpr RefusalCode sheet_locked{"sheet.locked"};
inline constexpr RefusalCode sheet_with_macros{"sheet.with_macros"};
inline constexpr RefusalCode sheet_damaged{"sheet.damaged"};
inline constexpr RefusalCode sheet_doctype{"sheet.doctype"};
inline constexpr RefusalCode sheet_too_large{"sheet.too_large"};  // {what}: bytes, rows, columns, cells, texts, parts

}  // namespace jiati::app
