// Small, locale-free text helpers shared by the types of base/ and by those who read input.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jiati {

// A decimal with at most two places as a whole number of hundredths, "-3.5" → -350; nothing when the text is anything
// else or beyond ±10^14.
[[nodiscard]] std::optional<std::int64_t> parse_hundredths(std::string_view text);
// The reverse, always with two places.
[[nodiscard]] std::string print_hundredths(std::int64_t hundredths);

// A whole decimal number with an optional sign and no leading zeros; nothing on anything else or on overflow.
[[nodiscard]] std::optional<std::int64_t> parse_integer(std::string_view text);

// Well-formed UTF-8 (RFC 3629) without U+0000.
[[nodiscard]] bool is_clean_utf8(std::string_view text);
// The number of code points of well-formed UTF-8.
[[nodiscard]] std::size_t count_code_points(std::string_view text);

// Without leading and trailing ASCII blanks.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace jiati
