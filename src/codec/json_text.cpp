#include "codec/json_text.h"

#include "base/check.h"
#include "codec/canonical.h"
#include "codec/json.h"

#include <array>
#include <charconv>
#include <cmath>

namespace jiati::codec {

Result<Done, Refusal> check_json(std::string_view text, JsonLimits limits) {
    auto const parsed = parse_json(text, limits);
    if (!parsed) return Failure{parsed.error()};
    return Done{};
}

void JsonWriter::before_value() {
    CHECK(!done_);
    if (open_.empty()) return;
    CHECK(open_.back() != Place::object_key);
    if (open_.back() == Place::object_value) {
        open_.back() = Place::object_key;
    } else if (!first_) {
        text_ += ',';
    }
    first_ = false;
}

JsonWriter& JsonWriter::object() {
    before_value();
    text_ += '{';
    open_.push_back(Place::object_key);
    first_ = true;
    return *this;
}

JsonWriter& JsonWriter::array() {
    before_value();
    text_ += '[';
    open_.push_back(Place::array);
    first_ = true;
    return *this;
}

JsonWriter& JsonWriter::end() {
    CHECK(!open_.empty() && open_.back() != Place::object_value);
    text_ += open_.back() == Place::array ? ']' : '}';
    open_.pop_back();
    first_ = false;
    done_ = open_.empty();
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    CHECK(!open_.empty() && open_.back() == Place::object_key);
    if (!first_) text_ += ',';
    text_ += json_string(name);
    text_ += ':';
    open_.back() = Place::object_value;
    first_ = false;
    return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
    before_value();
    text_ += json;
    done_ = open_.empty();
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) { return raw(json_string(text)); }
JsonWriter& JsonWriter::value(bool truth) { return raw(truth ? "true" : "false"); }
JsonWriter& JsonWriter::value(std::int64_t number) { return raw(std::to_string(number)); }
JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::value(double number) {
    CHECK(std::isfinite(number));
    std::array<char, 32> digits{};
    auto const [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    CHECK(error == std::errc());
    return raw({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

std::string JsonWriter::take() {
    CHECK(done_);
    return std::move(text_);
}

}  // namespace jiati::codec
