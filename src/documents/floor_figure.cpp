// The stairwell in section, in the geometry of the page's floor grid: floors top-down, a cell per household, stairs,
// bridges, shaft. Black on white.
#include "documents/pieces.h"

#include <algorithm>
#include <cmath>

namespace jiati::documents {
namespace {

using app::paper::Align;
using app::paper::FloorCell;
using app::paper::FloorFigure;
using app::paper::FloorStop;

constexpr double gutter = 17, stairs = 26, bridge = 12, shaft = 18, stop_label = 44;
constexpr double row_most = 29, row_least = 9, rows_height_most = 200;
constexpr double fine = 0.6, bold_line = 1.6;
constexpr std::int64_t floors_most = 60;

struct Geometry {
    double cells_left, cells_width, stairs_left, shaft_left, row, ground_row, top;
    std::int64_t floors;

    // The upper edge of a floor's row; of floor 0 that of the ground row, or the ground itself.
    [[nodiscard]] double upper(std::int64_t floor) const {
        return top + row * static_cast<double>(floors - std::clamp<std::int64_t>(floor, 0, floors));
    }
    [[nodiscard]] double lower(std::int64_t floor) const { return floor <= 0 ? ground() : upper(floor) + row; }
    [[nodiscard]] double ground() const { return upper(0) + ground_row; }
};

void box(cairo_t* page, double x, double y, double width, double height, double line) {
    cairo_set_line_width(page, line);
    cairo_rectangle(page, x, y, width, height);
    cairo_stroke(page);
}

void draw_stairs(cairo_t* page, Geometry const& at, double x, double y) {
    constexpr int treads = 4;
    double const left = x + at.stairs_left + 4, right = x + at.stairs_left + stairs - 5;
    double const run = (right - left) / treads, rise = at.row / 2 / treads;
    cairo_set_line_width(page, 0.45);
    for (std::int64_t floor = 1; floor < at.floors; ++floor) {
        double const foot = y + at.lower(floor);
        cairo_move_to(page, left, foot);
        for (int i = 0; i < treads; ++i) {
            cairo_rel_line_to(page, 0, -rise);
            cairo_rel_line_to(page, run, 0);
        }
        cairo_rel_line_to(page, 4, 0);
        cairo_rel_move_to(page, -4, 0);
        for (int i = 0; i < treads; ++i) {
            cairo_rel_line_to(page, 0, -rise);
            cairo_rel_line_to(page, -run, 0);
        }
    }
    cairo_stroke(page);
}

void draw_car(cairo_t* page, double x, double ground, double row) {
    double const height = std::min(row * 0.8, 20.0), width = shaft - 6;
    cairo_rectangle(page, x + 3, ground - height, width, height);
    cairo_fill(page);
    cairo_save(page);
    cairo_set_source_rgb(page, 1, 1, 1);
    cairo_set_line_width(page, 1.1);
    cairo_move_to(page, x + shaft / 2 - 3, ground - height / 2 + 1.5);
    cairo_rel_line_to(page, 3, -3);
    cairo_rel_line_to(page, 3, 3);
    cairo_stroke(page);
    cairo_restore(page);
}

double stop_height(Geometry const& at, FloorStop const& stop) {
    if (!stop.half) return at.lower(stop.floor);
    return stop.floor <= 0 ? at.ground() - at.ground_row / 2 : at.lower(stop.floor) - at.row / 2;
}

std::string stop_words(FloorStop const& stop) {
    auto const floor = std::to_string(stop.floor);
    if (stop.half) return floor + "–" + std::to_string(stop.floor + 1) + " 层间";
    return stop.floor == 0 ? "地面" : floor + " 层";
}

void draw_shaft(cairo_t* page, Sheet const& sheet, Geometry const& at, FloorFigure const& figure, double x, double y) {
    double const left = x + at.shaft_left, bridge_left = left - bridge;
    double const ground = y + at.ground(), roof = y + at.top - 7;
    box(page, left, roof, shaft, ground - roof, 1.1);
    double const bridge_height = std::min(at.row * 0.42, 11.0);
    for (auto const& stop : figure.stops) {
        double const floor_line = y + stop_height(at, stop);
        box(page, bridge_left, floor_line - bridge_height, bridge, bridge_height, fine);
        draw_line(page, bridge_left, floor_line, left, floor_line, 2.2);
        auto const words = sheet.text.fit(stop_words(stop), {.size_pt = 7.5, .serif = false}, stop_label - 5);
        words.draw(page, left + shaft + 4, floor_line - words.line_height() + 2.5);
    }
    draw_car(page, left, ground, at.row);
}

void draw_cell(cairo_t* page, Sheet const& sheet, Geometry const& at, FloorCell const& cell, double x, double y) {
    auto const landing = std::max<std::int64_t>(cell.landing, 1);
    double const part = at.cells_width / static_cast<double>(landing);
    double const left = x + at.cells_left + part * static_cast<double>(cell.column);
    double const width = part * static_cast<double>(std::max<std::int64_t>(cell.columns, 1));
    double const top = y + at.upper(cell.floor_high), height = y + at.lower(cell.floor_low) - top;
    box(page, left, top, width, height, fine);
    double const inner = width - 5;
    bool const stacked = height >= 17;
    double const size = std::min(8.5, height * 0.5);
    Face const face{.size_pt = size, .serif = false, .leading = 1.25};
    Face strong = face;
    strong.strong = true;
    auto const room = sheet.text.fit(cell.room, strong, stacked || cell.note.empty() ? inner : inner * 0.45);
    room.draw(page, left + 2.5, stacked ? top + 1.5 : top + (height - room.line_height()) / 2);
    if (cell.note.empty()) return;
    auto const note = sheet.text.fit(cell.note, face, stacked ? inner : inner * 0.52, Align::right);
    double const note_left = stacked ? left + 2.5 : left + 2.5 + inner * 0.48;
    note.draw(page, note_left,
              stacked ? top + height - note.line_height() - 1 : top + (height - note.line_height()) / 2);
}

void draw_house(cairo_t* page, Sheet const& sheet, Geometry const& at, FloorFigure const& figure, double x, double y) {
    double const left = x + at.cells_left, right = x + at.stairs_left + stairs;
    for (std::int64_t floor = 1; floor <= at.floors; ++floor) {
        auto const number = sheet.text.fit(std::to_string(floor),
                                           {.size_pt = std::min(9.5, at.row * 0.6), .serif = false, .strong = true},
                                           gutter - 4, Align::right);
        number.draw(page, x, y + at.upper(floor) + (at.row - number.line_height()) / 2);
    }
    for (auto const& cell : figure.cells) draw_cell(page, sheet, at, cell, x, y);
    if (at.ground_row > 0) {
        box(page, left, y + at.upper(0), right - left, at.ground_row, fine);
        auto const word = sheet.text.fit(figure.ground, {.size_pt = 7.5, .serif = false}, at.cells_width - 6);
        word.draw(page, left + 3, y + at.upper(0) + (at.ground_row - word.line_height()) / 2);
    }
    box(page, left, y + at.top, right - left, at.ground() - at.top, fine);
    draw_line(page, left + at.cells_width, y + at.top, left + at.cells_width, y + at.ground(), fine);
    draw_stairs(page, at, x, y);
    draw_line(page, left - 3, y + at.top - 1, right + 3, y + at.top - 1, 2.4);
    if (!figure.stops.empty()) draw_shaft(page, sheet, at, figure, x, y);
    double const end = figure.stops.empty() ? right + 6 : x + at.shaft_left + shaft + 2;
    draw_line(page, left - 6, y + at.ground(), end, y + at.ground(), bold_line);
}

}  // namespace

Pieces set_figure(Sheet const& sheet, FloorFigure const& given) {
    auto const figure = std::make_shared<FloorFigure const>(given);
    auto const floors = std::clamp<std::int64_t>(figure->floors, 1, floors_most);
    bool const ground = !figure->ground.empty();
    double const right = figure->stops.empty() ? 0 : bridge + shaft + stop_label;
    Geometry at{};
    at.floors = floors;
    at.top = 10;
    at.row = std::clamp(rows_height_most / static_cast<double>(floors), row_least, row_most);
    at.ground_row = ground ? std::max(at.row * 0.6, 10.0) : 0;
    at.cells_left = gutter;
    at.cells_width = sheet.width - gutter - stairs - right;
    at.stairs_left = gutter + at.cells_width;
    at.shaft_left = at.stairs_left + stairs + bridge;

    Piece piece;
    piece.before = 6;
    Face const small{.size_pt = sheet.body_pt * 0.9, .leading = 1.35};
    auto const caption = sheet.text.set(figure->caption, small, sheet.width - 12, Align::centre);
    double const drawn = at.ground() + 4;
    piece.height = drawn + (figure->caption.empty() ? 0 : caption.height() + 3);
    auto const* const text = &sheet.text;
    piece.draw = [=](cairo_t* page, double x, double y) {
        draw_house(page, Sheet{*text}, at, *figure, x, y);
        if (!figure->caption.empty()) caption.draw(page, x + 6, y + drawn + 3);
    };
    return {std::move(piece)};
}

}  // namespace jiati::documents
