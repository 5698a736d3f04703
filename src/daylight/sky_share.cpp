#include "daylight/sky_share.h"

#include <algorithm>
#include <cmath>

namespace jiati::daylight {
namespace {

constexpr double scale = 300 / (7 * pi);  // percent

// Integrals over what a face covers, seen from the point: U of the level part, S of the part that grows with height.
// `a` and `b` are measured from the foot of the perpendicular; corners combine to rectangles.
struct Parts {
    double u;
    double s;
};

// A face parallel to the wall, d before it; corner (y, z).
Parts parallel(double d, double y, double z) {
    double const p = std::hypot(d, y);
    double const q = std::hypot(d, z);
    return {(y / p * std::atan(z / p) + z / q * std::atan(y / q)) / 2,
            (y / p - d * d * y / (q * q * std::hypot(q, y))) / 3};
}

// A face at right angles to the wall, a to the side; corner (x out, z up).
Parts side(double a, double x, double z) {
    double const p = std::hypot(a, x);
    return {(std::atan(z / a) - a / p * std::atan(z / p)) / 2,
            a / 3 * (1 / a - 1 / std::hypot(a, z) - 1 / p + 1 / std::hypot(p, z))};
}

// A level face c above; corner (x out, y to the side).
Parts soffit(double c, double x, double y) {
    double const p = std::hypot(c, x);
    return {(std::atan(y / c) - c / p * std::atan(y / p)) / 2,
            (y / std::hypot(c, y) - c * c * y / (p * p * std::hypot(p, y))) / 3};
}

// Over [a0, a1] × [b0, b1] from the corner function, which is odd in its sideways argument.
template <class Corner>
double over(Corner const& corner, double a0, double a1, double b0, double b1) {
    auto const value = [&](double a, double b) {
        auto const parts = corner(a, b);
        return parts.u + 2 * parts.s;
    };
    return value(a1, b1) - value(a0, b1) - value(a1, b0) + value(a0, b0);
}

}  // namespace

double vsc_unobstructed() { return vsc_between(0, 90); }

double vsc_between(double from_deg, double to_deg) {
    double const low = sin_deg(from_deg);
    double const high = sin_deg(to_deg);
    return scale * (pi / 2 * (high - low) + 4.0 / 3 * (high * high - low * low));
}

double vsc_beside_tower(double from_deg, double to_deg) {
    return vsc_unobstructed() * (1 - (sin_deg(to_deg) - sin_deg(from_deg)) / 2);
}

double vsc_above_skyline(double altitude_deg) {
    double const g = altitude_deg * degree;
    double const c = std::cos(g);
    return 2 * scale * (pi / 4 - g / 2 - std::sin(2 * g) / 4 + 2.0 / 3 * c * c * c);
}

double vsc_removed(BoxBeforeWall const& box) {
    double const up0 = std::max(box.up[0], 0.0);  // nothing below the horizon gives light
    double const up1 = std::max(box.up[1], 0.0);
    if (up0 >= up1) return 0;
    double removed = 0;
    if (box.out[0] > 0)
        removed +=
            over([&](double y, double z) { return parallel(box.out[0], y, z); }, box.left[0], box.left[1], up0, up1);
    auto const sideways = [&](double a) {
        return over([a](double x, double z) { return side(a, x, z); }, box.out[0], box.out[1], up0, up1);
    };
    if (box.left[0] > 0) removed += sideways(box.left[0]);
    if (box.left[1] < 0) removed += sideways(-box.left[1]);
    if (box.up[0] > 0)
        removed += over([&](double x, double y) { return soffit(box.up[0], x, y); }, box.out[0], box.out[1],
                        box.left[0], box.left[1]);
    return scale * removed;
}

double equivalent_angle_deg(double vsc) {
    double const v = vsc / 100;
    double const root = pi * pi / 4 - 16.0 / 3 * (7 * pi * v / 3 - pi / 2 - 4.0 / 3);
    double const sine = (-pi / 2 + std::sqrt(std::max(root, 0.0))) / (8.0 / 3);
    return deg_of(std::asin(std::clamp(sine, 0.0, 1.0)));
}

double average_daylight_factor(Room const& room, double sky_deg) {
    return room.window_m2 * room.transmittance * sky_deg /
           (room.surfaces_m2 * (1 - room.reflectance * room.reflectance));
}

std::vector<SkySample> sky_lattice(double wall_azimuth_deg, std::size_t count) {
    auto const out = towards_azimuth(wall_azimuth_deg);
    Vector const right{-out.y, out.x, 0};
    double const golden = (std::sqrt(5.0) - 1) / 2;
    std::vector<SkySample> samples;
    samples.reserve(count);
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        // Even in the sines of both angles: cos(profile) and one cos(lateral) of the integrand lie in the density.
        double const sine = (static_cast<double>(i) + 0.5) / static_cast<double>(count);
        double const lateral = 2 * std::fmod((static_cast<double>(i) + 0.5) * golden, 1.0) - 1;
        double const c = std::sqrt(1 - lateral * lateral);
        Vector const direction = c * std::sqrt(1 - sine * sine) * out + lateral * right + Vector{0, 0, c * sine};
        samples.push_back({direction, c * (1 + 2 * c * sine)});
        sum += samples.back().vsc;
    }
    for (auto& sample : samples) sample.vsc *= vsc_unobstructed() / sum;
    return samples;
}

}  // namespace jiati::daylight
