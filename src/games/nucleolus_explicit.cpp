// The nucleolus by its sequence of linear programmes (Kopelowitz 1967; Maschler, Peleg & Shapley 1979): make the
// largest excess over the coalitions that are still open as small as can be; what is tight in every such share-out is
// settled, and with it every coalition in its span; go on until the settled sums determine everybody's share.
//
// Each programme is solved through its dual, which has a row per player and one more, and a column per coalition: the
// coalition with the largest excess at the current prices enters. Columns that are positive in the optimum belong to
// coalitions that are tight in all optima (complementary slackness); the sum of their weights is 1, so that there is
// always an open one among them and every programme settles at least one dimension.
#include "base/check.h"
#include "games/coalition_span.h"
#include "games/exact_simplex.h"
#include "games/nucleolus.h"
#include "games/whole.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

namespace jiati::games {

namespace {

// Kept as a cost game: a value game is one with all signs turned.
struct Problem {
    std::size_t players = 0;
    std::vector<Fraction> costs;  // by coalition
    bool individually_rational = false;
};

// What is settled: independent coalitions and their sums.
struct Settled {
    std::vector<std::uint32_t> coalitions;
    std::vector<Fraction> sums;
};

struct Optimum {
    std::vector<Fraction> shares;
    std::vector<std::uint32_t> tight;  // in every optimum
};

// One programme. Nothing when N has not the room for it.
template <class N>
class Programme {
  public:
    Programme(Problem const& problem, CoalitionSpan const& span, std::vector<N> costs, Settled const& settled,
              std::vector<N> sums, Int128 denominator)
        : players_(problem.players),
          individually_rational_(problem.individually_rational),
          costs_(std::move(costs)),
          denominator_(denominator),
          closed_(span.members()),
          simplex_(right_hand_side(problem.players), N{0}, std::size_t{4} << problem.players) {
        for (auto const& cost : costs_) cost_bits_ = std::max(cost_bits_, bit_length(cost));
        start(span.pivots(), settled, sums);
    }

    std::optional<Optimum> solve() {
        while (room_) {
            auto const prices = simplex_.prices();
            if (!prices || bit_length(simplex_.determinant()) + cost_bits_ + 1 > whole_bits_max) return std::nullopt;
            auto const entering = cheapest(*prices);
            if (!entering) return optimum(*prices);
            auto const step = simplex_.enter(column(*entering));
            CHECK(step != ExactSimplex<N>::Step::unbounded);  // a share-out that settles what is settled exists
            room_ = step == ExactSimplex<N>::Step::moved;
        }
        return std::nullopt;
    }

  private:
    using Column = typename ExactSimplex<N>::Column;

    // Σλ·1_S = 0 in every player, and the weights of the open coalitions sum to 1.
    static std::vector<N> right_hand_side(std::size_t players) {
        std::vector<N> result(players + 1, N{0});
        result.back() = N{1};
        return result;
    }

    // An id is a coalition; beyond those, the demand that a player pays no more than alone.
    [[nodiscard]] Column column(std::size_t id) const {
        bool const alone = id >= costs_.size();
        auto const coalition = alone ? std::size_t{1} << (id - costs_.size()) : id;
        Column result{.id = id, .entries = std::vector<N>(players_ + 1, N{0}), .cost = costs_[coalition]};
        for (std::size_t i = 0; i < players_; ++i)
            if ((coalition >> i & 1) != 0) result.entries[i] = N{1};
        if (!alone) result.entries.back() = N{1};
        return result;
    }

    // A redistribution that leaves the settled sums alone is determined by the players who are no pivots, the sum of
    // all changes being 0. So, modulo the settled, those players one by one and all pivots together are balanced with
    // equal weights: a feasible basis.
    void start(std::uint32_t pivots, Settled const& settled, std::vector<N> const& sums) {
        auto const seat = [&](Column one, bool free) {
            if (!room_) return;
            auto const step = simplex_.seat(std::move(one), free);
            CHECK(step != ExactSimplex<N>::Step::unbounded);
            room_ = step == ExactSimplex<N>::Step::moved;
        };
        for (std::size_t s = 0; s < sums.size(); ++s) {
            auto fixed = column(settled.coalitions[s]);
            fixed.id = (std::size_t{2} << players_) + s;
            fixed.entries.back() = N{0};
            fixed.cost = sums[s];
            seat(std::move(fixed), true);
        }
        for (std::size_t i = 0; i < players_; ++i)
            if ((pivots >> i & 1) == 0) seat(column(std::size_t{1} << i), false);
        seat(column(pivots), false);
    }

    // The column that the prices overpay most.
    [[nodiscard]] std::optional<std::size_t> cheapest(std::vector<N> const& prices) const {
        std::vector<N> paid{prices.back()};
        paid.reserve(costs_.size());
        for (std::size_t i = 0; i < players_; ++i)
            for (std::size_t s = 0, known = paid.size(); s < known; ++s) paid.push_back(paid[s] + prices[i]);
        N const& determinant = simplex_.determinant();
        std::optional<std::size_t> best;
        N least{0};
        auto const offer = [&](std::size_t id, N const& reduced) {
            if (!(reduced < least)) return;
            best = id;
            least = reduced;
        };
        for (std::size_t s = 1; s + 1 < costs_.size(); ++s)
            if (closed_[s] == 0) offer(s, determinant * costs_[s] - paid[s]);
        if (individually_rational_)
            for (std::size_t i = 0; i < players_; ++i)
                if (auto const alone = std::size_t{1} << i; closed_[alone] == 0)
                    offer(costs_.size() + i, determinant * costs_[alone] - prices[i]);
        return best;
    }

    [[nodiscard]] Optimum optimum(std::vector<N> const& prices) const {
        Optimum result;
        auto const unit = to_fraction(simplex_.determinant()) * to_fraction(denominator_);
        for (std::size_t i = 0; i < players_; ++i) result.shares.push_back(to_fraction(prices[i]) / unit);
        for (auto const id : simplex_.positive())
            result.tight.push_back(
                static_cast<std::uint32_t>(id < costs_.size() ? id : std::size_t{1} << (id - costs_.size())));
        return result;
    }

    std::size_t players_;
    bool individually_rational_;
    std::vector<N> costs_;
    Int128 denominator_;
    std::vector<char> closed_;  // by coalition: its sum is settled
    ExactSimplex<N> simplex_;
    int cost_bits_ = 0;
    bool room_ = true;
};

Optimum optimum(Problem const& problem, CoalitionSpan const& span, Settled const& settled) {
    constexpr int bits_max = 100;
    if (auto const of_sums = common_denominator(settled.sums))
        if (auto const denominator = common_denominator(problem.costs, *of_sums)) {
            auto costs = scaled(problem.costs, *denominator, bits_max);
            auto sums = scaled(settled.sums, *denominator, bits_max);
            if (costs && sums)
                if (auto result =
                        Programme<Int128>(problem, span, std::move(*costs), settled, std::move(*sums), *denominator)
                            .solve())
                    return *result;
        }
    auto result = Programme<Fraction>(problem, span, problem.costs, settled, settled.sums, 1).solve();
    CHECK(result);
    return *result;
}

std::vector<Fraction> solve(Problem const& problem) {
    CoalitionSpan span(problem.players);
    Settled settled{.coalitions = {static_cast<std::uint32_t>(problem.costs.size() - 1)},
                    .sums = {problem.costs.back()}};
    std::vector<Fraction> shares{problem.costs.back()};  // of one player
    while (span.rank() < problem.players) {
        auto found = optimum(problem, span, settled);
        shares = std::move(found.shares);
        auto const rank = span.rank();
        for (auto const coalition : found.tight) {
            if (!span.add(coalition)) continue;
            Fraction sum;
            for (std::size_t i = 0; i < problem.players; ++i)
                if ((coalition >> i & 1) != 0) sum += shares[i];
            settled.coalitions.push_back(coalition);
            settled.sums.push_back(sum);
        }
        CHECK(span.rank() > rank);
    }
    return shares;
}

std::vector<Fraction> solve(ExplicitGame const& game, bool individually_rational) {
    CHECK(game.players <= nucleolus_explicit_max && game.values.size() == std::size_t{1} << game.players);
    if (game.players == 0) return {};
    bool const turned = game.kind == ExplicitGame::Kind::value;
    auto const turn = [&](std::vector<Fraction> values) {
        if (turned)
            for (auto& value : values) value = -value;
        return values;
    };
    Problem problem{
        .players = game.players, .costs = turn(game.values), .individually_rational = individually_rational};
    if (individually_rational) {
        Fraction alone;
        for (std::size_t i = 0; i < game.players; ++i) alone += problem.costs[std::size_t{1} << i];
        if (problem.costs.back() > alone) return {};
    }
    return turn(solve(problem));
}

}  // namespace

std::vector<Fraction> nucleolus(ExplicitGame const& game) { return solve(game, true); }
std::vector<Fraction> prenucleolus(ExplicitGame const& game) { return solve(game, false); }

}  // namespace jiati::games
