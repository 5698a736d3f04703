// Largest remainder: exact shares become whole numbers with the same sum. Each share is rounded down, the units left
// over go to the largest remainders, and equal remainders are served in the published order (the order given).
#pragma once

#include "base/fen.h"
#include "base/fraction.h"
#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jiati::games {

struct RoundingError {
    enum class Kind : std::uint8_t { sum_differs, out_of_bounds };
    Kind kind{};
    Fraction sum;  // what the shares sum to

    friend bool operator==(RoundingError const&, RoundingError const&) = default;
};

// Whole numbers that sum to `total`, which must be the sum of the shares.
Result<std::vector<std::int64_t>, RoundingError> largest_remainder(std::vector<Fraction> const& shares,
                                                                   std::int64_t total);

// The same for the shares of a rule, which are known to sum to `total` and are not added up again: among a million
// denominators that alone would take longer than the rule. Nothing where a number is beyond 2^62.
std::optional<std::vector<std::int64_t>> largest_remainder_of_rule(std::vector<Fraction> const& shares,
                                                                   std::int64_t total);

// The same for money: shares in fen.
Result<std::vector<Fen>, RoundingError> round_shares(std::vector<Fraction> const& shares_fen, Fen total);

}  // namespace jiati::games
