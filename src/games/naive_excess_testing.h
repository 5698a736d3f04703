// For tests: what excess.h means, written down as it is defined; slow and plain.
#pragma once

#include "games/excess.h"
#include "games/game.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

namespace jiati::games::naive {

inline std::vector<Player> players_in(std::uint64_t mask) {
    std::vector<Player> players;
    for (Player i = 0; i < 64; ++i)
        if ((mask >> i & 1) != 0) players.push_back(i);
    return players;
}

inline Fraction cost(AirportGame const& game, std::uint64_t mask) {
    Fraction most;
    for (auto const i : players_in(mask)) most = std::max(most, game.costs[i]);
    return most;
}

inline Fraction cost(ElementGame const& game, std::uint64_t mask) {
    Fraction sum;
    for (auto const& element : game.elements) {
        bool used = false;
        for (auto const i : element.users) used = used || (mask >> i & 1) != 0;
        if (used) sum += element.amount;
    }
    return sum;
}

template <class G>
ExplicitGame every_coalition(G const& game, std::size_t players) {
    ExplicitGame result{.kind = ExplicitGame::Kind::cost, .players = players, .values = {}};
    for (std::uint64_t mask = 0; mask < std::uint64_t{1} << players; ++mask) result.values.push_back(cost(game, mask));
    return result;
}
inline ExplicitGame every_coalition(AirportGame const& game) { return every_coalition(game, game.costs.size()); }
inline ExplicitGame every_coalition(ElementGame const& game) { return every_coalition(game, game.players); }

inline Fraction sum_of(std::vector<Fraction> const& shares, std::uint64_t mask) {
    Fraction sum;
    for (auto const i : players_in(mask)) sum += shares[i];
    return sum;
}

inline Fraction excess(ExplicitGame const& game, std::vector<Fraction> const& shares, std::uint64_t mask) {
    auto const difference = sum_of(shares, mask) - game.values[mask];
    return game.kind == ExplicitGame::Kind::cost ? difference : -difference;
}

inline CoreReport core_report(ExplicitGame const& game, std::vector<Fraction> const& shares) {
    auto const all = game.values.size() - 1;
    CoreReport result;
    std::optional<std::pair<std::size_t, std::vector<Player>>> best;
    for (std::uint64_t mask = 1; mask < all; ++mask) {
        auto const members = players_in(mask);
        auto const value = excess(game, shares, mask);
        std::pair const rank{members.size(), members};
        if (best && (value < result.max_excess || (value == result.max_excess && !(rank < *best)))) continue;
        best = rank;
        result.max_excess = value;
        result.coalition = members;
    }
    result.member = excess(game, shares, all).is_zero() && result.max_excess <= Fraction{0};
    return result;
}

}  // namespace jiati::games::naive
