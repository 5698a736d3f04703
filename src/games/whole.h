// Exact arithmetic in two speeds. Sums and pivots run on 128-bit whole numbers over one common denominator as long as
// everything is sure to fit; where it may not, the same code runs on Fractions, which have no limit.
#pragma once

#include "base/fraction.h"
#include "games/int128.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace jiati::games {

// What every intermediate result stays below: one bit is the sign's, one is kept for a sum of two.
inline constexpr int whole_bits_max = 126;

// The length of |value|; 0 for 0.
[[nodiscard]] int bit_length(Int128 value);
// A Fraction takes what room it needs.
[[nodiscard]] inline int bit_length(Fraction const&) { return 0; }

[[nodiscard]] Fraction to_fraction(Int128 value);
[[nodiscard]] inline Fraction to_fraction(Fraction const& value) { return value; }

// The least common multiple of `denominator` and the denominators of the values; nothing beyond 100 bits.
[[nodiscard]] std::optional<Int128> common_denominator(std::vector<Fraction> const& values, Int128 denominator = 1);

// Each value times `denominator`, a multiple of theirs; nothing where one would be longer than bits_max.
[[nodiscard]] std::optional<std::vector<Int128>> scaled(std::vector<Fraction> const& values, Int128 denominator,
                                                        int bits_max);

}  // namespace jiati::games
