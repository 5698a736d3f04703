// Where the sun stands: the earth's longitude from the leading terms of VSOP87 (Bretagnon and Francou), nutation in
// four terms, as in J. Meeus, Astronomical Algorithms, chapters 22 and 25. Within 0.001° of the full theory from 1950
// to 2050. Angles in degrees; azimuth clockwise from north; UT1 is taken for UTC (under 0.9 s, 0.004° of hour angle).
#pragma once

#include "base/date.h"

namespace jiati::daylight {

// Latitude north, longitude east.
struct Place {
    double latitude_deg = 0;
    double longitude_deg = 0;
};

// Seconds of UTC since 1970-01-01, with their fraction.
struct Moment {
    double unix_s = 0;
    [[nodiscard]] static Moment of(Instant instant) { return {static_cast<double>(instant.unix_ms) / 1000}; }
    [[nodiscard]] Instant instant() const;  // to the nearest millisecond
};

// TT − UT in seconds, within 15 s from 1960 to 2050 (after Espenak and Meeus); 15 s move the sun by 0.0002°.
[[nodiscard]] double delta_t_s(Moment moment);

// Seen from the earth's centre; true equinox of date, aberration and nutation in it.
struct SunAtMoment {
    double heliocentric_longitude_deg = 0;  // of the earth
    double distance_au = 0;
    double obliquity_deg = 0;
    double apparent_longitude_deg = 0;
    double right_ascension_deg = 0;
    double declination_deg = 0;
    double sidereal_time_deg = 0;  // apparent, at Greenwich
};
[[nodiscard]] SunAtMoment sun_at(Moment moment, double delta_t);
[[nodiscard]] inline SunAtMoment sun_at(Moment moment) { return sun_at(moment, delta_t_s(moment)); }

struct Observer {
    Place place;
    double elevation_m = 0;
    double pressure_mbar = 1010;
    double temperature_c = 10;
};

// As seen by an observer on the ground.
struct SunPosition {
    double azimuth_deg = 0;
    double altitude_deg = 0;          // of the disc's centre, without refraction
    double zenith_refracted_deg = 0;  // with it, while the sun is up
    double declination_deg = 0;       // geocentric, as hour angle, equation and time
    double hour_angle_deg = 0;        // (-180, 180], 0 at solar noon, afternoon positive
    double equation_of_time_min = 0;  // true minus mean solar time
    double true_solar_time_h = 0;     // [0, 24)
};
[[nodiscard]] SunPosition sun_position(Moment moment, Observer const& observer, double delta_t);
[[nodiscard]] inline SunPosition sun_position(Moment moment, Observer const& observer) {
    return sun_position(moment, observer, delta_t_s(moment));
}

}  // namespace jiati::daylight
