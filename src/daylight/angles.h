// Degrees and radians, turns and the nearest way round: what every file of this folder needs of trigonometry.
#pragma once

#include <cmath>
#include <numbers>

namespace jiati::daylight {

inline constexpr double pi = std::numbers::pi;
inline constexpr double degree = pi / 180;  // in radians

[[nodiscard]] inline double sin_deg(double deg) { return std::sin(deg * degree); }
[[nodiscard]] inline double cos_deg(double deg) { return std::cos(deg * degree); }
[[nodiscard]] inline double tan_deg(double deg) { return std::tan(deg * degree); }
[[nodiscard]] inline double deg_of(double rad) { return rad / degree; }

// In [0, 360).
[[nodiscard]] inline double full_turn_deg(double deg) {
    double const turned = std::fmod(deg, 360.0);
    return turned < 0 ? turned + 360 : turned;
}
// In (-180, 180].
[[nodiscard]] inline double half_turn_deg(double deg) {
    double const turned = full_turn_deg(deg);
    return turned > 180 ? turned - 360 : turned;
}

}  // namespace jiati::daylight
