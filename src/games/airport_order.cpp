#include "games/airport_order.h"

#include <algorithm>
#include <numeric>

namespace jiati::games {

AirportOrder airport_order(AirportGame const& game) {
    AirportOrder sorted;
    sorted.order.resize(game.costs.size());
    std::iota(sorted.order.begin(), sorted.order.end(), Player{0});
    std::stable_sort(sorted.order.begin(), sorted.order.end(),
                     [&](Player a, Player b) { return game.costs[a] < game.costs[b]; });
    for (std::size_t i = 0; i < sorted.order.size(); ++i) {
        auto const& cost = game.costs[sorted.order[i]];
        if (sorted.classes.empty() || sorted.classes.back().cost != cost) sorted.classes.push_back({cost, i, i});
        ++sorted.classes.back().last;
    }
    return sorted;
}

}  // namespace jiati::games
