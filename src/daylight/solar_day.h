// One day by the sun: from true solar time to the clock and back, rise and set, solar terms, and the sun's directions
// through the effective hours.
#pragma once

#include "base/date.h"
#include "daylight/sun.h"
#include "daylight/vector.h"

#include <optional>
#include <vector>

namespace jiati::daylight {

// The moment at which the sun shows that true solar time (0 … 24) at the longitude on its local date.
[[nodiscard]] Moment moment_of_solar_time(double longitude_deg, Date date, double true_solar_time_h);

struct SunDay {
    std::optional<Moment> rise;  // nothing where the sun stays up or down
    Moment noon;
    std::optional<Moment> set;
};
// Rise and set of the disc's upper edge in the usual refraction (centre at -0.8333°), searched on either side of noon.
[[nodiscard]] SunDay sun_day(Place const& place, Date date);

// When the sun's apparent longitude passes the angle, within 20 days of the date: 300° is dahan, 270° dongzhi.
[[nodiscard]] Moment solar_term(double longitude_deg, Date near);

// Towards the sun: geometric centre of the disc, no refraction, no parallax.
[[nodiscard]] Vector sun_direction(double latitude_deg, double declination_deg, double hour_angle_deg);

// The effective hours of one day, by true solar time.
struct Band {
    Date date;
    double from_h = 8;
    double to_h = 16;
    std::optional<double> declination_deg;  // fixed through the day; else the sun's own
};

// The sun at the middle of each step of the band.
[[nodiscard]] std::vector<Vector> sun_track(Place const& place, Band const& band, double step_min);

}  // namespace jiati::daylight
