#include "documents/xlsx_workbook.h"

#include "app/ports/spreadsheets.h"
#include "base/text.h"

#include <map>
#include <set>

namespace jiati::documents {
namespace {

Refusal too_large(std::string what) { return refuse(app::sheet_too_large, {}, {{"what", std::move(what)}}); }

std::int64_t number_of(std::optional<std::string_view> text) { return text ? parse_integer(*text).value_or(-1) : -1; }

class WorkbookHandler final : public XmlHandler {
  public:
    struct Named {
        std::string name, relation;
    };
    std::vector<Named> sheets;
    bool from_1904 = false;

    void start(std::string_view name, XmlAttributes const& attributes) override {
        if (name == "workbookPr") {
            auto const value = attributes.find("date1904").value_or("0");
            from_1904 = value == "1" || value == "true";
        }
        if (name != "sheet") return;
        if (std::ssize(sheets) >= xlsx_sheets_max) return refuse_with(too_large("parts"));
        if (attributes.find("state").value_or("visible") != "visible") return;
        sheets.push_back(
            {std::string(attributes.find("name").value_or("")), std::string(attributes.find("id").value_or(""))});
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}
};

class RelationHandler final : public XmlHandler {
  public:
    std::map<std::string, std::string> targets;

    void start(std::string_view name, XmlAttributes const& attributes) override {
        if (name != "Relationship" || attributes.find("TargetMode").value_or("") == "External") return;
        if (std::ssize(targets) > xlsx_parts_max) return refuse_with(too_large("parts"));
        targets.emplace(attributes.find("Id").value_or(""), attributes.find("Target").value_or(""));
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}
};

// Whether a format such as yyyy"年"m"月" shows a day, a month or a year.
bool shows_a_date(std::string_view format) {
    bool quoted = false;
    for (std::size_t i = 0; i < format.size(); ++i) {
        char const c = format[i];
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\\') {
            ++i;
            continue;
        }
        if (c == '[') {  // a colour, a locale or a condition
            i = format.find(']', i);
            if (i == std::string_view::npos) return false;
            continue;
        }
        if (c == 'y' || c == 'Y' || c == 'd' || c == 'D') return true;
        if (c == 'm' || c == 'M') return format.find_first_of("hHsS") == std::string_view::npos;
    }
    return false;
}

bool is_built_in_date(std::int64_t format) {
    return (format >= 14 && format <= 17) || format == 22 || (format >= 27 && format <= 31) ||
           (format >= 34 && format <= 36) || (format >= 50 && format <= 58);
}

class StyleHandler final : public XmlHandler {
  public:
    std::vector<bool> is_date;

    void start(std::string_view name, XmlAttributes const& attributes) override {
        if (name == "numFmt") {
            if (formats_.size() > 4000) return refuse_with(too_large("parts"));
            formats_[number_of(attributes.find("numFmtId"))] = shows_a_date(attributes.find("formatCode").value_or(""));
        }
        if (name == "cellXfs") inside_ = true;
        if (name != "xf" || !inside_) return;
        if (is_date.size() > 65'535) return refuse_with(too_large("parts"));
        auto const format = number_of(attributes.find("numFmtId"));
        auto const own = formats_.find(format);
        is_date.push_back(own == formats_.end() ? is_built_in_date(format) : own->second);
    }
    void end(std::string_view name) override {
        if (name == "cellXfs") inside_ = false;
    }
    void text(std::string_view) override {}

  private:
    std::map<std::int64_t, bool> formats_;
    bool inside_ = false;
};

class SharedTextHandler final : public XmlHandler {
  public:
    std::vector<std::string> texts;

    void start(std::string_view name, XmlAttributes const&) override { runs_.start(name); }
    void text(std::string_view words) override {
        if (!runs_.text(words)) refuse_with(too_large("texts"));
    }
    void end(std::string_view name) override {
        runs_.end(name);
        if (name != "si") return;
        texts.push_back(runs_.take());
        bytes_ += texts.back().size() + sizeof(std::string) / 4;
        if (std::ssize(texts) > xlsx_shared_texts_max || bytes_ > xlsx_text_bytes_max) refuse_with(too_large("texts"));
    }

  private:
    TextRuns runs_;
    std::size_t bytes_ = 0;
};

// "_x000D_" → "\r" and the like, of one byte.
std::string unescaped(std::string text) {
    for (auto at = text.find("_x00"); at != std::string::npos && at + 7 <= text.size();
         at = text.find("_x00", at + 1)) {
        if (text[at + 6] != '_') continue;
        auto const digit = [](char c) {
            return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        };
        int const high = digit(text[at + 4]), low = digit(text[at + 5]);
        if (high < 0 || high > 7 || low < 0) continue;
        int const code = high * 16 + low;
        text.replace(at, 7, code == 0 ? 0U : 1U, static_cast<char>(code));
    }
    return text;
}

}  // namespace

void TextRuns::start(std::string_view name) {
    if (name == "rPh") ++phonetic_;
    if (name == "t" && phonetic_ == 0) inside_ = true;
}
bool TextRuns::text(std::string_view words) {
    if (inside_) text_ += words;
    return text_.size() <= xlsx_cell_bytes_max;
}
void TextRuns::end(std::string_view name) {
    if (name == "rPh") --phonetic_;
    if (name == "t") inside_ = false;
}
std::string TextRuns::take() {
    auto text = unescaped(std::move(text_));
    text_.clear();
    return text;
}

std::int64_t column_of(std::string_view reference) {
    std::int64_t column = 0;
    for (char const c : reference) {
        if (c >= '0' && c <= '9') break;
        if (c < 'A' || c > 'Z' || column > 1'000'000) return 0;
        column = column * 26 + (c - 'A' + 1);
    }
    return column;
}

std::string column_name(std::int64_t column) {
    std::string name;
    for (; column > 0; column = (column - 1) / 26)
        name.insert(name.begin(), static_cast<char>('A' + (column - 1) % 26));
    return name;
}

Result<XlsxWorkbook, Refusal> read_workbook(XlsxArchive& archive, bool with_texts) {
    WorkbookHandler workbook;
    RelationHandler relations;
    StyleHandler styles;
    SharedTextHandler texts;
    if (auto done = read_xml(archive, "xl/workbook.xml", workbook); !done) return Failure{done.error()};
    if (auto done = read_xml(archive, "xl/_rels/workbook.xml.rels", relations); !done) return Failure{done.error()};
    if (archive.has("xl/styles.xml"))
        if (auto done = read_xml(archive, "xl/styles.xml", styles); !done) return Failure{done.error()};
    if (with_texts && archive.has("xl/sharedStrings.xml"))
        if (auto done = read_xml(archive, "xl/sharedStrings.xml", texts); !done) return Failure{done.error()};
    XlsxWorkbook whole;
    whole.dates_from_1904 = workbook.from_1904;
    whole.is_date_style = std::move(styles.is_date);
    whole.shared_texts = std::move(texts.texts);
    std::set<std::string> seen;  // two names for one part would count its cells twice
    for (auto const& sheet : workbook.sheets) {
        auto const target = relations.targets.find(sheet.relation);
        if (target == relations.targets.end()) return Failure{refuse(app::sheet_damaged)};
        auto const part = target->second.starts_with("/") ? target->second.substr(1) : "xl/" + target->second;
        if (!archive.has(part) || !seen.insert(part).second) return Failure{refuse(app::sheet_damaged)};
        // Charts have sheets of their own.
        if (part.find("worksheets/") != std::string::npos) whole.sheets.push_back({sheet.name, part});
    }
    return whole;
}

}  // namespace jiati::documents
