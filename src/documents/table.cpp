// Tables: rows that stay whole unless they are very high, and a header that comes again on each page.
#include "documents/pieces.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace jiati::documents {
namespace {

using app::paper::Align;

constexpr double padding_x = 4.5;
constexpr double hairline = 0.5;
constexpr double heavy = 1.1;
// A row that is higher than this part of a page is cut between lines.
constexpr double row_height_max = body_height * 0.3;

struct Cell {
    Text text;
    double x, width;
};

struct Look {
    double padding_y = 2.6;
    bool boxed = true;  // else only a hairline below
    bool shaded = false;
    bool heavy_top = false;
    double least = 0;
};

// The pieces of one row: one, unless it is cut.
void add_row(Pieces& pieces, std::shared_ptr<std::vector<Cell> const> const& cells, double width, Look const& look) {
    double height = 0;
    std::size_t lines = 0;
    double line_height = 1;
    for (auto const& cell : *cells) {
        height = std::max(height, cell.text.height());
        lines = std::max(lines, cell.text.lines());
        line_height = std::max(line_height, cell.text.line_height());
    }
    auto const at_once = height > row_height_max ? static_cast<std::size_t>(row_height_max / line_height) : lines;
    for (std::size_t from = 0; from < std::max<std::size_t>(lines, 1); from += std::max<std::size_t>(at_once, 1)) {
        bool const first = from == 0;
        auto const to = from + at_once;
        bool const last = to >= lines;
        double const here =
            std::max(look.least, line_height * static_cast<double>(std::min(to, lines) - from) + 2 * look.padding_y);
        Piece piece;
        piece.height = here;
        piece.draw = [=](cairo_t* page, double x, double y) {
            if (look.shaded) {
                cairo_save(page);
                cairo_set_source_rgb(page, 0.93, 0.93, 0.93);
                cairo_rectangle(page, x, y, width, here);
                cairo_fill(page);
                cairo_restore(page);
            }
            for (auto const& cell : *cells) {
                auto const shown = cell.text.lines() > from ? std::min(to, cell.text.lines()) - from : 0;
                double const high = cell.text.line_height() * static_cast<double>(shown);
                double const top = lines > at_once ? look.padding_y : (here - high) / 2;
                cell.text.draw_lines(page, x + cell.x + (look.boxed ? padding_x : 0), y + top, from, to);
                if (!look.boxed) continue;
                draw_line(page, x + cell.x, y, x + cell.x, y + here, hairline);
            }
            if (look.boxed) {
                draw_line(page, x + width, y, x + width, y + here, hairline);
                if (first) draw_line(page, x, y, x + width, y, look.heavy_top ? heavy : hairline);
            }
            if (last) draw_line(page, x, y + here, x + width, y + here, look.boxed ? hairline : 0.35);
        };
        pieces.push_back(std::move(piece));
    }
}

}  // namespace

void draw_line(cairo_t* page, double x0, double y0, double x1, double y1, double width) {
    cairo_set_line_width(page, width);
    cairo_move_to(page, x0, y0);
    cairo_line_to(page, x1, y1);
    cairo_stroke(page);
}

Pieces set_table(Sheet const& sheet, app::paper::Table const& table) {
    Pieces pieces;
    if (table.columns.empty()) return pieces;
    double const shares = std::accumulate(table.columns.begin(), table.columns.end(), 0.0,
                                          [](double sum, auto const& column) { return sum + column.share; });
    std::vector<double> edges{0};
    for (auto const& column : table.columns) edges.push_back(edges.back() + sheet.width * column.share / shares);
    auto const set_row = [&](std::vector<std::string> const& words, bool strong) {
        auto cells = std::make_shared<std::vector<Cell>>();
        auto const missing = table.columns.size() - std::min(words.size(), table.columns.size());
        Face const face{.size_pt = sheet.body_pt * 0.93, .strong = strong, .leading = 1.38};
        for (std::size_t i = 0; i < std::min(words.size(), table.columns.size()); ++i) {
            auto const from = i == 0 ? 0 : i + missing;
            double const width = edges[i + missing + 1] - edges[from];
            auto const align = i == 0 && missing > 0 ? Align::left : table.columns[i + missing].align;
            cells->push_back({sheet.text.set(words[i], face, width - 2 * padding_x, align), edges[from], width});
        }
        return cells;
    };
    std::shared_ptr<Piece const> header;
    bool const titled = std::ranges::any_of(table.columns, [](auto const& column) { return !column.title.empty(); });
    if (titled) {
        std::vector<std::string> titles;
        for (auto const& column : table.columns) titles.push_back(column.title);
        Pieces head;
        add_row(head, set_row(titles, true), sheet.width, {.shaded = true});
        head.front().before = 5;
        for (auto& piece : head) piece.with_next = true;
        header = std::make_shared<Piece const>(head.front());
        std::ranges::move(head, std::back_inserter(pieces));
    }
    auto const first = pieces.size();
    for (auto const& row : table.rows)
        add_row(pieces, set_row(row.cells, row.strong), sheet.width,
                {.heavy_top = row.strong, .least = table.row_mm_min * mm});
    if (table.rows.empty())
        add_row(pieces, set_row({table.when_empty.empty() ? "无" : table.when_empty}, false), sheet.width, {});
    // A total does not stand alone on a page.
    for (std::size_t i = first; i + 1 < pieces.size(); ++i)
        if (i + 2 == pieces.size() && !table.rows.empty() && table.rows.back().strong) pieces[i].with_next = true;
    for (std::size_t i = first; i < pieces.size(); ++i) pieces[i].header = header;
    if (!titled && !pieces.empty()) pieces.front().before = 5;
    return pieces;
}

Pieces set_key_values(Sheet const& sheet, app::paper::KeyValues const& pairs) {
    Pieces pieces;
    Face const face{.size_pt = sheet.body_pt, .leading = 1.45};
    Face strong = face;
    strong.strong = true;
    double longest = 0;
    for (auto const& [name, value] : pairs.rows)
        longest = std::max(longest, sheet.text.fit(name, strong, sheet.width).width());
    double const name_width = std::min(longest + 10, sheet.width * 0.42);
    for (auto const& [name, value] : pairs.rows) {
        auto cells = std::make_shared<std::vector<Cell>>();
        double const rest = sheet.width - name_width;
        cells->push_back({sheet.text.set(name, strong, name_width - 6), 0, name_width});
        cells->push_back({sheet.text.set(value, face, rest), name_width, rest});
        add_row(pieces, cells, sheet.width, {.padding_y = 3.2, .boxed = false});
    }
    if (!pieces.empty()) pieces.front().before = 3;
    return pieces;
}

}  // namespace jiati::documents
