// What a group of players shares: a cost (or a value) stated for every coalition, in one of three forms. A player is an
// index into the published order. Amounts are exact and free of a unit: whoever states a game says whether it is in fen
// or in yuan.
#pragma once

#include "base/fraction.h"

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

namespace jiati::games {

using Player = std::uint32_t;

// c(S) = the largest cost in S (Littlechild & Owen 1973): the lift must reach the highest of those who use it.
struct AirportGame {
    std::vector<Fraction> costs;  // one per player, none negative
    friend bool operator==(AirportGame const&, AirportGame const&) = default;
};

// A part of the works that somebody in `users` needs: c(S) = the sum of the elements with a user in S. Airport games
// are the nested case; a stop, a bridge, a half landing shared by two floors are further elements.
struct CostElement {
    Fraction amount;            // not negative
    std::vector<Player> users;  // at least one, none twice
    friend bool operator==(CostElement const&, CostElement const&) = default;
};
struct ElementGame {
    std::size_t players = 0;
    std::vector<CostElement> elements;
    friend bool operator==(ElementGame const&, ElementGame const&) = default;
};

// Every coalition's worth: values[mask], bit i for player i, values[0] = 0; 2^players of them.
struct ExplicitGame {
    enum class Kind : std::uint8_t { cost, value };
    Kind kind = Kind::cost;
    std::size_t players = 0;
    std::vector<Fraction> values;
    friend bool operator==(ExplicitGame const&, ExplicitGame const&) = default;
};

using Game = std::variant<AirportGame, ElementGame, ExplicitGame>;

// Limits beyond which a rule refuses rather than guesses.
inline constexpr std::size_t players_max = 1'000'000;
inline constexpr std::size_t shapley_explicit_max = 20;
inline constexpr std::size_t nucleolus_explicit_max = 12;
inline constexpr std::size_t nucleolus_elements_max = 64;
inline constexpr std::size_t exact_bits_max = 4'096;

[[nodiscard]] std::size_t player_count(Game const& game);
// What all players together cost (or are worth).
[[nodiscard]] Fraction grand_worth(Game const& game);
// Whether the game states costs; an explicit game says so itself.
[[nodiscard]] bool is_cost_game(Game const& game);

// The same game with every coalition listed. CHECKs that there are at most shapley_explicit_max players.
[[nodiscard]] ExplicitGame listed(Game const& game);

}  // namespace jiati::games
