// What is printed: a document as blocks of words, tables and figures, and what sets it on A4 or in a workbook. The
// blocks say what is to be read; how it looks is the typesetter's business. Any text may be hostile: the typesetter
// drops control characters and breaks words that are too long.
#pragma once

#include "base/date.h"
#include "base/result.h"

#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace jiati::app::paper {

enum class Align : std::uint8_t { left, centre, right };

struct Title {
    std::string text;
    std::string below;
};
struct Heading {
    std::string text;
    std::string beside;  // small words on the same line
};
struct Paragraph {
    std::string text;
    bool indented = true;  // by two characters, as Chinese text is
    bool strong = false;
    bool small = false;
    Align align = Align::left;
};
// Large words between two heavy rules: the dates of a notice, the room of a form.
struct Band {
    std::string before, text, after;
};
struct KeyValues {
    std::vector<std::pair<std::string, std::string>> rows;
};
struct Column {
    std::string title;
    double share = 1;  // of the width
    Align align = Align::left;
};
struct Row {
    std::vector<std::string> cells;  // fewer than columns: the first one takes what is left over
    bool strong = false;             // a total
};
struct Table {
    std::vector<Column> columns;
    std::vector<Row> rows;
    std::string when_empty;
    double row_mm_min = 0;  // to write in by hand
};
// The stairwell in section, as on the page: flats, stairs, bridges, shaft.
struct FloorCell {
    std::string room;
    std::string note;
    std::int64_t floor_low = 1, floor_high = 1;
    std::int64_t column = 0, columns = 1, landing = 1;  // `columns` of the `landing` equal parts, from `column` on
};
struct FloorStop {
    std::int64_t floor = 0;
    bool half = false;  // at the landing between `floor` and the next
};
struct FloorFigure {
    std::int64_t floors = 0;
    std::string ground;  // a row of its own below the first floor: its word, or empty
    std::vector<FloorCell> cells;
    std::vector<FloorStop> stops;  // none: no shaft is drawn
    std::string caption;
};
// A box to tick before each.
struct Choices {
    std::vector<std::string> options;
    std::int64_t columns = 1;
    bool large = false;
};
// A label and a line to write on, side by side in so many columns; an empty label is a line of its own.
struct Blanks {
    std::vector<std::string> labels;
    std::int64_t columns = 1;
};
// Who issues it, at the right, with a place for the stamp.
struct Issuer {
    std::vector<std::string> lines;
    std::string stamp;  // words in the place for the stamp; empty: no such place
};
// At least 24 mm with a quiet zone of four modules, words beside it.
struct QrCode {
    std::string content;
    std::string title;
    std::string text;
};
struct CutLine {
    std::string text;
};
struct PageBreak {};

struct Block;
// Two stacks side by side; one below the other where they are too high for a page.
struct Side {
    std::vector<Block> left, right;
    double left_share = 0.5;
};
struct Block {
    using Kind = std::variant<Title, Heading, Paragraph, Band, KeyValues, Table, FloorFigure, Choices, Blanks, Issuer,
                              QrCode, CutLine, PageBreak, Side>;
    template <class T>
    requires std::constructible_from<Kind, T> Block(T block) : kind(std::move(block)) {}
    Kind kind;
};

struct Document {
    std::string title;   // of the file, for its reader's window
    std::string record;  // at the foot of each page: what it was made from
    Date date;           // of the record it was made from, so that the same record gives the same bytes
    double body_pt = 10.5;
    std::vector<Block> blocks;
};

// Sheets for those who calculate.
enum class CellKind : std::uint8_t { text, number, money, area };
struct SheetColumn {
    std::string title;
    double width_chars = 12;
    CellKind kind{};
};
struct Sheet {
    std::string name;
    std::vector<std::string> above;  // lines over the table: title, what it was made from
    std::vector<SheetColumn> columns;
    std::vector<std::vector<std::string>> rows;  // numbers as plain decimals; what is none is written as text
    std::vector<std::string> total;              // empty: none
};
struct Workbook {
    std::string title;
    Date date;
    std::vector<Sheet> sheets;
};

}  // namespace jiati::app::paper

namespace jiati::app {

class Typesetter {
  public:
    virtual ~Typesetter() = default;
    // One PDF of these, each beginning on a page of its own and numbered by itself; the failure says what is missing
    // (a font). The same documents give the same bytes.
    virtual Result<std::string, std::string> pdf(std::span<paper::Document const> documents) = 0;
    virtual Result<std::string, std::string> xlsx(paper::Workbook const& workbook) = 0;
};

}  // namespace jiati::app
