#include "codec/reader.h"

#include "base/text.h"
#include "codec/schema.h"

#include <utf8proc.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace jiati::codec {

namespace {

constexpr std::int64_t integer_limit = std::int64_t{1} << 53;
constexpr std::size_t id_length_max = 64;
constexpr std::size_t code_length_max = 64;
constexpr std::size_t path_length_max = 200;
constexpr std::size_t shown_code_points_max = 24;

std::string first_code_points(std::string_view text, std::size_t count) {
    std::size_t end = 0;
    for (std::size_t seen = 0; end < text.size() && seen < count; ++seen) {
        ++end;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    }
    return std::string(text.substr(0, end)) + (end < text.size() ? "…" : "");
}

bool is_lower_alnum(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool is_alnum(char c) { return is_lower_alnum(c) || (c >= 'A' && c <= 'Z'); }

bool is_code(std::string_view text) {
    if (text.empty()) return true;
    auto const inner = [](char c) { return is_alnum(c) || c == '_' || c == '.' || c == ':' || c == '-'; };
    return text.size() <= code_length_max && is_alnum(text.front()) && std::all_of(text.begin(), text.end(), inner);
}

bool is_path(std::string_view text) {
    if (text.empty()) return true;
    auto const inner = [](char c) { return is_lower_alnum(c) || c == '-' || c == '/'; };
    return text.size() <= path_length_max && text.front() != '/' && text.back() == '/' &&
           text.find("//") == std::string_view::npos && std::all_of(text.begin(), text.end(), inner);
}

bool is_id_text(std::string_view text) {
    auto const inner = [](char c) { return is_alnum(c) || c == '_' || c == '-'; };
    return text.size() <= id_length_max && std::all_of(text.begin(), text.end(), inner);
}

bool has_control_characters(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        auto const byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t' && c != '\n') || byte == 0x7F;
    });
}

// Amounts come as text; a JSON integer is a whole number of yuan or square metres.
std::optional<std::string> decimal_text(json::value const& value) {
    if (auto const* text = value.if_string()) return std::string(*text);
    if (auto const* number = value.if_int64()) return std::to_string(*number);
    if (auto const* number = value.if_uint64()) return std::to_string(*number);
    return std::nullopt;
}

template <class T>
bool read_decimal(Reader& reader, json::value const& value, T& out, Shape shape) {
    auto const expected = expectation(shape, TextRule::free, {});
    auto const text = decimal_text(value);
    if (!text) return reader.fail(wrong_type, expected, value);
    auto const parsed = T::parse(*text);
    if (!parsed) return reader.fail(bad_value, expected, value);
    out = *parsed;
    return true;
}

template <class T>
bool read_dated(Reader& reader, json::value const& value, T& out, Shape shape) {
    auto const expected = expectation(shape, TextRule::free, {});
    auto const* text = value.if_string();
    if (text == nullptr) return reader.fail(wrong_type, expected, value);
    auto const parsed = T::parse(*text);
    if (!parsed) return reader.fail(bad_value, expected, value);
    out = *parsed;
    return true;
}

}  // namespace

std::optional<std::string> normalised(std::string_view text) {
    if (!is_clean_utf8(text) || has_control_characters(text)) return std::nullopt;
    if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
        return std::string(text);
    }
    utf8proc_uint8_t* composed = nullptr;
    auto const length =
        utf8proc_map(reinterpret_cast<utf8proc_uint8_t const*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                     &composed, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    if (length < 0) return std::nullopt;
    std::string result(reinterpret_cast<char const*>(composed), static_cast<std::size_t>(length));
    std::free(composed);
    return result;
}

std::string shortened(json::value const& value) {
    switch (value.kind()) {
        case json::kind::null:
            return "null";
        case json::kind::bool_:
            return value.get_bool() ? "true" : "false";
        case json::kind::int64:
            return std::to_string(value.get_int64());
        case json::kind::uint64:
            return std::to_string(value.get_uint64());
        case json::kind::double_:
            return std::to_string(value.get_double());
        case json::kind::string:
            return first_code_points(value.get_string(), shown_code_points_max);
        case json::kind::array:
            return "[…]";
        case json::kind::object:
            return "{…}";
    }
    return {};
}

bool Reader::fail(RefusalCode code, std::string_view expected) {
    if (!refusal_) refusal_ = refuse(code, pointer(), {{"expected", std::string(expected)}});
    return false;
}

bool Reader::fail(RefusalCode code, std::string_view expected, json::value const& found) {
    return refusal_ ? false : fail_text(code, expected, shortened(found));
}

bool Reader::fail_text(RefusalCode code, std::string_view expected, std::string_view found) {
    if (!refusal_) {
        refusal_ = refuse(code, pointer(), {{"expected", std::string(expected)}, {"value", std::string(found)}});
    }
    return false;
}

json::object const* Reader::object(json::value const& value, std::span<std::string_view const> known) {
    auto const* object = value.if_object();
    if (object == nullptr) {
        fail(wrong_type, "{…}", value);
        return nullptr;
    }
    for (auto const& member : *object) {
        std::string_view const name = member.key();
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        std::string names;
        for (auto const one : known) names += (names.empty() ? "" : ", ") + std::string(one);
        Step const step(*this, name);
        fail_text(unknown_field, names.empty() ? "{}" : names, first_code_points(name, shown_code_points_max));
        return nullptr;
    }
    return object;
}

json::array const* Reader::array(json::value const& value) {
    auto const* array = value.if_array();
    if (array == nullptr) {
        fail(wrong_type, "[…]", value);
    } else if (array->size() > list_size_max) {
        fail_text(too_long, "≤ " + std::to_string(list_size_max), std::to_string(array->size()));
        array = nullptr;
    }
    return array;
}

std::string Reader::pointer() const {
    std::string text;
    for (auto const& part : path_) {
        text += part.name.data() == nullptr ? "/" + std::to_string(part.index) : pointer_step(part.name);
    }
    return text;
}

Refusal Reader::take_refusal() {
    CHECK(refusal_.has_value());
    return std::move(*refusal_);
}

bool read_scalar(Reader& reader, json::value const& value, std::string& out, TextDemand demand) {
    auto const expected = [&] { return expectation(Shape::text, demand.rule, {}); };
    auto const* text = value.if_string();
    if (text == nullptr) return reader.fail(wrong_type, expected(), value);
    if (reader.origin() == Origin::journal) {
        out.assign(text->data(), text->size());
        return true;
    }
    auto clean = normalised(*text);
    if (!clean) return reader.fail_text(bad_value, "UTF-8", "");
    if (demand.rule == TextRule::code && !is_code(*clean)) return reader.fail(bad_value, expected(), value);
    if (demand.rule == TextRule::path && !is_path(*clean)) return reader.fail(bad_value, expected(), value);
    auto const length = count_code_points(*clean);
    if (length > demand.code_points_max) {
        return reader.fail_text(too_long, "≤ " + std::to_string(demand.code_points_max), std::to_string(length));
    }
    out = std::move(*clean);
    return true;
}

bool read_vault_text(Reader& reader, json::value const& value, std::size_t code_points_max, std::string& out) {
    auto const* text = value.if_string();
    if (text == nullptr) return reader.fail(wrong_type, "text");
    auto clean = normalised(*text);
    if (!clean) return reader.fail(bad_value, "UTF-8");
    auto const length = count_code_points(*clean);
    if (length > code_points_max) {
        return reader.fail_text(too_long, "≤ " + std::to_string(code_points_max), std::to_string(length));
    }
    out = std::move(*clean);
    return true;
}

bool read_scalar(Reader& reader, json::value const& value, bool& out) {
    auto const* truth = value.if_bool();
    if (truth == nullptr) return reader.fail(wrong_type, expectation(Shape::truth, TextRule::free, {}), value);
    out = *truth;
    return true;
}

bool read_scalar(Reader& reader, json::value const& value, std::int64_t& out) {
    auto const expected = expectation(Shape::integer, TextRule::free, {});
    if (value.is_uint64()) return reader.fail(bad_value, expected, value);  // beyond 2^63
    auto const* number = value.if_int64();
    if (number == nullptr) return reader.fail(wrong_type, expected, value);
    if (*number >= integer_limit || *number <= -integer_limit) return reader.fail(bad_value, expected, value);
    out = *number;
    return true;
}

bool read_scalar(Reader& reader, json::value const& value, int& out) {
    std::int64_t wide = 0;
    if (!read_scalar(reader, value, wide)) return false;
    if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max()) {
        return reader.fail(bad_value, expectation(Shape::integer, TextRule::free, {}), value);
    }
    out = static_cast<int>(wide);
    return true;
}

bool read_scalar(Reader& reader, json::value const& value, Fen& out) {
    return read_decimal(reader, value, out, Shape::money);
}
bool read_scalar(Reader& reader, json::value const& value, SquareMetres& out) {
    return read_decimal(reader, value, out, Shape::area);
}
bool read_scalar(Reader& reader, json::value const& value, Fraction& out) {
    return read_decimal(reader, value, out, Shape::fraction);
}
bool read_scalar(Reader& reader, json::value const& value, Date& out) {
    return read_dated(reader, value, out, Shape::date);
}
bool read_scalar(Reader& reader, json::value const& value, Instant& out) {
    return read_dated(reader, value, out, Shape::instant);
}

bool read_scalar(Reader& reader, json::value const& value, VaultText& out) {
    static constexpr std::array<std::string_view, 2> names{"commitment", "ref"};
    auto const* object = reader.object(value, names);
    if (object == nullptr) return false;
    auto const member = [&](std::string_view name, std::string& into) {
        Reader::Step const step(reader, name);
        auto const* found = object->if_contains(name);
        if (found == nullptr) return reader.fail(missing, "text");
        return read_scalar(reader, *found, into, TextDemand{});
    };
    return member("commitment", out.commitment) && member("ref", out.ref);
}

bool read_id(Reader& reader, json::value const& value, std::string& out) {
    auto const expected = expectation(Shape::id, TextRule::free, {});
    auto const* text = value.if_string();
    if (text == nullptr) return reader.fail(wrong_type, expected, value);
    // An event may hold an id that was left empty; a command names something by it.
    if (!is_id_text(*text) || (text->empty() && reader.origin() == Origin::command)) {
        return reader.fail(bad_value, expected, value);
    }
    out.assign(text->data(), text->size());
    return true;
}

bool read_choice(Reader& reader, json::value const& value, std::span<std::string_view const> names, std::size_t& out) {
    auto const expected = [&] { return expectation(Shape::choice, TextRule::free, names); };
    auto const* text = value.if_string();
    if (text == nullptr) return reader.fail(wrong_type, expected(), value);
    auto const found = std::find(names.begin(), names.end(), std::string_view(*text));
    if (found == names.end()) return reader.fail(bad_value, expected(), value);
    out = static_cast<std::size_t>(found - names.begin());
    return true;
}

json::value write_scalar(VaultText const& text) {
    return json::object{{"commitment", text.commitment}, {"ref", text.ref}};
}

json::value write_scalar(std::int64_t number) {
    CHECK(number < integer_limit && number > -integer_limit);
    return number;
}

}  // namespace jiati::codec
