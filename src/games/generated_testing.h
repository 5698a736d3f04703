// For tests: games drawn at random, with small numbers so that ties are frequent.
#pragma once

#include "games/shapley.h"

#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace jiati::games::generated {

inline std::size_t count(std::size_t least, std::size_t most) {
    return *rc::gen::inRange<std::size_t>(least, most + 1);
}

inline std::vector<Fraction> amounts(std::size_t size, std::int64_t least, std::int64_t most) {
    auto const denominator = *rc::gen::element<std::int64_t>(1, 1, 1, 2, 6, 7);
    std::vector<Fraction> result;
    for (std::size_t i = 0; i < size; ++i)
        result.emplace_back(*rc::gen::inRange<std::int64_t>(least, most + 1), denominator);
    return result;
}

inline AirportGame airport(std::size_t players, std::int64_t most = 40) { return {amounts(players, 0, most)}; }

inline std::vector<Player> some_of(std::size_t players) {
    auto const mask = *rc::gen::inRange<std::uint64_t>(1, std::uint64_t{1} << players);
    std::vector<Player> result;
    for (Player i = 0; i < players; ++i)
        if ((mask >> i & 1) != 0) result.push_back(i);
    return result;
}

inline ElementGame elements(std::size_t players) {
    ElementGame game{players, {}};
    for (auto& amount : amounts(count(1, 8), 0, 60)) game.elements.push_back({amount, some_of(players)});
    return game;
}

inline ExplicitGame listed_game(std::size_t players) {
    auto const kind = *rc::gen::element(ExplicitGame::Kind::cost, ExplicitGame::Kind::value);
    ExplicitGame game{kind, players, amounts(std::size_t{1} << players, -50, 50)};
    game.values[0] = Fraction{};
    return game;
}

inline Game any_game(std::size_t players) {
    switch (*rc::gen::inRange(0, 3)) {
        case 0:
            return airport(players);
        case 1:
            return elements(players);
        default:
            return listed_game(players);
    }
}

inline std::vector<Fraction> weights(std::size_t players) { return amounts(players, 1, 9); }

inline Unions unions(std::size_t players) {
    Unions result(count(1, players));
    for (Player i = 0; i < players; ++i) result[count(0, result.size() - 1)].push_back(i);
    return result;
}

inline std::vector<std::size_t> permutation(std::size_t size) {
    std::vector<std::size_t> order(size);
    for (std::size_t i = 0; i < size; ++i) order[i] = i;
    for (auto i = size; i-- > 1;) std::swap(order[i], order[count(0, i)]);
    return order;
}

}  // namespace jiati::games::generated
