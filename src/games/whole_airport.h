// An airport game in whole amounts, sorted: players by rising cost (equal ones by number), equal costs as one class.
// Internal to this folder.
#pragma once

#include "games/game.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace jiati::games {

struct WholeAirport {
    struct Class {
        std::int64_t cost = 0;
        std::size_t first = 0;  // members: order[first, last)
        std::size_t last = 0;
    };
    std::vector<Player> order;
    std::vector<Class> classes;
};

[[nodiscard]] WholeAirport whole_airport(std::span<std::int64_t const> costs);

// From places in `order` to players.
[[nodiscard]] std::vector<std::int64_t> by_player(std::vector<Player> const& order,
                                                  std::vector<std::int64_t> const& by_place);

}  // namespace jiati::games
