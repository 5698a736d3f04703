// How sure the figures are: the inputs of a scene are paced, read off a map or guessed, so they are moved within their
// spread, and the figures' 5 % and 95 % marks told.
#pragma once

#include "daylight/assessment.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace jiati::daylight {

// How far an input read off a map may be off, to both sides; other sources by spread_factor().
struct Spread {
    double distance_m = 0.5;
    double height_m = 0.3;
    double azimuth_deg = 3;
    double window_m = 0.2;
};
[[nodiscard]] double spread_factor(Source source);  // measured 0.2, drawing 0.5, map 1, guess 2

// Numbers in (0, 1), `dimensions` to each draw: in each dimension every draw falls into another of `draws` equal parts
// (a Latin hypercube), in an order that follows from the seed alone.
[[nodiscard]] std::vector<double> even_draws(std::size_t draws, std::size_t dimensions, std::uint64_t seed);

// How many numbers one draw of the scene uses up.
[[nodiscard]] std::size_t draw_dimensions(Scene const& scene);
// The scene as it may be instead. Every box moves as a whole, its windows with it; the building with most windows and
// the lift keep their places, as all distances are from there. Turning the scene is turning everything.
[[nodiscard]] Scene drawn(Scene const& scene, Spread const& spread, std::span<double const> numbers);

struct Interval {
    double low = 0;
    double high = 0;
};
// The 5 % and 95 % marks (nearest rank), widened to hold the figure itself. CHECKs that there are values.
[[nodiscard]] Interval interval_of(std::vector<double> values, double figure);

// Of one window.
struct Intervals {
    Interval vsc_before, vsc_after, vsc_ratio;
    Interval dahan_before, dahan_after, dongzhi_before, dongzhi_after;
};
// `numbers` as even_draws() makes them for draw_dimensions(): one scene per full set of them. The figures are those of
// the scene itself.
[[nodiscard]] std::vector<Intervals> intervals(Scene const& scene, Rules rules, Spread const& spread,
                                               std::span<double const> numbers, std::span<Light const> before,
                                               std::span<WithLift const> after);

}  // namespace jiati::daylight
