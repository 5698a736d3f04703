// Kohlberg's criterion, apart from the solver: shares of the whole are the prenucleolus exactly when, for every level
// of excess, the coalitions at that level or above are balanced, i.e. positive weights of them sum to the same for
// every player. For the nucleolus the players who get just what they have alone may be added with any weights that are
// not negative. Level by level it is enough to ask for balance modulo the span of the levels above (they are balanced,
// so a redistribution that hurts none of them leaves all of them alone), and to stop when that span is everything.
#include "base/check.h"
#include "games/exact_simplex.h"
#include "games/nucleolus.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace jiati::games {

namespace {

using Vector = std::vector<Fraction>;
using Mask = std::size_t;

// Independent vectors, each 1 at a player of its own where the others are 0.
class Span {
  public:
    explicit Span(std::size_t players) : of_player_(players) {}

    [[nodiscard]] Vector remainder(Vector vector) const {
        for (std::size_t i = 0; i < vector.size(); ++i)
            if (!of_player_[i].empty()) subtract(vector, of_player_[i], i);
        return vector;
    }
    void add(Vector const& vector) {
        auto rest = remainder(vector);
        std::size_t own = 0;
        while (own < rest.size() && rest[own].is_zero()) ++own;
        if (own == rest.size()) return;
        auto const scale = rest[own];
        for (auto& value : rest) value /= scale;
        for (auto& other : of_player_)
            if (!other.empty()) subtract(other, rest, own);
        of_player_[own] = std::move(rest);
    }
    [[nodiscard]] bool is_everything() const {
        return std::ranges::none_of(of_player_, [](Vector const& vector) { return vector.empty(); });
    }

  private:
    static void subtract(Vector& from, Vector const& vector, std::size_t at) {
        auto const factor = from[at];
        if (factor.is_zero()) return;
        for (std::size_t i = 0; i < from.size(); ++i)
            if (!vector[i].is_zero()) from[i] -= factor * vector[i];
    }
    std::vector<Vector> of_player_;
};

Vector indicator(std::size_t players, Mask coalition) {
    Vector result(players);
    for (std::size_t i = 0; i < players; ++i) result[i] = Fraction{static_cast<std::int64_t>(coalition >> i & 1)};
    return result;
}

// Whether weights exist, at least 1 for each of `demanded` and at least 0 for each of `allowed`, under which all sum to
// zero. The part above 1 is looked for, starting from artificial vectors that are to vanish.
bool balanced(std::vector<Vector> const& demanded, std::vector<Vector> const& allowed, std::size_t players) {
    Vector missing(players);
    for (auto const& vector : demanded)
        for (std::size_t i = 0; i < players; ++i) missing[i] -= vector[i];
    std::vector<Vector> columns = demanded;
    columns.insert(columns.end(), allowed.begin(), allowed.end());
    for (std::size_t i = 0; i < players; ++i) {
        if (!missing[i].is_negative()) continue;
        missing[i] = -missing[i];
        for (auto& vector : columns) vector[i] = -vector[i];
    }
    using Simplex = ExactSimplex<Fraction>;
    Simplex simplex(missing, Fraction{1}, columns.size());
    while (true) {
        auto const prices = simplex.prices();
        CHECK(prices);
        std::optional<std::size_t> best;
        Fraction most;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            Fraction gain;
            for (std::size_t i = 0; i < players; ++i)
                if (!columns[c][i].is_zero()) gain += columns[c][i] * (*prices)[i];
            if (gain <= most) continue;
            best = c;
            most = gain;
        }
        if (!best) break;
        auto const step = simplex.enter({.id = *best, .entries = columns[*best], .cost = Fraction{}});
        CHECK(step == Simplex::Step::moved);  // the sum of the artificial ones cannot fall below 0
    }
    return std::ranges::none_of(simplex.positive(), [&](std::size_t id) { return id >= columns.size(); });
}

bool holds(ExplicitGame const& game, Vector const& shares, bool individually_rational) {
    CHECK(game.players <= nucleolus_explicit_max && game.values.size() == Mask{1} << game.players);
    auto const players = game.players;
    if (shares.size() != players) return false;
    Vector paid{Fraction{}};
    for (auto const& share : shares)
        for (std::size_t s = 0, known = paid.size(); s < known; ++s) paid.push_back(paid[s] + share);
    if (paid.back() != game.values.back()) return false;

    std::map<Fraction, std::vector<Mask>, std::greater<>> levels;
    for (Mask s = 1; s + 1 < paid.size(); ++s) {
        auto const excess = paid[s] - game.values[s];
        levels[game.kind == ExplicitGame::Kind::cost ? excess : -excess].push_back(s);
    }
    std::vector<Mask> at_their_bound;
    if (individually_rational)
        for (std::size_t i = 0; i < players; ++i) {
            auto const difference = shares[i] - game.values[Mask{1} << i];
            if (difference.is_zero())
                at_their_bound.push_back(Mask{1} << i);
            else if (difference.is_negative() != (game.kind == ExplicitGame::Kind::cost))
                return false;
        }

    Span span(players);
    span.add(indicator(players, paid.size() - 1));
    auto const open = [&](std::vector<Mask> const& coalitions) {
        std::vector<Vector> result;
        for (auto const coalition : coalitions) {
            auto rest = span.remainder(indicator(players, coalition));
            if (std::ranges::any_of(rest, [](Fraction const& value) { return !value.is_zero(); }))
                result.push_back(std::move(rest));
        }
        return result;
    };
    for (auto const& [excess, coalitions] : levels) {
        if (span.is_everything()) break;
        auto const demanded = open(coalitions);
        if (demanded.empty()) continue;
        if (!balanced(demanded, open(at_their_bound), players)) return false;
        for (auto const& vector : demanded) span.add(vector);
    }
    return true;
}

}  // namespace

bool is_nucleolus(ExplicitGame const& game, std::vector<Fraction> const& shares) { return holds(game, shares, true); }
bool is_prenucleolus(ExplicitGame const& game, std::vector<Fraction> const& shares) {
    return holds(game, shares, false);
}

}  // namespace jiati::games
