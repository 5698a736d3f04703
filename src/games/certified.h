// Rounded shares that are certain although the exact ones are too long to keep. Shapley: fixed point with an outward
// error bound, with more limbs where the bound decides neither a floor nor the order of two remainders; exact ties
// never end that way, so they are decided exactly. Nucleolus: 64 fractional bits, and what they leave open from the
// recursion. Amounts are whole numbers below 2^62, their total a multiple of `unit` (at most 2^40); shares are rounded
// by largest remainder to multiples of it, equal remainders by the order of the players. Internal to this folder.
#pragma once

#include "games/game.h"

#include <cstdint>
#include <span>
#include <vector>

namespace jiati::games {

struct WholeElement {
    std::int64_t amount = 0;
    std::span<Player const> users;
};

// How many units each player pays.
[[nodiscard]] std::vector<std::int64_t> certified_shapley(std::span<std::int64_t const> costs, std::uint64_t unit);
// Fewer fractional bits are for tests: games/nucleolus_stretches.h.
[[nodiscard]] std::vector<std::int64_t> certified_nucleolus(std::span<std::int64_t const> costs, std::uint64_t unit,
                                                            unsigned fraction_bits = 64);
[[nodiscard]] std::vector<std::int64_t> certified_shapley(std::size_t players,
                                                          std::vector<WholeElement> const& elements,
                                                          std::uint64_t unit);

}  // namespace jiati::games
