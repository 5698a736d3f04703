#include "cli/table.h"

#include "base/check.h"

#include <utf8proc.h>
#include <algorithm>

namespace jiati::cli {

std::size_t width_of(std::string_view utf8) {
    std::size_t width = 0;
    for (auto const* at = reinterpret_cast<utf8proc_uint8_t const*>(utf8.data()); !utf8.empty();) {
        utf8proc_int32_t point = 0;
        auto const bytes = utf8proc_iterate(at, static_cast<utf8proc_ssize_t>(utf8.size()), &point);
        auto const step = bytes > 0 ? static_cast<std::size_t>(bytes) : 1;
        width += bytes > 0 ? static_cast<std::size_t>(std::max(utf8proc_charwidth(point), 0)) : 1;
        utf8.remove_prefix(step);
        at += step;
    }
    return width;
}

void Table::add(std::vector<std::string> cells) {
    CHECK(cells.size() == columns_.size());
    rows_.push_back(std::move(cells));
}

std::string Table::to_string() const {
    std::vector<std::size_t> widths;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        widths.push_back(width_of(columns_[c].title));
        for (auto const& row : rows_) widths[c] = std::max(widths[c], width_of(row[c]));
    }
    std::string text;
    auto const line = [&](auto const& cell_of) {
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            std::string const& cell = cell_of(c);
            std::string const blanks(widths[c] - width_of(cell), ' ');
            text += "  ";
            text += columns_[c].align == Align::right ? blanks + cell : cell + blanks;
        }
        text.erase(text.find_last_not_of(' ') + 1);
        text += '\n';
    };
    line([&](std::size_t c) -> std::string const& { return columns_[c].title; });
    for (auto const& row : rows_) line([&](std::size_t c) -> std::string const& { return row[c]; });
    return text;
}

}  // namespace jiati::cli
