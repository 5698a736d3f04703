// The airport nucleolus as far as it is short. Internal to this folder.
#pragma once

#include "games/game.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace jiati::games {

// Nothing for the shares from the first on whose numerator or denominator has more bits: denominators only grow from
// stretch to stretch, because a prime that divides one divides all that follow.
[[nodiscard]] std::vector<std::optional<Fraction>> nucleolus_up_to(AirportGame const& game, std::size_t bits);

}  // namespace jiati::games
