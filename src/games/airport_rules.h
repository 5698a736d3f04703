// Three rules of airport games beside Shapley and the nucleolus (Thomson, "Cost allocation and airport problems").
#pragma once

#include "games/game.h"

#include <vector>

namespace jiati::games {

// Constrained equal contributions: as equal as can be while no group of the lowest pays more than its own lift.
[[nodiscard]] std::vector<Fraction> constrained_equal_contributions(AirportGame const& game);
// Constrained equal benefits: everyone saves the same against a lift of their own, and nobody is paid.
[[nodiscard]] std::vector<Fraction> constrained_equal_benefits(AirportGame const& game);
// Sequential full contributions: each class of equal costs pays its own increment, equally.
[[nodiscard]] std::vector<Fraction> sequential_full_contributions(AirportGame const& game);

}  // namespace jiati::games
