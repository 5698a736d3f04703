#include "agreement/moulin_shenker.h"

#include "base/check.h"

#include <algorithm>
#include <numeric>

namespace jiati::agreement {
namespace {

using games::Player;

// The equal split of each element among those of its users who are in.
std::vector<Fraction> offer(games::ElementGame const& game, std::vector<bool> const& is_in) {
    std::vector<Fraction> shares(game.players);
    for (auto const& element : game.elements) {
        auto const users = std::count_if(element.users.begin(), element.users.end(), [&](auto i) { return is_in[i]; });
        if (users == 0) continue;
        auto const share = element.amount / Fraction{users};
        for (auto const user : element.users)
            if (is_in[user]) shares[user] += share;
    }
    return shares;
}

// The nested elements of an airport game: each step up is used by all who cost at least as much.
games::ElementGame elements_of(games::AirportGame const& game) {
    games::ElementGame elements{game.costs.size(), {}};
    std::vector<Player> order(game.costs.size());
    std::iota(order.begin(), order.end(), Player{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return game.costs[a] < game.costs[b]; });
    Fraction reached;
    for (auto from = order.begin(); from != order.end(); ++from) {
        if (game.costs[*from] <= reached) continue;
        elements.elements.push_back({game.costs[*from] - reached, {from, order.end()}});
        reached = game.costs[*from];
    }
    return elements;
}

}  // namespace

Cascade iterated_offers(games::ElementGame const& game, std::vector<Fraction> const& bids) {
    CHECK(bids.size() == game.players);
    for (auto const& element : game.elements)
        CHECK(std::all_of(element.users.begin(), element.users.end(), [&](auto i) { return i < game.players; }));
    Cascade cascade;
    std::vector<bool> is_in(game.players, true);
    for (;;) {
        OfferRound round;
        round.shares = offer(game, is_in);
        for (Player i = 0; i < game.players; ++i) {
            if (!is_in[i]) continue;
            round.offered.push_back(i);
            if (round.shares[i] > bids[i]) round.dropped.push_back(i);
        }
        for (auto const i : round.dropped) is_in[i] = false;
        cascade.rounds.push_back(std::move(round));
        if (cascade.rounds.back().dropped.empty()) break;
    }
    cascade.served = cascade.rounds.back().offered;
    cascade.shares = cascade.rounds.back().shares;
    return cascade;
}

Cascade iterated_offers(games::AirportGame const& game, std::vector<Fraction> const& bids) {
    return iterated_offers(elements_of(game), bids);
}

}  // namespace jiati::agreement
