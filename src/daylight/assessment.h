// What the windows of a scene get without and with the lift. What stands there is tested once; each lift costs only the
// rays it meets itself.
#pragma once

#include "daylight/block_test.h"
#include "daylight/scene.h"
#include "daylight/sunshine.h"

#include <cstddef>
#include <span>
#include <vector>

namespace jiati::daylight {

struct Rules {
    CountingRules counting;
    std::size_t sky_directions = 8100;
};

struct Light {
    double vsc = 0;  // at the window's middle
    Sunshine dahan;
    Sunshine dongzhi;
};

struct WithLift {
    Light light;           // the lift opaque
    double vsc_glass = 0;  // through its glass as each box states it, "if kept clean and clear"
};

class Assessment {
  public:
    Assessment(Scene const& scene, Rules const& rules);

    // One per window, in their order.
    [[nodiscard]] std::vector<Light> const& before() const { return before_; }
    [[nodiscard]] std::vector<WithLift> with(std::span<Box const> lift);

    // Rays tested for one state: how much work a scene is.
    [[nodiscard]] std::size_t ray_count() const;

  private:
    // All windows of one wall see the same part of the sky and of the sun's tracks.
    struct Wall {
        double azimuth_deg;
        Vector out;
        Rays sky;
        std::vector<double> vsc;
        Rays sun;
        std::vector<std::size_t> step;  // of each ray: of dahan, then of dongzhi
    };
    struct Seen {
        std::size_t wall;
        Vector middle;
        Mask sky;
        Sill sill;
        std::vector<Vector> points;
        std::vector<Mask> sun;  // per point
    };

    [[nodiscard]] std::size_t wall_of(double azimuth_deg, std::span<Box const> boxes);
    [[nodiscard]] Light light(Seen const& seen, Mask const& sky, std::vector<Mask> const& sun) const;
    [[nodiscard]] double vsc_through_glass(Seen const& seen, std::span<Box const> lift) const;

    Rules rules_;
    std::vector<Vector> tracks_;  // dahan, then dongzhi
    std::size_t dahan_steps_ = 0;
    std::vector<Wall> walls_;
    std::vector<Seen> seen_;
    std::vector<Light> before_;
};

}  // namespace jiati::daylight
