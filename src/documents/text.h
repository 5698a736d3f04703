// Words set into lines by Pango. Lines stand on a grid of their own: the fonts' line heights differ with the faces that
// a line happens to hold, and rows of a table would not line up.
#pragma once

#include "app/ports/typesetter.h"

#include <pango/pangocairo.h>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace jiati::documents {

struct Face {
    double size_pt = 10.5;
    bool serif = true;
    bool strong = false;
    double leading = 1.5;  // distance of baselines in sizes
};

// Lengths in points, 1/72 inch.
class Text {
  public:
    Text(std::shared_ptr<PangoLayout> layout, Face const& face, double width);

    [[nodiscard]] std::size_t lines() const { return lines_.size(); }
    [[nodiscard]] double line_height() const { return face_.size_pt * face_.leading; }
    [[nodiscard]] double height() const { return line_height() * static_cast<double>(lines()); }
    [[nodiscard]] double width() const;  // of the longest line
    void draw(cairo_t* page, double x, double y) const { draw_lines(page, x, y, 0, lines()); }
    // Lines [from, to), the first of them at y.
    void draw_lines(cairo_t* page, double x, double y, std::size_t from, std::size_t to) const;

  private:
    struct Line {
        PangoLayoutLine* line = nullptr;  // owned by the layout
        double x = 0, width = 0;
    };
    std::shared_ptr<PangoLayout> layout_;
    Face face_;
    std::vector<Line> lines_;
};

class TextSetter {
  public:
    explicit TextSetter(PangoFontMap* fonts);
    ~TextSetter();
    TextSetter(TextSetter const&) = delete;
    TextSetter& operator=(TextSetter const&) = delete;

    [[nodiscard]] Text set(std::string_view text, Face const& face, double width,
                           app::paper::Align align = app::paper::Align::left, double indent = 0) const;
    // On one line, set smaller where it is too wide, down to two thirds, and then cut with an ellipsis.
    [[nodiscard]] Text fit(std::string_view text, Face face, double width,
                           app::paper::Align align = app::paper::Align::left) const;

  private:
    [[nodiscard]] std::shared_ptr<PangoLayout> layout(std::string_view clean, Face const& face) const;
    PangoContext* context_;
};

}  // namespace jiati::documents
