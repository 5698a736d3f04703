// Blocks become pieces that are never cut; pieces become pages.
#pragma once

#include "app/ports/typesetter.h"
#include "documents/text.h"

#include <functional>
#include <memory>
#include <vector>

namespace jiati::documents {

inline constexpr double mm = 72 / 25.4;
inline constexpr double page_width = 210 * mm;
inline constexpr double page_height = 297 * mm;
inline constexpr double margin_side = 19 * mm;
inline constexpr double margin_top = 16 * mm;
inline constexpr double body_width = page_width - 2 * margin_side;
inline constexpr double body_height = page_height - margin_top - 20 * mm;

using Draw = std::function<void(cairo_t*, double x, double y)>;

struct Piece {
    double before = 0;  // space above, unless it begins a page
    double height = 0;
    Draw draw;
    bool with_next = false;               // not at the foot of a page while the next is on another
    bool begins_page = false;             // draws nothing
    std::shared_ptr<Piece const> header;  // repeated above it where it begins a page
};
using Pieces = std::vector<Piece>;

// Everything of a block at this width. `body_pt`: of the document.
struct Sheet {
    TextSetter const& text;
    double width = body_width;
    double body_pt = 10.5;

    [[nodiscard]] Sheet narrowed(double to) const { return {text, to, body_pt}; }
    [[nodiscard]] Face body() const { return {.size_pt = body_pt, .leading = 1.55}; }
};
[[nodiscard]] Pieces set_blocks(Sheet const& sheet, std::vector<app::paper::Block> const& blocks);
[[nodiscard]] Pieces set_table(Sheet const& sheet, app::paper::Table const& table);
[[nodiscard]] Pieces set_key_values(Sheet const& sheet, app::paper::KeyValues const& pairs);
[[nodiscard]] Pieces set_figure(Sheet const& sheet, app::paper::FloorFigure const& figure);

// Pieces by page.
struct Placed {
    Piece const* piece;  // of the list given, or a header that is repeated
    double y;
};
[[nodiscard]] std::vector<std::vector<Placed>> paginate(Pieces const& pieces, double height = body_height);

// A straight line from and to.
void draw_line(cairo_t* page, double x0, double y0, double x1, double y1, double width);

}  // namespace jiati::documents
