// For tests: the values of games as they are defined, over orders of arrival; slow and plain.
#pragma once

#include "games/shapley.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <optional>
#include <vector>

namespace jiati::games::naive {

// The worth of a coalition, straight from what the game says.
inline Fraction worth(Game const& game, std::size_t mask) {
    auto const has = [&](Player player) { return (mask >> player & 1) != 0; };
    if (auto const* const airport = std::get_if<AirportGame>(&game)) {
        Fraction most;
        for (Player i = 0; i < airport->costs.size(); ++i)
            if (has(i) && airport->costs[i] > most) most = airport->costs[i];
        return most;
    }
    if (auto const* const elements = std::get_if<ElementGame>(&game)) {
        Fraction sum;
        for (auto const& element : elements->elements)
            if (std::any_of(element.users.begin(), element.users.end(), has)) sum += element.amount;
        return sum;
    }
    return std::get<ExplicitGame>(game).values[mask];
}

// The mean of what each adds, over the orders that are let through.
template <class Allowed>
std::vector<Fraction> mean_over_orders(Game const& game, Allowed const& allowed) {
    auto const players = player_count(game);
    std::vector<Player> order(players);
    std::iota(order.begin(), order.end(), Player{0});
    std::vector<Fraction> sums(players);
    std::int64_t orders = 0;
    do {
        if (!allowed(order)) continue;
        ++orders;
        std::size_t mask = 0;
        for (auto const player : order) {
            auto const joined = mask | std::size_t{1} << player;
            sums[player] += worth(game, joined) - worth(game, mask);
            mask = joined;
        }
    } while (std::next_permutation(order.begin(), order.end()));
    for (auto& sum : sums) sum /= Fraction{orders};
    return sums;
}

inline std::vector<Fraction> shapley(Game const& game) {
    return mean_over_orders(game, [](auto const&) { return true; });
}

// Orders in which the members of each union arrive one after the other.
inline std::vector<Fraction> owen(Game const& game, Unions const& unions) {
    std::map<Player, std::size_t> union_of;
    for (std::size_t u = 0; u < unions.size(); ++u)
        for (auto const player : unions[u]) union_of[player] = u;
    return mean_over_orders(game, [&](std::vector<Player> const& order) {
        std::vector<std::size_t> met;
        for (auto const player : order)
            if (met.empty() || met.back() != union_of[player]) met.push_back(union_of[player]);
        std::sort(met.begin(), met.end());
        return std::adjacent_find(met.begin(), met.end()) == met.end();
    });
}

// The last to arrive is drawn with a chance in proportion to the weight, then the last of the others, and so on; in a
// cost game, where the first pays what others use too, the order is drawn from the first.
inline std::vector<Fraction> weighted_shapley(Game const& game, std::vector<Fraction> const& weights) {
    auto const players = player_count(game);
    std::vector<std::vector<Fraction>> shares(std::size_t{1} << players, std::vector<Fraction>(players));
    for (std::size_t mask = 1; mask < shares.size(); ++mask) {
        Fraction sum;
        for (std::size_t j = 0; j < players; ++j)
            if ((mask >> j & 1) != 0) sum += weights[j];
        for (std::size_t j = 0; j < players; ++j) {
            if ((mask >> j & 1) == 0) continue;
            auto const others = mask ^ std::size_t{1} << j;
            auto const chance = weights[j] / sum;
            for (std::size_t i = 0; i < players; ++i) shares[mask][i] += chance * shares[others][i];
            auto const all = shares.size() - 1;
            shares[mask][j] += chance * (is_cost_game(game) ? worth(game, all ^ others) - worth(game, all ^ mask)
                                                            : worth(game, mask) - worth(game, others));
        }
    }
    return shares.back();
}

}  // namespace jiati::games::naive
