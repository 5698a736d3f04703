#include "daylight/privacy.h"

#include "daylight/ray.h"

#include <algorithm>
#include <cmath>

namespace jiati::daylight {
namespace {

// To the right of the window's middle seen from outside, out of the wall's face, and above the sill.
struct AtWindow {
    double right;
    double out;
    double up;
};

// Whether the line from the eye crosses wall and window: its place on the outer face and on the inner one.
bool passes(Window const& window, RoomPlan const& room, AtWindow eye, AtWindow target) {
    double const frosted_up = room.frosted_to_m - room.sill_m;
    for (double const out : {0.0, -room.wall_m}) {
        double const part = (eye.out - out) / (eye.out - target.out);
        double const right = eye.right + part * (target.right - eye.right);
        double const up = eye.up + part * (target.up - eye.up);
        if (std::abs(right) >= window.width / 2 || up <= 0 || up >= window.height) return false;
        if (out == 0 && up < frosted_up) return false;
    }
    return true;
}

}  // namespace

double share_in_view(Window const& window, RoomPlan const& room, Vector eye, std::span<Box const> obstacles) {
    auto const out = towards_azimuth(window.azimuth_deg);
    Vector const right{-out.y, out.x, 0};
    Vector const sill{window.x, window.y, window.z};
    auto const from = eye - sill;
    AtWindow const seen_from{dot(from, right), dot(from, out), from.z};
    if (seen_from.out <= 0) return 0;
    int seen = 0;
    for (int i = 0; i < room.points; ++i)
        for (int j = 0; j < room.points; ++j) {
            AtWindow const target{((i + 0.5) / room.points - 0.5) * room.width_m,
                                  -room.wall_m - (j + 0.5) / room.points * room.depth_m, room.target_m - room.sill_m};
            if (!passes(window, room, seen_from, target)) continue;
            // As far as the wall's face; the building itself lies behind it.
            double const part = seen_from.out / (seen_from.out - target.out);
            auto const at = sill + target.right * right + target.out * out + Vector{0, 0, target.up};
            auto const to_face = 0.999 * part * (at - eye);
            bool const hidden = std::ranges::any_of(obstacles, [&](Box const& box) {
                // Between the two, not beyond: blocked both ways.
                return blocks(box, eye, to_face) && blocks(box, eye + to_face, -1.0 * to_face);
            });
            if (!hidden) ++seen;
        }
    return static_cast<double>(seen) / (room.points * room.points);
}

double visible_share(Window const& window, RoomPlan const& room, std::span<Vector const> eyes,
                     std::span<Box const> obstacles) {
    double sum = 0;
    for (auto const& eye : eyes) sum += share_in_view(window, room, eye, obstacles);
    return eyes.empty() ? 0 : sum / static_cast<double>(eyes.size());
}

std::vector<Vector> eyes_in(Box const& corridor) {
    constexpr double apart_m = 0.4;
    constexpr double eye_height_m = 1.5;
    auto const count = [](double size) { return std::max(1, static_cast<int>(std::ceil(size / apart_m - 1e-9))); };
    int const nx = count(corridor.sx);
    int const ny = count(corridor.sy);
    double const c = cos_deg(corridor.yaw_deg);
    double const s = sin_deg(corridor.yaw_deg);
    std::vector<Vector> eyes;
    for (int i = 0; i < nx; ++i)
        for (int j = 0; j < ny; ++j) {
            double const x = ((i + 0.5) / nx - 0.5) * corridor.sx;
            double const y = ((j + 0.5) / ny - 0.5) * corridor.sy;
            eyes.push_back({corridor.cx + c * x - s * y, corridor.cy + s * x + c * y, corridor.z0 + eye_height_m});
        }
    return eyes;
}

View view_of(double share) {
    if (share < 0.05) return View::none;
    return share <= 0.20 ? View::oblique : View::direct;
}

}  // namespace jiati::daylight
