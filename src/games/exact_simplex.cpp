#include "games/exact_simplex.h"

#include "base/check.h"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace jiati::games {

template <class N>
ExactSimplex<N>::ExactSimplex(std::vector<N> right_hand_side, N const& artificial_cost, std::size_t first_id) {
    auto const size = right_hand_side.size();
    for (std::size_t r = 0; r < size; ++r) {
        Row row;
        row.inverse.assign(size + 1, N{0});
        row.inverse[r] = N{1};
        row.inverse[size] = right_hand_side[r];
        row.column.id = first_id + r;
        row.column.cost = artificial_cost;
        rows_.push_back(std::move(row));
    }
}

template <class N>
int ExactSimplex<N>::longest() const {
    int longest = bit_length(determinant_);
    for (auto const& row : rows_)
        for (auto const& value : row.inverse) longest = std::max(longest, bit_length(value));
    return longest;
}

template <class N>
std::optional<std::vector<N>> ExactSimplex<N>::direction(Column const& column) const {
    CHECK(column.entries.size() == rows_.size());
    int entry = 0;
    for (auto const& value : column.entries) entry = std::max(entry, bit_length(value));
    int const sum = bit_length(static_cast<Int128>(rows_.size()));
    int const inverse = longest();
    // For the sum here, the products of the ratio test and those of the pivot.
    int const result_max = inverse + entry + sum;
    if constexpr (!std::is_same_v<N, Fraction>)
        if (result_max > whole_bits_max) return std::nullopt;
    std::vector<N> result;
    result.reserve(rows_.size());
    int longest_result = 0;
    for (auto const& row : rows_) {
        N value{0};
        for (std::size_t i = 0; i < column.entries.size(); ++i)
            if (column.entries[i] != N{0} && row.inverse[i] != N{0}) value += row.inverse[i] * column.entries[i];
        longest_result = std::max(longest_result, bit_length(value));
        result.push_back(value);
    }
    if (longest_result + inverse + 1 > whole_bits_max) return std::nullopt;
    return result;
}

template <class N>
void ExactSimplex<N>::pivot(std::size_t at, std::vector<N> const& direction, Column column, bool free) {
    auto const& from = rows_[at].inverse;
    auto const by = direction[at];
    for (std::size_t r = 0; r < rows_.size(); ++r) {
        if (r == at) continue;
        auto& row = rows_[r].inverse;
        for (std::size_t i = 0; i < row.size(); ++i) {
            bool const other = from[i] != N{0} && direction[r] != N{0};
            if (row[i] == N{0} && !other) continue;
            N value = row[i] * by;
            if (other) value -= from[i] * direction[r];
            row[i] = value / determinant_;
        }
    }
    determinant_ = by;
    rows_[at].column = std::move(column);
    rows_[at].artificial = false;
    rows_[at].free = free;
    if (determinant_ > N{0}) return;
    determinant_ = -determinant_;
    for (auto& row : rows_)
        for (auto& value : row.inverse) value = -value;
}

template <class N>
auto ExactSimplex<N>::seat(Column column, bool free) -> Step {
    auto const along = direction(column);
    if (!along) return Step::no_room;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
        if (!rows_[r].artificial || (*along)[r] == N{0}) continue;
        pivot(r, *along, std::move(column), free);
        return Step::moved;
    }
    return Step::unbounded;
}

template <class N>
bool ExactSimplex<N>::leaves_before(std::size_t row, std::size_t other, std::vector<N> const& direction) const {
    auto const compare = [&](std::size_t column) {
        N const here = rows_[row].inverse[column] * direction[other];
        N const there = rows_[other].inverse[column] * direction[row];
        return here < there ? -1 : there < here ? 1 : 0;
    };
    auto const size = rows_.size();
    if (auto const values = compare(size); values != 0) return values < 0;
    for (std::size_t column = 0; column < size; ++column)
        if (auto const entries = compare(column); entries != 0) return entries < 0;
    return false;
}

template <class N>
auto ExactSimplex<N>::enter(Column column) -> Step {
    auto const along = direction(column);
    if (!along) return Step::no_room;
    std::optional<std::size_t> leaving;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
        if (rows_[r].free || !((*along)[r] > N{0})) continue;
        if (!leaving || leaves_before(r, *leaving, *along)) leaving = r;
    }
    if (!leaving) return Step::unbounded;
    pivot(*leaving, *along, std::move(column), false);
    return Step::moved;
}

template <class N>
std::optional<std::vector<N>> ExactSimplex<N>::prices() const {
    int cost = 0;
    for (auto const& row : rows_) cost = std::max(cost, bit_length(row.column.cost));
    if constexpr (!std::is_same_v<N, Fraction>)
        if (cost + longest() + 2 * bit_length(static_cast<Int128>(rows_.size())) > whole_bits_max - 2)
            return std::nullopt;
    std::vector<N> result(rows_.size(), N{0});
    for (auto const& row : rows_) {
        if (row.column.cost == N{0}) continue;
        for (std::size_t i = 0; i < result.size(); ++i)
            if (row.inverse[i] != N{0}) result[i] += row.column.cost * row.inverse[i];
    }
    return result;
}

template <class N>
std::vector<std::size_t> ExactSimplex<N>::positive() const {
    std::vector<std::size_t> ids;
    for (auto const& row : rows_)
        if (!row.free && row.inverse.back() > N{0}) ids.push_back(row.column.id);
    return ids;
}

template class ExactSimplex<Int128>;
template class ExactSimplex<Fraction>;

}  // namespace jiati::games
