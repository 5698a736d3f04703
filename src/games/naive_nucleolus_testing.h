// For tests: the nucleolus as its definition by linear programmes reads, every coalition a row; slow and plain.
#pragma once

#include "games/game.h"
#include "games/naive_excess_testing.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace jiati::games::naive {

using Row = std::vector<Fraction>;

// The most of objective·x over x ≥ 0 with rows·x ≤ bounds, by a full tableau and Bland's rule; nothing when there is no
// such x. The optimum is taken to exist.
struct Solution {
    Fraction value;
    std::vector<Fraction> x;
};
inline std::optional<Solution> maximum(Row const& objective, std::vector<Row> const& rows, Row const& bounds) {
    auto const n = objective.size();
    auto const m = rows.size();
    // Columns: x, slacks, one artificial for all rows (it makes any start feasible), the right-hand side.
    auto const artificial = n + m;
    std::vector<Row> tableau(m, Row(n + m + 2));
    std::vector<std::size_t> basis(m);
    for (std::size_t r = 0; r < m; ++r) {
        for (std::size_t j = 0; j < n; ++j) tableau[r][j] = rows[r][j];
        tableau[r][n + r] = Fraction{1};
        tableau[r][artificial] = Fraction{-1};
        tableau[r].back() = bounds[r];
        basis[r] = n + r;
    }
    auto const pivot = [&](std::size_t at, std::size_t column) {
        auto const by = tableau[at][column];
        for (auto& value : tableau[at]) value /= by;
        for (std::size_t r = 0; r < m; ++r) {
            auto const factor = tableau[r][column];
            if (r == at || factor.is_zero()) continue;
            for (std::size_t j = 0; j < tableau[r].size(); ++j) tableau[r][j] -= factor * tableau[at][j];
        }
        basis[at] = column;
    };
    auto const run = [&](Row const& gains, std::size_t columns) {
        while (true) {
            std::optional<std::size_t> entering;
            for (std::size_t j = 0; j < columns && !entering; ++j) {
                Fraction gain = gains[j];
                for (std::size_t r = 0; r < m; ++r) gain -= gains[basis[r]] * tableau[r][j];
                if (gain > Fraction{}) entering = j;
            }
            if (!entering) return;
            std::optional<std::size_t> leaving;
            for (std::size_t r = 0; r < m; ++r) {
                if (tableau[r][*entering] <= Fraction{}) continue;
                auto const ratio = tableau[r].back() / tableau[r][*entering];
                auto const held = leaving ? tableau[*leaving].back() / tableau[*leaving][*entering] : ratio;
                if (!leaving || ratio < held || (ratio == held && basis[r] < basis[*leaving])) leaving = r;
            }
            if (!leaving) return;
            pivot(*leaving, *entering);
        }
    };
    std::size_t lowest = 0;
    for (std::size_t r = 0; r < m; ++r)
        if (bounds[r] < bounds[lowest]) lowest = r;
    if (bounds[lowest].is_negative()) {
        pivot(lowest, artificial);
        Row gains(n + m + 1);
        gains[artificial] = Fraction{-1};
        run(gains, n + m + 1);
        for (std::size_t r = 0; r < m; ++r) {
            if (basis[r] != artificial) continue;
            if (!tableau[r].back().is_zero()) return std::nullopt;
            std::size_t j = 0;
            while (tableau[r][j].is_zero()) ++j;
            pivot(r, j);
        }
    }
    Row gains(n + m + 1);
    for (std::size_t j = 0; j < n; ++j) gains[j] = objective[j];
    run(gains, n + m);
    Solution result{.value = {}, .x = std::vector<Fraction>(n)};
    for (std::size_t r = 0; r < m; ++r)
        if (basis[r] < n) result.x[basis[r]] = tableau[r].back();
    for (std::size_t j = 0; j < n; ++j) result.value += objective[j] * result.x[j];
    return result;
}

// Empty when there is no imputation. Variables: xᵢ = pᵢ − q and the largest excess e = u − w, all four not negative.
inline std::vector<Fraction> nucleolus(ExplicitGame const& game, bool individually_rational) {
    auto const n = game.players;
    auto const all = game.values.size() - 1;
    auto const sign = game.kind == ExplicitGame::Kind::cost ? Fraction{1} : Fraction{-1};
    auto const row = [&](std::uint64_t mask, Fraction const& factor, Fraction const& level) {
        Row result(n + 3);
        for (auto const i : players_in(mask)) {
            result[i] += factor;
            result[n] -= factor;
        }
        result[n + 1] = -level;
        result[n + 2] = level;
        return result;
    };
    std::vector<std::optional<Fraction>> settled(all);  // the excess of a coalition
    std::vector<Fraction> shares;
    while (true) {
        std::vector<Row> rows;
        Row bounds;
        auto const demand = [&](Row one, Fraction const& bound) {
            rows.push_back(std::move(one));
            bounds.push_back(bound);
        };
        auto const fix = [&](std::uint64_t mask, Fraction const& sum) {
            demand(row(mask, 1, 0), sum);
            demand(row(mask, -1, 0), -sum);
        };
        fix(all, game.values[all]);
        bool open = false;
        for (std::uint64_t mask = 1; mask < all; ++mask) {
            if (settled[mask]) {
                fix(mask, game.values[mask] + sign * *settled[mask]);
            } else {
                demand(row(mask, sign, 1), sign * game.values[mask]);
                open = true;
            }
        }
        if (individually_rational)
            for (std::uint64_t i = 0; i < n; ++i) demand(row(1U << i, sign, 0), sign * game.values[1U << i]);
        auto const best = maximum(row(0, 0, 1), rows, bounds);
        if (!best) return {};
        shares.clear();
        for (std::size_t i = 0; i < n; ++i) shares.push_back(best->x[i] - best->x[n]);
        if (!open) return shares;
        // Settled: those whose excess cannot fall below the level in any optimum.
        auto const level = -best->value;
        demand(row(0, 0, -1), level);
        for (std::uint64_t mask = 1; mask < all; ++mask) {
            if (settled[mask]) continue;
            auto const lowest = maximum(row(mask, -sign, 0), rows, bounds);
            if (-lowest->value - sign * game.values[mask] == level) settled[mask] = level;
        }
    }
}

}  // namespace jiati::games::naive
