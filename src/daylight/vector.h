// Points and directions: x east, y north, z up, in metres.
#pragma once

#include <cmath>

#include "daylight/angles.h"

namespace jiati::daylight {

struct Vector {
    double x = 0;
    double y = 0;
    double z = 0;

    friend Vector operator+(Vector a, Vector b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
    friend Vector operator-(Vector a, Vector b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
    friend Vector operator*(double factor, Vector a) { return {factor * a.x, factor * a.y, factor * a.z}; }
    friend bool operator==(Vector, Vector) = default;
};

[[nodiscard]] inline double dot(Vector a, Vector b) { return a.x * b.x + a.y * b.y + a.z * b.z; }

// A level unit vector that way, clockwise from north.
[[nodiscard]] inline Vector towards_azimuth(double azimuth_deg) {
    return {sin_deg(azimuth_deg), cos_deg(azimuth_deg), 0};
}

}  // namespace jiati::daylight
