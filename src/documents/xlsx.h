// Spreadsheets in the format of Excel and WPS since 2007. Reading is sparse and within limits (xlsx_archive.h,
// xlsx_workbook.h and here); formulas count as the value they were last seen with, and none is ever written.
#pragma once

#include "app/ports/spreadsheets.h"

namespace jiati::documents {

inline constexpr std::int64_t xlsx_columns_max = 16'384;
inline constexpr std::int64_t xlsx_rows_max = 1'048'576;
inline constexpr std::int64_t xlsx_cells_max = 300'000;  // with something in them, of all sheets
inline constexpr std::int64_t xlsx_merges_max = 50'000;

class Xlsx final : public app::Spreadsheets {
  public:
    Result<std::vector<app::Sheet>, Refusal> read(std::string_view file) override;
    Result<std::string, Refusal> annotate(std::string_view file, std::vector<app::Remarks> const& remarks) override;
    std::string write(std::vector<app::Table> const& tables) override;
};

}  // namespace jiati::documents
