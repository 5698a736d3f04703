// The office's own file with one more column: only the bytes of the cells are put in, so that everything else stays as
// whoever drew the sheet left it.
#include "documents/xlsx.h"
#include "documents/xlsx_workbook.h"

#include "base/text.h"

#include <algorithm>

namespace jiati::documents {
namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (char const c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t')
            out += c;
    }
    return out;
}

// Where rows end, and where the cells of the column that is replaced lie.
class PlaceHandler final : public XmlHandler {
  public:
    struct Row {
        std::int64_t number = 0, end = 0, end_length = 0, last_column = 0;
        std::string prefix_of_names;
    };
    struct Cell {
        std::int64_t row = 0, column = 0, from = 0, to = 0;
    };
    std::vector<Row> rows;
    std::vector<Cell> cells;

    void start(std::string_view name, XmlAttributes const& attributes) override {
        if (name == "row") {
            auto const given = attributes.find("r");
            row_ = given ? parse_integer(*given).value_or(0) : row_ + 1;
            column_ = 0;
        }
        if (name == "c") {
            auto const reference = attributes.find("r");
            column_ = reference ? column_of(*reference) : column_ + 1;
            cells.push_back({row_, column_, at, at + length});
        }
    }
    void end(std::string_view name) override {
        // The end of <c/> is where it begins, without a length.
        if (name == "c" && at + length > cells.back().to) cells.back().to = at + length;
        if (name == "row") rows.push_back({row_, at, length, column_, {}});
    }
    void text(std::string_view) override {}

  private:
    std::int64_t row_ = 0, column_ = 0;
};

struct Splice {
    std::int64_t from = 0, to = 0;
    std::string text;
};

}  // namespace

Result<std::string, Refusal> Xlsx::annotate(std::string_view file, std::vector<app::Remarks> const& remarks) {
    auto const sheets = read(file);  // the same limits and refusals as before
    if (!sheets) return Failure{sheets.error()};
    auto archive = XlsxArchive::open(file);
    if (!archive) return Failure{archive.error()};
    auto const workbook = read_workbook(*archive, false);
    if (!workbook) return Failure{workbook.error()};
    std::map<std::string, std::string> new_parts;
    for (std::size_t i = 0; i < sheets->size(); ++i) {
        auto const& sheet = (*sheets)[i];
        auto const asked = std::ranges::find(remarks, sheet.name, &app::Remarks::sheet);
        if (asked == remarks.end()) continue;
        auto const& part = workbook->sheets[i].part;
        PlaceHandler places;
        if (auto done = read_xml(*archive, part, places); !done) return Failure{done.error()};
        auto document = archive->read_whole(part);
        if (!document) return document;
        if (!places.is_utf8 || document->starts_with("\xFF\xFE") || document->starts_with("\xFE\xFF"))
            return Failure{refuse(app::sheet_damaged)};

        std::int64_t last_column = 0;
        for (auto const& row : sheet.rows) last_column = std::max(last_column, row.cells.back().column);
        auto const header = std::ranges::find(sheet.rows, asked->header_row, &app::SheetRow::number);
        bool const again = header != sheet.rows.end() && header->cells.back().column == last_column &&
                           header->cells.back().text == asked->title;
        auto const column = again ? last_column : last_column + 1;
        if (column > xlsx_columns_max) return Failure{refuse(app::sheet_too_large, {}, {{"what", "columns"}})};

        std::vector<Splice> splices;
        for (auto const& cell : places.cells)  // also empty ones, which have a format only
            if (cell.column >= column && cell.row >= asked->header_row) splices.push_back({cell.from, cell.to, {}});
        for (auto const& row : places.rows) {
            auto const remark = asked->by_row.find(row.number);
            bool const is_header = row.number == asked->header_row;
            if (!is_header && remark == asked->by_row.end()) continue;
            auto const& words = is_header ? asked->title : remark->second;
            auto const tag = std::string_view(*document).substr(static_cast<std::size_t>(row.end),
                                                                static_cast<std::size_t>(row.end_length));
            if (!tag.starts_with("</")) continue;  // <row/> has nothing in it to remark on
            auto const colon = tag.find(':');
            auto const prefix = colon == std::string_view::npos ? std::string() : std::string(tag.substr(2, colon - 1));
            auto const p = "<" + prefix;
            splices.push_back({row.end, row.end,
                               p + "c r=\"" + column_name(column) + std::to_string(row.number) + "\" t=\"inlineStr\">" +
                                   p + "is>" + p + "t xml:space=\"preserve\">" + escaped(words) + "</" + prefix +
                                   "t></" + prefix + "is></" + prefix + "c>"});
        }
        std::ranges::stable_sort(splices, {}, &Splice::from);
        std::string changed;
        std::size_t copied = 0;
        for (auto const& splice : splices) {
            changed += std::string_view(*document).substr(copied, static_cast<std::size_t>(splice.from) - copied);
            changed += splice.text;
            copied = static_cast<std::size_t>(splice.to);
        }
        changed += std::string_view(*document).substr(copied);
        new_parts[part] = std::move(changed);
    }
    return XlsxArchive::replace(file, new_parts);
}

}  // namespace jiati::documents
