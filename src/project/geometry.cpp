#include "project/geometry.h"

#include <algorithm>

namespace jiati::project::planning {
namespace {

struct Bounds {
    std::int64_t least;
    std::int64_t most;
};

class Checks {
  public:
    void number(std::string const& field, std::int64_t value, Bounds bounds) {
        if (refusal || (value >= bounds.least && value <= bounds.most)) return;
        refusal = refuse(geometry_wrong, "/geometry/" + field,
                         {{"field", field},
                          {"value", std::to_string(value)},
                          {"least", std::to_string(bounds.least)},
                          {"most", std::to_string(bounds.most)}});
    }
    void length(std::string const& field, std::optional<Length> const& value, Bounds bounds) {
        if (value) number(field + "/cm", value->cm, bounds);
    }
    void count(std::string const& field, std::optional<Count> const& value, Bounds bounds) {
        if (value) number(field + "/number", value->number, bounds);
    }
    std::optional<Refusal> refusal;
};

void check_bays(Checks& checks, std::vector<Bay> const& bays) {
    checks.number("bays", static_cast<std::int64_t>(bays.size()), {0, 40});
    for (std::size_t i = 0; i < bays.size() && !checks.refusal; ++i) {
        auto const at = "bays/" + std::to_string(i);
        checks.number(at + "/width_cm", bays[i].width_cm, {50, 2000});
        checks.number(at + "/window_cm", bays[i].window_cm, {0, bays[i].width_cm});
        checks.number(at + "/flat", bays[i].flat, {0, 40});
    }
    if (!checks.refusal && !bays.empty() && std::ranges::count(bays, true, &Bay::stair) != 1)
        checks.refusal = refuse(stair_missing, "/geometry/bays");
}

void check_around(Checks& checks, std::vector<Neighbour> const& around) {
    checks.number("around", static_cast<std::int64_t>(around.size()), {0, 20});
    for (std::size_t i = 0; i < around.size() && !checks.refusal; ++i) {
        auto const at = "around/" + std::to_string(i);
        checks.number(at + "/distance_cm", around[i].distance_cm, {100, 50'000});
        checks.number(at + "/storeys", around[i].storeys, {1, 80});
        checks.number(at + "/storey_height_cm", around[i].storey_height_cm, {200, 600});
        checks.number(at + "/length_cm", around[i].length_cm, {200, 40'000});
        checks.number(at + "/depth_cm", around[i].depth_cm, {200, 10'000});
        checks.number(at + "/shift_cm", around[i].shift_cm, {-40'000, 40'000});
    }
}

void check_lift(Checks& checks, LiftForm const& lift) {
    checks.number("lift/lower_until_floor", lift.lower_until_floor, {1, 40});
    checks.number("lift/corridor_width_cm", lift.corridor_width_cm, {50, 2000});
    checks.number("lift/corridor_depth_cm", lift.corridor_depth_cm, {10, 1000});
    checks.number("lift/shaft_width_cm", lift.shaft_width_cm, {80, 600});
    checks.number("lift/shaft_depth_cm", lift.shaft_depth_cm, {80, 600});
}

}  // namespace

std::optional<Refusal> wrong(UnitGeometry const& geometry) {
    Checks checks;
    if (geometry.location) {
        checks.number("location/lat_microdeg", geometry.location->lat_microdeg, {-66'000'000, 66'000'000});
        checks.number("location/lon_microdeg", geometry.location->lon_microdeg, {-180'000'000, 180'000'000});
    }
    if (geometry.facing) checks.number("facing/deg", geometry.facing->deg, {0, 359});
    checks.count("storeys", geometry.storeys, {2, 40});
    checks.length("storey_height", geometry.storey_height, {200, 600});
    checks.length("plinth", geometry.plinth, {0, 600});
    checks.length("parapet", geometry.parapet, {0, 600});
    checks.length("depth", geometry.depth, {300, 4000});
    checks.length("sill", geometry.sill, {0, 300});
    checks.length("window_height", geometry.window_height, {30, 400});
    check_bays(checks, geometry.bays);
    checks.count("units", geometry.units, {1, 20});
    checks.count("this_unit", geometry.this_unit, {1, geometry.units ? geometry.units->number : 3});
    if (geometry.balcony) checks.number("balcony/depth_cm", geometry.balcony->depth_cm, {30, 500});
    check_around(checks, geometry.around);
    if (geometry.lift) check_lift(checks, *geometry.lift);
    return checks.refusal;
}

}  // namespace jiati::project::planning
