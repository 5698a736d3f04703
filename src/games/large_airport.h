// Shapley and nucleolus shares of large airport games in whole fen, straight from the costs: both together take about
// as long as sorting the costs. Rounded by largest remainder, equal remainders in the order given; as certain as
// allocate().
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace jiati::games {

struct LargeAirportShares {
    std::vector<std::int64_t> shapley;
    std::vector<std::int64_t> nucleolus;
};

// CHECKs that there are 1 to players_max costs, from 0 to below 2^62.
[[nodiscard]] LargeAirportShares large_airport_shares(std::span<std::int64_t const> costs_fen);

}  // namespace jiati::games
