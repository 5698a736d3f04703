#include "games/residue_sum.h"

#include "base/check.h"
#include "games/int128.h"

#include <algorithm>

namespace jiati::games {
namespace {

std::uint64_t product(std::uint64_t a, std::uint64_t b, std::uint64_t modulus) {
    return static_cast<std::uint64_t>(UInt128{a} * b % modulus);
}

// Of a unit of the ring, by Euclid.
std::uint64_t inverse(std::uint64_t value, std::uint64_t modulus) {
    Int128 r0 = modulus;
    Int128 r1 = value % modulus;
    Int128 t0 = 0;
    Int128 t1 = 1;
    while (r1 > 1) {
        auto const quotient = r0 / r1;
        r0 -= quotient * r1;
        t0 -= quotient * t1;
        std::swap(r0, r1);
        std::swap(t0, t1);
    }
    return static_cast<std::uint64_t>(t1 < 0 ? t1 + modulus : t1);
}

// Divides a prime out of a number and returns the power of it that divided.
std::uint64_t take_out(std::uint64_t& number, std::uint64_t prime) {
    std::uint64_t power = 1;
    while (number % prime == 0) {
        number /= prime;
        power *= prime;
    }
    return power;
}

}  // namespace

ResidueSum::ResidueSum(std::uint64_t count_max, std::uint64_t scale)
    : scale_(scale), smallest_factor_(count_max + 1), index_of_(count_max + 1) {
    CHECK(count_max >= 1 && count_max <= 1ULL << 20 && scale >= 1 && scale <= 1ULL << 40);
    for (std::uint64_t p = 2; p <= count_max; ++p) {
        if (smallest_factor_[p] != 0) continue;
        for (auto multiple = p; multiple <= count_max; multiple += p)
            if (smallest_factor_[multiple] == 0) smallest_factor_[multiple] = static_cast<std::uint32_t>(p);
        Prime prime{p, p, 1, 0};
        while (prime.modulus <= count_max / p) prime.modulus *= p;
        index_of_[p] = static_cast<std::uint32_t>(primes_.size());
        primes_.push_back(prime);
    }
    auto const take = [&](std::uint64_t p) {
        auto const power = take_out(scale, p);
        if (power == 1) return;
        auto found = std::find_if(primes_.begin(), primes_.end(), [&](Prime const& each) { return each.prime == p; });
        if (found == primes_.end()) found = primes_.insert(primes_.end(), Prime{p, 1, 1, 0});
        found->in_scale = power;
        found->modulus *= power;
        scale_primes_.push_back(static_cast<std::size_t>(found - primes_.begin()));
    };
    for (std::uint64_t p = 2; p * p <= scale; ++p) take(p);
    if (scale > 1) take(scale);
}

void ResidueSum::add_part(Prime& prime, std::int64_t amount, std::uint64_t count) {
    auto const& modulus = prime.modulus;
    auto rest = count;
    auto const power = take_out(rest, prime.prime) * prime.in_scale;
    auto const cofactor = product(rest % modulus, scale_ / prime.in_scale % modulus, modulus);
    auto const size = amount < 0 ? 0 - static_cast<std::uint64_t>(amount) : static_cast<std::uint64_t>(amount);
    auto part = product(product(size % modulus, inverse(cofactor, modulus), modulus), modulus / power, modulus);
    if (amount < 0 && part != 0) part = modulus - part;
    auto const before = prime.residue;
    prime.residue = static_cast<std::uint64_t>((UInt128{before} + part) % modulus);
    if (before == 0 && prime.residue != 0) ++nonzero_;
    if (before != 0 && prime.residue == 0) --nonzero_;
}

void ResidueSum::add(std::int64_t amount, std::uint64_t count) {
    for (auto const i : scale_primes_) add_part(primes_[i], amount, count);
    for (auto rest = count; rest > 1;) {
        auto const p = std::uint64_t{smallest_factor_[rest]};
        take_out(rest, p);
        auto& prime = primes_[index_of_[p]];
        if (prime.in_scale == 1) add_part(prime, amount, count);
    }
}

}  // namespace jiati::games
