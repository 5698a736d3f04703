// The fast test of many rays from one point against boxes: slabs, several directions to one instruction, answers as
// bits. Doubles throughout: agrees with ray.h ray for ray except where a ray grazes an edge within rounding.
#pragma once

#include "daylight/scene.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace jiati::daylight {

// Bit i of word i / 64: ray i. Bits beyond the last ray are 0.
using Mask = std::vector<std::uint64_t>;

// Directions prepared for the boxes of each yaw that has been asked for.
class Rays {
  public:
    explicit Rays(std::vector<Vector> directions) : directions_(std::move(directions)) {}

    [[nodiscard]] std::span<Vector const> directions() const { return directions_; }
    [[nodiscard]] std::size_t size() const { return directions_.size(); }
    [[nodiscard]] std::size_t words() const { return (size() + 63) / 64; }
    // For boxes of these yaws; the others are kept.
    void prepare(std::span<Box const> boxes);

    // Of one yaw: 1 / direction along the box's own axes, by blocks of 64 rays: 64 × x, 64 × y, 64 × z. The last block
    // is filled up with its last ray.
    struct Turned {
        double yaw_deg;
        double cosine, sine;
        std::vector<double> inverse;
    };
    // CHECKs that it was prepared.
    [[nodiscard]] Turned const& turned(double yaw_deg) const;

  private:
    std::vector<Vector> directions_;
    std::vector<Turned> turned_;
};

// Adds to the mask the rays from the point that any of the boxes blocks. Boxes wholly behind the plane through the
// point (its normal `out` level) are left out: no ray goes there.
void add_blocked(Rays const& rays, Vector from, Vector out, std::span<Box const> boxes, Mask& mask);

}  // namespace jiati::daylight
