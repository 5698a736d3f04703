// Random scenes like those of real estates, from a seed, for tests and benchmarks: a slab with windows and a lift
// before it, more slabs around it, turned somehow.
#pragma once

#include "daylight/scene.h"

#include <cstdint>

namespace jiati::daylight {

// SplitMix64 (Steele, Lea, Flood): the same numbers everywhere.
class Numbers {
  public:
    explicit Numbers(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15U + 1) {}
    [[nodiscard]] double between(double low, double high) {
        state_ += 0x9E3779B97F4A7C15U;
        auto z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        z ^= z >> 31U;
        return low + (high - low) * static_cast<double>(z >> 11U) * 0x1p-53;
    }
    [[nodiscard]] int whole(int low, int high) { return static_cast<int>(between(low, high + 1)); }

  private:
    std::uint64_t state_;
};

inline Scene random_scene(std::uint64_t seed, int neighbours = 4, int windows = 4) {
    Numbers n(seed);
    Scene scene{.place = {n.between(18, 50), n.between(75, 130)}, .boxes = {}, .lift = {}, .windows = {}};
    double const yaw = n.between(-90, 90);
    double const depth = n.between(9, 13);
    double const height = 3.0 * n.whole(4, 8);
    auto const own = [&](double x, double y) {  // of the slab's axes
        return Vector{cos_deg(yaw) * x - sin_deg(yaw) * y, sin_deg(yaw) * x + cos_deg(yaw) * y, 0};
    };
    auto const box = [&](double x, double y, double sx, double sy, double z0, double z1, double turn = 0) {
        auto const centre = own(x, y);
        return Box{.cx = centre.x, .cy = centre.y, .sx = sx, .sy = sy, .z0 = z0, .z1 = z1, .yaw_deg = yaw + turn};
    };
    scene.boxes.push_back(box(0, 0, n.between(30, 60), depth, 0, height));
    for (int i = 0; i < neighbours; ++i) {
        double const away = n.between(20, 45) * (i % 2 == 0 ? -1 : 1) * (1 + i / 2);
        scene.boxes.push_back(box(n.between(-25, 25), away, n.between(25, 50), 11, 0, 3.0 * n.whole(4, 18),
                                  n.between(-1, 1) > 0 ? 0 : n.between(-8, 8)));
    }
    double const side = n.between(-1, 1) > 0 ? 1 : -1;
    double const shaft = n.between(2, 2.5);
    double const corridor = n.between(1.2, 2.2);
    double const at = n.between(-8, 8);
    scene.lift.push_back(box(at, side * (depth / 2 + corridor + shaft / 2), shaft, shaft, 0, height + 1.5));
    for (double z = 2.8; z < height - 3; z += 3)
        scene.lift.push_back(box(at, side * (depth / 2 + corridor / 2), 2.4, corridor, z, z + 2.5));
    for (int i = 0; i < windows; ++i) {
        auto const middle = own(at + (i % 2 == 0 ? 1 : -1) * n.between(1.5, 6), side * depth / 2);
        scene.windows.push_back({.id = "w" + std::to_string(i),
                                 .x = middle.x,
                                 .y = middle.y,
                                 .z = 0.9 + 3.0 * n.whole(0, static_cast<int>(height / 3) - 1),
                                 .width = n.between(0.9, 2.6),
                                 .height = 1.5,
                                 .azimuth_deg = full_turn_deg((side > 0 ? 0 : 180) - yaw)});
    }
    return scene;
}

}  // namespace jiati::daylight
