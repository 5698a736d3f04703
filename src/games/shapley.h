// Shapley values: everyone pays the average of what they add, over all orders of arrival (Shapley 1953). In an element
// game each element is split equally among its users; with weights, in proportion to them; with unions (Owen 1977),
// equally among the unions that use it, then among each union's users.
#pragma once

#include "games/game.h"

#include <vector>

namespace jiati::games {

// O(n log n): sequential equal contributions (Littlechild & Owen 1973).
[[nodiscard]] std::vector<Fraction> shapley(AirportGame const& game);
[[nodiscard]] std::vector<Fraction> shapley(ElementGame const& game);
// CHECKs shapley_explicit_max.
[[nodiscard]] std::vector<Fraction> shapley(ExplicitGame const& game);

// One weight per player, all positive.
[[nodiscard]] std::vector<Fraction> weighted_shapley(AirportGame const& game, std::vector<Fraction> const& weights);
[[nodiscard]] std::vector<Fraction> weighted_shapley(ElementGame const& game, std::vector<Fraction> const& weights);
// By Harsanyi dividends: of the game where it states values, of its dual where it states costs, so that a cost game
// that is listed gives what its elements give.
[[nodiscard]] std::vector<Fraction> weighted_shapley(ExplicitGame const& game, std::vector<Fraction> const& weights);

// A partition of the players.
using Unions = std::vector<std::vector<Player>>;
[[nodiscard]] std::vector<Fraction> owen(AirportGame const& game, Unions const& unions);
[[nodiscard]] std::vector<Fraction> owen(ElementGame const& game, Unions const& unions);
[[nodiscard]] std::vector<Fraction> owen(ExplicitGame const& game, Unions const& unions);

}  // namespace jiati::games
