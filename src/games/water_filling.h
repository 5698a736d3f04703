// One level for everybody: each amount rises with the level along a line of its own, stops at its limits, and the level
// is where the amounts reach a total. The level is exact: it lies between two breakpoints, where the sum is a line.
#pragma once

#include "base/fraction.h"
#include "games/bargaining.h"

#include <optional>
#include <vector>

namespace jiati::games {

// start + slope × level, kept within `limits` where there are any.
struct Rising {
    Fraction start;
    Fraction slope;  // not negative
    std::optional<Limits> limits{};
};

// The amounts at the level where they sum to `total`; nothing when no level does. O(n log n).
[[nodiscard]] std::optional<std::vector<Fraction>> fill_to(std::vector<Rising> const& amounts, Fraction const& total);

}  // namespace jiati::games
