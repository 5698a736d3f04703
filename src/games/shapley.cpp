// The rules of airport and element games, where every element's cost is simply divided among its users.
#include "games/shapley.h"

#include "base/check.h"
#include "games/airport_order.h"

#include <algorithm>
#include <cstdint>
#include <map>

namespace jiati::games {
namespace {

Fraction whole(std::size_t count) { return static_cast<std::int64_t>(count); }

std::vector<std::size_t> union_of_players(Unions const& unions, std::size_t players) {
    constexpr auto none = static_cast<std::size_t>(-1);
    std::vector<std::size_t> union_of(players, none);
    for (std::size_t u = 0; u < unions.size(); ++u)
        for (auto const player : unions[u]) {
            CHECK(player < players && union_of[player] == none);
            union_of[player] = u;
        }
    CHECK(std::find(union_of.begin(), union_of.end(), none) == union_of.end());
    return union_of;
}

// Class by class, what a class adds to the cost is shared by all of that class and above; `divisor` says by how much
// that is divided. Returns the running sum at each class.
template <class Divisor>
std::vector<Fraction> running_shares(AirportOrder const& sorted, Divisor const& divisor) {
    std::vector<Fraction> shares;
    Fraction share;
    Fraction below;
    for (auto const& each : sorted.classes) {
        // A cost of nothing needs no divisor.
        if (each.cost != below) share += (each.cost - below) / divisor(each);
        below = each.cost;
        shares.push_back(share);
    }
    return shares;
}

}  // namespace

std::vector<Fraction> shapley(AirportGame const& game) {
    auto const sorted = airport_order(game);
    return spread_over_players(
        sorted, running_shares(sorted, [&](CostClass const& each) { return whole(sorted.order.size() - each.first); }));
}

std::vector<Fraction> shapley(ElementGame const& game) {
    std::vector<Fraction> shares(game.players);
    for (auto const& element : game.elements) {
        auto const each = element.amount / whole(element.users.size());
        for (auto const user : element.users) shares[user] += each;
    }
    return shares;
}

std::vector<Fraction> weighted_shapley(AirportGame const& game, std::vector<Fraction> const& weights) {
    CHECK(weights.size() == game.costs.size());
    auto const sorted = airport_order(game);
    std::map<std::size_t, Fraction> weight_from;  // by a class's first member: the weights of it and all above
    Fraction sum;
    for (auto k = sorted.classes.size(); k-- > 0;) {
        for (auto i = sorted.classes[k].first; i < sorted.classes[k].last; ++i) sum += weights[sorted.order[i]];
        weight_from[sorted.classes[k].first] = sum;
    }
    auto shares = spread_over_players(
        sorted, running_shares(sorted, [&](CostClass const& each) { return weight_from.at(each.first); }));
    for (std::size_t i = 0; i < shares.size(); ++i) shares[i] *= weights[i];
    return shares;
}

std::vector<Fraction> weighted_shapley(ElementGame const& game, std::vector<Fraction> const& weights) {
    CHECK(weights.size() == game.players);
    std::vector<Fraction> shares(game.players);
    for (auto const& element : game.elements) {
        Fraction sum;
        for (auto const user : element.users) sum += weights[user];
        auto const per_weight = element.amount / sum;
        for (auto const user : element.users) shares[user] += per_weight * weights[user];
    }
    return shares;
}

// Between unions the game is an airport game of each union's highest cost; what a union pays up to a level is the
// running sum there, and the members who reach the level share it.
std::vector<Fraction> owen(AirportGame const& game, Unions const& unions) {
    union_of_players(unions, game.costs.size());
    auto const sorted = airport_order(game);
    std::vector<std::size_t> class_of(game.costs.size());
    for (std::size_t k = 0; k < sorted.classes.size(); ++k)
        for (auto i = sorted.classes[k].first; i < sorted.classes[k].last; ++i) class_of[sorted.order[i]] = k;

    std::vector<std::size_t> unions_up_to(sorted.classes.size() + 1);  // whose highest class is below k
    std::size_t present = 0;
    for (auto const& each : unions) {
        if (each.empty()) continue;
        std::size_t highest = 0;
        for (auto const player : each) highest = std::max(highest, class_of[player]);
        ++unions_up_to[highest + 1];
        ++present;
    }
    for (std::size_t k = 1; k < unions_up_to.size(); ++k) unions_up_to[k] += unions_up_to[k - 1];
    auto const of_union = running_shares(sorted, [&](CostClass const& each) {
        return whole(present - unions_up_to[static_cast<std::size_t>(&each - sorted.classes.data())]);
    });

    std::vector<Fraction> shares(game.costs.size());
    for (auto members : unions) {
        std::sort(members.begin(), members.end(), [&](Player a, Player b) { return class_of[a] < class_of[b]; });
        Fraction share;
        Fraction below;
        for (std::size_t i = 0; i < members.size(); ++i) {
            auto const& reached = of_union[class_of[members[i]]];
            if (reached != below) share += (reached - below) / whole(members.size() - i);
            below = reached;
            shares[members[i]] = share;
        }
    }
    return shares;
}

std::vector<Fraction> owen(ElementGame const& game, Unions const& unions) {
    auto const union_of = union_of_players(unions, game.players);
    std::vector<Fraction> shares(game.players);
    std::vector<std::size_t> users_in(unions.size());  // of the element at hand; zero in between
    for (auto const& element : game.elements) {
        std::size_t using_unions = 0;
        for (auto const user : element.users)
            if (users_in[union_of[user]]++ == 0) ++using_unions;
        auto const each_union = element.amount / whole(using_unions);
        for (auto const user : element.users) shares[user] += each_union / whole(users_in[union_of[user]]);
        for (auto const user : element.users) users_in[union_of[user]] = 0;
    }
    return shares;
}

}  // namespace jiati::games
