#include "daylight/interval.h"

#include "base/check.h"
#include "daylight/scene_check.h"

#include <algorithm>
#include <cmath>

namespace jiati::daylight {
namespace {

// SplitMix64 (Steele, Lea, Flood).
std::uint64_t next(std::uint64_t& state) {
    state += 0x9E3779B97F4A7C15U;
    auto z = state;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
}

double off(double number, double spread, Source source) { return (2 * number - 1) * spread * spread_factor(source); }

// About the origin, counter-clockwise.
void turn(double& x, double& y, double deg) {
    double const c = cos_deg(deg);
    double const s = sin_deg(deg);
    double const turned_x = c * x - s * y;
    y = s * x + c * y;
    x = turned_x;
}
void turn(Box& box, double deg) {
    turn(box.cx, box.cy, deg);
    box.yaw_deg += deg;
}

std::size_t home_of(Scene const& scene, std::vector<std::size_t> const& hosts) {
    std::vector<std::size_t> windows(scene.boxes.size() + 1);
    for (auto const host : hosts) ++windows[host];
    windows.back() = 0;
    return static_cast<std::size_t>(std::ranges::max_element(windows) - windows.begin());
}

}  // namespace

double spread_factor(Source source) {
    switch (source) {
        case Source::measured:
            return 0.2;
        case Source::drawing:
            return 0.5;
        case Source::map:
            return 1;
        case Source::guess:
            return 2;
    }
    return 1;
}

std::vector<double> even_draws(std::size_t draws, std::size_t dimensions, std::uint64_t seed) {
    std::vector<double> numbers(draws * dimensions);
    std::vector<std::size_t> part(draws);
    for (std::size_t d = 0; d < dimensions; ++d) {
        for (std::size_t i = 0; i < draws; ++i) part[i] = i;
        for (std::size_t i = draws; i > 1; --i) std::swap(part[i - 1], part[next(seed) % i]);
        for (std::size_t i = 0; i < draws; ++i)
            numbers[i * dimensions + d] = (static_cast<double>(part[i]) + 0.5) / static_cast<double>(draws);
    }
    return numbers;
}

std::size_t draw_dimensions(Scene const& scene) { return 1 + 2 * scene.boxes.size() + scene.windows.size(); }

Scene drawn(Scene const& scene, Spread const& spread, std::span<double const> numbers) {
    CHECK(numbers.size() == draw_dimensions(scene));
    Scene other = scene;
    std::vector<std::size_t> hosts;
    for (auto const& window : scene.windows) hosts.push_back(host_of(scene, window));
    auto const home = home_of(scene, hosts);
    Vector const centre = home < scene.boxes.size() ? Vector{scene.boxes[home].cx, scene.boxes[home].cy, 0} : Vector{};
    auto const away_of = [&](Box const& box) {
        Vector const away{box.cx - centre.x, box.cy - centre.y, 0};
        double const distance = std::hypot(away.x, away.y);
        return distance < 1 ? Vector{} : 1 / distance * away;
    };
    std::size_t used = 1;
    std::vector<Vector> shifts(scene.boxes.size() + 1);
    for (std::size_t i = 0; i < scene.boxes.size(); ++i) {
        auto& box = other.boxes[i];
        double const distance = off(numbers[used++], spread.distance_m, box.source);
        double const height = off(numbers[used++], spread.height_m, box.source);
        if (i != home) shifts[i] = distance * away_of(box);
        box.cx += shifts[i].x;
        box.cy += shifts[i].y;
        if (i != home) box.z1 = std::max(box.z1 + height, box.z0 + 0.1);
    }
    for (std::size_t i = 0; i < scene.windows.size(); ++i) {
        auto& window = other.windows[i];
        auto const along =
            point_of(window, off(numbers[used++], spread.window_m, window.source), 0) - point_of(window, 0, 0);
        window.x += along.x + shifts[hosts[i]].x;
        window.y += along.y + shifts[hosts[i]].y;
    }
    auto const source = home < scene.boxes.size() ? scene.boxes[home].source : Source::map;
    double const deg = off(numbers[0], spread.azimuth_deg, source);
    for (auto& box : other.boxes) turn(box, deg);
    for (auto& box : other.lift) turn(box, deg);
    for (auto& window : other.windows) {
        turn(window.x, window.y, deg);
        window.azimuth_deg = full_turn_deg(window.azimuth_deg - deg);
    }
    return other;
}

Interval interval_of(std::vector<double> values, double figure) {
    CHECK(!values.empty());
    std::ranges::sort(values);
    auto const rank = [&](double share) {
        auto const place = std::ceil(share * static_cast<double>(values.size()));
        return values[static_cast<std::size_t>(std::max(place, 1.0)) - 1];
    };
    return {std::min(rank(0.05), figure), std::max(rank(0.95), figure)};
}

std::vector<Intervals> intervals(Scene const& scene, Rules rules, Spread const& spread, std::span<double const> numbers,
                                 std::span<Light const> before, std::span<WithLift const> after) {
    constexpr std::size_t directions = 2025;  // 0.1 of a point at worst, less than what the inputs move
    rules.sky_directions = std::min(rules.sky_directions, directions);
    enum Figure : std::uint8_t { vsc0, vsc1, ratio, dahan0, dahan1, dongzhi0, dongzhi1, figures };
    auto const size = draw_dimensions(scene);
    std::vector<std::vector<double>> values(scene.windows.size() * figures);
    for (std::size_t at = 0; at + size <= numbers.size(); at += size) {
        auto const other = drawn(scene, spread, numbers.subspan(at, size));
        Assessment assessment(other, rules);
        auto const changed = assessment.with(other.lift);
        for (std::size_t i = 0; i < changed.size(); ++i) {
            auto const& was = assessment.before()[i];
            auto const& is = changed[i].light;
            auto* const row = &values[i * figures];
            row[vsc0].push_back(was.vsc);
            row[vsc1].push_back(is.vsc);
            row[ratio].push_back(was.vsc > 0 ? is.vsc / was.vsc : 1);
            row[dahan0].push_back(was.dahan.minutes);
            row[dahan1].push_back(is.dahan.minutes);
            row[dongzhi0].push_back(was.dongzhi.minutes);
            row[dongzhi1].push_back(is.dongzhi.minutes);
        }
    }
    std::vector<Intervals> result;
    for (std::size_t i = 0; i < scene.windows.size(); ++i) {
        auto* const row = &values[i * figures];
        auto const& was = before[i];
        auto const& is = after[i].light;
        result.push_back({interval_of(row[vsc0], was.vsc), interval_of(row[vsc1], is.vsc),
                          interval_of(row[ratio], was.vsc > 0 ? is.vsc / was.vsc : 1),
                          interval_of(row[dahan0], was.dahan.minutes), interval_of(row[dahan1], is.dahan.minutes),
                          interval_of(row[dongzhi0], was.dongzhi.minutes),
                          interval_of(row[dongzhi1], is.dongzhi.minutes)});
    }
    return result;
}

}  // namespace jiati::daylight
