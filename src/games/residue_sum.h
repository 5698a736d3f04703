// Whether a sum of fractions with small denominators is a whole number, without ever adding them up: by partial
// fractions a sum is whole exactly when, for each prime, the parts over that prime's powers are. A million terms whose
// common denominator has a million digits take a moment. Internal to this folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace jiati::games {

class ResidueSum {
  public:
    // Terms will be amount / (count · scale) with 1 ≤ count ≤ count_max ≤ 2^20 and 1 ≤ scale ≤ 2^40.
    ResidueSum(std::uint64_t count_max, std::uint64_t scale);

    void add(std::int64_t amount, std::uint64_t count);
    [[nodiscard]] bool is_whole() const { return nonzero_ == 0; }

  private:
    struct Prime {
        std::uint64_t prime = 0;
        std::uint64_t modulus = 1;   // the highest power that can divide count · scale
        std::uint64_t in_scale = 1;  // the power that divides the scale
        std::uint64_t residue = 0;   // the sum's part over this prime is residue / modulus
    };

    void add_part(Prime& prime, std::int64_t amount, std::uint64_t count);

    std::uint64_t scale_;
    std::vector<std::uint32_t> smallest_factor_;  // of each count
    std::vector<Prime> primes_;
    std::vector<std::uint32_t> index_of_;    // of each prime up to count_max
    std::vector<std::size_t> scale_primes_;  // indices
    std::size_t nonzero_ = 0;
};

}  // namespace jiati::games
