// Buildings as boxes, windows on their walls, and the boxes of the lift. Metres from a local origin, x east, y north,
// z up.
#pragma once

#include "daylight/sun.h"
#include "daylight/vector.h"

#include <cstdint>
#include <string>
#include <vector>

namespace jiati::daylight {

// Where a number comes from; it decides how far the draws of an interval move it.
enum class Source : std::uint8_t { measured, drawing, map, guess };

struct Box {
    double cx = 0, cy = 0;  // centre
    double sx = 0, sy = 0;  // size along its own axes
    double z0 = 0, z1 = 0;
    double yaw_deg = 0;  // of its own x axis, counter-clockwise from east
    // Of light that meets it, 0 … 1: glass. Sunshine hours take it for opaque all the same, as the rules do.
    double transmittance = 0;
    Source source = Source::map;
};

struct Window {
    std::string id;
    double x = 0, y = 0, z = 0;  // middle of the sill, on the outer face of the wall
    double width = 0, height = 0;
    double azimuth_deg = 0;  // outward normal, clockwise from north
    Source source = Source::map;
};

struct Scene {
    Place place;
    std::vector<Box> boxes;  // what stands before the lift comes
    std::vector<Box> lift;
    std::vector<Window> windows;
};

// On the wall at that height above the sill, to the right of the window's middle seen from outside, one millimetre off.
[[nodiscard]] inline Vector point_of(Window const& window, double right_m, double above_sill_m) {
    auto const out = towards_azimuth(window.azimuth_deg);
    constexpr double off_the_wall_m = 0.001;
    Vector const right{-out.y, out.x, 0};
    return Vector{window.x, window.y, window.z + above_sill_m} + right_m * right + off_the_wall_m * out;
}
[[nodiscard]] inline Vector middle_of(Window const& window) { return point_of(window, 0, window.height / 2); }

}  // namespace jiati::daylight
