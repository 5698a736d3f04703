#include "games/excess.h"

#include "base/check.h"
#include "games/closure.h"
#include "games/whole.h"

#include <algorithm>
#include <bit>
#include <map>
#include <numeric>
#include <utility>

namespace jiati::games {

namespace {

using Mask = std::uint64_t;

// The largest excess and the coalition that reaches it, as the search goes on.
template <class N>
struct Best {
    std::optional<N> excess;
    Mask coalition = 0;

    // Of sets of one size the first in order has the lowest player in which they differ.
    [[nodiscard]] static bool comes_first(Mask a, Mask b) {
        auto const sizes = std::popcount(a) <=> std::popcount(b);
        return sizes != 0 ? sizes < 0 : a != b && (a & (std::uint64_t{1} << std::countr_zero(a ^ b))) != 0;
    }
    void offer(N const& value, Mask set) {
        if (excess && (value < *excess || (value == *excess && !comes_first(set, coalition)))) return;
        excess = value;
        coalition = set;
    }
};

std::vector<Player> players_of(Mask mask) {
    std::vector<Player> players;
    for (; mask != 0; mask &= mask - 1) players.push_back(static_cast<Player>(std::countr_zero(mask)));
    return players;
}

template <class N>
CoreReport report(Best<N> const& best, Int128 denominator) {
    if (!best.excess) return {};
    return {.member = false,
            .max_excess = to_fraction(*best.excess) / to_fraction(denominator),
            .coalition = players_of(best.coalition)};
}

// ---- explicit games: every coalition

// The sums of all subsets, by two tables of half the players each.
template <class N>
class SubsetSums {
  public:
    explicit SubsetSums(std::vector<N> const& values) : low_players_(values.size() / 2) {
        auto const middle = values.begin() + static_cast<std::ptrdiff_t>(low_players_);
        low_ = sums({values.begin(), middle});
        high_ = sums({middle, values.end()});
    }
    N operator()(Mask mask) const { return low_[mask & (low_.size() - 1)] + high_[mask >> low_players_]; }

  private:
    static std::vector<N> sums(std::vector<N> const& values) {
        std::vector<N> result{N{0}};
        for (auto const& value : values)
            for (std::size_t i = 0, known = result.size(); i < known; ++i) result.push_back(result[i] + value);
        return result;
    }
    std::size_t low_players_;
    std::vector<N> low_;
    std::vector<N> high_;
};

template <class N>
Best<N> search(ExplicitGame const& game, std::vector<N> const& values, std::vector<N> const& shares) {
    SubsetSums<N> const paid(shares);
    Best<N> best;
    for (Mask mask = 1; mask + 1 < values.size(); ++mask) {
        N excess = paid(mask) - values[mask];
        best.offer(game.kind == ExplicitGame::Kind::cost ? excess : -excess, mask);
    }
    return best;
}

CoreReport explicit_report(ExplicitGame const& game, std::vector<Fraction> const& shares) {
    constexpr int bits_max = 110;
    CHECK(game.values.size() == std::size_t{1} << game.players);
    if (auto const of_shares = common_denominator(shares))
        if (auto const denominator = common_denominator(game.values, *of_shares)) {
            auto const values = scaled(game.values, *denominator, bits_max);
            auto const paid = scaled(shares, *denominator, bits_max);
            if (values && paid) return report(search<Int128>(game, *values, *paid), *denominator);
        }
    return report(search<Fraction>(game, game.values, shares), 1);
}

// ---- element games: closures

// If S is a smallest set of the largest excess, it is the least best set with i and without j for every i in S and j
// outside: such sets of one pair are closed under intersection. S either has player 0 or has not, so it is enough to
// ask for (0 in, j out) and (i in, 0 out): 2(n−1) flows find it, ties and all.
template <class N>
Best<N> search(std::vector<typename Closure<N>::Element> elements, std::vector<N> shares) {
    auto const players = shares.size();
    Closure<N> closure(std::move(elements));
    closure.set_profits(std::move(shares));
    Best<N> best;
    for (std::size_t other = 1; other < players; ++other)
        for (auto const set : {closure.best(0, other), closure.best(other, 0)}) best.offer(closure.gain(set), set);
    return best;
}

template <class N>
std::vector<typename Closure<N>::Element> zip(std::vector<Mask> const& users, std::vector<N> const& costs) {
    std::vector<typename Closure<N>::Element> elements;
    for (std::size_t e = 0; e < users.size(); ++e) elements.push_back({.users = users[e], .cost = costs[e]});
    return elements;
}

CoreReport element_report(ElementGame const& game, std::vector<Fraction> const& shares) {
    constexpr int bits_max = 110;
    std::map<Mask, Fraction> merged;
    for (auto const& element : game.elements) {
        Mask users = 0;
        for (auto const player : element.users) users |= Mask{1} << player;
        if (!element.amount.is_zero()) merged[users] += element.amount;
    }
    std::vector<Mask> users;
    std::vector<Fraction> amounts;
    for (auto const& [mask, amount] : merged) {
        users.push_back(mask);
        amounts.push_back(amount);
    }
    int const room = bits_max - bit_length(static_cast<Int128>(amounts.size() + shares.size()));
    if (auto const of_shares = common_denominator(shares))
        if (auto const denominator = common_denominator(amounts, *of_shares)) {
            auto const costs = scaled(amounts, *denominator, room);
            auto paid = scaled(shares, *denominator, room);
            if (costs && paid)
                return report(search<Int128>(zip<Int128>(users, *costs), std::move(*paid)), *denominator);
        }
    return report(search<Fraction>(zip<Fraction>(users, amounts), shares), 1);
}

// ---- airport games: sorting

// Among those whose cost is at most c the best that a coalition can do is to take everybody with a positive share. Its
// cost may be below c; then another level does better, so the largest of sum − c over all levels c is exact, and the
// coalitions of different levels are nested.
template <class N>
CoreReport airport_report(std::vector<N> const& costs, std::vector<N> const& shares, Int128 denominator) {
    auto const players = costs.size();
    std::vector<Player> order(players);
    std::iota(order.begin(), order.end(), Player{0});
    std::ranges::stable_sort(order, [&](Player a, Player b) { return costs[a] < costs[b]; });

    std::optional<N> max_excess;
    std::vector<Player> coalition;
    std::size_t level_end = 0;  // when `coalition` is empty: those with a positive share among order[0..level_end)
    std::size_t size = 0;
    auto const offer = [&](N const& excess, std::size_t members, std::vector<Player> set, std::size_t end) {
        if (max_excess && (excess < *max_excess || (excess == *max_excess && members > size))) return;
        if (max_excess && excess == *max_excess && members == size) {
            // A set of a level and one of an earlier level are the same when their sizes are; a set that is spelled out
            // is compared as such.
            if (set.empty() == coalition.empty() && (set.empty() || !(set < coalition))) return;
            auto const spell = [&](std::vector<Player> const& spelled, std::size_t upto) {
                if (!spelled.empty()) return spelled;
                std::vector<Player> result;
                for (std::size_t i = 0; i < upto; ++i)
                    if (shares[order[i]] > N{0}) result.push_back(order[i]);
                std::ranges::sort(result);
                return result;
            };
            if (!(spell(set, end) < spell(coalition, level_end))) return;
        }
        max_excess = excess;
        size = members;
        coalition = std::move(set);
        level_end = end;
    };

    N sum{0};
    std::size_t members = 0;
    std::optional<Player> largest;   // of the shares so far, the first in order
    std::optional<Player> smallest;  // the last in order
    for (std::size_t i = 0; i < players;) {
        auto const& cost = costs[order[i]];
        for (; i < players && costs[order[i]] == cost;) {
            // Equal shares often stand together; they are added at once.
            auto const& share = shares[order[i]];
            std::int64_t run = 0;
            for (; i < players && costs[order[i]] == cost && shares[order[i]] == share; ++i, ++run) {
                auto const player = order[i];
                auto const prefer = [&](std::optional<Player> const& held, bool greater, bool lower) {
                    return !held || greater || (share == shares[*held] && lower);
                };
                if (prefer(largest, largest && share > shares[*largest], largest && player < *largest))
                    largest = player;
                if (prefer(smallest, smallest && share < shares[*smallest], smallest && player > *smallest))
                    smallest = player;
            }
            if (!(share > N{0})) continue;
            sum += share * N{run};
            members += static_cast<std::size_t>(run);
        }
        if (members == 0) {
            offer(shares[*largest] - cost, 1, {*largest}, i);
        } else if (members < players) {
            offer(sum - cost, members, {}, i);
        } else {
            std::vector<Player> all_but_one;
            for (Player player = 0; player < players; ++player)
                if (player != *smallest) all_but_one.push_back(player);
            offer(sum - shares[*smallest] - cost, players - 1, std::move(all_but_one), i);
        }
    }
    CoreReport result;
    result.max_excess = to_fraction(*max_excess) / to_fraction(denominator);
    result.coalition = std::move(coalition);
    if (result.coalition.empty()) {
        for (std::size_t i = 0; i < level_end; ++i)
            if (shares[order[i]] > N{0}) result.coalition.push_back(order[i]);
        std::ranges::sort(result.coalition);
    }
    return result;
}

CoreReport airport_report(AirportGame const& game, std::vector<Fraction> const& shares) {
    constexpr int bits_max = 100;  // and 20 more for a million of them
    if (auto const of_shares = common_denominator(shares))
        if (auto const denominator = common_denominator(game.costs, *of_shares)) {
            auto const costs = scaled(game.costs, *denominator, bits_max);
            auto const paid = scaled(shares, *denominator, bits_max);
            if (costs && paid) return airport_report<Int128>(*costs, *paid, *denominator);
        }
    return airport_report<Fraction>(game.costs, shares, 1);
}

// ---- the cost or worth of one coalition; games of which nothing has been checked are not asked

Fraction worth(AirportGame const& game, std::vector<Player> const& coalition) {
    Fraction most;
    for (auto const player : coalition) most = std::max(most, game.costs[player]);
    return most;
}

Fraction worth(ElementGame const& game, std::vector<Player> const& coalition) {
    std::vector<char> inside(game.players, 0);
    for (auto const player : coalition) inside[player] = 1;
    Fraction sum;
    for (auto const& element : game.elements)
        if (std::ranges::any_of(element.users, [&](Player user) { return inside[user] != 0; })) sum += element.amount;
    return sum;
}

Fraction worth(ExplicitGame const& game, std::vector<Player> const& coalition) {
    Mask mask = 0;
    for (auto const player : coalition) mask |= Mask{1} << player;
    return game.values[mask];
}

std::size_t count(AirportGame const& game) { return game.costs.size(); }
std::size_t count(ElementGame const& game) { return game.players; }
std::size_t count(ExplicitGame const& game) { return game.players; }

bool pays(Game const& game) {
    auto const* listed = std::get_if<ExplicitGame>(&game);
    return listed == nullptr || listed->kind == ExplicitGame::Kind::cost;
}

bool too_long(AirportGame const&) { return false; }
bool too_long(ElementGame const& game) { return game.players > nucleolus_elements_max; }
bool too_long(ExplicitGame const& game) { return game.players > shapley_explicit_max; }

CoreReport report_of(AirportGame const& game, std::vector<Fraction> const& shares) {
    return airport_report(game, shares);
}
CoreReport report_of(ElementGame const& game, std::vector<Fraction> const& shares) {
    return element_report(game, shares);
}
CoreReport report_of(ExplicitGame const& game, std::vector<Fraction> const& shares) {
    return explicit_report(game, shares);
}

}  // namespace

Fraction excess(Game const& game, std::vector<Fraction> const& shares, std::vector<Player> const& coalition) {
    Fraction paid;
    for (auto const player : coalition) paid += shares[player];
    auto const difference = paid - std::visit([&](auto const& form) { return worth(form, coalition); }, game);
    return pays(game) ? difference : -difference;
}

std::optional<CoreReport> core_report(Game const& game, std::vector<Fraction> const& shares) {
    auto const players = std::visit([](auto const& form) { return count(form); }, game);
    CHECK(shares.size() == players);
    if (std::visit([](auto const& form) { return too_long(form); }, game)) return std::nullopt;
    CoreReport result;
    if (players > 1) result = std::visit([&](auto const& form) { return report_of(form, shares); }, game);
    std::vector<Player> everybody(players);
    std::iota(everybody.begin(), everybody.end(), Player{0});
    result.member = excess(game, shares, everybody).is_zero() && result.max_excess <= Fraction{0};
    return result;
}

}  // namespace jiati::games
