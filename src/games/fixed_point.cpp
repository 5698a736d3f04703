#include "games/fixed_point.h"

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

}  // namespace jiati::games
