#include "games/whole.h"

#include <numeric>

namespace jiati::games {

int bit_length(Int128 value) {
    auto magnitude = value < 0 ? -value : value;
    int bits = 0;
    if (magnitude >> 64 != 0) {
        bits = 64;
        magnitude >>= 64;
    }
    auto const rest = static_cast<std::uint64_t>(magnitude);
    return rest == 0 ? bits : bits + 64 - __builtin_clzll(rest);
}

Fraction to_fraction(Int128 value) {
    constexpr Int128 half = Int128{1} << 62;
    if (value > -half && value < half) return Fraction{static_cast<std::int64_t>(value)};
    return to_fraction(value / half) * Fraction{static_cast<std::int64_t>(half)} + to_fraction(value % half);
}

std::optional<Int128> common_denominator(std::vector<Fraction> const& values, Int128 denominator) {
    constexpr int bits_max = 100;
    for (auto const& value : values) {
        if (value.is_integer()) continue;
        auto const own = value.denominator().to_int64();
        if (!own) return std::nullopt;
        auto const shared = std::gcd(static_cast<std::int64_t>(denominator % *own), *own);
        auto const factor = *own / shared;
        if (factor == 1) continue;
        if (bit_length(denominator) + bit_length(Int128{factor}) > bits_max) return std::nullopt;
        denominator *= factor;
    }
    return denominator;
}

std::optional<std::vector<Int128>> scaled(std::vector<Fraction> const& values, Int128 denominator, int bits_max) {
    std::vector<Int128> result;
    result.reserve(values.size());
    for (auto const& value : values) {
        auto const whole = value.to_int64();
        auto const top = whole ? whole : value.numerator().to_int64();
        auto const bottom = whole ? std::optional<std::int64_t>{1} : value.denominator().to_int64();
        if (!top || !bottom) return std::nullopt;
        auto const factor = denominator / *bottom;
        if (bit_length(Int128{*top}) + bit_length(factor) > bits_max) return std::nullopt;
        result.push_back(*top * factor);
    }
    return result;
}

}  // namespace jiati::games
