#include "games/fixed_point.h"

#include "base/check.h"

#include <algorithm>
#include <limits>

namespace jiati::games {
namespace {

constexpr auto limb_max = std::numeric_limits<std::uint64_t>::max();

std::uint64_t low(UInt128 value) { return static_cast<std::uint64_t>(value); }
std::uint64_t high(UInt128 value) { return static_cast<std::uint64_t>(value >> 64); }

}  // namespace

void add_quotient(FixedPoints::Limbs value, std::uint64_t top, std::uint64_t bottom) {
    auto const fraction = value.size() - 1;
    value[fraction] += top / bottom;
    auto rest = top % bottom;
    for (auto i = fraction; i-- > 0 && rest != 0;) {
        auto const shifted = UInt128{rest} << 64;
        auto const digit = low(shifted / bottom);
        rest = low(shifted % bottom);
        value[i] += digit;
        if (value[i] < digit)
            for (auto above = i + 1; ++value[above] == 0;) ++above;
    }
}

void divide(FixedPoints::Limbs value, std::uint64_t divisor) {
    std::uint64_t rest = 0;
    for (auto i = value.size(); i-- > 0;) {
        auto const digits = UInt128{rest} << 64 | value[i];
        value[i] = low(digits / divisor);
        rest = low(digits % divisor);
    }
}

void subtract_from(std::uint64_t whole, FixedPoints::Limbs value) {
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        auto const from = i + 1 == value.size() ? whole : 0;
        auto const less = UInt128{from} - value[i] - borrow;
        value[i] = low(less);
        borrow = high(less) != 0 ? 1 : 0;
    }
    CHECK(borrow == 0);
}

void lower(FixedPoints::Limbs value, std::uint64_t places) {
    auto borrow = places;
    for (auto& limb : value) {
        auto const before = limb;
        limb -= borrow;
        borrow = before < borrow ? 1 : 0;
        if (borrow == 0) return;
    }
    std::fill(value.begin(), value.end(), std::uint64_t{0});
}

void raise(FixedPoints::Limbs value, std::uint64_t places) {
    auto carry = places;
    for (auto& limb : value) {
        limb += carry;
        carry = limb < carry ? 1 : 0;
        if (carry == 0) return;
    }
}

std::uint64_t whole_part(FixedPoints::ConstLimbs value) { return value.back(); }

bool fraction_below(FixedPoints::ConstLimbs a, FixedPoints::ConstLimbs b) {
    for (auto i = a.size() - 1; i-- > 0;)
        if (a[i] != b[i]) return a[i] < b[i];
    return false;
}

bool fraction_within(FixedPoints::ConstLimbs a, FixedPoints::ConstLimbs b, std::uint64_t places) {
    std::uint64_t borrow = 0;
    bool is_within = true;
    for (std::size_t i = 0; i + 1 < a.size(); ++i) {
        auto const less = UInt128{a[i]} - b[i] - borrow;
        borrow = high(less) != 0 ? 1 : 0;
        is_within = is_within && low(less) <= (i == 0 ? places : 0);
    }
    return is_within;
}

bool reaches_next_whole(FixedPoints::ConstLimbs value, std::uint64_t places) {
    auto const fraction = value.first(value.size() - 1);
    auto const upper = fraction.subspan(1);
    return std::all_of(upper.begin(), upper.end(), [](auto limb) { return limb == limb_max; }) &&
           fraction[0] > limb_max - places;
}

int compare_product(FixedPoints::ConstLimbs value, std::uint64_t factor, Int128 target, UInt128 places) {
    // The product's whole part and, below, whether its fraction is near 0 or near 1.
    UInt128 carry = 0;
    bool upper_zero = true;
    bool upper_full = true;
    UInt128 lowest = 0;
    for (std::size_t i = 0; i + 1 < value.size(); ++i) {
        auto const digit = UInt128{value[i]} * factor + carry;
        carry = high(digit);
        if (i == 0) {
            lowest = low(digit);
        } else {
            upper_zero = upper_zero && low(digit) == 0;
            upper_full = upper_full && low(digit) == limb_max;
        }
    }
    auto const whole = static_cast<Int128>(UInt128{value.back()} * factor + carry);
    if (whole == target && upper_zero && lowest <= places) return 0;
    if (whole == target - 1 && upper_full && (UInt128{1} << 64) - lowest <= places) return 0;
    return whole < target ? -1 : 1;
}

}  // namespace jiati::games
