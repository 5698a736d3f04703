#include "daylight/solar_day.h"

#include <cmath>
#include <functional>

namespace jiati::daylight {
namespace {

constexpr double hour_s = 3600;
constexpr double day_s = 86400;

double hour_angle_deg(Moment moment, double longitude_deg) {
    auto const sun = sun_at(moment);
    return half_turn_deg(sun.sidereal_time_deg + longitude_deg - sun.right_ascension_deg);
}

double altitude_deg(Moment moment, Place const& place) {
    auto const sun = sun_at(moment);
    return deg_of(std::asin(sun_direction(place.latitude_deg, sun.declination_deg,
                                          sun.sidereal_time_deg + place.longitude_deg - sun.right_ascension_deg)
                                .z));
}

// Where f changes its sign between the two; nothing where it does not.
template <class F>
std::optional<double> root(double from, double to, F const& f) {
    bool const starts_positive = f(from) > 0;
    if (starts_positive == (f(to) > 0)) return std::nullopt;
    for (int i = 0; i < 50; ++i) {
        double const middle = (from + to) / 2;
        ((f(middle) > 0) == starts_positive ? from : to) = middle;
    }
    return (from + to) / 2;
}

}  // namespace

Moment moment_of_solar_time(double longitude_deg, Date date, double true_solar_time_h) {
    double const midnight_s = date.days_since_epoch() * day_s;
    Moment moment{midnight_s + (true_solar_time_h - longitude_deg / 15) * hour_s};
    // The equation of time hardly changes in the quarter of an hour it is: two corrections settle it to the
    // millisecond.
    for (int i = 0; i < 3; ++i) {
        double const late_deg = half_turn_deg((true_solar_time_h - 12) * 15 - hour_angle_deg(moment, longitude_deg));
        moment.unix_s += late_deg / 15 * hour_s;
    }
    return moment;
}

SunDay sun_day(Place const& place, Date date) {
    SunDay day;
    day.noon = moment_of_solar_time(place.longitude_deg, date, 12);
    auto const height = [&](double unix_s) { return altitude_deg({unix_s}, place) + 0.8333; };
    auto const noon_s = day.noon.unix_s;
    if (auto const found = root(noon_s - day_s / 2, noon_s, height)) day.rise = Moment{*found};
    if (auto const found = root(noon_s, noon_s + day_s / 2, height)) day.set = Moment{*found};
    return day;
}

Moment solar_term(double longitude_deg, Date near) {
    double const around_s = near.days_since_epoch() * day_s;
    auto const past = [&](double unix_s) {
        return half_turn_deg(sun_at(Moment{unix_s}).apparent_longitude_deg - longitude_deg);
    };
    return Moment{root(around_s - 20 * day_s, around_s + 20 * day_s, past).value_or(around_s)};
}

Vector sun_direction(double latitude_deg, double declination_deg, double hour_angle_deg) {
    double const sin_lat = sin_deg(latitude_deg);
    double const cos_lat = cos_deg(latitude_deg);
    double const sin_dec = sin_deg(declination_deg);
    double const cos_dec = cos_deg(declination_deg);
    return {-cos_dec * sin_deg(hour_angle_deg), sin_dec * cos_lat - cos_dec * sin_lat * cos_deg(hour_angle_deg),
            sin_lat * sin_dec + cos_lat * cos_dec * cos_deg(hour_angle_deg)};
}

std::vector<Vector> sun_track(Place const& place, Band const& band, double step_min) {
    // Declination changes by 0.2° at most in a day, and evenly: from both ends of the band.
    auto const declination_at = [&](double hour) {
        return band.declination_deg
                   ? *band.declination_deg
                   : sun_at(moment_of_solar_time(place.longitude_deg, band.date, hour)).declination_deg;
    };
    double const first = declination_at(band.from_h);
    double const last = declination_at(band.to_h);
    auto const steps = static_cast<int>(std::lround((band.to_h - band.from_h) * 60 / step_min));
    std::vector<Vector> track;
    for (int i = 0; i < steps; ++i) {
        double const part = (i + 0.5) / steps;
        double const hour = band.from_h + part * (band.to_h - band.from_h);
        track.push_back(sun_direction(place.latitude_deg, first + part * (last - first), (hour - 12) * 15));
    }
    return track;
}

}  // namespace jiati::daylight
