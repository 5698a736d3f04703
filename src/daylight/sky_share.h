// The share of an overcast sky that a window sees: the vertical sky component (VSC) in percent, under the CIE overcast
// sky, of the light on a free level plane. Closed forms of the usual obstructions beside the sampled truth.
#pragma once

#include "daylight/scene.h"

#include <cstddef>
#include <vector>

namespace jiati::daylight {

// 300 / 7π × (π/2 + 4/3): nothing stands before the window.
[[nodiscard]] double vsc_unobstructed();
// Behind an endless parallel building up to the profile angle `from_deg`, below an endless overhang from `to_deg` on.
[[nodiscard]] double vsc_between(double from_deg, double to_deg);
// Beside an infinitely tall tower between two azimuths off the wall's normal.
[[nodiscard]] double vsc_beside_tower(double from_deg, double to_deg);
[[nodiscard]] double vsc_above_skyline(double altitude_deg);

// A box before the wall, its faces parallel to it, seen from the window's point: metres out from the wall (not
// negative), to the left, and up.
struct BoxBeforeWall {
    double out[2];
    double left[2];
    double up[2];
};
// What an opaque box takes from an open sky, exactly.
[[nodiscard]] double vsc_removed(BoxBeforeWall const& box);

// The profile angle of the endless building that leaves as much sky: in [0, 90].
[[nodiscard]] double equivalent_angle_deg(double vsc);
// What GB 50033 calls θ, the visible sky's angle: 90° less that angle. Indoor daylight is proportional to it.
[[nodiscard]] inline double sky_angle_deg(double vsc) { return 90 - equivalent_angle_deg(vsc); }

// GB 50033-2013, 6.0.2: average daylight factor in percent.
struct Room {
    double window_m2 = 0;
    double transmittance = 0;
    double surfaces_m2 = 0;  // walls, floor and ceiling
    double reflectance = 0;
};
[[nodiscard]] double average_daylight_factor(Room const& room, double sky_angle_deg);

// Directions before a wall with the VSC each stands for; they sum to vsc_unobstructed(). A golden-ratio lattice in
// the sines of profile and lateral angle: a grid would fall in step with the edges of boxes.
struct SkySample {
    Vector direction;
    double vsc;
};
[[nodiscard]] std::vector<SkySample> sky_lattice(double wall_azimuth_deg, std::size_t count);

}  // namespace jiati::daylight
