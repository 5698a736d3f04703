// Which way a wall faces, from a photograph of the shadow its corner throws on level ground and the minute it was
// taken. A telephone's compass errs by 5 … 10° beside reinforced concrete; the sun does not.
#pragma once

#include "daylight/sun.h"

#include <optional>

namespace jiati::daylight {

// The azimuth of the wall's outward normal. `shadow_deg` is how far the shadow's direction (away from the foot) is
// turned clockwise, seen from above, from that normal. Nothing when the sun stands lower than 3° or higher than 80°: no
// shadow long or short enough to read.
[[nodiscard]] std::optional<double> facing_from_shadow(Place const& place, Moment moment, double shadow_deg);

}  // namespace jiati::daylight
