// Who is worse off together than alone: the excess of a coalition is x(S) − c(S) in a cost game, v(S) − x(S) in a value
// game; positive means S pays for others. The core is where no proper coalition has a positive excess.
#pragma once

#include "games/game.h"

#include <optional>
#include <vector>

namespace jiati::games {

struct CoreReport {
    bool member = false;            // no proper coalition has a positive excess (and the shares sum to the whole)
    Fraction max_excess;            // over proper, nonempty coalitions; 0 with one player
    std::vector<Player> coalition;  // that reaches it, ascending; ties: the fewest players, then the first in order
    friend bool operator==(CoreReport const&, CoreReport const&) = default;
};

[[nodiscard]] Fraction excess(Game const& game, std::vector<Fraction> const& shares,
                              std::vector<Player> const& coalition);

// Airport games by sorting, element games by max-flow (closure), explicit games by enumeration. Nothing where that
// would be too long: explicit games over shapley_explicit_max players, element games over nucleolus_elements_max.
[[nodiscard]] std::optional<CoreReport> core_report(Game const& game, std::vector<Fraction> const& shares);

}  // namespace jiati::games
