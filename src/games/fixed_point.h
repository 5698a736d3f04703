// Non-negative numbers of one whole limb and as many fractional limbs of 64 bits as are wanted, rounded down: what
// stands in for fractions too long to keep. Limbs are stored lowest first; a last place is one unit of the lowest.
// Internal to this folder.
#pragma once

#include "games/int128.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace jiati::games {

class FixedPoints {
  public:
    using Limbs = std::span<std::uint64_t>;
    using ConstLimbs = std::span<std::uint64_t const>;

    FixedPoints(std::size_t count, std::size_t fraction_limbs)
        : width_(fraction_limbs + 1), limbs_(count * (fraction_limbs + 1)) {}

    [[nodiscard]] std::size_t size() const { return limbs_.size() / width_; }
    [[nodiscard]] Limbs operator[](std::size_t i) { return Limbs{limbs_}.subspan(i * width_, width_); }
    [[nodiscard]] ConstLimbs operator[](std::size_t i) const { return ConstLimbs{limbs_}.subspan(i * width_, width_); }

  private:
    std::size_t width_;
    std::vector<std::uint64_t> limbs_;
};

// value += top / bottom, less than one last place too low.
void add_quotient(FixedPoints::Limbs value, std::uint64_t top, std::uint64_t bottom);

[[nodiscard]] std::uint64_t whole_part(FixedPoints::ConstLimbs value);
// Of the fractional parts.
[[nodiscard]] bool fraction_below(FixedPoints::ConstLimbs a, FixedPoints::ConstLimbs b);
// Whether a's fractional part, not below b's, exceeds it by at most so many last places.
[[nodiscard]] bool fraction_within(FixedPoints::ConstLimbs a, FixedPoints::ConstLimbs b, std::uint64_t places);
// Whether so many last places more would reach the next whole number.
[[nodiscard]] bool reaches_next_whole(FixedPoints::ConstLimbs value, std::uint64_t places);

}  // namespace jiati::games
