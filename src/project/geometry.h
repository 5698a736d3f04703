// 采光: the shape of the unit, of what stands around it and of the lift, as far as people counted, paced or read it off
// a drawing, each figure with where it comes from; and what the lift takes from each window, computed by the
// application from that shape and the plan. Whole centimetres, degrees, minutes: nothing here is computed with.
#pragma once

#include "base/date.h"
#include "base/refusal.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jiati::project::planning {

enum class Source : std::uint8_t { measured, drawing, map, guess };
// The long sides of the building: the front faces the way the building faces, usually south.
enum class Side : std::uint8_t { front, back };
enum class Cladding : std::uint8_t { panel, clear, frosted, open };
enum class RoomKind : std::uint8_t { other, kitchen, bedroom, living, bath };

struct Length {
    std::int64_t cm = 0;
    Source source = Source::guess;
    friend bool operator==(Length const&, Length const&) = default;
};
struct Count {
    std::int64_t number = 0;
    Source source = Source::guess;
    friend bool operator==(Count const&, Count const&) = default;
};
struct Facing {
    std::int64_t deg = 180;  // of the front's outward normal, clockwise from north
    Source source = Source::guess;
    friend bool operator==(Facing const&, Facing const&) = default;
};
struct Location {
    std::int64_t lat_microdeg = 0;
    std::int64_t lon_microdeg = 0;
    Source source = Source::guess;
    friend bool operator==(Location const&, Location const&) = default;
};
struct Bay {
    std::int64_t width_cm = 0;
    std::int64_t window_cm = 0;  // in the middle; 0 where there is none
    bool stair = false;
    RoomKind room{};
    std::int64_t flat = 0;  // whose it is: 1 for the first flat of each floor in the published order; 0 not known
    friend bool operator==(Bay const&, Bay const&) = default;
};
struct Balcony {
    Side side{};
    std::int64_t depth_cm = 130;
    friend bool operator==(Balcony const&, Balcony const&) = default;
};
struct Neighbour {
    Side side{};
    std::int64_t distance_cm = 0;  // from wall to wall
    std::int64_t storeys = 0;
    std::int64_t storey_height_cm = 290;
    std::int64_t length_cm = 4500;
    std::int64_t depth_cm = 1100;
    std::int64_t shift_cm = 0;  // of its middle, to the right for who looks at that side of the building
    Source source = Source::guess;
    friend bool operator==(Neighbour const&, Neighbour const&) = default;
};
// What of the lift the plan's numbers leave open.
struct LiftForm {
    Side side = Side::back;
    Cladding shaft = Cladding::panel;
    Cladding lower = Cladding::clear;    // of the shaft below that floor
    std::int64_t lower_until_floor = 1;  // 1: clad alike all the way
    Cladding corridor = Cladding::clear;
    std::int64_t corridor_width_cm = 220;
    std::int64_t corridor_depth_cm = 150;
    std::int64_t shaft_width_cm = 220;
    std::int64_t shaft_depth_cm = 220;
    Source source = Source::guess;
    friend bool operator==(LiftForm const&, LiftForm const&) = default;
};

// What is left out stands at its default, which counts as a guess.
struct UnitGeometry {
    std::optional<Location> location;
    std::optional<Facing> facing;
    std::optional<Count> storeys;
    std::optional<Length> storey_height, plinth, parapet, depth, sill, window_height;
    Side stair_side = Side::back;
    std::vector<Bay> bays;  // from left to right for who looks at the stair's side; one of them the stair
    Source bays_source = Source::guess;
    std::optional<Count> units;      // side by side in the building
    std::optional<Count> this_unit;  // from the left, looking as above
    std::optional<Balcony> balcony;
    std::vector<Neighbour> around;
    std::optional<LiftForm> lift;
    friend bool operator==(UnitGeometry const&, UnitGeometry const&) = default;
};

// Of one window before and after: the share of the sky in hundredths of a point, sunshine in minutes.
struct WindowLight {
    std::string window;  // "3F-2": third floor, second window from the left; "N1-4F": first neighbour, fourth floor
    std::int64_t vsc_before = 0, vsc_after = 0, vsc_glass = 0;
    std::int64_t dahan_before = 0, dahan_after = 0;
    std::int64_t dongzhi_before = 0, dongzhi_after = 0;
    friend bool operator==(WindowLight const&, WindowLight const&) = default;
};
struct LightFact {
    std::string engine;      // version of the engine
    std::string input_hash;  // SHA-256 of the question, the document `jiati daylight` reads; hex
    std::vector<WindowLight> windows;
};
struct Light {
    std::int64_t plan_version = 0;
    LightFact computed;
    Date on;
};

inline constexpr RefusalCode geometry_wrong{"planning.geometry_wrong"};  // {field}: beyond what a house can be
inline constexpr RefusalCode stair_missing{"planning.stair_missing"};    // the bays need one stair, and only one
inline constexpr RefusalCode geometry_unchanged{"planning.geometry_unchanged"};

// What cannot be a house, or nothing.
[[nodiscard]] std::optional<Refusal> wrong(UnitGeometry const& geometry);

}  // namespace jiati::project::planning
