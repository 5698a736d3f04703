// A scene from what a community worker can count and pace: storeys, bays, the stair's side, neighbours and their
// distances, and the lift as it is to be. Everything has a default, which counts as a guess.
#pragma once

#include "daylight/scene.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace jiati::daylight {

// The long sides of the building: the front faces the way the building faces, usually south.
enum class Side : std::uint8_t { front, back };

struct Bay {
    double width_m = 3.6;
    double window_m = 1.8;  // in the middle; 0 where there is none
    bool is_stair = false;
};

struct Balcony {
    Side side = Side::front;
    double depth_m = 1.3;
};

struct UnitModel {
    int storeys = 7;
    double storey_height_m = 2.9;
    double plinth_m = 0.6;  // of the ground floor, or a store-room level below it
    double parapet_m = 0.6;
    double depth_m = 11;
    double facing_deg = 180;
    // From left to right for who looks at the stair's side; one of them the stair.
    std::vector<Bay> bays{{3.6, 1.8}, {2.1, 0.9}, {2.6, 0, true}, {2.1, 0.9}, {3.6, 1.8}};
    Side stair_side = Side::back;
    int units = 3;      // side by side in the building
    int this_unit = 2;  // from the left, looking as above
    double sill_m = 0.9;
    double window_height_m = 1.5;
    std::optional<Balcony> balcony;
    // What the figures of the facing and of the windows come from; the heights are the building's own.
    Source facing_source = Source::guess;
    Source windows_source = Source::guess;
};

struct Neighbour {
    Side side = Side::front;
    double distance_m = 18;  // from wall to wall
    int storeys = 7;
    double storey_height_m = 2.9;
    double length_m = 45;
    double depth_m = 11;
    double shift_m =
        0;  // of its middle against the building's, to the right for who looks at that side of the building
    double height_m = 0;  // instead of the storeys
    Source source = Source::guess;
};

enum class Entry : std::uint8_t { half_landing, level };
enum class Cladding : std::uint8_t { panel, clear, frosted, open };
// Of light, through both faces of a shaft or corridor with its frame and doors; 0 for panels.
[[nodiscard]] double transmittance_of(Cladding cladding);

struct LiftModel {
    Entry entry = Entry::half_landing;
    Side side = Side::back;
    // Half landings: k lies between floors k and k + 1; level entry: the floor. Empty: all there are above the ground.
    std::vector<int> stops;
    double corridor_width_m = 2.2;
    double corridor_depth_m = 1.5;
    double corridor_height_m = 2.5;
    Cladding corridor = Cladding::clear;
    double shaft_width_m = 2.2;
    double shaft_depth_m = 2.2;
    Cladding shaft = Cladding::panel;
    // Below that floor the shaft is clad otherwise: glass below the third floor, aluminium above.
    int lower_until_floor = 1;
    Cladding lower = Cladding::clear;
    std::optional<double> top_m;  // of the shaft, above the ground; else 4.2 m above the highest stop
};

// Boxes of building, balconies and neighbours; windows of this unit on the lift's side, floor by floor ("3F-2": third
// floor, second window from the left), then those of each neighbour on that side that face the lift ("N1-4F").
[[nodiscard]] Scene scene_of(Place const& place, UnitModel const& unit, std::vector<Neighbour> const& around,
                             Side lift_side);
[[nodiscard]] std::vector<Box> boxes_of(LiftModel const& lift, UnitModel const& unit);

// The stops above the ground, sorted.
[[nodiscard]] std::vector<int> stops_of(LiftModel const& lift, UnitModel const& unit);
// Half flights of stairs left between the lift, or the ground where that is nearer, and each floor's doors, from the
// first.
[[nodiscard]] std::vector<int> half_flights_left(LiftModel const& lift, UnitModel const& unit);

}  // namespace jiati::daylight
