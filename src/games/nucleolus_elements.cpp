// The nucleolus of an element game, whose costs are submodular (the game is concave), by splitting.
//
// Let x be the nucleolus and P a set of players whose sum x(P) is known, at first everybody. By the reduced game
// property (Sobolev 1975) x on P is the prenucleolus of c_P(S) = min over Q outside P of c(S ∪ Q) − x(Q). One linear
// programme gives the largest excess e of that game; the dual names coalitions that are tight in every optimum, hence
// at x. Let A be one of them, and B = P \ A. Then x(A) and x(B) are known, and to find x on A (or on B) it is enough to
// let Q be nothing or the whole other side: if S splits A and takes a part of B, S ∩ A is a proper coalition and so is
// S ∪ A; excesses are supermodular, so those of S ∩ A and S ∪ A sum to at least S's and A's; S ∪ A's is at most e,
// which is A's, so S ∩ A's is no less than S's. In the same way, for an S that splits B, S ∪ A is no worse than S. So
// both sides are games of the same kind in which the rest of the players stands in groups of known sums, taken or left
// as one. A second tight coalition stays tight in both halves (its parts by the same inequality), so all of the dual's
// are used at once. After at most n − 1 programmes everybody's share is known. In a concave game the core is not empty,
// so nucleolus and prenucleolus agree.
//
// Separation: among the coalitions of P the one with the largest excess has one given player or has not, so that the
// closures of closure.h with one player in and one out find it in 2(|P| − 1) flows; the groups outside P are nodes too.
#include "base/check.h"
#include "games/closure.h"
#include "games/exact_simplex.h"
#include "games/nucleolus.h"
#include "games/whole.h"

#include <algorithm>
#include <bit>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace jiati::games {

namespace {

// Guesses need not be exact, but short.
Int128 whole(Int128 value) { return value; }
Fraction whole(Fraction const& value) { return value.floor(); }
Int128 about(Fraction const& value) {
    if (auto const exact = value.floor().to_int64()) return *exact;
    constexpr int shift = 48;
    auto const upper = (value / Fraction{std::int64_t{1} << shift}).floor().to_int64();
    return upper ? Int128{*upper} * (Int128{1} << shift) : 0;
}

// Players who need the same elements are one type: the nucleolus treats them alike.
struct Type {
    std::vector<Player> players;
    Fraction sum;  // of all of them, once it is known
};

struct SharedElement {
    NodeSet users;  // types
    Fraction amount;
};

// Types that are still to be told apart, and the sum of their shares.
struct Group {
    std::vector<std::size_t> types;
    std::vector<Fraction> guess;  // by type: where to start from
    Fraction sum;
};

// One node of the closure problem.
struct Node {
    NodeSet types;
    std::optional<Fraction> sum;  // of a group that is taken as one
    std::int64_t players = 1;
};

struct Optimum {
    std::vector<Fraction> sums;  // by type of the group
    std::vector<NodeSet> tight;  // sets of the group's types
};

// The linear programme of one group, through its dual: a row per type and one more; a column per coalition found. Twins
// add one kind of coalition to those that take a type or leave it: all but one of a type. Its cost is that of all, so
// it says that nobody who has a twin pays less than −e. Then nobody at all pays less than 0, as −e is not negative, and
// a coalition that takes some of a type may as well take all.
template <class N>
class Programme {
  public:
    struct Input {
        std::vector<typename Closure<N>::Element> elements;  // users are nodes
        std::vector<N> outside;                              // sums of the nodes after the group's own
        std::vector<std::int64_t> players;                   // of each of the group's types
        std::vector<N> guess;                                // of the sums of the types
        N sum{0};
    };

    explicit Programme(Input input)
        : size_(input.players.size()),
          players_(std::move(input.players)),
          outside_(std::move(input.outside)),
          guess_(std::move(input.guess)),
          sum_(std::move(input.sum)),
          closure_(std::move(input.elements)),
          simplex_(right_hand_side(size_), N{0}, ~std::size_t{0} - size_ - 1) {
        start();
    }

    // Sums of the types times the determinant and the determinant; nothing when N has not the room.
    struct Outcome {
        std::vector<N> sums;
        N determinant;
        std::vector<NodeSet> tight;
    };
    std::optional<Outcome> solve() {
        while (room_) {
            auto const prices = simplex_.prices();
            if (!prices || !fits(*prices)) return std::nullopt;
            auto entering = known(*prices);
            if (!entering && (separate(*prices, halfway(*prices)) || separate(*prices, own_prices(*prices))))
                entering = known(*prices);
            if (!entering) return outcome(*prices);
            auto const step = simplex_.enter(columns_[*entering]);
            CHECK(step != ExactSimplex<N>::Step::unbounded);  // the core is not empty
            room_ = step == ExactSimplex<N>::Step::moved;
        }
        return std::nullopt;
    }

  private:
    using Column = typename ExactSimplex<N>::Column;

    static std::vector<N> right_hand_side(std::size_t size) {
        std::vector<N> result(size + 1, N{0});
        result.back() = N{1};
        return result;
    }

    [[nodiscard]] NodeSet own() const { return size_ == nodes_max ? ~NodeSet{0} : (NodeSet{1} << size_) - 1; }

    // c_P of a set of types, for any choice of the nodes outside: what they all cost less what the outside pays.
    void add(NodeSet set, N const& cost) {
        Column column{.id = columns_.size(), .entries = std::vector<N>(size_ + 1, N{0}), .cost = cost};
        for (std::size_t i = 0; i < size_; ++i)
            if ((set >> i & 1) != 0) column.entries[i] = N{1};
        column.entries.back() = N{1};
        cost_bits_ = std::max(cost_bits_, bit_length(cost));
        columns_.push_back(std::move(column));
        sets_.push_back(set & own());
    }
    [[nodiscard]] N cost(NodeSet set) const {
        N cost{0};
        for (auto const& element : closure_.elements())
            if ((element.users & set) != 0) cost += element.cost;
        for (std::size_t i = 0; i < outside_.size(); ++i)
            if ((set >> (size_ + i) & 1) != 0) cost -= outside_[i];
        return cost;
    }

    // The types one by one are balanced; as the first alone closes the sum they are a feasible basis.
    void start() {
        Column all{.id = ~std::size_t{0}, .entries = std::vector<N>(size_ + 1, N{1}), .cost = sum_};
        all.entries.back() = N{0};
        cost_bits_ = bit_length(sum_);
        for (auto const& value : guess_) cost_bits_ = std::max(cost_bits_, bit_length(value));
        for (auto const& value : outside_) cost_bits_ = std::max(cost_bits_, bit_length(value));
        for (auto const& element : closure_.elements()) cost_bits_ = std::max(cost_bits_, bit_length(element.cost));
        room_ = simplex_.seat(std::move(all), true) == ExactSimplex<N>::Step::moved;
        for (std::size_t i = 0; i < size_; ++i) add(NodeSet{1} << i, cost(NodeSet{1} << i));
        for (std::size_t i = size_; i-- > 0 && room_;)
            room_ = simplex_.seat(columns_[i], false) == ExactSimplex<N>::Step::moved;
        // −y + m·t ≤ 0 for the sum y of m twins.
        for (std::size_t i = 0; i < size_; ++i) {
            if (players_[i] < 2) continue;
            Column column{.id = columns_.size(), .entries = std::vector<N>(size_ + 1, N{0}), .cost = N{0}};
            column.entries[i] = N{-1};
            column.entries.back() = N{players_[i]};
            columns_.push_back(std::move(column));
            sets_.push_back(NodeSet{1} << i);
        }
    }

    // For flows and sums at these prices: all are multiplied by the determinant.
    [[nodiscard]] bool fits(std::vector<N> const& prices) const {
        int longest = cost_bits_ + bit_length(simplex_.determinant());
        for (auto const& price : prices) longest = std::max(longest, bit_length(price));
        auto const terms = static_cast<Int128>(closure_.elements().size() + outside_.size() + 2 * size_ + 2);
        return longest + bit_length(terms) + 8 <= whole_bits_max;
    }

    // Among the columns found so far the one that the prices pay too much for by most.
    [[nodiscard]] std::optional<std::size_t> known(std::vector<N> const& prices) const {
        std::optional<std::size_t> best;
        N least{0};
        for (auto const& column : columns_) {
            N reduced = simplex_.determinant() * column.cost - column.entries.back() * prices.back();
            if (column.entries.back() == N{1}) {
                for (auto rest = sets_[column.id]; rest != 0; rest &= rest - 1)
                    reduced -= prices[static_cast<std::size_t>(std::countr_zero(rest))];
            } else {
                reduced += prices[static_cast<std::size_t>(std::countr_zero(sets_[column.id]))];  // all but a twin
            }
            if (!(reduced < least)) continue;
            least = reduced;
            best = column.id;
        }
        return best;
    }

    // Early prices jump about, and what they pay too much for matters little in the end. So coalitions are first looked
    // for halfway between the prices and a quiet guess (Ben-Ameur & Neto 2007); any coalition is a column, and only the
    // prices themselves prove that there is none left. The guess follows.
    std::vector<N> halfway(std::vector<N> const& prices) {
        std::vector<N> result;
        for (std::size_t i = 0; i < size_; ++i) {
            result.push_back((guess_[i] * simplex_.determinant() + prices[i]) / N{2});
            guess_[i] = whole(result[i] / simplex_.determinant());
        }
        return result;
    }
    [[nodiscard]] std::vector<N> own_prices(std::vector<N> const& prices) const {
        return {prices.begin(), prices.end() - 1};
    }

    // Adds those of the closures at these profits that the prices pay too much for; false when there are none.
    bool separate(std::vector<N> const& prices, std::vector<N> profits) {
        N const& determinant = simplex_.determinant();
        for (auto const& value : outside_) profits.push_back(value * determinant);
        closure_.set_profits(std::move(profits), determinant);
        auto const found = columns_.size();
        std::vector<NodeSet> seen;
        auto const offer = [&](NodeSet set) {
            if (std::ranges::find(seen, set) != seen.end()) return;
            seen.push_back(set);
            auto const price = cost(set);
            N reduced = determinant * price - prices.back();
            for (std::size_t i = 0; i < size_; ++i)
                if ((set >> i & 1) != 0) reduced -= prices[i];
            if (reduced < N{0}) add(set, price);
        };
        for (std::size_t other = 1; other < size_; ++other) {
            offer(closure_.best(0, other));
            offer(closure_.best(other, 0));
        }
        return columns_.size() > found;
    }

    [[nodiscard]] Outcome outcome(std::vector<N> const& prices) const {
        Outcome result{.sums = {prices.begin(), prices.end() - 1}, .determinant = simplex_.determinant(), .tight = {}};
        for (auto const id : simplex_.positive()) result.tight.push_back(sets_[id]);
        return result;
    }

    std::size_t size_;
    std::vector<std::int64_t> players_;
    std::vector<N> outside_;
    std::vector<N> guess_;
    N sum_;
    Closure<N> closure_;
    ExactSimplex<N> simplex_;
    std::vector<Column> columns_;  // by id
    std::vector<NodeSet> sets_;    // the group's types in each
    int cost_bits_ = 0;
    bool room_ = true;
};

template <class N>
std::optional<Optimum> solve(typename Programme<N>::Input input, Int128 denominator) {
    auto const outcome = Programme<N>(std::move(input)).solve();
    if (!outcome) return std::nullopt;
    auto const unit = to_fraction(outcome->determinant) * to_fraction(denominator);
    Optimum result{.sums = {}, .tight = outcome->tight};
    for (auto const& sum : outcome->sums) result.sums.push_back(to_fraction(sum) / unit);
    return result;
}

template <class N>
typename Programme<N>::Input input(std::vector<NodeSet> const& users, std::vector<N> const& amounts,
                                   std::vector<N> outside, std::vector<std::int64_t> players, std::vector<N> guess,
                                   N sum) {
    typename Programme<N>::Input result{.elements = {},
                                        .outside = std::move(outside),
                                        .players = std::move(players),
                                        .guess = std::move(guess),
                                        .sum = std::move(sum)};
    for (std::size_t e = 0; e < users.size(); ++e) result.elements.push_back({.users = users[e], .cost = amounts[e]});
    return result;
}

// The types of the group are the first nodes, every other group is one node.
Optimum optimum(std::vector<SharedElement> const& elements, std::vector<Type> const& types,
                std::vector<Group> const& groups, std::size_t which) {
    std::vector<NodeSet> nodes;
    std::vector<std::int64_t> players;
    for (auto const type : groups[which].types) {
        nodes.push_back(NodeSet{1} << type);
        players.push_back(static_cast<std::int64_t>(types[type].players.size()));
    }
    std::vector<Fraction> sums{groups[which].sum};
    for (std::size_t g = 0; g < groups.size(); ++g) {
        if (g == which) continue;
        NodeSet all = 0;
        for (auto const type : groups[g].types) all |= NodeSet{1} << type;
        nodes.push_back(all);
        sums.push_back(groups[g].sum);
    }
    std::map<NodeSet, Fraction> merged;
    for (auto const& element : elements) {
        NodeSet users = 0;
        for (std::size_t node = 0; node < nodes.size(); ++node)
            if ((nodes[node] & element.users) != 0) users |= NodeSet{1} << node;
        merged[users] += element.amount;
    }
    std::vector<NodeSet> users;
    std::vector<Fraction> amounts;
    for (auto const& [mask, amount] : merged) {
        users.push_back(mask);
        amounts.push_back(amount);
    }
    constexpr int bits_max = 90;
    if (auto const of_sums = common_denominator(sums))
        if (auto const denominator = common_denominator(amounts, *of_sums)) {
            auto const costs = scaled(amounts, *denominator, bits_max);
            auto const known = scaled(sums, *denominator, bits_max);
            if (costs && known) {
                std::vector<Int128> guess;
                for (auto const& value : groups[which].guess) guess.push_back(about(value * to_fraction(*denominator)));
                if (auto result = solve<Int128>(input<Int128>(users, *costs, {known->begin() + 1, known->end()},
                                                              players, guess, known->front()),
                                                *denominator))
                    return *result;
            }
        }
    auto result = solve<Fraction>(
        input<Fraction>(users, amounts, {sums.begin() + 1, sums.end()}, players, groups[which].guess, sums.front()), 1);
    CHECK(result);
    return *result;
}

// The group cut along every tight set.
std::vector<Group> split(Group const& group, Optimum const& optimum) {
    std::map<std::vector<bool>, Group> parts;
    for (std::size_t i = 0; i < group.types.size(); ++i) {
        std::vector<bool> sides;
        for (auto const set : optimum.tight) sides.push_back((set >> i & 1) != 0);
        auto& part = parts[sides];
        part.types.push_back(group.types[i]);
        part.guess.push_back(optimum.sums[i]);
        part.sum += optimum.sums[i];
    }
    std::vector<Group> result;
    for (auto& [sides, part] : parts) result.push_back(std::move(part));
    return result;
}

void settle(std::vector<SharedElement> const& elements, std::vector<Type>& types) {
    if (types.empty()) return;
    std::vector<Group> groups(1);
    for (std::size_t type = 0; type < types.size(); ++type) groups[0].types.push_back(type);
    groups[0].guess.resize(types.size());
    for (auto const& element : elements) {
        groups[0].sum += element.amount;
        // To begin with, each user of an element pays alike.
        Fraction users;
        for (std::size_t type = 0; type < types.size(); ++type)
            if ((element.users >> type & 1) != 0)
                users += Fraction{static_cast<std::int64_t>(types[type].players.size())};
        for (std::size_t type = 0; type < types.size(); ++type)
            if ((element.users >> type & 1) != 0)
                groups[0].guess[type] +=
                    element.amount * Fraction{static_cast<std::int64_t>(types[type].players.size())} / users;
    }
    for (std::size_t g = 0; g < groups.size();) {
        if (groups[g].types.size() == 1) {
            types[groups[g].types[0]].sum = groups[g].sum;
            ++g;
            continue;
        }
        auto parts = split(groups[g], optimum(elements, types, groups, g));
        CHECK(parts.size() > 1);
        groups[g] = std::move(parts.back());
        parts.pop_back();
        for (auto& part : parts) groups.push_back(std::move(part));
    }
}

// Where the user sets lie within one another, a coalition costs what its costliest member alone would: the airport game
// with these costs, whose nucleolus takes no programme.
std::optional<AirportGame> as_airport(std::map<NodeSet, Fraction> const& elements, std::size_t players) {
    std::vector<NodeSet> by_size;
    for (auto const& [users, amount] : elements) by_size.push_back(users);
    std::ranges::sort(by_size, {}, [](NodeSet users) { return std::popcount(users); });
    for (std::size_t i = 1; i < by_size.size(); ++i)
        if ((by_size[i - 1] & ~by_size[i]) != 0) return std::nullopt;
    AirportGame airport{std::vector<Fraction>(players)};
    for (auto const& [users, amount] : elements)
        for (std::size_t player = 0; player < players; ++player)
            if ((users >> player & 1) != 0) airport.costs[player] += amount;
    return airport;
}

// What is shared, by who shares it. What one player alone needs he pays alone, and shares of the rest do not depend on
// it (covariance): it is added to `alone`.
std::map<NodeSet, Fraction> shared_elements(ElementGame const& game, std::vector<Fraction>& alone) {
    CHECK(game.players <= nucleolus_elements_max);
    std::map<NodeSet, Fraction> merged;
    for (auto const& element : game.elements) {
        NodeSet users = 0;
        for (auto const user : element.users) users |= NodeSet{1} << user;
        if (std::popcount(users) == 1)
            alone[static_cast<std::size_t>(std::countr_zero(users))] += element.amount;
        else if (!element.amount.is_zero())
            merged[users] += element.amount;
    }
    return merged;
}

// Who needs nothing more pays nothing more (null players), and is no type.
std::vector<Type> types_of(std::map<NodeSet, Fraction> const& merged, std::size_t players) {
    std::map<std::vector<bool>, Type> by_needs;
    for (Player player = 0; player < players; ++player) {
        std::vector<bool> needs;
        for (auto const& [users, amount] : merged) needs.push_back((users >> player & 1) != 0);
        if (std::ranges::find(needs, true) != needs.end()) by_needs[needs].players.push_back(player);
    }
    std::vector<Type> types;
    for (auto& [needs, type] : by_needs) types.push_back(std::move(type));
    return types;
}

}  // namespace

std::size_t nucleolus_kinds(ElementGame const& game) {
    std::vector<Fraction> alone(game.players);
    auto const merged = shared_elements(game, alone);
    return as_airport(merged, game.players) ? 0 : types_of(merged, game.players).size();
}

std::vector<Fraction> nucleolus(ElementGame const& game) {
    std::vector<Fraction> shares(game.players);
    auto const merged = shared_elements(game, shares);
    if (auto const airport = as_airport(merged, game.players)) {
        auto const nested = nucleolus(*airport);
        for (std::size_t player = 0; player < game.players; ++player) shares[player] += nested[player];
        return shares;
    }
    auto types = types_of(merged, game.players);
    std::vector<SharedElement> elements;
    for (auto const& [users, amount] : merged) {
        SharedElement element{.users = 0, .amount = amount};
        for (std::size_t type = 0; type < types.size(); ++type)
            if ((users >> types[type].players[0] & 1) != 0) element.users |= NodeSet{1} << type;
        elements.push_back(element);
    }
    settle(elements, types);
    for (auto const& type : types)
        for (auto const player : type.players)
            shares[player] += type.sum / Fraction{static_cast<std::int64_t>(type.players.size())};
    return shares;
}

}  // namespace jiati::games
