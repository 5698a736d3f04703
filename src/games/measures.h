// Figures that describe a share-out without judging it. Each is exact.
#pragma once

#include "base/fraction.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace jiati::games {

// Σ(2i−n−1)·x₍ᵢ₎ / (n·Σx) over the ascending values: 0 when all are equal, towards 1 when one has everything. Nothing
// when a value is negative or all are zero.
[[nodiscard]] std::optional<Fraction> gini(std::vector<Fraction> values);

// Payment over benefit; nothing where the benefit is not positive.
[[nodiscard]] std::vector<std::optional<Fraction>> burdens(std::vector<Fraction> const& payments,
                                                           std::vector<Fraction> const& benefits);

// The largest difference of payments within one floor.
[[nodiscard]] Fraction spread_within_floor(std::vector<int> const& floors, std::vector<Fraction> const& payments);
// The most by which the mean of a lower floor exceeds that of a higher one; 0 when payments rise with the floor.
[[nodiscard]] Fraction inversion_between_floors(std::vector<int> const& floors, std::vector<Fraction> const& payments);
// Half of Σ|a − b|: the money that changes hands when one share-out of a sum replaces the other.
[[nodiscard]] Fraction distance(std::vector<Fraction> const& a, std::vector<Fraction> const& b);

}  // namespace jiati::games
