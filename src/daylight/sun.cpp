#include "daylight/sun.h"

#include "daylight/angles.h"

#include <array>
#include <cmath>
#include <span>

namespace jiati::daylight {
namespace {

// amplitude × cos(phase + rate × millennia), amplitudes in 10⁻⁸.
struct Term {
    double amplitude;
    double phase;
    double rate;
};

// VSOP87D, earth, longitude: the terms above 10⁻⁶ rad.
constexpr std::array<Term, 33> longitude_0{{
    {175347046, 0, 0},           {3341656, 4.6692568, 6283.07585},
    {34894, 4.6261, 12566.1517}, {3497, 2.7441, 5753.3849},
    {3418, 2.8289, 3.5231},      {3136, 3.6277, 77713.7715},
    {2676, 4.4181, 7860.4194},   {2343, 6.1352, 3930.2097},
    {1324, 0.7425, 11506.7698},  {1273, 2.0371, 529.691},
    {1199, 1.1096, 1577.3435},   {990, 5.233, 5884.927},
    {902, 2.045, 26.298},        {857, 3.508, 398.149},
    {780, 1.179, 5223.694},      {753, 2.533, 5507.553},
    {505, 4.583, 18849.228},     {492, 4.205, 775.523},
    {357, 2.92, 0.067},          {317, 5.849, 11790.629},
    {284, 1.899, 796.298},       {271, 0.315, 10977.079},
    {243, 0.345, 5486.778},      {206, 4.806, 2544.314},
    {205, 1.869, 5573.143},      {202, 2.458, 6069.777},
    {156, 0.833, 213.299},       {132, 3.411, 2942.463},
    {126, 1.083, 20.775},        {115, 0.645, 0.98},
    {103, 0.636, 4694.003},      {102, 0.976, 15720.839},
    {102, 4.267, 7.114},
}};
constexpr std::array<Term, 6> longitude_1{{
    {628331966747.0, 0, 0},
    {206059, 2.678235, 6283.07585},
    {4303, 2.6351, 12566.1517},
    {425, 1.59, 3.523},
    {119, 5.796, 26.298},
    {109, 2.966, 1577.344},
}};
constexpr std::array<Term, 3> longitude_2{{{52919, 0, 0}, {8720, 1.0721, 6283.0758}, {309, 0.867, 12566.152}}};
constexpr std::array<Term, 9> distance_0{{
    {100013989, 0, 0},
    {1670700, 3.0984635, 6283.07585},
    {13956, 3.05525, 12566.1517},
    {3084, 5.1985, 77713.7715},
    {1628, 1.1739, 5753.3849},
    {1576, 2.8469, 7860.4194},
    {925, 5.453, 11506.77},
    {542, 4.564, 3930.21},
    {472, 3.661, 5884.927},
}};
constexpr std::array<Term, 2> distance_1{{{103019, 1.10749, 6283.07585}, {1721, 1.0644, 12566.1517}}};

double sum(std::span<Term const> terms, double millennia) {
    double total = 0;
    for (auto const& term : terms) total += term.amplitude * std::cos(term.phase + term.rate * millennia);
    return total;
}

constexpr double j2000_unix_s = 946728000;  // 2000-01-01 12:00
constexpr double day_s = 86400;
constexpr double century_days = 36525;

struct Nutation {
    double longitude_deg;
    double obliquity_deg;
};

Nutation nutation(double centuries) {
    double const node = 125.04452 - 1934.136261 * centuries;
    double const sun = 2 * (280.4665 + 36000.7698 * centuries);
    double const moon = 2 * (218.3165 + 481267.8813 * centuries);
    return {(-17.20 * sin_deg(node) - 1.32 * sin_deg(sun) - 0.23 * sin_deg(moon) + 0.21 * sin_deg(2 * node)) / 3600,
            (9.20 * cos_deg(node) + 0.57 * cos_deg(sun) + 0.10 * cos_deg(moon) - 0.09 * cos_deg(2 * node)) / 3600};
}

// Bennett's formula turned round, as the NREL algorithm has it; nothing below the horizon.
double refraction_deg(double altitude_deg, Observer const& observer) {
    constexpr double disc_and_refraction_deg = 0.26667 + 0.5667;
    if (altitude_deg < -disc_and_refraction_deg) return 0;
    return observer.pressure_mbar / 1010 * 283 / (273 + observer.temperature_c) * 1.02 /
           (60 * tan_deg(altitude_deg + 10.3 / (altitude_deg + 5.11)));
}

}  // namespace

Instant Moment::instant() const { return Instant{static_cast<std::int64_t>(std::llround(unix_s * 1000))}; }

double delta_t_s(Moment moment) {
    double const years = (moment.unix_s - j2000_unix_s) / (365.25 * day_s);
    if (years < 5) return 63.86 + 0.3345 * years - 0.0142 * years * years;
    return 62.92 + 0.32217 * years + 0.005589 * years * years;
}

SunAtMoment sun_at(Moment moment, double delta_t) {
    double const days = (moment.unix_s - j2000_unix_s) / day_s;
    double const ut_centuries = days / century_days;
    double const centuries = (days + delta_t / day_s) / century_days;
    double const millennia = centuries / 10;
    double const longitude = (sum(longitude_0, millennia) +
                              millennia * (sum(longitude_1, millennia) + millennia * sum(longitude_2, millennia))) *
                             1e-8;
    auto const turn = nutation(centuries);
    SunAtMoment sun;
    sun.heliocentric_longitude_deg = full_turn_deg(deg_of(longitude));
    sun.distance_au = (sum(distance_0, millennia) + millennia * sum(distance_1, millennia)) * 1e-8;
    double const mean_obliquity = 23.4392911 - (46.8150 * centuries + 0.00059 * centuries * centuries) / 3600;
    sun.obliquity_deg = mean_obliquity + turn.obliquity_deg;
    constexpr double to_fk5_deg = -0.09033 / 3600;
    double const aberration_deg = -20.4898 / (3600 * sun.distance_au);
    sun.apparent_longitude_deg =
        full_turn_deg(sun.heliocentric_longitude_deg + 180 + to_fk5_deg + turn.longitude_deg + aberration_deg);
    double const sin_lambda = sin_deg(sun.apparent_longitude_deg);
    sun.right_ascension_deg =
        full_turn_deg(deg_of(std::atan2(sin_lambda * cos_deg(sun.obliquity_deg), cos_deg(sun.apparent_longitude_deg))));
    sun.declination_deg = deg_of(std::asin(sin_deg(sun.obliquity_deg) * sin_lambda));
    sun.sidereal_time_deg =
        full_turn_deg(280.46061837 + full_turn_deg(360.98564736629 * days) + 0.000387933 * ut_centuries * ut_centuries +
                      turn.longitude_deg * cos_deg(sun.obliquity_deg));
    return sun;
}

SunPosition sun_position(Moment moment, Observer const& observer, double delta_t) {
    auto const sun = sun_at(moment, delta_t);
    auto const& place = observer.place;
    SunPosition position;
    position.declination_deg = sun.declination_deg;
    position.hour_angle_deg = half_turn_deg(sun.sidereal_time_deg + place.longitude_deg - sun.right_ascension_deg);
    position.true_solar_time_h = full_turn_deg(position.hour_angle_deg + 180) / 15;
    double const mean_sun_deg = std::fmod(moment.unix_s, day_s) / day_s * 360 + 180 + place.longitude_deg;
    position.equation_of_time_min = 4 * half_turn_deg(position.hour_angle_deg - mean_sun_deg);

    // The observer stands off the earth's centre (Meeus, chapters 11 and 40).
    double const u = std::atan(0.99664719 * tan_deg(place.latitude_deg));
    double const height = observer.elevation_m / 6378140;
    double const x = std::cos(u) + height * cos_deg(place.latitude_deg);
    double const y = 0.99664719 * std::sin(u) + height * sin_deg(place.latitude_deg);
    double const sin_parallax = sin_deg(8.794 / (3600 * sun.distance_au));
    double const h = position.hour_angle_deg;
    double const d = sun.declination_deg;
    double const towards = cos_deg(d) - x * sin_parallax * cos_deg(h);
    double const shift_deg = deg_of(std::atan2(-x * sin_parallax * sin_deg(h), towards));
    double const seen_d = std::atan2((sin_deg(d) - y * sin_parallax) * cos_deg(shift_deg), towards);
    double const seen_h = h - shift_deg;
    double const east = -std::cos(seen_d) * sin_deg(seen_h);
    double const north = std::sin(seen_d) * cos_deg(place.latitude_deg) -
                         std::cos(seen_d) * sin_deg(place.latitude_deg) * cos_deg(seen_h);
    double const up = std::sin(seen_d) * sin_deg(place.latitude_deg) +
                      std::cos(seen_d) * cos_deg(place.latitude_deg) * cos_deg(seen_h);
    position.azimuth_deg = full_turn_deg(deg_of(std::atan2(east, north)));
    position.altitude_deg = deg_of(std::atan2(up, std::hypot(east, north)));
    position.zenith_refracted_deg = 90 - position.altitude_deg - refraction_deg(position.altitude_deg, observer);
    return position;
}

}  // namespace jiati::daylight
