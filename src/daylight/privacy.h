// What can be seen of a room from the lift's corridors and landings: geometry alone, as with the light.
#pragma once

#include "daylight/scene.h"

#include <cstdint>
#include <span>
#include <vector>

namespace jiati::daylight {

// The room behind a window, which lies in the middle of its wall.
struct RoomPlan {
    double width_m = 3.3;
    double depth_m = 4;
    double wall_m = 0.24;     // its thickness cuts grazing views
    double target_m = 1.1;    // above the room's floor, a person seated
    double sill_m = 0.9;      // above the room's floor
    double frosted_to_m = 0;  // above the room's floor; nothing is seen through the pane below
    int points = 7;           // each way
};

// The share of the room's points in view from the eye, nothing but the wall between.
[[nodiscard]] double share_in_view(Window const& window, RoomPlan const& room, Vector eye,
                                   std::span<Box const> obstacles = {});
// The mean over the eyes; 0 without any.
[[nodiscard]] double visible_share(Window const& window, RoomPlan const& room, std::span<Vector const> eyes,
                                   std::span<Box const> obstacles = {});

// Eyes 1.5 m above the floor of a corridor or landing, 0.4 m apart at most, at its middle where it is narrower.
[[nodiscard]] std::vector<Vector> eyes_in(Box const& corridor);

enum class View : std::uint8_t { none, oblique, direct };  // under 5 %, to 20 %, more: frosted glass or a fin
[[nodiscard]] View view_of(double share);

}  // namespace jiati::daylight
