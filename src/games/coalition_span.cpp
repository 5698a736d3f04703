#include "games/coalition_span.h"

#include "base/check.h"
#include "games/game.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace jiati::games {

CoalitionSpan::CoalitionSpan(std::size_t players) : players_(players) {
    CHECK(players >= 1 && players <= nucleolus_explicit_max);
    add((std::uint32_t{1} << players) - 1);
}

bool CoalitionSpan::add(std::uint32_t coalition) {
    std::vector<Fraction> row(players_);
    for (std::size_t i = 0; i < players_; ++i) row[i] = Fraction{coalition >> i & 1};
    auto const subtract = [&](std::vector<Fraction>& from, std::vector<Fraction> const& other, std::size_t pivot) {
        auto const factor = from[pivot];
        if (factor.is_zero()) return;
        for (std::size_t i = 0; i < players_; ++i) from[i] -= factor * other[i];
    };
    for (std::size_t r = 0; r < rows_.size(); ++r) subtract(row, rows_[r], pivots_[r]);
    auto const first = std::ranges::find_if(row, [](Fraction const& value) { return !value.is_zero(); });
    if (first == row.end()) return false;
    auto const pivot = static_cast<std::size_t>(std::distance(row.begin(), first));
    auto const scale = row[pivot];
    for (auto& value : row) value /= scale;
    for (auto& other : rows_) subtract(other, row, pivot);
    rows_.push_back(std::move(row));
    pivots_.push_back(pivot);
    return true;
}

std::uint32_t CoalitionSpan::pivots() const {
    std::uint32_t mask = 0;
    for (auto const pivot : pivots_) mask |= std::uint32_t{1} << pivot;
    return mask;
}

// A coalition is in the span when every redistribution that is orthogonal to the span leaves its sum alone. Those are
// spanned by: one more to a player f who is no pivot, and less to each pivot by its row's entry at f.
std::vector<char> CoalitionSpan::members() const {
    std::vector<char> inside(std::size_t{1} << players_, 1);
    auto const mask = pivots();
    for (std::size_t f = 0; f < players_; ++f) {
        if ((mask >> f & 1) != 0) continue;
        std::vector<Fraction> change(players_);
        change[f] = Fraction{1};
        for (std::size_t r = 0; r < rows_.size(); ++r) change[pivots_[r]] = -rows_[r][f];
        auto const denominator = common_denominator(change);
        CHECK(denominator);
        auto const whole = scaled(change, *denominator, 100);
        CHECK(whole);
        std::vector<Int128> sums{0};
        for (auto const& value : *whole)
            for (std::size_t i = 0, known = sums.size(); i < known; ++i) sums.push_back(sums[i] + value);
        for (std::size_t s = 0; s < sums.size(); ++s)
            if (sums[s] != 0) inside[s] = 0;
    }
    return inside;
}

}  // namespace jiati::games
