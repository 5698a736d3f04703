// The dual side of the city programme: steps of the menus' upper hulls, grouped by the classes they count in, and the
// multipliers with the least bound. Internal to this folder.
#pragma once

#include "agreement/programme.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace jiati::agreement::dual {

__extension__ typedef __int128 Wide;

// From one level of the upper hull to the next (from nothing to the first); slopes fall within a unit.
struct Step {
    std::uint32_t unit = 0;
    std::uint32_t level = 0;  // reached by this step
    std::int64_t cost = 0;    // fen, positive
    std::int64_t value = 0;   // positive or, for a first level worth nothing, 0
};

[[nodiscard]] inline Wide scaled(std::int64_t value) { return Wide{value} << Multipliers::fraction_bits; }
// What a step is worth beyond its price, in units of 2^-40.
[[nodiscard]] inline Wide reduced(Step const& step, std::int64_t price) {
    return scaled(step.value) - Wide{price} * step.cost;
}
[[nodiscard]] inline bool is_steeper(Step const& a, Step const& b) {
    return Wide{a.value} * b.cost > Wide{b.value} * a.cost;
}

// The units that count in the same classes: their steps by falling slope, with running sums.
struct Cell {
    std::vector<std::size_t> classes;
    std::vector<Step> steps;
    std::vector<std::int64_t> costs;   // of the first k steps, k = 0 …
    std::vector<std::int64_t> values;  // of the first k steps

    // How many steps are worth more than their price.
    [[nodiscard]] std::size_t taken_at(std::int64_t price) const;
};

// What limits a programme. A class's band holds where it is the only one with a rule in the only cell it has: between
// which prices its units may stand, the least at which its ceiling holds and the greatest at which its floor does.
struct Rules {
    struct Band {
        std::int64_t least = 0;
        std::int64_t most = 0;
    };
    std::int64_t budget = 0;
    std::vector<std::int64_t> floors;  // per class, 0 where there is none
    std::vector<std::optional<std::int64_t>> ceilings;
    std::vector<std::optional<Band>> bands;

    [[nodiscard]] bool limit(std::size_t in_class) const { return ceilings[in_class] || floors[in_class] > 0; }
    [[nodiscard]] Rules without(std::vector<std::size_t> const& classes) const;
};

struct Market {
    std::vector<Cell> cells;
    std::vector<std::vector<std::size_t>> cells_of;  // per class
    Rules rules;
};

[[nodiscard]] std::int64_t price_in(Cell const& cell, Multipliers const& at);
// The Lagrangian bound in units of 2^-40; valid for any multipliers with a budget price that is not negative.
[[nodiscard]] Wide bound(Market const& market, Rules const& rules, Multipliers const& at);

[[nodiscard]] Market market_of(Programme const& programme);
// Whole: the bound is a whole number of value, because every programme's value is.
[[nodiscard]] std::int64_t whole_bound(Market const& market, Rules const& rules, Multipliers const& at);
// Deterministic. The least bound where no unit is in two classes with rules; close to it otherwise.
[[nodiscard]] Multipliers best_multipliers(Market const& market, Rules const& rules);

}  // namespace jiati::agreement::dual
