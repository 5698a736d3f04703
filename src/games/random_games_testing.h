// For tests: random games with small numbers, so that ties are many.
#pragma once

#include "games/game.h"

#include <rapidcheck.h>

#include <vector>

namespace jiati::games::some {

inline Fraction amount(std::int64_t low, std::int64_t high) {
    return {*rc::gen::inRange<std::int64_t>(low, high + 1), *rc::gen::element<std::int64_t>(1, 1, 1, 2, 3)};
}

inline std::vector<Fraction> amounts(std::size_t count, std::int64_t low, std::int64_t high) {
    std::vector<Fraction> result;
    for (std::size_t i = 0; i < count; ++i) result.push_back(amount(low, high));
    return result;
}

inline AirportGame airport_game(std::size_t players, std::int64_t high) { return {amounts(players, 0, high)}; }

inline ElementGame element_game(std::size_t players, std::size_t elements, std::int64_t high) {
    ElementGame game{.players = players, .elements = {}};
    for (std::size_t e = 0; e < elements; ++e) {
        auto const mask = *rc::gen::inRange<std::uint64_t>(1, std::uint64_t{1} << players);
        CostElement element{.amount = amount(0, high), .users = {}};
        for (Player i = 0; i < players; ++i)
            if ((mask >> i & 1) != 0) element.users.push_back(i);
        game.elements.push_back(element);
    }
    return game;
}

inline ExplicitGame explicit_game(std::size_t players, std::int64_t low, std::int64_t high) {
    ExplicitGame game{.kind = *rc::gen::element(ExplicitGame::Kind::cost, ExplicitGame::Kind::value),
                      .players = players,
                      .values = amounts(std::size_t{1} << players, low, high)};
    game.values[0] = Fraction{};
    return game;
}

// Shares of the whole: random ones, the last closes the sum.
inline std::vector<Fraction> shares(std::size_t players, Fraction const& total, std::int64_t low, std::int64_t high) {
    auto result = amounts(players, low, high);
    result.back() = total;
    for (std::size_t i = 0; i + 1 < players; ++i) result.back() -= result[i];
    return result;
}

// The same numbers, too long for 128 bits: what runs on whole numbers otherwise runs on Fractions then.
inline Fraction long_unit() { return *Fraction::parse("1000000000000000000000000000000000000000000000007/3"); }

}  // namespace jiati::games::some
