// Percentages by floor that keep a city's reference intervals and are otherwise as near as can be to a wanted pattern
// (by height, say): of all percentages within the intervals that sum to 100, those with the least sum of squared
// differences from the pattern. Every floor strictly inside its interval then differs from it by the same amount.
#pragma once

#include "base/fraction.h"
#include "base/result.h"
#include "games/bargaining.h"

#include <cstdint>
#include <map>
#include <vector>

namespace jiati::games {

struct FloorInterval {
    int floor = 0;
    Limits percent;    // of the whole, for the floor as one; 0 to 100 where nothing is asked of it
    Fraction pattern;  // not negative; the patterns of all floors are scaled to sum to 100
    friend bool operator==(FloorInterval const&, FloorInterval const&) = default;
};

struct IntervalError {
    enum class Kind : std::uint8_t {
        no_floors,
        floor_repeated,     // `floor`
        limits_crossed,     // of `floor`: its least, `sum`, is above its most
        outside_percent,    // of `floor`: `sum` is below 0 or above 100
        pattern_negative,   // of `floor`: `sum`
        patterns_all_zero,  // no pattern to be near to
        least_above_all,    // the least percentages sum to `sum`, above 100
        most_below_all,     // the most percentages sum to `sum`, below 100
    };
    Kind kind{};
    int floor = 0;
    Fraction sum;
    friend bool operator==(IntervalError const&, IntervalError const&) = default;
};

// The percentage of each floor; they sum to 100.
[[nodiscard]] Result<std::map<int, Fraction>, IntervalError> interval_shares(std::vector<FloorInterval> const& floors);

}  // namespace jiati::games
