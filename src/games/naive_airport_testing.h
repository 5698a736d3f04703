// For tests: rules of airport games as their authors define them, player by player; slow and plain.
#pragma once

#include "games/game.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace jiati::games::naive {

template <class Share>
std::vector<Fraction> by_rising_cost(AirportGame const& game, Share const& share) {
    std::vector<Player> order(game.costs.size());
    std::iota(order.begin(), order.end(), Player{0});
    std::stable_sort(order.begin(), order.end(), [&](Player a, Player b) { return game.costs[a] < game.costs[b]; });
    std::vector<Fraction> costs;
    for (auto const player : order) costs.push_back(game.costs[player]);
    std::vector<Fraction> shares(order.size());
    Fraction paid;
    for (std::size_t i = 0; i < order.size(); ++i) {
        shares[order[i]] = share(costs, i, paid);
        paid += shares[order[i]];
    }
    return shares;
}

// What is left of the lift of r, by those from i to r (and `more`); the least over r below `end`.
inline Fraction least_part(std::vector<Fraction> const& costs, std::size_t i, std::size_t end, std::int64_t more,
                           Fraction const& paid) {
    auto const part = [&](std::size_t r) {
        return (costs[r] - paid) / Fraction{static_cast<std::int64_t>(r - i) + 1 + more};
    };
    auto least = part(i);
    for (auto r = i + 1; r < end; ++r) least = std::min(least, part(r));
    return least;
}

inline std::vector<Fraction> nucleolus(AirportGame const& game) {
    return by_rising_cost(game, [](auto const& costs, std::size_t i, Fraction const& paid) {
        return i + 1 == costs.size() ? costs[i] - paid : least_part(costs, i, costs.size() - 1, 1, paid);
    });
}

inline std::vector<Fraction> constrained_equal_contributions(AirportGame const& game) {
    return by_rising_cost(game, [](auto const& costs, std::size_t i, Fraction const& paid) {
        return least_part(costs, i, costs.size(), 0, paid);
    });
}

inline std::vector<Fraction> sequential_full_contributions(AirportGame const& game) {
    return by_rising_cost(game, [](auto const& costs, std::size_t i, Fraction const&) {
        Fraction below;
        std::int64_t equals = 0;
        for (auto const& cost : costs) {
            if (cost < costs[i]) below = cost;
            if (cost == costs[i]) ++equals;
        }
        return (costs[i] - below) / Fraction{equals};
    });
}

}  // namespace jiati::games::naive
