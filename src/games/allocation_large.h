// Shapley and nucleolus shares of more players than exact numbers can be kept for. Internal to this folder.
#pragma once

#include "games/allocation.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace jiati::games {

// Up to here every share is worked out exactly, whatever its length.
inline constexpr std::size_t exact_players_max = 1'000;

struct LargeShares {
    std::vector<std::optional<Fraction>> exact;  // nothing beyond exact_bits_max
    std::vector<std::int64_t> units;             // of round_to
};

// Whether the rule is one of those done here for this game.
[[nodiscard]] bool is_large(AllocationRule const& rule, Game const& game);
// Nothing where the amounts have no common denominator up to 2^40, or are 2^62 and more of it.
[[nodiscard]] std::optional<LargeShares> large_shares(AllocationRule const& rule, Game const& game,
                                                      Fraction const& round_to);

}  // namespace jiati::games
