#include "documents/memory_file.h"
#include "documents/xlsx.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <charconv>

namespace jiati::documents {
namespace {

constexpr std::size_t cell_code_points_max = 32'767;

// A name Excel takes: no more than 31 characters, none of []:*?/\.
std::string sheet_name(std::string const& wished, std::size_t number) {
    std::string name;
    std::size_t characters = 0;
    for (char const c : wished) {
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U && ++characters > 31) break;
        bool const refused = std::string_view("[]:*?/\\'").find(c) != std::string_view::npos;
        name += refused || static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return name.empty() ? "Sheet" + std::to_string(number) : name;
}

std::string clipped(std::string const& text) {
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U && ++characters > cell_code_points_max)
            return text.substr(0, i);
    return text;
}

struct Formats {
    lxw_format* title;
    lxw_format* header;
    lxw_format* text;
    lxw_format* number[3];
};

Formats formats_of(lxw_workbook* book) {
    auto const bordered = [&] {
        auto* const format = workbook_add_format(book);
        format_set_border(format, LXW_BORDER_THIN);
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
        return format;
    };
    Formats formats{workbook_add_format(book), bordered(), bordered(), {bordered(), bordered(), bordered()}};
    format_set_bold(formats.title);
    format_set_font_size(formats.title, 16);
    format_set_align(formats.title, LXW_ALIGN_CENTER);
    format_set_bold(formats.header);
    format_set_text_wrap(formats.header);
    format_set_align(formats.header, LXW_ALIGN_CENTER);
    format_set_bg_color(formats.header, 0xE8EEF2);
    format_set_num_format(formats.text, "@");
    format_set_num_format(formats.number[0], "0");
    format_set_num_format(formats.number[1], "0.0");
    format_set_num_format(formats.number[2], "0.00");
    return formats;
}

void write_sheet(lxw_worksheet* sheet, app::Table const& table, Formats const& formats) {
    lxw_row_t row = 0;
    auto const columns = static_cast<lxw_col_t>(table.columns.size());
    if (!table.title.empty()) {
        auto const last = static_cast<lxw_col_t>(columns > 0 ? columns - 1 : 0);
        if (last > 0)
            worksheet_merge_range(sheet, 0, 0, 0, last, clipped(table.title).c_str(), formats.title);
        else
            worksheet_write_string(sheet, 0, 0, clipped(table.title).c_str(), formats.title);
        worksheet_set_row(sheet, 0, 30, nullptr);
        ++row;
    }
    for (lxw_col_t column = 0; column < columns; ++column) {
        auto const& about = table.columns[column];
        worksheet_set_column(sheet, column, column, about.width, nullptr);
        worksheet_write_string(sheet, row, column, clipped(about.title).c_str(), formats.header);
    }
    worksheet_freeze_panes(sheet, row + 1, 0);
    worksheet_repeat_rows(sheet, row, row);
    for (auto const& line : table.rows) {
        ++row;
        for (std::size_t i = 0; i < line.size() && i < table.columns.size(); ++i) {
            auto const column = static_cast<lxw_col_t>(i);
            auto const& text = line[i];
            double number = 0;
            auto const read = std::from_chars(text.data(), text.data() + text.size(), number);
            bool const is_number = table.columns[i].is_number && !text.empty() && read.ec == std::errc{} &&
                                   read.ptr == text.data() + text.size();
            if (is_number)
                worksheet_write_number(sheet, row, column, number,
                                       formats.number[std::clamp(table.columns[i].decimals, 0, 2)]);
            else if (text.empty())
                worksheet_write_blank(sheet, row, column, formats.text);
            else
                worksheet_write_string(sheet, row, column, clipped(text).c_str(), formats.text);
        }
    }
    worksheet_set_paper(sheet, 9);  // A4
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    if (columns > 0) worksheet_print_area(sheet, 0, 0, row, static_cast<lxw_col_t>(columns - 1));
}

}  // namespace

std::string Xlsx::write(std::vector<app::Table> const& tables) {
    MemoryFile const file;
    if (!file.is_open()) return {};
    lxw_workbook_options options{};
    auto* const book = workbook_new_opt(file.name().c_str(), &options);
    if (book == nullptr) return {};
    auto const formats = formats_of(book);
    for (std::size_t i = 0; i < tables.size(); ++i)
        write_sheet(workbook_add_worksheet(book, sheet_name(tables[i].sheet, i + 1).c_str()), tables[i], formats);
    return workbook_close(book) == LXW_NO_ERROR ? file.bytes() : std::string();
}

}  // namespace jiati::documents
