// Sunshine hours of a window by the counting rules of GB/T 50947-2014. What differs between districts is a setting; the
// defaults are the national rule.
#pragma once

#include "daylight/scene.h"
#include "daylight/solar_day.h"

#include <cstdint>
#include <span>
#include <vector>

namespace jiati::daylight {

// Which part of the sill the sun must reach.
enum class Lit : std::uint8_t { full, centre, any };

struct CountingRules {
    // The base year is 2001; dahan counts from 8 to 16 o'clock true solar time, dongzhi from 9 to 15.
    Band dahan{.date = Date::of(2001, 1, 20), .from_h = 8, .to_h = 16, .declination_deg = {}};
    Band dongzhi{.date = Date::of(2001, 12, 22), .from_h = 9, .to_h = 15, .declination_deg = {}};
    double step_min = 1;          // sampled at the middle of each
    double sill_spacing_m = 0.3;  // at most
    double run_min = 5;           // shorter runs do not count; the others are added
    double sweep_deg = 0;         // least angle between the sun's azimuth and the wall
    double width_max_m = 1.8;     // of a wider window its best stretch of this width counts
    Lit lit = Lit::full;
};

// True solar time.
struct Run {
    double from_h = 0;
    double to_h = 0;
    friend bool operator==(Run, Run) = default;
};
struct Sunshine {
    double minutes = 0;
    std::vector<Run> runs;  // those that count
};

// `lit` by steps of the band.
[[nodiscard]] Sunshine count_sunshine(std::vector<bool> const& lit, Band const& band, CountingRules const& rules);

// Points on a sill, and the stretches of them of which the best one counts.
struct Sill {
    std::vector<double> right_m;  // of the window's middle
    std::vector<std::vector<std::size_t>> stretches;
};
[[nodiscard]] Sill sill_of(double width_m, CountingRules const& rules);

// Whether the sun, up and before the wall, stands at least the sweep angle off it.
[[nodiscard]] bool reaches_wall(Vector sun, Vector out, double sweep_deg);

}  // namespace jiati::daylight
