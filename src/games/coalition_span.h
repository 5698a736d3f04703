// The coalitions whose indicators a set of coalitions spans: where the sums of those are settled, so are theirs.
#pragma once

#include "games/whole.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace jiati::games {

class CoalitionSpan {
  public:
    // Of the coalition of all; up to nucleolus_explicit_max players (determinants of 0-1 matrices stay small).
    explicit CoalitionSpan(std::size_t players);

    // False when it was in the span before.
    bool add(std::uint32_t coalition);
    [[nodiscard]] std::size_t rank() const { return rows_.size(); }
    // As many players as the rank is, such that the span holds no vector that is zero on all of them: the
    // redistributions that leave the span's sums alone are determined by the other players.
    [[nodiscard]] std::uint32_t pivots() const;
    // By coalition: whether the span holds it.
    [[nodiscard]] std::vector<char> members() const;

  private:
    // In reduced echelon form: row r is 1 at pivots_[r], where all others are 0.
    std::size_t players_;
    std::vector<std::vector<Fraction>> rows_;
    std::vector<std::size_t> pivots_;
};

}  // namespace jiati::games
