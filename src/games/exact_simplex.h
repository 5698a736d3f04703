// A linear programme with few rows and many columns, solved exactly: the least Σ cost·λ such that Σ column·λ =
// right-hand side and λ ≥ 0. The caller says which column enters, so columns need not be listed. The inverse of the
// basis is kept as whole numbers over the basis's determinant, in which every division comes out even (Edmonds 1967,
// Bareiss 1968).
#pragma once

#include "games/whole.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace jiati::games {

// N is Int128, which may run out of room, or Fraction, which does not.
template <class N>
class ExactSimplex {
  public:
    struct Column {
        std::size_t id = 0;  // the caller's name for it
        std::vector<N> entries;
        N cost{0};
    };
    enum class Step { moved, unbounded, no_room };

    // Starts on artificial columns: the identity, each of this cost, with ids from `first_id`.
    ExactSimplex(std::vector<N> right_hand_side, N const& artificial_cost, std::size_t first_id);

    // Puts a column in place of an artificial one, whatever becomes of the signs; a free one never leaves again and may
    // be negative. Columns that are independent of those seated before; Step::unbounded when it is not.
    Step seat(Column column, bool free);
    // Enters a column whose price is above its cost, the first to reach zero leaving. Of several, the rows of the
    // inverse decide (Dantzig, Orden & Wolfe 1955): provided that the start is positive, or zero with artificial
    // columns alone, no basis comes back, whichever column the caller chooses.
    Step enter(Column column);

    // One per row, times the determinant; nothing when there is no room for them and their sums.
    [[nodiscard]] std::optional<std::vector<N>> prices() const;
    [[nodiscard]] N const& determinant() const { return determinant_; }  // positive
    // The columns in the basis that are positive and not free.
    [[nodiscard]] std::vector<std::size_t> positive() const;

  private:
    struct Row {
        std::vector<N> inverse;  // times the determinant; last the value of the basic variable
        Column column;
        bool artificial = true;
        bool free = false;
    };
    // The column in terms of the basis, times the determinant.
    [[nodiscard]] std::optional<std::vector<N>> direction(Column const& column) const;
    void pivot(std::size_t row, std::vector<N> const& direction, Column column, bool free);
    // Whether `row` falls to zero before `other` does.
    [[nodiscard]] bool leaves_before(std::size_t row, std::size_t other, std::vector<N> const& direction) const;
    [[nodiscard]] int longest() const;

    std::vector<Row> rows_;
    N determinant_{1};
};

extern template class ExactSimplex<Int128>;
extern template class ExactSimplex<Fraction>;

}  // namespace jiati::games
