// From a table by floor and the building's flats to one weight per flat, in the order of the flats. Each kind of table
// ends in weights that `Proportional` splits any total by; those of percentages sum to 100, so they serve `Percent`
// too.
#pragma once

#include "base/fraction.h"
#include "base/result.h"
#include "games/allocation.h"
#include "games/interval_shares.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace jiati::games {

using WithinFloor = FloorPercent::Within;

// A coefficient per floor; above the highest floor listed each floor adds `step_above`.
struct CoefficientTable {
    FloorTable floors;
    std::optional<Fraction> step_above;
    friend bool operator==(CoefficientTable const&, CoefficientTable const&) = default;
};

struct FloorTableError {
    enum class Kind : std::uint8_t {
        no_flats,
        floor_missing,          // the flat at `flat` has no floor
        floor_not_in_table,     // the flat at `flat` lies on `floor`
        area_not_positive,      // of the flat at `flat`, where areas count
        value_negative,         // the table's of `floor`; or the steps of the flat at `flat`
        floor_has_no_flat,      // the table makes `floor` pay, and nobody lives there
        percents_do_not_close,  // the percentages sum to `sum`, not to 100
        nobody_pays,            // all weights are 0
        count_differs,          // steps for `sum` flats
        intervals               // `interval` says what does not fit
    };
    Kind kind{};
    std::size_t flat = 0;
    int floor = 0;
    Fraction sum{};
    std::optional<IntervalError> interval{};
    friend bool operator==(FloorTableError const&, FloorTableError const&) = default;
};

using Weights = Result<std::vector<Fraction>, FloorTableError>;

// The coefficient of a floor; nothing below the first floor listed, in a gap, and above the last without step_above.
[[nodiscard]] std::optional<Fraction> coefficient_on(CoefficientTable const& table, int floor);
// By height travelled: floor − entrance floor. Read with a flat's area this is floor × area, without it travel alone.
[[nodiscard]] CoefficientTable travel_table(int entrance_floor = 1);

// Coefficient of the access floor, × the flat's area in m² where areas count (Guangzhou: k(f)·area / Σ k·area).
[[nodiscard]] Weights coefficient_weights(CoefficientTable const& table, std::vector<Flat> const& flats,
                                          WithinFloor within);

// Each floor's percentage of the whole, shared by the flats whose access floor it is. A floor of 0 % may be empty.
[[nodiscard]] Weights percent_weights(FloorTable const& percents, std::vector<Flat> const& flats, WithinFloor within);

// The percentages within the intervals nearest to each floor's pattern, then as above.
[[nodiscard]] Weights interval_weights(std::vector<FloorInterval> const& intervals, std::vector<Flat> const& flats,
                                       WithinFloor within);

// Stair steps from the entrance to the own door, one count per flat; who lives on the entrance floor (or below it)
// counts none. What a step costs is total ÷ the sum of the weights.
[[nodiscard]] Weights step_weights(std::vector<Flat> const& flats, std::vector<std::int64_t> const& steps,
                                   int entrance_floor = 1);

}  // namespace jiati::games
