// What the parts of an .xlsx file say of the whole: which sheets there are, which formats are dates, the shared texts.
#pragma once

#include "documents/xlsx_xml.h"

#include <string>
#include <vector>

namespace jiati::documents {

inline constexpr std::int64_t xlsx_sheets_max = 100;
inline constexpr std::int64_t xlsx_shared_texts_max = 200'000;
inline constexpr std::size_t xlsx_text_bytes_max = std::size_t{12} << 20U;  // shared texts; again for the cells
inline constexpr std::size_t xlsx_cell_bytes_max = 32'767 * 4;

struct XlsxSheetPart {
    std::string name;
    std::string part;  // "xl/worksheets/sheet1.xml"
};
struct XlsxWorkbook {
    std::vector<XlsxSheetPart> sheets;  // the visible ones
    bool dates_from_1904 = false;
    std::vector<bool> is_date_style;  // by a cell's style
    std::vector<std::string> shared_texts;
};
// Without the shared texts where they are not needed.
Result<XlsxWorkbook, Refusal> read_workbook(XlsxArchive& archive, bool with_texts = true);

// Collects the text of <t> elements, without phonetic runs; _x000D_ is what it stands for.
class TextRuns {
  public:
    void start(std::string_view name);
    // False: too long.
    [[nodiscard]] bool text(std::string_view words);
    void end(std::string_view name);
    [[nodiscard]] std::string take();

  private:
    std::string text_;
    bool inside_ = false;
    int phonetic_ = 0;
};

// 3 for "C7"; 0 when it is none.
[[nodiscard]] std::int64_t column_of(std::string_view reference);
[[nodiscard]] std::string column_name(std::int64_t column);

}  // namespace jiati::documents
