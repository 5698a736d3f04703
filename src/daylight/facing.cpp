#include "daylight/facing.h"

#include "daylight/angles.h"

namespace jiati::daylight {

std::optional<double> facing_from_shadow(Place const& place, Moment moment, double shadow_deg) {
    constexpr double lowest_deg = 3;
    constexpr double highest_deg = 80;
    auto const sun = sun_position(moment, {.place = place});
    if (sun.altitude_deg < lowest_deg || sun.altitude_deg > highest_deg) return std::nullopt;
    return full_turn_deg(sun.azimuth_deg + 180 - shadow_deg);
}

}  // namespace jiati::daylight
