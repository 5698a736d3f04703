#include "documents/text.h"

#include "documents/printable.h"

#include <algorithm>

namespace jiati::documents {
namespace {

using app::paper::Align;

double points(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }
int units(double pt) { return static_cast<int>(pt * PANGO_SCALE); }

PangoAlignment alignment(Align align) {
    switch (align) {
        case Align::left:
            return PANGO_ALIGN_LEFT;
        case Align::centre:
            return PANGO_ALIGN_CENTER;
        case Align::right:
            return PANGO_ALIGN_RIGHT;
    }
    return PANGO_ALIGN_LEFT;
}

// Where a baseline stands in its line: the middle of an ideograph is 0.38 of its size above it.
constexpr double middle_above_baseline = 0.38;

}  // namespace

Text::Text(std::shared_ptr<PangoLayout> layout, Face const& face, double width)
    : layout_(std::move(layout)), face_(face) {
    auto* const lines = pango_layout_get_iter(layout_.get());
    do {
        PangoRectangle logical;
        pango_layout_iter_get_line_extents(lines, nullptr, &logical);
        // A line that is wider than its place, as one glyph can be, begins at the left edge rather than before it.
        double const x = points(logical.width) > width ? 0 : points(logical.x);
        lines_.push_back({pango_layout_iter_get_line_readonly(lines), x, points(logical.width)});
    } while (pango_layout_iter_next_line(lines));
    pango_layout_iter_free(lines);
}

double Text::width() const {
    double most = 0;
    for (auto const& line : lines_) most = std::max(most, line.x + line.width);
    return most;
}

void Text::draw_lines(cairo_t* page, double x, double y, std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < std::min(to, lines_.size()); ++i) {
        double const top = y + line_height() * static_cast<double>(i - from);
        cairo_move_to(page, x + lines_[i].x, top + line_height() / 2 + middle_above_baseline * face_.size_pt);
        pango_cairo_show_layout_line(page, lines_[i].line);
    }
}

TextSetter::TextSetter(PangoFontMap* fonts) : context_(pango_font_map_create_context(fonts)) {
    pango_context_set_language(context_, pango_language_from_string("zh-cn"));
    pango_context_set_base_dir(context_, PANGO_DIRECTION_LTR);
    pango_cairo_context_set_resolution(context_, 72);
    auto* const options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context_, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context_, FALSE);
}

TextSetter::~TextSetter() { g_object_unref(context_); }

std::shared_ptr<PangoLayout> TextSetter::layout(std::string_view clean, Face const& face) const {
    std::shared_ptr<PangoLayout> made(pango_layout_new(context_), [](PangoLayout* old) { g_object_unref(old); });
    auto* const font = pango_font_description_new();
    pango_font_description_set_family_static(font, face.serif ? "Noto Serif CJK SC" : "Noto Sans CJK SC");
    pango_font_description_set_weight(font, face.strong ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font, face.size_pt * PANGO_SCALE);
    pango_layout_set_font_description(made.get(), font);
    pango_font_description_free(font);
    pango_layout_set_auto_dir(made.get(), FALSE);
    pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(made.get(), clean.data(), static_cast<int>(clean.size()));
    auto* const attributes = pango_attr_list_new();
    for (auto const& [from, to] : unbreakable(clean)) {
        auto* const whole = pango_attr_allow_breaks_new(FALSE);
        whole->start_index = static_cast<guint>(from);
        whole->end_index = static_cast<guint>(to);
        pango_attr_list_insert(attributes, whole);
    }
    pango_layout_set_attributes(made.get(), attributes);
    pango_attr_list_unref(attributes);
    return made;
}

Text TextSetter::set(std::string_view text, Face const& face, double width, Align align, double indent) const {
    auto made = layout(printable(text), face);
    pango_layout_set_width(made.get(), std::max(units(width), 1));
    pango_layout_set_indent(made.get(), units(indent));
    pango_layout_set_alignment(made.get(), alignment(align));
    return {std::move(made), face, width};
}

Text TextSetter::fit(std::string_view text, Face face, double width, Align align) const {
    auto const clean = printable_line(text);
    auto made = layout(clean, face);
    int natural = 0;
    pango_layout_get_size(made.get(), &natural, nullptr);
    if (points(natural) > width) {
        face.size_pt *= std::max(2.0 / 3.0, width / points(natural));
        made = layout(clean, face);
        pango_layout_set_ellipsize(made.get(), PANGO_ELLIPSIZE_END);
        pango_layout_set_height(made.get(), -1);
    }
    // A hair wider, so that rounding cuts nothing that fits.
    pango_layout_set_width(made.get(), std::max(units(width * 1.002), 1));
    pango_layout_set_alignment(made.get(), alignment(align));
    return {std::move(made), face, width};
}

}  // namespace jiati::documents
