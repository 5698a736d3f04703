#include "daylight/scene_check.h"

#include "daylight/ray.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace jiati::daylight {
namespace {

constexpr double hand_m = 0.1;
constexpr double just_outside_m = 0.05;
constexpr double into_wall_m = 0.15;

struct Sides {
    double low;
    double high;
};

bool is_within(double value, Sides sides) { return value >= sides.low && value <= sides.high; }

// Half of what the box covers along a level direction.
double reach(Box const& box, Vector along) {
    double const c = cos_deg(box.yaw_deg);
    double const s = sin_deg(box.yaw_deg);
    return std::abs(along.x * c + along.y * s) * box.sx / 2 + std::abs(along.y * c - along.x * s) * box.sy / 2;
}

bool is_outlier(Box const& box, bool is_lift, Vector windows_at) {
    constexpr Sides building_m{0.05, 400};
    constexpr Sides lift_m{0.05, 30};
    auto const size = is_lift ? lift_m : building_m;
    double const away = std::hypot(box.cx - windows_at.x, box.cy - windows_at.y);
    return !is_within(box.sx, size) || !is_within(box.sy, size) || !is_within(box.z1 - box.z0, {0.02, 300}) ||
           !is_within(box.z0, {-30, 300}) || away > (is_lift ? 100 : 1000);
}

bool is_outlier(Window const& window) {
    return !is_within(window.width, {0.3, 12}) || !is_within(window.height, {0.3, 4}) ||
           !is_within(window.z, {-5, 300});
}

Vector middle_of_all(std::span<Window const> windows) {
    Vector sum;
    for (auto const& window : windows) sum = sum + Vector{window.x, window.y, 0};
    return windows.empty() ? sum : 1 / static_cast<double>(windows.size()) * sum;
}

Vector before(Window const& window, double out_m) {
    return Vector{window.x, window.y, window.z + window.height / 2} + out_m * towards_azimuth(window.azimuth_deg);
}

}  // namespace

bool overlap(Box const& a, Box const& b) {
    if (std::min(a.z1, b.z1) - std::max(a.z0, b.z0) <= hand_m) return false;
    Vector const apart{b.cx - a.cx, b.cy - a.cy, 0};
    // Rectangles that no line parallel to a side parts.
    for (double const yaw : {a.yaw_deg, a.yaw_deg + 90, b.yaw_deg, b.yaw_deg + 90}) {
        Vector const along{cos_deg(yaw), sin_deg(yaw), 0};
        if (std::abs(dot(apart, along)) >= reach(a, along) + reach(b, along) - hand_m) return false;
    }
    return true;
}

std::size_t host_of(Scene const& scene, Window const& window) {
    auto const host = std::ranges::find_if(scene.boxes, [&](Box const& box) {
        return contains(box, before(window, -into_wall_m)) && !contains(box, before(window, just_outside_m));
    });
    return static_cast<std::size_t>(host - scene.boxes.begin());
}

std::vector<Finding> findings_in(Scene const& scene, std::size_t most) {
    std::vector<Finding> found;
    auto const note = [&](Fault fault, Part part, std::optional<Part> other = {}) {
        if (found.size() < most) found.push_back({fault, part, other});
    };
    auto const at = middle_of_all(scene.windows);
    std::array const lists{std::pair{List::boxes, std::span(scene.boxes)},
                           std::pair{List::lift, std::span(scene.lift)}};
    for (auto const& [list, boxes] : lists)
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            if (is_outlier(boxes[i], list == List::lift, at)) note(Fault::outlier, {list, i});
            for (std::size_t j = 0; j < scene.boxes.size() && (list == List::lift || j < i); ++j)
                if (overlap(boxes[i], scene.boxes[j])) note(Fault::overlap, {list, i}, Part{List::boxes, j});
        }
    for (std::size_t i = 0; i < scene.windows.size(); ++i) {
        auto const& window = scene.windows[i];
        Part const part{List::windows, i};
        if (is_outlier(window)) note(Fault::outlier, part);
        auto const solid = [&](Box const& box) { return contains(box, before(window, just_outside_m)); };
        if (std::ranges::any_of(scene.boxes, solid))
            note(Fault::window_in_solid, part);
        else if (host_of(scene, window) == scene.boxes.size())
            note(Fault::window_in_air, part);
        if (std::ranges::any_of(scene.lift, solid)) note(Fault::window_in_lift, part);
    }
    return found;
}

}  // namespace jiati::daylight
