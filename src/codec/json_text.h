// JSON as text, for those who write answers and rows without knowing a JSON library: a writer, and the strict check.
#pragma once

#include "base/date.h"
#include "base/fen.h"
#include "base/fraction.h"
#include "base/id.h"
#include "base/refusal.h"
#include "base/result.h"
#include "base/square_metres.h"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::codec {

struct JsonLimits {
    std::size_t bytes_max = 1U << 20U;
    std::size_t depth_max = 24;
};

// Whether the text is one JSON document by RFC 8259 without duplicate keys, broken UTF-8, numbers beyond double, or
// more bytes or depth than allowed.
Result<Done, Refusal> check_json(std::string_view text, JsonLimits limits = {});

// Writes one JSON document from left to right: w.object(); w.field("id", id); w.key("rows"); w.array(); … w.end().
// Objects keep the order in which they are written. CHECKs that what is opened is closed and keys and values alternate.
class JsonWriter {
  public:
    JsonWriter& object();
    JsonWriter& array();
    JsonWriter& end();
    JsonWriter& key(std::string_view name);

    JsonWriter& value(std::string_view text);
    JsonWriter& value(char const* text) { return value(std::string_view(text)); }
    JsonWriter& value(std::string const& text) { return value(std::string_view(text)); }
    JsonWriter& value(bool truth);
    JsonWriter& value(std::int64_t number);
    template <std::integral N>
    JsonWriter& value(N number) {
        return value(static_cast<std::int64_t>(number));
    }
    // Shortest text that reads back equal; for geometry and percentages only. CHECKs that it is finite.
    JsonWriter& value(double number);
    JsonWriter& value(Fen amount) { return value(amount.to_string()); }
    JsonWriter& value(SquareMetres area) { return value(area.to_string()); }
    JsonWriter& value(Fraction const& exact) { return value(exact.to_string()); }
    JsonWriter& value(Date date) { return value(date.to_string()); }
    JsonWriter& value(Instant instant) { return value(instant.to_string()); }
    template <class Tag>
    JsonWriter& value(Id<Tag> const& id) {
        return value(id.text);
    }
    JsonWriter& null();
    // An absent value is null.
    template <class T>
    JsonWriter& value(std::optional<T> const& maybe) {
        return maybe ? value(*maybe) : null();
    }
    template <class T>
    JsonWriter& value(std::vector<T> const& items) {
        array();
        for (auto const& item : items) value(item);
        return end();
    }
    // A JSON document made elsewhere, taken as it is.
    JsonWriter& raw(std::string_view json);

    template <class T>
    JsonWriter& field(std::string_view name, T const& content) {
        return key(name).value(content);
    }

    [[nodiscard]] std::string take();

  private:
    void before_value();

    enum class Place : std::uint8_t { object_key, object_value, array };
    std::string text_;
    std::vector<Place> open_;
    bool first_ = true;
    bool done_ = false;
};

}  // namespace jiati::codec
