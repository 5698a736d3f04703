#include "games/game.h"

#include "base/check.h"
#include "base/overloaded.h"

#include <algorithm>
#include <bit>

namespace jiati::games {
namespace {

ExplicitGame listed_airport(AirportGame const& game) {
    auto const players = game.costs.size();
    ExplicitGame all{ExplicitGame::Kind::cost, players, std::vector<Fraction>(std::size_t{1} << players)};
    for (std::size_t mask = 1; mask < all.values.size(); ++mask) {
        auto const& cost = game.costs[static_cast<std::size_t>(std::countr_zero(mask))];
        all.values[mask] = std::max(all.values[mask & (mask - 1)], cost);
    }
    return all;
}

// c(S) = everything less the elements whose users are all outside S; those are summed over subsets for all S at once.
ExplicitGame listed_elements(ElementGame const& game) {
    auto const size = std::size_t{1} << game.players;
    std::vector<Fraction> within(size);
    Fraction total;
    for (auto const& element : game.elements) {
        std::size_t mask = 0;
        for (auto const user : element.users) mask |= std::size_t{1} << user;
        within[mask] += element.amount;
        total += element.amount;
    }
    for (std::size_t bit = 1; bit < size; bit <<= 1)
        for (std::size_t mask = 0; mask < size; ++mask)
            if ((mask & bit) != 0) within[mask] += within[mask ^ bit];

    ExplicitGame all{ExplicitGame::Kind::cost, game.players, std::vector<Fraction>(size)};
    for (std::size_t mask = 0; mask < size; ++mask) all.values[mask] = total - within[size - 1 - mask];
    return all;
}

}  // namespace

std::size_t player_count(Game const& game) {
    return std::visit(Overloaded{[](AirportGame const& airport) { return airport.costs.size(); },
                                 [](auto const& other) { return other.players; }},
                      game);
}

Fraction grand_worth(Game const& game) {
    return std::visit(Overloaded{[](AirportGame const& airport) {
                                     Fraction most;
                                     for (auto const& cost : airport.costs) most = std::max(most, cost);
                                     return most;
                                 },
                                 [](ElementGame const& elements) {
                                     Fraction sum;
                                     for (auto const& element : elements.elements) sum += element.amount;
                                     return sum;
                                 },
                                 [](ExplicitGame const& all) { return all.values.back(); }},
                      game);
}

bool is_cost_game(Game const& game) {
    auto const* const all = std::get_if<ExplicitGame>(&game);
    return all == nullptr || all->kind == ExplicitGame::Kind::cost;
}

ExplicitGame listed(Game const& game) {
    CHECK(player_count(game) <= shapley_explicit_max);
    return std::visit(Overloaded{[](AirportGame const& airport) { return listed_airport(airport); },
                                 [](ElementGame const& elements) { return listed_elements(elements); },
                                 [](ExplicitGame const& all) { return all; }},
                      game);
}

}  // namespace jiati::games
