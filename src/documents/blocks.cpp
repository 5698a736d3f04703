// Each kind of block but tables and figures as pieces.
#include "documents/pieces.h"
#include "documents/printable.h"

#include <qrencode.h>
#include <algorithm>
#include <iterator>

namespace jiati::documents {
namespace {

namespace paper = app::paper;
using paper::Align;

void add(Pieces& all, Pieces more) { std::ranges::move(more, std::back_inserter(all)); }

// Lines of a text as pieces; neither its first nor its last line stands alone.
Pieces lines_of(Text const& text, double before, bool with_next = false) {
    Pieces pieces;
    auto const shared = std::make_shared<Text const>(text);
    for (std::size_t i = 0; i < text.lines(); ++i) {
        Piece piece;
        piece.before = i == 0 ? before : 0;
        piece.height = text.line_height();
        piece.with_next = with_next || (text.lines() > 1 && (i == 0 || i + 2 == text.lines()));
        piece.draw = [shared, i](cairo_t* page, double x, double y) { shared->draw_lines(page, x, y, i, i + 1); };
        pieces.push_back(std::move(piece));
    }
    if (!with_next && !pieces.empty()) pieces.back().with_next = false;
    return pieces;
}

Pieces one(double before, double height, Draw draw) {
    Pieces pieces(1);
    pieces.front().before = before;
    pieces.front().height = height;
    pieces.front().draw = std::move(draw);
    return pieces;
}

Pieces set(Sheet const& sheet, paper::Title const& title) {
    Face const face{.size_pt = sheet.body_pt * 1.85, .strong = true, .leading = 1.4};
    auto pieces = lines_of(sheet.text.set(title.text, face, sheet.width, Align::centre), 10, true);
    if (!title.below.empty())
        add(pieces, lines_of(sheet.text.set(title.below, {.size_pt = sheet.body_pt, .leading = 1.4}, sheet.width,
                                            Align::centre),
                             2, true));
    return pieces;
}

Pieces set(Sheet const& sheet, paper::Heading const& heading) {
    Face const face{.size_pt = sheet.body_pt * 1.12, .serif = false, .strong = true, .leading = 1.5};
    auto const head = sheet.text.set(heading.text, face, sheet.width);
    bool const on_line = !heading.beside.empty() && head.lines() == 1;
    auto const besides = sheet.text.set(heading.beside, {.size_pt = sheet.body_pt, .leading = 1.5},
                                        sheet.width - (on_line ? head.width() + 10 : 0));
    bool const fits = on_line && besides.lines() == 1;
    auto pieces = lines_of(head, std::max(8.0, sheet.body_pt * 0.95), true);
    if (fits)
        pieces.front().draw = [head, besides](cairo_t* page, double x, double y) {
            head.draw(page, x, y);
            besides.draw(page, x + head.width() + 10, y + (head.line_height() - besides.line_height()) / 2);
        };
    else if (!heading.beside.empty())
        add(pieces, lines_of(sheet.text.set(heading.beside, sheet.body(), sheet.width), 0, true));
    return pieces;
}

Pieces set(Sheet const& sheet, paper::Paragraph const& paragraph) {
    auto face = sheet.body();
    face.strong = paragraph.strong;
    if (paragraph.small) {
        face.size_pt *= 0.88;
        face.leading = 1.42;
    }
    double const indent = paragraph.indented && paragraph.align == Align::left ? 2 * face.size_pt : 0;
    return lines_of(sheet.text.set(paragraph.text, face, sheet.width, paragraph.align, indent),
                    std::max(3.0, (sheet.body_pt - 10.5) * 1.6));
}

Pieces set(Sheet const& sheet, paper::Band const& band) {
    double const large = sheet.body_pt * 1.45, gap = 12;
    Face const small_face{.size_pt = sheet.body_pt, .leading = 1.4};
    auto const before = sheet.text.fit(band.before, small_face, sheet.width * 0.22);
    auto const after = sheet.text.fit(band.after, small_face, sheet.width * 0.22);
    double const sides =
        (band.before.empty() ? 0 : before.width() + gap) + (band.after.empty() ? 0 : after.width() + gap);
    auto const middle =
        sheet.text.fit(band.text, {.size_pt = large, .strong = true, .leading = 1.4}, sheet.width - sides);
    double const height = middle.line_height() + 12, width = sheet.width;
    bool const led = !band.before.empty(), followed = !band.after.empty();
    return one(7, height, [=](cairo_t* page, double x, double y) {
        draw_line(page, x, y, x + width, y, 1.3);
        draw_line(page, x, y + height, x + width, y + height, 1.3);
        double at = x + std::max(0.0, (width - sides - middle.width()) / 2);
        auto const place = [&](Text const& text) {
            text.draw(page, at, y + (height - text.line_height()) / 2);
            at += text.width() + gap;
        };
        if (led) place(before);
        place(middle);
        if (followed) place(after);
    });
}

Pieces set(Sheet const& sheet, paper::KeyValues const& pairs) { return set_key_values(sheet, pairs); }
Pieces set(Sheet const& sheet, paper::Table const& table) { return set_table(sheet, table); }
Pieces set(Sheet const& sheet, paper::FloorFigure const& figure) { return set_figure(sheet, figure); }

Pieces set(Sheet const& sheet, paper::Choices const& choices) {
    Pieces pieces;
    auto const columns = static_cast<std::size_t>(std::max<std::int64_t>(choices.columns, 1));
    double const size = sheet.body_pt * (choices.large ? 1.3 : 1.0), side = size * 1.05;
    double const width = sheet.width / static_cast<double>(columns), gap = size * 0.6;
    for (std::size_t row = 0; row < choices.options.size(); row += columns) {
        auto words = std::make_shared<std::vector<Text>>();
        double height = 0;
        for (std::size_t i = row; i < std::min(row + columns, choices.options.size()); ++i) {
            words->push_back(sheet.text.set(choices.options[i],
                                            {.size_pt = size, .strong = choices.large, .leading = 1.4},
                                            width - side - gap - 8));
            height = std::max(height, words->back().height());
        }
        add(pieces, one(row == 0 ? size * 0.5 : size * (choices.large ? 0.6 : 0.35), height,
                        [=](cairo_t* page, double x, double y) {
                            for (std::size_t i = 0; i < words->size(); ++i) {
                                auto const& text = (*words)[i];
                                double const left = x + width * static_cast<double>(i) + 4;
                                cairo_set_line_width(page, 1);
                                cairo_rectangle(page, left, y + (text.line_height() - side) / 2, side, side);
                                cairo_stroke(page);
                                text.draw(page, left + side + gap, y);
                            }
                        }));
    }
    for (std::size_t i = 0; i + 1 < pieces.size(); ++i) pieces[i].with_next = true;
    return pieces;
}

Pieces set(Sheet const& sheet, paper::Blanks const& blanks) {
    Pieces pieces;
    auto const columns = static_cast<std::size_t>(std::max<std::int64_t>(blanks.columns, 1));
    double const width = sheet.width / static_cast<double>(columns);
    double const height = std::max(sheet.body_pt * 2.5, 8.5 * mm);
    Face const face{.size_pt = sheet.body_pt, .leading = 1.4};
    for (std::size_t row = 0; row < blanks.labels.size(); row += columns) {
        auto words = std::make_shared<std::vector<Text>>();
        for (std::size_t i = row; i < std::min(row + columns, blanks.labels.size()); ++i)
            words->push_back(sheet.text.fit(blanks.labels[i], face, width * 0.6));
        std::vector<bool> named;
        for (std::size_t i = row; i < std::min(row + columns, blanks.labels.size()); ++i)
            named.push_back(!blanks.labels[i].empty());
        add(pieces, one(row == 0 ? 2 : 0, height, [=](cairo_t* page, double x, double y) {
                for (std::size_t i = 0; i < words->size(); ++i) {
                    auto const& text = (*words)[i];
                    double const left = x + width * static_cast<double>(i);
                    double const foot = y + height - 2;
                    text.draw(page, left, foot - text.line_height() + 1);
                    double const from = left + (named[i] ? text.width() + 4 : 0);
                    draw_line(page, from, foot, left + width - (i + 1 < columns ? 14 : 0), foot, 0.6);
                }
            }));
    }
    for (std::size_t i = 0; i + 1 < pieces.size() && pieces.size() <= 6; ++i) pieces[i].with_next = true;
    return pieces;
}

Pieces set(Sheet const& sheet, paper::Issuer const& issuer) {
    double const width = std::min(sheet.width, 200.0), left = sheet.width - width;
    Face const face{.size_pt = sheet.body_pt, .leading = 1.5};
    auto lines = std::make_shared<std::vector<Text>>();
    double height = 0;
    for (auto const& line : issuer.lines) {
        lines->push_back(sheet.text.set(line, face, width, Align::centre));
        height += lines->back().height();
    }
    constexpr double radius = 24;
    bool const stamped = !issuer.stamp.empty();
    auto const stamp =
        sheet.text.set(issuer.stamp, {.size_pt = sheet.body_pt * 0.85, .leading = 1.4}, radius * 1.7, Align::centre);
    return one(8, height + (stamped ? 2 * radius + 8 : 0), [=](cairo_t* page, double x, double y) {
        double at = y;
        for (auto const& line : *lines) {
            line.draw(page, x + left, at);
            at += line.height();
        }
        if (!stamped) return;
        double const centre_x = x + left + width / 2, centre_y = at + radius + 4;
        constexpr double dash[] = {2.5, 2.5};
        cairo_save(page);
        cairo_set_source_rgb(page, 0.35, 0.35, 0.35);
        cairo_set_line_width(page, 0.7);
        cairo_set_dash(page, dash, 2, 0);
        cairo_new_path(page);  // drawn words leave a point behind, from which a line would lead to the circle
        cairo_arc(page, centre_x, centre_y, radius, 0, 2 * 3.14159265358979);
        cairo_stroke(page);
        stamp.draw(page, centre_x - radius * 0.85, centre_y - stamp.height() / 2);
        cairo_restore(page);
    });
}

// Nothing where the content is too long for a code.
std::shared_ptr<QRcode const> code_of(std::string const& content) {
    auto* const code = QRcode_encodeString8bit(printable_line(content).c_str(), 0, QR_ECLEVEL_M);
    return {code, [](QRcode const* old) { QRcode_free(const_cast<QRcode*>(old)); }};
}

Pieces set(Sheet const& sheet, paper::QrCode const& qr) {
    auto const code = code_of(qr.content);
    constexpr double side = 27 * mm;
    double const left = code ? side + 12 : 0;
    auto const title =
        sheet.text.set(qr.title, {.size_pt = sheet.body_pt * 1.12, .serif = false, .strong = true, .leading = 1.5},
                       sheet.width - left);
    auto const words = sheet.text.set(qr.text, {.size_pt = sheet.body_pt, .leading = 1.5}, sheet.width - left);
    double const titled = qr.title.empty() ? 0 : title.height();
    double const height = std::max(code ? side : 0, titled + words.height());
    return one(6, height, [=](cairo_t* page, double x, double y) {
        if (code) {
            // The quiet zone of four modules is part of the side.
            double const module = side / (code->width + 8);
            for (int row = 0; row < code->width; ++row)
                for (int column = 0; column < code->width; ++column)
                    if ((code->data[row * code->width + column] & 1U) != 0)
                        cairo_rectangle(page, x + module * (column + 4), y + module * (row + 4), module, module);
            cairo_fill(page);
        }
        double const top = y + (height - titled - words.height()) / 2;
        if (titled > 0) title.draw(page, x + left, top);
        words.draw(page, x + left, top + titled);
    });
}

Pieces set(Sheet const& sheet, paper::CutLine const& cut) {
    auto const words = sheet.text.fit(cut.text, {.size_pt = sheet.body_pt * 0.85, .leading = 1.4}, sheet.width * 0.7);
    double const width = sheet.width;
    bool const worded = !cut.text.empty();
    return one(10, words.line_height(), [=](cairo_t* page, double x, double y) {
        double const middle = y + words.line_height() / 2, half = worded ? words.width() / 2 + 8 : 0;
        constexpr double dash[] = {4, 3};
        cairo_save(page);
        cairo_set_dash(page, dash, 2, 0);
        draw_line(page, x, middle, x + width / 2 - half, middle, 0.7);
        draw_line(page, x + width / 2 + half, middle, x + width, middle, 0.7);
        cairo_restore(page);
        words.draw(page, x + width / 2 - words.width() / 2, y);
    });
}

Pieces set(Sheet const&, paper::PageBreak) {
    Pieces pieces(1);
    pieces.front().begins_page = true;
    return pieces;
}

double stacked_height(Pieces const& pieces) {
    double height = 0;
    for (auto const& piece : pieces) height += piece.height + (&piece == &pieces.front() ? 0 : piece.before);
    return height;
}

Pieces set(Sheet const& sheet, paper::Side const& side) {
    constexpr double gap = 16;
    double const left_width = (sheet.width - gap) * std::clamp(side.left_share, 0.1, 0.9);
    auto const left = std::make_shared<Pieces>(set_blocks(sheet.narrowed(left_width), side.left));
    auto const right = std::make_shared<Pieces>(set_blocks(sheet.narrowed(sheet.width - gap - left_width), side.right));
    double const height = std::max(stacked_height(*left), stacked_height(*right));
    if (height > body_height * 0.6) {
        auto pieces = set_blocks(sheet, side.left);
        add(pieces, set_blocks(sheet, side.right));
        return pieces;
    }
    return one(9, height, [=](cairo_t* page, double x, double y) {
        auto const stack = [&](Pieces const& pieces, double at_x) {
            double at = y;
            for (auto const& piece : pieces) {
                if (&piece != &pieces.front()) at += piece.before;
                if (piece.draw) piece.draw(page, at_x, at);
                at += piece.height;
            }
        };
        stack(*left, x);
        stack(*right, x + left_width + gap);
    });
}

}  // namespace

Pieces set_blocks(Sheet const& sheet, std::vector<app::paper::Block> const& blocks) {
    Pieces pieces;
    for (auto const& block : blocks)
        add(pieces, std::visit([&](auto const& kind) { return set(sheet, kind); }, block.kind));
    return pieces;
}

}  // namespace jiati::documents
