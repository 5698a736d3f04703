#include "daylight/sunshine.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace jiati::daylight {
namespace {

// Adds points from `left` over `width`, no further apart than the spacing, and gives their stretch.
std::vector<std::size_t> stretch(Sill& sill, double left, double width, double spacing) {
    auto const gaps = std::max(1, static_cast<int>(std::ceil(width / spacing - 1e-9)));
    std::vector<std::size_t> points;
    for (int i = 0; i <= gaps; ++i) {
        double const at = left + width * i / gaps;
        auto const same = std::ranges::find_if(sill.right_m, [&](double other) { return std::abs(other - at) < 1e-6; });
        points.push_back(static_cast<std::size_t>(same - sill.right_m.begin()));
        if (same == sill.right_m.end()) sill.right_m.push_back(at);
    }
    return points;
}

}  // namespace

Sunshine count_sunshine(std::vector<bool> const& lit, Band const& band, CountingRules const& rules) {
    Sunshine sunshine;
    double const step_h = (band.to_h - band.from_h) / static_cast<double>(std::max<std::size_t>(lit.size(), 1));
    for (std::size_t i = 0; i < lit.size();) {
        if (!lit[i]) {
            ++i;
            continue;
        }
        auto const first = i;
        while (i < lit.size() && lit[i]) ++i;
        double const minutes = static_cast<double>(i - first) * step_h * 60;
        if (minutes < rules.run_min - 1e-9) continue;
        sunshine.minutes += minutes;
        sunshine.runs.push_back(
            {band.from_h + static_cast<double>(first) * step_h, band.from_h + static_cast<double>(i) * step_h});
    }
    return sunshine;
}

Sill sill_of(double width_m, CountingRules const& rules) {
    Sill sill;
    if (rules.lit == Lit::centre) {
        sill.right_m = {0};
        sill.stretches = {{0}};
        return sill;
    }
    double const width = std::min(width_m, rules.width_max_m);
    double const left = -width_m / 2;
    double const spare = width_m - width;
    // Stretches one spacing apart, and the last one flush with the other jamb.
    for (double from = 0; from < spare - 1e-6; from += rules.sill_spacing_m)
        sill.stretches.push_back(stretch(sill, left + from, width, rules.sill_spacing_m));
    sill.stretches.push_back(stretch(sill, left + spare, width, rules.sill_spacing_m));
    return sill;
}

bool reaches_wall(Vector sun, Vector out, double sweep_deg) {
    double const before_wall = dot(sun, out);
    return sun.z > 0 && before_wall > 0 && before_wall >= sin_deg(sweep_deg) * std::hypot(sun.x, sun.y);
}

}  // namespace jiati::daylight
