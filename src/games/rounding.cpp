#include "games/rounding.h"

#include "base/check.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace jiati::games {

Result<std::vector<std::int64_t>, RoundingError> largest_remainder(std::vector<Fraction> const& shares,
                                                                   std::int64_t total) {
    Fraction sum;
    for (auto const& share : shares) sum += share;
    if (sum != Fraction{total}) return Failure{RoundingError{RoundingError::Kind::sum_differs, sum}};

    auto whole = largest_remainder_of_rule(shares, total);
    if (!whole) return Failure{RoundingError{RoundingError::Kind::out_of_bounds, sum}};
    return *std::move(whole);
}

std::optional<std::vector<std::int64_t>> largest_remainder_of_rule(std::vector<Fraction> const& shares,
                                                                   std::int64_t total) {
    std::vector<std::int64_t> whole;
    std::vector<Fraction> remainders;
    Fraction left = total;
    // Keeps room for the one unit that may be added, and for sums of a few of them.
    constexpr std::int64_t bound = std::int64_t{1} << 62;
    for (auto const& share : shares) {
        auto const floor = share.floor();
        auto const count = floor.to_int64();
        if (!count || *count < -bound || *count > bound) return std::nullopt;
        whole.push_back(*count);
        remainders.push_back(share - floor);
        left -= floor;
    }
    // The remainders are below 1 each, so fewer units are left than there are shares.
    CHECK(!left.is_negative() && left <= Fraction{static_cast<std::int64_t>(shares.size())});

    std::vector<std::size_t> order(shares.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
    auto const units = static_cast<std::size_t>(*left.to_int64());
    for (std::size_t i = 0; i < units; ++i) ++whole[order[i]];
    return whole;
}

Result<std::vector<Fen>, RoundingError> round_shares(std::vector<Fraction> const& shares_fen, Fen total) {
    auto const whole = largest_remainder(shares_fen, total.count());
    if (!whole) return Failure{whole.error()};
    std::vector<Fen> rounded;
    std::transform(whole->begin(), whole->end(), std::back_inserter(rounded), [](auto count) { return Fen{count}; });
    return rounded;
}

}  // namespace jiati::games
