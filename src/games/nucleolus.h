// The nucleolus: shares under which the most dissatisfied coalition is as satisfied as can be, then the next, and so on
// (Schmeidler 1969). The prenucleolus drops the demand that nobody pays more than alone (cost) or gets less than alone
// (value); the two agree on concave cost games. Exact: linear programmes over Fractions.
#pragma once

#include "games/game.h"

#include <vector>

namespace jiati::games {

// O(n log n): slopes to suffix hulls (Littlechild 1974; Sönmez 1993).
[[nodiscard]] std::vector<Fraction> nucleolus(AirportGame const& game);
// CHECKs the limits nucleolus_elements_max and nucleolus_explicit_max.
[[nodiscard]] std::vector<Fraction> nucleolus(ElementGame const& game);
// What it takes: how many kinds of players are to be told apart, each a row of the programmes; 0 where the elements lie
// within one another and no programme is needed. CHECKs the same limit.
[[nodiscard]] std::size_t nucleolus_kinds(ElementGame const& game);
// Empty when no share-out gives everybody at least what they have alone (the game has no imputation).
[[nodiscard]] std::vector<Fraction> nucleolus(ExplicitGame const& game);
[[nodiscard]] std::vector<Fraction> prenucleolus(ExplicitGame const& game);

// Kohlberg's criterion (1971), by a way of its own: at each level of excess no redistribution helps the coalitions that
// are at it or above without hurting one of them. True exactly for the nucleolus (prenucleolus) of the game.
[[nodiscard]] bool is_nucleolus(ExplicitGame const& game, std::vector<Fraction> const& shares);
[[nodiscard]] bool is_prenucleolus(ExplicitGame const& game, std::vector<Fraction> const& shares);

}  // namespace jiati::games
