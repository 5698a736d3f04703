#include "documents/workbook.h"

#include "base/text.h"
#include "documents/memory_file.h"
#include "documents/printable.h"

#include <xlsxwriter.h>
#include <algorithm>

namespace jiati::documents {
namespace {

namespace paper = app::paper;
using paper::CellKind;

constexpr std::size_t cell_bytes_max = 30'000;  // Excel's own limit is 32,767 characters
constexpr std::size_t sheet_name_characters_max = 31;

struct Formats {
    lxw_format* title;
    lxw_format* header;
    lxw_format* text;
    lxw_format* number;
    lxw_format* money;
    lxw_format* text_total;
    lxw_format* money_total;
};

lxw_format* bordered(lxw_workbook* book, char const* pattern, bool strong) {
    auto* const format = workbook_add_format(book);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (pattern != nullptr)
        format_set_num_format(format, pattern);
    else
        format_set_text_wrap(format);
    if (strong) format_set_bold(format);
    return format;
}

Formats formats_of(lxw_workbook* book) {
    Formats formats{};
    formats.title = workbook_add_format(book);
    format_set_bold(formats.title);
    format_set_font_size(formats.title, 14);
    formats.header = bordered(book, nullptr, true);
    format_set_bg_color(formats.header, 0xEDEDED);
    formats.text = bordered(book, nullptr, false);
    formats.number = bordered(book, "0", false);
    formats.money = bordered(book, "#,##0.00", false);
    formats.text_total = bordered(book, nullptr, true);
    formats.money_total = bordered(book, "#,##0.00", true);
    return formats;
}

// A sheet's name takes 31 characters and none of []:*?/\ .
std::string sheet_name(std::string const& wanted) {
    std::string name;
    std::size_t characters = 0;
    for (char const c : printable_line(wanted)) {
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U && ++characters > sheet_name_characters_max) break;
        name += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : '-';
    }
    return name.empty() ? "1" : name;
}

void write_cell(lxw_worksheet* sheet, Formats const& formats, lxw_row_t row, lxw_col_t column, std::string const& words,
                CellKind kind, bool total) {
    auto const hundredths = kind == CellKind::text ? std::nullopt : parse_hundredths(words);
    if (hundredths) {
        auto* const format = kind == CellKind::number ? formats.number : total ? formats.money_total : formats.money;
        worksheet_write_number(sheet, row, column, static_cast<double>(*hundredths) / 100, format);
        return;
    }
    auto const clean = printable(std::string_view(words).substr(0, cell_bytes_max));
    worksheet_write_string(sheet, row, column, clean.c_str(), total ? formats.text_total : formats.text);
}

void write_sheet(lxw_workbook* book, Formats const& formats, paper::Sheet const& given) {
    auto* const sheet = workbook_add_worksheet(book, sheet_name(given.name).c_str());
    if (sheet == nullptr) return;
    lxw_row_t row = 0;
    for (auto const& line : given.above) {
        worksheet_write_string(sheet, row, 0, printable_line(line).c_str(), row == 0 ? formats.title : nullptr);
        ++row;
    }
    auto const header = row++;
    for (std::size_t i = 0; i < given.columns.size(); ++i) {
        auto const column = static_cast<lxw_col_t>(i);
        worksheet_set_column(sheet, column, column, given.columns[i].width_chars, nullptr);
        worksheet_write_string(sheet, header, column, printable_line(given.columns[i].title).c_str(), formats.header);
    }
    auto const write_row = [&](std::vector<std::string> const& cells, bool total) {
        for (std::size_t i = 0; i < std::min(cells.size(), given.columns.size()); ++i)
            write_cell(sheet, formats, row, static_cast<lxw_col_t>(i), cells[i], given.columns[i].kind, total);
        ++row;
    };
    for (auto const& cells : given.rows) write_row(cells, false);
    if (!given.total.empty()) write_row(given.total, true);
    worksheet_freeze_panes(sheet, header + 1, 0);
    worksheet_repeat_rows(sheet, header, header);
    worksheet_set_paper(sheet, 9);  // A4
    worksheet_fit_to_pages(sheet, 1, 0);
    if (!given.columns.empty())
        worksheet_print_area(sheet, 0, 0, row - 1, static_cast<lxw_col_t>(given.columns.size() - 1));
    worksheet_set_footer(sheet, "&C&P / &N");
}

}  // namespace

Result<std::string, std::string> write_workbook(paper::Workbook const& workbook) {
    MemoryFile const file;
    if (!file.is_open()) return Failure{std::string("no temporary file can be made")};
    auto* const book = workbook_new(file.name().c_str());
    if (book == nullptr) return Failure{std::string("no workbook can be made")};
    auto title = printable_line(workbook.title);
    std::string author = "Jiati";
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.author = author.data();
    properties.created = static_cast<time_t>(workbook.date.days_since_epoch()) * 86400;
    workbook_set_properties(book, &properties);
    auto const formats = formats_of(book);
    for (auto const& sheet : workbook.sheets) write_sheet(book, formats, sheet);
    if (auto const failed = workbook_close(book); failed != LXW_NO_ERROR)
        return Failure{std::string(lxw_strerror(failed))};
    return file.bytes();
}

}  // namespace jiati::documents
