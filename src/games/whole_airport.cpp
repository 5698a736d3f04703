#include "games/whole_airport.h"

#include <algorithm>
#include <numeric>

namespace jiati::games {

WholeAirport whole_airport(std::span<std::int64_t const> costs) {
    WholeAirport airport;
    airport.order.resize(costs.size());
    std::iota(airport.order.begin(), airport.order.end(), Player{0});
    std::stable_sort(airport.order.begin(), airport.order.end(),
                     [&](Player a, Player b) { return costs[a] < costs[b]; });
    for (std::size_t i = 0; i < airport.order.size(); ++i) {
        auto const cost = costs[airport.order[i]];
        if (airport.classes.empty() || airport.classes.back().cost != cost) airport.classes.push_back({cost, i, i});
        ++airport.classes.back().last;
    }
    return airport;
}

std::vector<std::int64_t> by_player(std::vector<Player> const& order, std::vector<std::int64_t> const& by_place) {
    std::vector<std::int64_t> of_player(by_place.size());
    for (std::size_t i = 0; i < by_place.size(); ++i) of_player[order[i]] = by_place[i];
    return of_player;
}

}  // namespace jiati::games
