// Text as it may be set: what people typed may hold anything.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jiati::documents {

// Well-formed UTF-8 without control characters, marks that change the direction of writing, and blanks of no width;
// what is not UTF-8 becomes U+FFFD, tabs become blanks, line ends "\n". Longer than text_bytes_max it ends in "……".
inline constexpr std::size_t text_bytes_max = 20'000;
[[nodiscard]] std::string printable(std::string_view text);

// The same on one line.
[[nodiscard]] std::string printable_line(std::string_view text);

// Byte ranges [from, to) of printable text within which no line may end: dates, amounts, room numbers with what they
// are counted in ("2026年11月22日", "988.80 平方米", "4栋1单元").
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> unbreakable(std::string_view text);

}  // namespace jiati::documents
