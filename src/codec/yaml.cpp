#include "codec/yaml.h"

#include "base/text.h"
#include "codec/refusals.h"
#include "codec/yaml_document.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <sstream>
#include <vector>

namespace jiati::codec {

namespace {

constexpr std::size_t bytes_max = 4U << 20U;
constexpr std::size_t depth_max = 32;
constexpr std::size_t values_max = 200000;
constexpr std::int64_t integer_limit = std::int64_t{1} << 53;

// Ends the reading from inside yaml-cpp's callbacks; never leaves this file.
struct Stop {
    Refusal refusal;
    int line;
};

int line_of(YAML::Mark const& mark) { return mark.line + 1; }

std::size_t count_values(json::value const& value) {
    std::size_t count = 1;
    if (auto const* items = value.if_array()) {
        for (auto const& item : *items) count += count_values(item);
    } else if (auto const* members = value.if_object()) {
        for (auto const& member : *members) count += count_values(member.value());
    }
    return count;
}

json::value typed_scalar(std::string const& text, bool is_plain) {
    if (!is_plain) return json::value(text);
    if (text.empty() || text == "~" || text == "null") return nullptr;
    if (text == "true" || text == "false") return text == "true";
    if (auto const number = parse_integer(text); number && *number<integer_limit&& * number> - integer_limit) {
        return *number;
    }
    return json::value(text);
}

class Builder final : public YAML::EventHandler {
  public:
    YamlDocument document;

    void OnDocumentStart(YAML::Mark const&) override {}
    void OnDocumentEnd() override {}
    void OnNull(YAML::Mark const& mark, YAML::anchor_t anchor) override { put(mark, anchor, nullptr); }
    void OnScalar(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                  std::string const& text) override {
        bool const is_plain = tag == "?" || tag.empty();
        if (!is_plain && tag != "!") stop(mark, bad_value, "no tag", tag);
        // yaml-cpp answers the escapes \_ and \N with one byte of Latin-1.
        if (!is_clean_utf8(text)) stop(mark, bad_value, "UTF-8", "");
        if (expects_key()) return key(mark, text);
        put(mark, anchor, typed_scalar(text, is_plain));
    }
    void OnAlias(YAML::Mark const& mark, YAML::anchor_t anchor) override {
        if (expects_key() || anchor == 0 || anchor > anchored_.size()) stop(mark, bad_value, "no alias here", "*");
        put(mark, 0, anchored_[anchor - 1]);
    }
    void OnSequenceStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        start(mark, tag, anchor, json::array());
    }
    void OnSequenceEnd() override { end(); }
    void OnMapStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        start(mark, tag, anchor, json::object());
    }
    void OnMapEnd() override { end(); }

  private:
    struct Open {
        json::value value;
        YAML::anchor_t anchor;
        std::string pointer;
        std::optional<std::string> key;
    };

    [[noreturn]] void stop(YAML::Mark const& mark, RefusalCode code, std::string expected, std::string found) {
        throw Stop{
            refuse(code, open_.empty() ? "" : here(), {{"expected", std::move(expected)}, {"value", std::move(found)}}),
            line_of(mark)};
    }

    [[nodiscard]] bool expects_key() const {
        return !open_.empty() && open_.back().value.is_object() && !open_.back().key;
    }

    // The pointer of the value that comes next.
    [[nodiscard]] std::string here() const {
        if (open_.empty()) return {};
        auto const& open = open_.back();
        if (auto const* items = open.value.if_array()) return open.pointer + "/" + std::to_string(items->size());
        return open.key ? open.pointer + pointer_step(*open.key) : open.pointer;
    }

    void key(YAML::Mark const& mark, std::string const& text) {
        auto& open = open_.back();
        bool const twice = open.value.get_object().contains(text);
        open.key = text;
        if (twice) stop(mark, duplicate_key, "", text);
    }

    void start(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor, json::value empty) {
        if (expects_key()) stop(mark, bad_value, "text as key", empty.is_array() ? "[…]" : "{…}");
        if (tag != "?" && tag != "!" && !tag.empty()) stop(mark, bad_value, "no tag", tag);
        if (open_.size() >= depth_max) stop(mark, too_long, "depth ≤ " + std::to_string(depth_max), "");
        auto pointer = here();
        document.lines.set(pointer, line_of(mark));
        open_.push_back({std::move(empty), anchor, std::move(pointer), std::nullopt});
    }

    void end() {
        auto done = std::move(open_.back());
        open_.pop_back();
        add(done.anchor, std::move(done.value));
    }

    void put(YAML::Mark const& mark, YAML::anchor_t anchor, json::value value) {
        if (expects_key()) stop(mark, bad_value, "text as key", "null");
        values_ += count_values(value);
        if (values_ > values_max) stop(mark, too_long, "≤ " + std::to_string(values_max) + " values", "");
        document.lines.set(here(), line_of(mark));
        add(anchor, std::move(value));
    }

    void add(YAML::anchor_t anchor, json::value value) {
        if (anchor != 0) {
            if (anchored_.size() < anchor) anchored_.resize(anchor);
            anchored_[anchor - 1] = value;
        }
        if (open_.empty()) {
            document.value = std::move(value);
        } else if (auto* items = open_.back().value.if_array()) {
            items->push_back(std::move(value));
        } else {
            auto& open = open_.back();
            open.value.get_object().emplace(*open.key, std::move(value));
            open.key.reset();
        }
    }

    std::vector<Open> open_;
    std::vector<json::value> anchored_;
    std::size_t values_ = 0;
};

}  // namespace

int LineMap::line_of(std::string_view pointer) const {
    for (;;) {
        if (auto const found = lines_.find(pointer); found != lines_.end()) return found->second;
        if (pointer.empty()) return 0;
        pointer = pointer.substr(0, pointer.rfind('/'));
    }
}

LineMap LineMap::below(std::string const& pointer) const {
    LineMap inside;
    for (auto at = lines_.lower_bound(pointer); at != lines_.end() && at->first.starts_with(pointer); ++at) {
        auto const rest = at->first.substr(pointer.size());
        if (rest.empty() || rest.front() == '/') inside.set(rest, at->second);
    }
    return inside;
}

std::string YamlError::to_string() const {
    std::string text = file + ":" + (line > 0 ? std::to_string(line) + ":" : "");
    if (!refusal.pointer.empty()) text += " " + refusal.pointer;
    text += " " + refusal.code;
    for (auto const& argument : refusal.arguments) {
        if (!argument.value.empty())
            text += (argument.name == "expected" ? "; expected " : "; found ") + argument.value;
    }
    return text;
}

Result<YamlDocument, YamlError> read_yaml(std::string_view text, std::string const& file) {
    auto const wrong = [&](Refusal refusal, int line) { return Failure{YamlError{file, line, std::move(refusal)}}; };
    if (text.size() > bytes_max) {
        return wrong(refuse(too_long, {}, {{"expected", "≤ " + std::to_string(bytes_max) + " bytes"}}), 0);
    }
    if (!is_clean_utf8(text)) return wrong(refuse(bad_value, {}, {{"expected", "UTF-8"}}), 0);
    Builder builder;
    try {
        std::istringstream stream{std::string(text)};
        YAML::Parser parser(stream);
        if (!parser.HandleNextDocument(builder)) return wrong(refuse(missing, {}, {{"expected", "YAML"}}), 1);
        Builder rest;
        if (parser.HandleNextDocument(rest)) return wrong(refuse(bad_value, {}, {{"expected", "one document"}}), 0);
    } catch (Stop& stop) {
        return wrong(std::move(stop.refusal), stop.line);
    } catch (YAML::Exception const& error) {
        return wrong(refuse(bad_value, {}, {{"expected", "YAML"}, {"value", error.msg}}), line_of(error.mark));
    }
    return std::move(builder.document);
}

}  // namespace jiati::codec
