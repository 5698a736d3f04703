#include "games/allocation_checks.h"

#include "base/check.h"

#include <cstdint>
#include <string_view>
#include <unordered_set>

namespace jiati::games {
namespace {

using Kind = AllocationError::Kind;

Fraction whole(std::size_t count) { return static_cast<std::int64_t>(count); }

AllocationFault fault_in(AirportGame const& game, PlayerNames const& players) {
    if (auto fault = count_fault(game.costs.size(), players.size())) return fault;
    for (std::size_t i = 0; i < players.size(); ++i)
        if (game.costs[i].is_negative()) return allocation_error(Kind::cost_negative, players[i]);
    return std::nullopt;
}

AllocationFault fault_in(ElementGame const& game, PlayerNames const& players) {
    if (auto fault = count_fault(game.players, players.size())) return fault;
    std::vector<std::size_t> seen_in(players.size());  // the last element that named the player, counted from 1
    for (std::size_t e = 0; e < game.elements.size(); ++e) {
        auto const& element = game.elements[e];
        if (element.amount.is_negative()) return allocation_error(Kind::cost_negative, whole(e), {});
        if (element.users.empty()) return allocation_error(Kind::element_without_users, whole(e), {});
        for (auto const user : element.users) {
            if (user >= players.size()) return allocation_error(Kind::player_unknown, whole(user), {});
            if (seen_in[user] == e + 1) return allocation_error(Kind::player_twice, players[user]);
            seen_in[user] = e + 1;
        }
    }
    return std::nullopt;
}

AllocationFault fault_in(ExplicitGame const& game, PlayerNames const& players) {
    if (auto fault = count_fault(game.players, players.size())) return fault;
    if (players.size() > shapley_explicit_max)
        return allocation_error(Kind::too_many_players, whole(players.size()), whole(shapley_explicit_max));
    auto const coalitions = std::size_t{1} << players.size();
    if (game.values.size() != coalitions)
        return allocation_error(Kind::coalitions_missing, whole(game.values.size()), whole(coalitions));
    CHECK(game.values[0].is_zero());  // nobody is worth nothing: nothing to be stated
    return std::nullopt;
}

}  // namespace

AllocationError allocation_error(Kind kind, std::string player, int floor) {
    return {kind, std::move(player), floor, {}, {}};
}

AllocationError allocation_error(Kind kind, Fraction sum, Fraction expected) {
    return {kind, {}, 0, std::move(sum), std::move(expected)};
}

AllocationFault count_fault(std::size_t values, std::size_t players) {
    if (values == players) return std::nullopt;
    return allocation_error(Kind::count_differs, whole(values), whole(players));
}

AllocationFault players_fault(PlayerNames const& players) {
    if (players.empty()) return allocation_error(Kind::no_players);
    if (players.size() > players_max)
        return allocation_error(Kind::too_many_players, whole(players.size()), whole(players_max));
    std::unordered_set<std::string_view> seen;
    seen.reserve(players.size());
    for (auto const& player : players)
        if (!seen.insert(player).second) return allocation_error(Kind::player_repeated, player);
    return std::nullopt;
}

AllocationFault game_fault(Game const& game, PlayerNames const& players) {
    return std::visit([&](auto const& each) { return fault_in(each, players); }, game);
}

AllocationFault unions_fault(Unions const& unions, PlayerNames const& players) {
    std::vector<bool> seen(players.size());
    for (auto const& each : unions)
        for (auto const player : each) {
            if (player >= players.size()) return allocation_error(Kind::player_unknown, whole(player), {});
            if (seen[player]) return allocation_error(Kind::player_twice, players[player]);
            seen[player] = true;
        }
    for (std::size_t i = 0; i < players.size(); ++i)
        if (!seen[i]) return allocation_error(Kind::player_in_no_union, players[i]);
    return std::nullopt;
}

AllocationFault flats_fault(std::vector<Flat> const& flats, PlayerNames const& players) {
    if (auto fault = count_fault(flats.size(), players.size())) return fault;
    for (std::size_t i = 0; i < flats.size(); ++i) {
        if (flats[i].floors.empty()) return allocation_error(Kind::floor_missing, players[i]);
        if (flats[i].area <= SquareMetres{}) return allocation_error(Kind::area_not_positive, players[i]);
    }
    return std::nullopt;
}

AllocationFault positive_weights_fault(std::vector<Fraction> const& weights, PlayerNames const& players) {
    if (auto fault = count_fault(weights.size(), players.size())) return fault;
    for (std::size_t i = 0; i < weights.size(); ++i)
        if (weights[i] <= Fraction{}) return allocation_error(Kind::weight_not_positive, players[i]);
    return std::nullopt;
}

Fraction sum_of(std::vector<Fraction> const& values) {
    Fraction sum;
    for (auto const& value : values) sum += value;
    return sum;
}

}  // namespace jiati::games
