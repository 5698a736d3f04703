// What looks wrong in a scene before anything is computed from it. Findings are warnings: the figures stand, the people
// who measured look again.
#pragma once

#include "daylight/scene.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace jiati::daylight {

enum class Fault : std::uint8_t {
    window_in_air,    // no box lies right behind it
    window_in_solid,  // a box of what stands there lies right before it
    window_in_lift,   // the lift's own corridor covers it
    overlap,          // two boxes share more than a hand's breadth each way
    outlier           // no house, lift or window is that big, small or far
};
enum class List : std::uint8_t { boxes, lift, windows };
struct Part {
    List list;
    std::size_t index;
    friend bool operator==(Part, Part) = default;
};
struct Finding {
    Fault fault;
    Part part;
    std::optional<Part> other;
    friend bool operator==(Finding const&, Finding const&) = default;
};

// In the order of the lists, windows last; no more than `most`.
[[nodiscard]] std::vector<Finding> findings_in(Scene const& scene, std::size_t most = 100);

// The box on whose face the window lies; boxes.size() where there is none.
[[nodiscard]] std::size_t host_of(Scene const& scene, Window const& window);
[[nodiscard]] bool overlap(Box const& a, Box const& b);

}  // namespace jiati::daylight
