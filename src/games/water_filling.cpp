#include "games/water_filling.h"

#include <algorithm>

namespace jiati::games {
namespace {

Fraction at_level(Rising const& amount, Fraction const& level) {
    auto const free = amount.start + amount.slope * level;
    return amount.limits ? std::clamp(free, amount.limits->least, amount.limits->most) : free;
}

// At this level an amount leaves its least or meets its most: the sum changes by `start` + `slope` × level.
struct Breakpoint {
    Fraction level;
    Fraction start;
    Fraction slope;
};

}  // namespace

std::optional<std::vector<Fraction>> fill_to(std::vector<Rising> const& amounts, Fraction const& total) {
    // The sum is start + slope × level until the next breakpoint.
    Fraction start;
    Fraction slope;
    std::vector<Breakpoint> breakpoints;
    for (auto const& amount : amounts) {
        if (amount.slope.is_zero()) {
            start += at_level(amount, 0);
        } else if (!amount.limits) {
            start += amount.start;
            slope += amount.slope;
        } else {
            auto const& [least, most] = *amount.limits;
            start += least;
            breakpoints.push_back({(least - amount.start) / amount.slope, amount.start - least, amount.slope});
            breakpoints.push_back({(most - amount.start) / amount.slope, most - amount.start, -amount.slope});
        }
    }
    std::ranges::sort(breakpoints, {}, &Breakpoint::level);

    auto const level = [&]() -> std::optional<Fraction> {
        for (auto const& breakpoint : breakpoints) {
            if (start + slope * breakpoint.level >= total) {
                if (!slope.is_zero()) return (total - start) / slope;
                return start == total ? std::optional(breakpoint.level) : std::nullopt;
            }
            start += breakpoint.start;
            slope += breakpoint.slope;
        }
        if (!slope.is_zero()) return (total - start) / slope;
        if (start != total) return std::nullopt;
        return breakpoints.empty() ? Fraction{} : breakpoints.back().level;
    }();
    if (!level) return std::nullopt;

    std::vector<Fraction> filled;
    filled.reserve(amounts.size());
    for (auto const& amount : amounts) filled.push_back(at_level(amount, *level));
    return filled;
}

}  // namespace jiati::games
