#include "codec/json.h"

#include "codec/canonical.h"
#include "codec/refusals.h"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/error.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_stack.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

namespace jiati::codec {

namespace {

constexpr std::int64_t integer_limit = std::int64_t{1} << 53;
constexpr std::size_t shown_bytes_max = 40;

// Builds the value while it watches for what Boost.JSON lets pass: keys that stand twice and numbers beyond double.
class StrictHandler {
  public:
    static constexpr std::size_t max_object_size = std::size_t(-1);
    static constexpr std::size_t max_array_size = std::size_t(-1);
    static constexpr std::size_t max_key_size = std::size_t(-1);
    static constexpr std::size_t max_string_size = std::size_t(-1);

    StrictHandler() { stack_.reset(); }
    [[nodiscard]] json::value release() { return stack_.release(); }
    [[nodiscard]] std::optional<Refusal>& refusal() { return refusal_; }
    [[nodiscard]] std::string pointer() const {
        std::string text;
        for (auto const& frame : frames_) {
            if (frame.is_object && frame.keys.empty()) break;  // before its first member
            text += "/" + (frame.is_object ? escaped(frame.key) : std::to_string(frame.index));
        }
        return text;
    }

    using Error = boost::system::error_code;
    bool on_document_begin(Error&) { return true; }
    bool on_document_end(Error&) { return true; }
    bool on_object_begin(Error&) {
        frames_.push_back({.is_object = true, .index = 0, .key = {}, .keys = {}});
        return true;
    }
    bool on_object_end(std::size_t count, Error&) {
        frames_.pop_back();
        stack_.push_object(count);
        return value_ends();
    }
    bool on_array_begin(Error&) {
        frames_.push_back({.is_object = false, .index = 0, .key = {}, .keys = {}});
        return true;
    }
    bool on_array_end(std::size_t count, Error&) {
        frames_.pop_back();
        stack_.push_array(count);
        return value_ends();
    }
    bool on_key_part(json::string_view part, std::size_t, Error&) {
        key_ += part;
        stack_.push_chars(part);
        return true;
    }
    bool on_key(json::string_view part, std::size_t, Error& error) {
        key_ += part;
        stack_.push_key(part);
        auto& frame = frames_.back();
        frame.key = std::move(key_);
        key_.clear();
        if (frame.keys.insert(frame.key).second) return true;
        std::string shown = frame.key.substr(0, shown_bytes_max);
        while (!is_clean(shown)) shown.pop_back();
        return stop(error, refuse(duplicate_key, pointer(), {{"value", shown}}));
    }
    bool on_string_part(json::string_view part, std::size_t, Error&) {
        stack_.push_chars(part);
        return true;
    }
    bool on_string(json::string_view part, std::size_t, Error&) {
        stack_.push_string(part);
        return value_ends();
    }
    bool on_number_part(json::string_view, Error&) { return true; }
    bool on_int64(std::int64_t number, json::string_view, Error&) {
        stack_.push_int64(number);
        return value_ends();
    }
    bool on_uint64(std::uint64_t number, json::string_view, Error&) {
        stack_.push_uint64(number);
        return value_ends();
    }
    bool on_double(double number, json::string_view, Error& error) {
        if (!std::isfinite(number)) {
            return stop(error, refuse(bad_value, pointer(), {{"expected", "|n| < 1.8e308"}, {"value", "∞"}}));
        }
        stack_.push_double(number);
        return value_ends();
    }
    bool on_bool(bool truth, Error&) {
        stack_.push_bool(truth);
        return value_ends();
    }
    bool on_null(Error&) {
        stack_.push_null();
        return value_ends();
    }
    bool on_comment_part(json::string_view, Error&) { return true; }
    bool on_comment(json::string_view, Error&) { return true; }

  private:
    struct Frame {
        bool is_object;
        std::size_t index;
        std::string key;
        std::set<std::string> keys;
    };

    static std::string escaped(std::string const& key) { return pointer_step(key).substr(1); }
    // Cut inside a character?
    static bool is_clean(std::string const& text) {
        std::size_t last = text.size();
        while (last > 0 && (static_cast<unsigned char>(text[last - 1]) & 0xC0U) == 0x80U) --last;
        if (last == 0) return text.empty();
        auto const lead = static_cast<unsigned char>(text[last - 1]);
        std::size_t const length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        return last - 1 + length == text.size();
    }

    bool value_ends() {
        if (!frames_.empty() && !frames_.back().is_object) ++frames_.back().index;
        return true;
    }
    bool stop(Error& error, Refusal refusal) {
        refusal_ = std::move(refusal);
        error = json::make_error_code(json::error::exception);
        return false;
    }

    json::value_stack stack_;
    std::vector<Frame> frames_;
    std::string key_;
    std::optional<Refusal> refusal_;
};

Refusal syntax_refusal(boost::system::error_code const& error, StrictHandler& handler, std::size_t byte,
                       JsonLimits limits) {
    if (handler.refusal()) return std::move(*handler.refusal());
    if (error == json::error::too_deep) {
        return refuse(too_long, handler.pointer(),
                      {{"expected", "depth ≤ " + std::to_string(limits.depth_max)}, {"value", ""}});
    }
    // The byte tells a machine where; the pointer, which value was being read.
    return refuse(bad_json, handler.pointer(), {{"expected", "RFC 8259"}, {"value", std::to_string(byte)}});
}

void append_canonical(std::string& out, json::value const& value);

std::u16string to_utf16(std::string_view text) {
    std::u16string units;
    for (std::size_t i = 0; i < text.size();) {
        auto const lead = static_cast<unsigned char>(text[i]);
        std::size_t const length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < text.size(); ++k) {
            point = (point << 6U) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
        }
        if (point >= 0x10000) {
            units.push_back(static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10U)));
            units.push_back(static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FFU)));
        } else {
            units.push_back(static_cast<char16_t>(point));
        }
        i += length;
    }
    return units;
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool utf16_less(std::string_view a, std::string_view b) {
    if (is_ascii(a) && is_ascii(b)) return a < b;
    return to_utf16(a) < to_utf16(b);
}

void append_canonical(std::string& out, json::object const& object) {
    std::vector<json::key_value_pair const*> members;
    members.reserve(object.size());
    for (auto const& member : object) members.push_back(&member);
    std::sort(members.begin(), members.end(),
              [](auto const* a, auto const* b) { return utf16_less(a->key(), b->key()); });
    out += '{';
    for (auto const* member : members) {
        if (member != members.front()) out += ',';
        out += json_string(member->key());
        out += ':';
        append_canonical(out, member->value());
    }
    out += '}';
}

void append_canonical(std::string& out, json::array const& array) {
    out += '[';
    for (auto const& item : array) {
        if (&item != array.data()) out += ',';
        append_canonical(out, item);
    }
    out += ']';
}

void append_canonical(std::string& out, json::value const& value) {
    switch (value.kind()) {
        case json::kind::null:
            out += "null";
            return;
        case json::kind::bool_:
            out += value.get_bool() ? "true" : "false";
            return;
        case json::kind::int64:
            CHECK(value.get_int64() < integer_limit && value.get_int64() > -integer_limit);
            out += std::to_string(value.get_int64());
            return;
        case json::kind::uint64:
            CHECK(value.get_uint64() < static_cast<std::uint64_t>(integer_limit));
            out += std::to_string(value.get_uint64());
            return;
        case json::kind::double_:
            CHECK(!value.is_double());
            return;
        case json::kind::string:
            out += json_string(value.get_string());
            return;
        case json::kind::array:
            append_canonical(out, value.get_array());
            return;
        case json::kind::object:
            append_canonical(out, value.get_object());
            return;
    }
}

}  // namespace

Result<json::value, Refusal> parse_json(std::string_view text, JsonLimits limits) {
    if (text.size() > limits.bytes_max) {
        return Failure{refuse(too_long, {},
                              {{"expected", "≤ " + std::to_string(limits.bytes_max) + " bytes"},
                               {"value", std::to_string(text.size())}})};
    }
    json::parse_options options;
    options.max_depth = limits.depth_max;
    json::basic_parser<StrictHandler> parser(options);
    boost::system::error_code error;
    auto const read = parser.write_some(false, text.data(), text.size(), error);
    if (!error && !std::all_of(text.begin() + static_cast<std::ptrdiff_t>(read), text.end(),
                               [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; })) {
        error = json::make_error_code(json::error::extra_data);
    }
    if (error) return Failure{syntax_refusal(error, parser.handler(), read, limits)};
    return parser.handler().release();
}

Result<json::value, Refusal> parse_own_json(std::string_view text) {
    boost::system::error_code error;
    auto value = json::parse(text, error);
    if (error) return Failure{refuse(bad_json, {}, {{"expected", "RFC 8259"}, {"value", ""}})};
    return value;
}

std::string to_text(json::value const& value) { return json::serialize(value); }

std::string to_canonical(json::value const& value) {
    std::string out;
    append_canonical(out, value);
    return out;
}

bool is_canonicalizable(json::value const& value) {
    switch (value.kind()) {
        case json::kind::int64:
            return value.get_int64() < integer_limit && value.get_int64() > -integer_limit;
        case json::kind::uint64:
            return value.get_uint64() < static_cast<std::uint64_t>(integer_limit);
        case json::kind::double_:
            return false;
        case json::kind::array: {
            auto const& items = value.get_array();
            return std::all_of(items.begin(), items.end(), is_canonicalizable);
        }
        case json::kind::object: {
            auto const& members = value.get_object();
            return std::all_of(members.begin(), members.end(),
                               [](auto const& m) { return is_canonicalizable(m.value()); });
        }
        case json::kind::null:
        case json::kind::bool_:
        case json::kind::string:
            return true;
    }
    return false;
}

std::string pointer_step(std::string_view name) {
    std::string step = "/";
    for (char const c : name) {
        if (c == '~') {
            step += "~0";
        } else if (c == '/') {
            step += "~1";
        } else {
            step += c;
        }
    }
    return step;
}

}  // namespace jiati::codec
