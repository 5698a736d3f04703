#include "base/date.h"
#include "base/text.h"
#include "documents/xlsx.h"
#include "documents/xlsx_workbook.h"

#include <array>
#include <charconv>
#include <cmath>

namespace jiati::documents {
namespace {

Refusal too_large(std::string what) { return refuse(app::sheet_too_large, {}, {{"what", std::move(what)}}); }

// What all sheets of a file together may hold.
struct Spent {
    std::int64_t cells = 0;
    std::int64_t merges = 0;
    std::size_t bytes = 0;
};

// 1 is 1900-01-01; Excel counts a 29 February 1900 that never was.
std::optional<Date> date_of(double serial, bool from_1904) {
    auto const days = static_cast<std::int64_t>(std::floor(serial));
    if (!(serial >= 1 && serial < 110'000)) return std::nullopt;
    if (from_1904) return Date::of(1904, 1, 1).plus_days(static_cast<std::int32_t>(days));
    return Date::of(1900, 1, 1).plus_days(static_cast<std::int32_t>(days > 59 ? days - 2 : days - 1));
}

// The number as it is shown: 80.349999999999994 was typed as 80.35. Whole numbers keep all their digits.
std::string shortest(double value) {
    std::array<char, 400> text{};
    auto written = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 15);
    std::string_view const general(text.data(), static_cast<std::size_t>(written.ptr - text.data()));
    if (general.find('e') == std::string_view::npos) return std::string(general);
    double as_shown = value;
    std::from_chars(general.data(), general.data() + general.size(), as_shown);
    written = std::to_chars(text.data(), text.data() + text.size(), as_shown, std::chars_format::fixed);
    return {text.data(), static_cast<std::size_t>(written.ptr - text.data())};
}

class SheetHandler final : public XmlHandler {
  public:
    SheetHandler(XlsxWorkbook const& workbook, Spent& spent, app::Sheet& sheet)
        : workbook_(workbook), spent_(spent), sheet_(sheet) {}

    void start(std::string_view name, XmlAttributes const& attributes) override {
        runs_.start(name);
        if (name == "row") begin_row(attributes);
        if (name == "c") begin_cell(attributes);
        if (name == "v") in_value_ = true;
        if (name == "mergeCell") add_merge(attributes.find("ref").value_or(""));
    }
    void text(std::string_view words) override {
        if (in_value_) value_ += words;
        if (!runs_.text(words) || value_.size() > xlsx_cell_bytes_max) refuse_with(too_large("texts"));
    }
    void end(std::string_view name) override {
        runs_.end(name);
        if (name == "v") in_value_ = false;
        if (name == "c") end_cell();
        if (name == "row" && sheet_.rows.back().cells.empty()) sheet_.rows.pop_back();
    }

  private:
    void begin_row(XmlAttributes const& attributes) {
        auto const given = attributes.find("r");
        auto const number = given ? parse_integer(*given).value_or(0) : row_ + 1;
        if (++row_elements_ > xlsx_rows_max || number > xlsx_rows_max) return refuse_with(too_large("rows"));
        if (number <= row_) return refuse_with(refuse(app::sheet_damaged));
        row_ = number;
        column_ = 0;
        sheet_.rows.push_back({number, {}});
    }
    void begin_cell(XmlAttributes const& attributes) {
        if (sheet_.rows.empty() || sheet_.rows.back().number != row_) return refuse_with(refuse(app::sheet_damaged));
        auto const reference = attributes.find("r");
        auto const column = reference ? column_of(*reference) : column_ + 1;
        if (column > xlsx_columns_max) return refuse_with(too_large("columns"));
        if (column <= column_) return refuse_with(refuse(app::sheet_damaged));
        column_ = column;
        type_ = attributes.find("t").value_or("n");
        style_ = parse_integer(attributes.find("s").value_or("0")).value_or(-1);
        value_.clear();
        static_cast<void>(runs_.take());
    }
    void end_cell() {
        app::SheetCell cell{column_, app::SheetCell::Kind::text, {}};
        if (type_ == "s") {
            auto const index = parse_integer(trimmed(value_)).value_or(-1);
            if (value_.empty()) return;
            if (index < 0 || index >= std::ssize(workbook_.shared_texts))
                return refuse_with(refuse(app::sheet_damaged));
            cell.text = workbook_.shared_texts[static_cast<std::size_t>(index)];
        } else if (type_ == "inlineStr") {
            cell.text = runs_.take();
        } else if (type_ == "b" || type_ == "e" || type_ == "str" || type_ == "d") {
            using enum app::SheetCell::Kind;
            cell.kind = type_ == "b" ? boolean : type_ == "e" ? error : type_ == "d" ? date : text;
            cell.text = type_ == "d" ? value_.substr(0, 10) : value_;
        } else {
            if (!read_number(cell)) return;
        }
        if (!is_clean_utf8(cell.text)) return refuse_with(refuse(app::sheet_damaged));
        if (trimmed(cell.text).empty()) return;
        spent_.bytes += cell.text.size();
        if (spent_.bytes > xlsx_text_bytes_max) return refuse_with(too_large("texts"));
        if (++spent_.cells > xlsx_cells_max) return refuse_with(too_large("cells"));
        sheet_.rows.back().cells.push_back(std::move(cell));
    }
    bool read_number(app::SheetCell& cell) {
        auto const digits = trimmed(value_);
        if (digits.empty()) return false;
        double number = 0;
        auto const read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size() || !std::isfinite(number) ||
            std::abs(number) > 1e40) {
            refuse_with(refuse(app::sheet_damaged));
            return false;
        }
        bool const dated = style_ >= 0 && style_ < std::ssize(workbook_.is_date_style) &&
                           workbook_.is_date_style[static_cast<std::size_t>(style_)];
        auto const date = dated ? date_of(number, workbook_.dates_from_1904) : std::nullopt;
        cell.kind = date ? app::SheetCell::Kind::date : app::SheetCell::Kind::number;
        cell.text = date ? date->to_string() : shortest(number);
        return true;
    }
    void add_merge(std::string_view reference) {
        if (++spent_.merges > xlsx_merges_max) return refuse_with(too_large("cells"));
        auto const colon = reference.find(':');
        auto const row_at = [](std::string_view one) {
            auto const digits = one.find_first_of("0123456789");
            return digits == std::string_view::npos ? 0 : parse_integer(one.substr(digits)).value_or(0);
        };
        auto const first = reference.substr(0, colon);
        auto const last = colon == std::string_view::npos ? first : reference.substr(colon + 1);
        app::SheetMerge const merge{row_at(first), column_of(first), row_at(last), column_of(last)};
        if (merge.first_row < 1 || merge.first_column < 1 || merge.last_row < merge.first_row ||
            merge.last_column < merge.first_column || merge.last_row > xlsx_rows_max ||
            merge.last_column > xlsx_columns_max)
            return;  // says nothing
        sheet_.merges.push_back(merge);
    }

    XlsxWorkbook const& workbook_;
    Spent& spent_;
    app::Sheet& sheet_;
    TextRuns runs_;
    std::int64_t row_ = 0, column_ = 0, row_elements_ = 0, style_ = 0;
    std::string type_, value_;
    bool in_value_ = false;
};

}  // namespace

Result<std::vector<app::Sheet>, Refusal> Xlsx::read(std::string_view file) {
    auto archive = XlsxArchive::open(file);
    if (!archive) return Failure{archive.error()};
    auto const workbook = read_workbook(*archive);
    if (!workbook) return Failure{workbook.error()};
    std::vector<app::Sheet> sheets;
    Spent spent;
    for (auto const& [name, part] : workbook->sheets) {
        sheets.push_back({name, {}, {}});
        SheetHandler handler(*workbook, spent, sheets.back());
        if (auto done = read_xml(*archive, part, handler); !done) return Failure{done.error()};
    }
    return sheets;
}

}  // namespace jiati::documents
