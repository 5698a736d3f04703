// The players of an airport game by rising cost, equal costs together: what every rule of these games starts from.
// Internal to this folder.
#pragma once

#include "games/game.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace jiati::games {

struct CostClass {
    Fraction cost;
    std::size_t first = 0;  // members: order[first, last)
    std::size_t last = 0;
};

struct AirportOrder {
    std::vector<Player> order;       // by cost, then as given
    std::vector<CostClass> classes;  // by rising cost
};

[[nodiscard]] AirportOrder airport_order(AirportGame const& game);

// One value per class becomes one value per player.
template <class T>
[[nodiscard]] std::vector<T> spread_over_players(AirportOrder const& sorted, std::vector<T> const& of_class) {
    std::vector<T> shares(sorted.order.size());
    for (std::size_t k = 0; k < sorted.classes.size(); ++k)
        for (auto i = sorted.classes[k].first; i < sorted.classes[k].last; ++i) shares[sorted.order[i]] = of_class[k];
    return shares;
}

}  // namespace jiati::games
