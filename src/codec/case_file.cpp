#include "base/text.h"
#include "codec/codec.h"
#include "codec/yaml.h"
#include "codec/yaml_document.h"

#include <algorithm>

namespace jiati::codec {

namespace {

// The file as it is written; what needs more than its shape is worked out below.
struct WrittenStep {
    std::string on;
    JsonText in;
    std::string as;
    std::string type;
    JsonText data{"{}"};
    std::string let;
    std::string evidence;
};
struct WrittenActor {
    std::string role, household, office, office_en, department, login, area, project;
};
struct WrittenFigure {
    std::string figure;
    JsonText stated;
    std::string from;
    FigureKind kind{};
};
struct WrittenCase {
    std::string name, title, title_en, city, as_of, source;
    std::vector<CaseStated> facts;
    std::vector<CaseAssumption> assumed;
    std::vector<CaseDispute> disputed;
    JsonText cast{"{}"};
    JsonText places;
    std::vector<WrittenStep> steps;
    std::vector<WrittenFigure> expect;
};

}  // namespace

template <>
struct EnumNames<FigureKind> {
    static constexpr std::array entries{named(FigureKind::computed, "computed"), named(FigureKind::copied, "copied")};
};
template <>
struct Description<CaseStated> {
    using T = CaseStated;
    static constexpr auto fields() {
        return std::tuple{field("text", &T::text), field("where", &T::where).or_default()};
    }
};
template <>
struct Description<CaseAssumption> {
    using T = CaseAssumption;
    static constexpr auto fields() { return std::tuple{field("text", &T::text), field("reason", &T::reason)}; }
};
template <>
struct Description<CaseDispute> {
    using T = CaseDispute;
    static constexpr auto fields() {
        return std::tuple{field("text", &T::text), field("taken", &T::taken).or_default()};
    }
};
template <>
struct Description<WrittenActor> {
    using T = WrittenActor;
    static constexpr auto fields() {
        return std::tuple{field("role", &T::role),
                          field("household", &T::household).or_default(),
                          field("office", &T::office).or_default(),
                          field("office_en", &T::office_en).or_default(),
                          field("department", &T::department).or_default(),
                          field("login", &T::login).or_default(),
                          field("area", &T::area).or_default(),
                          field("project", &T::project).or_default()};
    }
};
template <>
struct Description<WrittenStep> {
    using T = WrittenStep;
    static constexpr auto fields() {
        return std::tuple{field("on", &T::on),
                          field("in", &T::in),
                          field("as", &T::as),
                          field("do", &T::type),
                          field("with", &T::data).or_default(),
                          field("let", &T::let).or_default(),
                          field("evidence", &T::evidence).or_default()};
    }
};
template <>
struct Description<WrittenFigure> {
    using T = WrittenFigure;
    static constexpr auto fields() {
        return std::tuple{field("figure", &T::figure), field("stated", &T::stated), field("from", &T::from),
                          field("kind", &T::kind)};
    }
};
template <>
struct Description<WrittenCase> {
    using T = WrittenCase;
    static constexpr auto fields() {
        return std::tuple{field("name", &T::name),
                          field("title", &T::title),
                          field("title_en", &T::title_en).or_default(),
                          field("city", &T::city),
                          field("as_of", &T::as_of).or_default(),
                          field("source", &T::source),
                          field("facts", &T::facts).or_default(),
                          field("assumed", &T::assumed).or_default(),
                          field("disputed", &T::disputed).or_default(),
                          field("cast", &T::cast).or_default(),
                          field("places", &T::places).or_default(),
                          field("steps", &T::steps),
                          field("expect", &T::expect).or_default()};
    }
};

namespace {

constexpr std::int64_t days_from_today_max = 20000;

// "T", "T-12", "T+5" as a date; nothing when the text is anything else.
std::optional<Date> relative_date(std::string_view text, std::optional<Date> today) {
    if (!today || !text.starts_with('T')) return std::nullopt;
    if (text.size() == 1) return *today;
    bool const back = text[1] == '-';
    if ((!back && text[1] != '+') || text.size() < 3 || text[2] == '-') return std::nullopt;
    auto const days = parse_integer(text.substr(2));
    if (!days || *days > days_from_today_max) return std::nullopt;
    return today->plus_days(static_cast<std::int32_t>(back ? -*days : *days));
}

void replace_relative_dates(json::value& value, Date today) {
    if (auto const* text = value.if_string()) {
        if (auto const date = relative_date(*text, today)) value = json::value(date->to_string());
    } else if (auto* items = value.if_array()) {
        for (auto& item : *items) replace_relative_dates(item, today);
    } else if (auto* members = value.if_object()) {
        for (auto& member : *members) replace_relative_dates(member.value(), today);
    }
}

class CaseReader {
  public:
    CaseReader(YamlDocument const& document, std::optional<Date> today) : document_(document), today_(today) {}

    bool read_into(CaseFile& out) {
        WrittenCase written;
        if (!read(reader_, document_.value, written, TextDemand{})) return false;
        if (!check_as_of(written.as_of)) return false;
        out.name = written.name;
        out.title = written.title;
        out.title_en = written.title_en;
        out.city = written.city;
        out.source = written.source;
        out.facts = std::move(written.facts);
        out.assumed = std::move(written.assumed);
        out.disputed = std::move(written.disputed);
        out.places = written.places.text;
        if (!read_cast(out.cast)) return false;
        Reader::Step const inside(reader_, "steps");
        for (auto& step : written.steps) {
            Reader::Step const one(reader_, out.steps.size());
            if (!read_step(step, out.steps.emplace_back())) return false;
        }
        for (auto& figure : written.expect) {
            auto const line = document_.lines.line_of("/expect/" + std::to_string(out.expect.size()));
            out.expect.push_back(
                {std::move(figure.figure), std::move(figure.stated.text), std::move(figure.from), figure.kind, line});
        }
        return true;
    }

    YamlError error(std::string const& file) {
        auto refusal = reader_.take_refusal();
        auto const line = document_.lines.line_of(refusal.pointer);
        return {file, line, std::move(refusal)};
    }

  private:
    bool check_as_of(std::string const& as_of) {
        Reader::Step const step(reader_, "as_of");
        if (as_of.empty()) {
            today_.reset();
            return true;
        }
        if (as_of != "today") return reader_.fail_text(bad_value, "today", as_of);
        return today_.has_value() || reader_.fail_text(bad_value, "\"2023-10-12\"", as_of);
    }

    bool read_cast(std::vector<CaseActor>& out) {
        auto const* cast = document_.value.get_object().if_contains("cast");
        if (cast == nullptr) return true;
        Reader::Step const inside(reader_, "cast");
        auto const* members = cast->if_object();
        if (members == nullptr) return reader_.fail(wrong_type, "{…}", *cast);
        for (auto const& member : *members) {
            Reader::Step const one(reader_, member.key());
            WrittenActor actor;
            if (!read(reader_, member.value(), actor, TextDemand{})) return false;
            out.push_back({std::string(member.key()), actor.role, actor.household, actor.office, actor.office_en,
                           actor.department, actor.login, actor.area, actor.project});
        }
        return true;
    }

    bool read_step(WrittenStep& step, CaseStep& out) {
        auto const pointer = reader_.pointer();
        out.line = document_.lines.line_of(pointer);
        out.lines = document_.lines.below(pointer + "/with");
        out.as = std::move(step.as);
        out.type = std::move(step.type);
        out.let = std::move(step.let);
        out.evidence = std::move(step.evidence);
        return read_date(step.on, out.on) && read_streams(step.in, out.in) && read_data(step.data, out.data);
    }

    bool read_date(std::string const& text, Date& out) {
        Reader::Step const step(reader_, "on");
        auto const date = text.starts_with('T') ? relative_date(text, today_) : Date::parse(text);
        if (!date) return reader_.fail_text(bad_value, today_ ? "T-12 | 2023-10-12" : "2023-10-12", text);
        out = *date;
        return true;
    }

    bool read_streams(JsonText const& in, std::vector<std::string>& out) {
        Reader::Step const step(reader_, "in");
        auto const value = parse_own_json(in.text);
        if (!value) return reader_.fail(wrong_type, "text");
        if (!value->is_array()) return read(reader_, *value, out.emplace_back(), TextDemand{});
        return read(reader_, *value, out, TextDemand{}) && (!out.empty() || reader_.fail(missing, "text"));
    }

    bool read_data(JsonText const& data, std::string& out) {
        Reader::Step const step(reader_, "with");
        auto value = parse_own_json(data.text);
        if (!value || !value->is_object()) return reader_.fail(wrong_type, "{…}");
        if (today_) replace_relative_dates(*value, *today_);
        out = to_text(*value);
        return true;
    }

    YamlDocument const& document_;
    std::optional<Date> today_;
    Reader reader_{Origin::document};
};

}  // namespace

int CaseStep::line_of(std::string_view pointer) const {
    auto const found = lines.line_of(pointer);
    return found > 0 ? found : line;
}

Result<CaseFile, YamlError> read_case(std::string_view text, std::string const& file, std::optional<Date> today) {
    auto const document = read_yaml(text, file);
    if (!document) return Failure{document.error()};
    CaseReader reader(*document, today);
    CaseFile out;
    if (!reader.read_into(out)) return Failure{reader.error(file)};
    return out;
}

}  // namespace jiati::codec
