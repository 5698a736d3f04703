// The truth about one ray and one box, written to be read. The fast test (block_test.h) must agree with it ray for ray.
#pragma once

#include "daylight/scene.h"

#include <span>

namespace jiati::daylight {

// Whether the open half-line from the point meets the inside of the box; touching a face or an edge is free.
[[nodiscard]] bool blocks(Box const& box, Vector from, Vector direction);
[[nodiscard]] bool contains(Box const& box, Vector point);
[[nodiscard]] bool any_blocks(std::span<Box const> boxes, Vector from, Vector direction);

}  // namespace jiati::daylight
