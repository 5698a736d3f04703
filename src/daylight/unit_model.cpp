#include "daylight/unit_model.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

namespace jiati::daylight {
namespace {

double unit_width(UnitModel const& unit) {
    double width = 0;
    for (auto const& bay : unit.bays) width += bay.width_m;
    return width;
}

double floor_z(UnitModel const& unit, int floor) { return unit.plinth_m + (floor - 1) * unit.storey_height_m; }
double roof_z(UnitModel const& unit) { return floor_z(unit, unit.storeys + 1) + unit.parapet_m; }

// One long side of the building, seen by who looks at it from outside: `right` along the wall from the building's
// middle, `out` from the wall.
class Facade {
  public:
    Facade(UnitModel const& unit, Side side)
        : azimuth_deg_(full_turn_deg(unit.facing_deg + (side == Side::front ? 0 : 180))),
          wall_m_(unit.depth_m / 2),
          flips_(side != unit.stair_side) {}

    [[nodiscard]] double azimuth_deg() const { return azimuth_deg_; }
    [[nodiscard]] Vector at(double right, double out, double z) const {
        auto const normal = towards_azimuth(azimuth_deg_);
        return right * Vector{-normal.y, normal.x, 0} + (wall_m_ + out) * normal + Vector{0, 0, z};
    }
    struct Size {
        double width, depth;
    };
    // Its middle at `right`, from `out` on.
    [[nodiscard]] Box box(double right, double out, Size size, double z0, double z1, double transmittance = 0) const {
        auto const middle = at(right, out + size.depth / 2, 0);
        return {.cx = middle.x,
                .cy = middle.y,
                .sx = size.width,
                .sy = size.depth,
                .z0 = z0,
                .z1 = z1,
                .yaw_deg = -azimuth_deg_,
                .transmittance = transmittance};
    }
    // The bays are listed as seen from the stair's side.
    [[nodiscard]] double right_of(double along_m) const { return flips_ ? -along_m : along_m; }

  private:
    double azimuth_deg_;
    double wall_m_;
    bool flips_;
};

struct PlacedBay {
    Bay bay;
    double along_m;  // its middle, from the building's, to the right on the stair's side
};

std::vector<PlacedBay> placed_bays(UnitModel const& unit) {
    double const width = unit_width(unit);
    double at = -unit.units * width / 2 + (unit.this_unit - 1) * width;
    std::vector<PlacedBay> placed;
    for (auto const& bay : unit.bays) {
        placed.push_back({bay, at + bay.width_m / 2});
        at += bay.width_m;
    }
    return placed;
}

double stair_along(UnitModel const& unit) {
    for (auto const& [bay, along] : placed_bays(unit))
        if (bay.is_stair) return along;
    return 0;
}

void add_balconies(Scene& scene, UnitModel const& unit) {
    constexpr double slab_m = 0.12;
    constexpr double rail_m = 1.0;
    Facade const facade(unit, unit.balcony->side);
    for (auto const& [bay, along] : placed_bays(unit)) {
        if (bay.is_stair || bay.width_m < 3) continue;
        double const right = facade.right_of(along);
        for (int floor = 2; floor <= unit.storeys; ++floor) {
            double const z = floor_z(unit, floor);
            scene.boxes.push_back(facade.box(right, 0, {bay.width_m, unit.balcony->depth_m}, z - slab_m, z));
            scene.boxes.push_back(
                facade.box(right, unit.balcony->depth_m - slab_m, {bay.width_m, slab_m}, z, z + rail_m));
        }
    }
}

void add_windows(Scene& scene, UnitModel const& unit, Side side) {
    Facade const facade(unit, side);
    auto bays = placed_bays(unit);
    if (side != unit.stair_side) std::ranges::reverse(bays);
    for (int floor = 1; floor <= unit.storeys; ++floor) {
        int number = 0;
        for (auto const& [bay, along] : bays) {
            if (bay.window_m <= 0) continue;
            auto const sill = facade.at(facade.right_of(along), 0, floor_z(unit, floor) + unit.sill_m);
            scene.windows.push_back({.id = std::to_string(floor) + "F-" + std::to_string(++number),
                                     .x = sill.x,
                                     .y = sill.y,
                                     .z = sill.z,
                                     .width = bay.window_m,
                                     .height = unit.window_height_m,
                                     .azimuth_deg = facade.azimuth_deg(),
                                     .source = unit.windows_source});
        }
    }
}

// Opposite the stair's axis, or as near to it as the neighbour reaches.
void add_windows(Scene& scene, UnitModel const& unit, Neighbour const& other, std::size_t number) {
    constexpr double width_m = 1.5;
    Facade const facade(unit, other.side);
    double const half = std::max(0.0, other.length_m / 2 - 1);
    double const right = std::clamp(facade.right_of(stair_along(unit)), other.shift_m - half, other.shift_m + half);
    for (int floor = 1; floor <= other.storeys; ++floor) {
        auto const sill = facade.at(right, other.distance_m, (floor - 1) * other.storey_height_m + unit.sill_m);
        scene.windows.push_back({.id = "N" + std::to_string(number) + "-" + std::to_string(floor) + "F",
                                 .x = sill.x,
                                 .y = sill.y,
                                 .z = sill.z,
                                 .width = width_m,
                                 .height = unit.window_height_m,
                                 .azimuth_deg = full_turn_deg(facade.azimuth_deg() + 180),
                                 .source = other.source});
    }
}

double stop_z(LiftModel const& lift, UnitModel const& unit, int stop) {
    return lift.entry == Entry::level ? floor_z(unit, stop) : floor_z(unit, stop + 1) - unit.storey_height_m / 2;
}

}  // namespace

double transmittance_of(Cladding cladding) {
    switch (cladding) {
        case Cladding::panel:
            return 0;
        case Cladding::clear:
            return 0.5;
        case Cladding::frosted:
            return 0.35;
        case Cladding::open:
            return 0.8;
    }
    return 0;
}

Scene scene_of(Place const& place, UnitModel const& unit, std::vector<Neighbour> const& around, Side lift_side) {
    Scene scene{.place = place, .boxes = {}, .lift = {}, .windows = {}};
    Facade const front(unit, Side::front);
    auto slab = front.box(0, -unit.depth_m, {unit.units * unit_width(unit), unit.depth_m}, 0, roof_z(unit));
    slab.source = unit.facing_source;
    scene.boxes.push_back(slab);
    if (unit.balcony) add_balconies(scene, unit);
    for (auto const& other : around) {
        double const height = other.height_m > 0 ? other.height_m : other.storeys * other.storey_height_m + 0.6;
        auto box =
            Facade(unit, other.side).box(other.shift_m, other.distance_m, {other.length_m, other.depth_m}, 0, height);
        box.source = other.source;
        scene.boxes.push_back(box);
    }
    add_windows(scene, unit, lift_side);
    for (std::size_t i = 0; i < around.size(); ++i)
        if (around[i].side == lift_side) add_windows(scene, unit, around[i], i + 1);
    return scene;
}

std::vector<Box> boxes_of(LiftModel const& lift, UnitModel const& unit) {
    constexpr double slab_m = 0.2;
    constexpr double rail_m = 1.1;
    constexpr double overrun_m = 4.2;
    Facade const facade(unit, lift.side);
    double const right = facade.right_of(stair_along(unit));
    auto const stops = stops_of(lift, unit);
    double const highest = stops.empty() ? floor_z(unit, 1) : stop_z(lift, unit, stops.back());
    double const top = lift.top_m.value_or(highest + overrun_m);
    double const change = std::clamp(floor_z(unit, lift.lower_until_floor), 0.0, top);
    Facade::Size const shaft{lift.shaft_width_m, lift.shaft_depth_m};
    Facade::Size const corridor{lift.corridor_width_m, lift.corridor_depth_m};
    std::vector<Box> boxes;
    if (lift.lower_until_floor > 1)
        boxes.push_back(facade.box(right, lift.corridor_depth_m, shaft, 0, change, transmittance_of(lift.lower)));
    double const from = lift.lower_until_floor > 1 ? change : 0;
    if (from < top)
        boxes.push_back(facade.box(right, lift.corridor_depth_m, shaft, from, top, transmittance_of(lift.shaft)));
    for (int const stop : stops) {
        double const z = stop_z(lift, unit, stop);
        double const ceiling = z + lift.corridor_height_m;
        bool const is_open = lift.corridor == Cladding::open;
        if (lift.corridor == Cladding::panel) {
            boxes.push_back(facade.box(right, 0, corridor, z - slab_m, ceiling));
            continue;
        }
        boxes.push_back(facade.box(right, 0, corridor, z - slab_m, z));
        boxes.push_back(
            facade.box(right, 0, corridor, z, is_open ? z + rail_m : ceiling, transmittance_of(lift.corridor)));
        if (is_open) boxes.push_back(facade.box(right, 0, corridor, ceiling - slab_m / 2, ceiling));
    }
    return boxes;
}

std::vector<int> stops_of(LiftModel const& lift, UnitModel const& unit) {
    auto stops = lift.stops;
    if (stops.empty()) {
        bool const is_level = lift.entry == Entry::level;
        for (int stop = is_level ? 2 : 1; stop <= unit.storeys - (is_level ? 0 : 1); ++stop) stops.push_back(stop);
    }
    std::ranges::sort(stops);
    stops.erase(std::unique(stops.begin(), stops.end()), stops.end());
    return stops;
}

std::vector<int> half_flights_left(LiftModel const& lift, UnitModel const& unit) {
    std::vector<int> left;
    auto const stops = stops_of(lift, unit);
    for (int floor = 1; floor <= unit.storeys; ++floor) {
        int const height = 2 * (floor - 1);  // in half flights
        int least = height;
        for (int const stop : stops) {
            int const there = lift.entry == Entry::level ? 2 * (stop - 1) : 2 * stop - 1;
            least = std::min(least, std::abs(height - there));
        }
        left.push_back(least);
    }
    return left;
}

}  // namespace jiati::daylight
