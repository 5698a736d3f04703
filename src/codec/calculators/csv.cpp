#include "codec/calculators/csv.h"

#include "base/text.h"
#include "codec/calculators/refusals.h"
#include "codec/refusals.h"

#include <algorithm>

namespace jiati::codec::calculators {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

class Parser {
  public:
    Parser(std::string_view text, std::string const& name) : text_(text), name_(name) {}

    Result<std::vector<CsvRow>, Refusal> rows() {
        std::vector<CsvRow> rows;
        while (at_ < text_.size()) {
            rows.push_back({line_, {}});
            if (!row(rows.back().cells)) return Failure{refusal("\"301\",\"a \"\"b\"\"\"")};
            if (rows.back().cells.size() != rows.front().cells.size())
                return Failure{refuse(count_differs, place(rows.back().line),
                                      {{"value", std::to_string(rows.back().cells.size())},
                                       {"expected", std::to_string(rows.front().cells.size())}})};
        }
        return rows;
    }
    [[nodiscard]] std::string place(std::size_t line) const { return name_ + ":" + std::to_string(line); }

  private:
    [[nodiscard]] bool ends() const { return at_ == text_.size(); }
    [[nodiscard]] bool is(char c) const { return !ends() && text_[at_] == c; }
    [[nodiscard]] Refusal refusal(std::string_view expected) const {
        return refuse(bad_table, place(line_), {{"expected", std::string(expected)}});
    }

    bool line_end() {
        if (is('\r') && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
        if (!is('\n')) return ends();
        ++at_;
        ++line_;
        return true;
    }
    bool row(std::vector<std::string>& cells) {
        while (true) {
            if (!cell(cells.emplace_back())) return false;
            if (!is(',')) return line_end();
            ++at_;
        }
    }
    bool cell(std::string& out) {
        if (is('"')) return quoted(out);
        auto const end = std::min(text_.find_first_of(",\r\n\"", at_), text_.size());
        out = text_.substr(at_, end - at_);
        at_ = end;
        return !is('"');
    }
    bool quoted(std::string& out) {
        for (++at_; !ends(); ++at_) {
            if (is('"')) {
                ++at_;
                if (!is('"')) return true;
            }
            if (is('\n')) ++line_;
            out += text_[at_];
        }
        return false;  // the quote was never closed
    }

    std::string_view text_;
    std::string const& name_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

}  // namespace

Result<std::vector<CsvRow>, Refusal> read_csv(std::string_view text, std::string const& name) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    Parser parser(text, name);
    if (!is_clean_utf8(text)) return Failure{refuse(bad_table, name, {{"expected", "UTF-8"}})};
    return parser.rows();
}

}  // namespace jiati::codec::calculators
