// The parametric unit, its neighbours and its lift.
#include "codec/calculators/daylight_question.h"
#include "daylight/facing.h"

#include <array>

namespace jiati::codec::calculators {
namespace {

using namespace jiati::daylight;

constexpr std::array<std::string_view, 2> side_names{"front", "back"};
constexpr std::array<std::string_view, 2> entry_names{"half_landing", "level"};
constexpr std::array<std::string_view, 4> cladding_names{"panel", "clear", "frosted", "open"};

template <class Enum, std::size_t n>
bool enum_field(Input& input, json::object const& object, std::string_view name,
                std::array<std::string_view, n> const& names, Enum& out) {
    auto chosen = static_cast<std::size_t>(out);
    if (!choice_field(input, object, name, names, chosen)) return false;
    out = static_cast<Enum>(chosen);
    return true;
}

bool read_bay(Input& input, json::value const& value, Bay& out) {
    constexpr std::array<std::string_view, 3> fields{"width", "window", "stair"};
    auto const* object = input.reader().object(value, fields);
    if (object == nullptr || !number_field(input, *object, "width", {0.5, 20}, out.width_m)) return false;
    out.window_m = 0;
    if (!default_field(input, *object, "window", {0, out.width_m}, out.window_m)) return false;
    return input.optional_field(*object, "stair",
                                [&](auto const& v) { return read_scalar(input.reader(), v, out.is_stair); });
}

// {"deg"} or {"shadow": {"at", "clockwise_deg"}}
bool read_facing(Input& input, json::value const& value, Place const& place, UnitModel& unit) {
    if (value.is_number()) return read_number(input, value, {-360, 360}, unit.facing_deg);
    constexpr std::array<std::string_view, 2> fields{"shadow_at", "shadow_clockwise_deg"};
    auto const* object = input.reader().object(value, fields);
    if (object == nullptr) return false;
    Instant at;
    double shadow_deg = 0;
    if (!input.field(*object, "shadow_at", "\"2026-01-20T04:00:00.000Z\"",
                     [&](auto const& v) { return read_scalar(input.reader(), v, at); }) ||
        !number_field(input, *object, "shadow_clockwise_deg", {-180, 180}, shadow_deg))
        return false;
    auto const facing = facing_from_shadow(place, Moment::of(at), shadow_deg);
    if (!facing) return input.fail(no_shadow, {{"value", at.to_string()}});
    unit.facing_deg = *facing;
    unit.facing_source = Source::measured;
    return true;
}

bool read_bays(Input& input, json::value const& value, UnitModel& unit) {
    unit.bays.clear();
    if (!input.list(value, "{\"width\": 3.6, \"window\": 1.8}", [&](auto const& element, std::size_t) {
            if (unit.bays.size() == 40) return input.reader().fail_text(too_long, "40", "");
            unit.bays.emplace_back();
            return read_bay(input, element, unit.bays.back());
        }))
        return false;
    int stairs = 0;
    for (auto const& bay : unit.bays) stairs += bay.is_stair ? 1 : 0;
    return stairs == 1 || input.fail(one_of, {{"expected", "\"stair\": true"}});
}

bool read_balcony(Input& input, json::value const& value, UnitModel& unit) {
    constexpr std::array<std::string_view, 2> fields{"side", "depth"};
    auto const* object = input.reader().object(value, fields);
    unit.balcony.emplace();
    return object != nullptr && enum_field(input, *object, "side", side_names, unit.balcony->side) &&
           default_field(input, *object, "depth", {0.3, 5}, unit.balcony->depth_m);
}

}  // namespace

bool read_unit(Input& input, json::value const& value, Place const& place, UnitModel& unit,
               std::vector<std::string>& guessed) {
    constexpr std::array<std::string_view, 16> fields{"storeys", "storey_height", "plinth",         "parapet",
                                                      "depth",   "facing",        "bays",           "stair_side",
                                                      "units",   "this",          "sill",           "window_height",
                                                      "balcony", "facing_source", "windows_source", "name"};
    auto const* object = input.reader().object(value, fields);
    if (object == nullptr) return false;
    std::string name;
    if (!input.optional_field(*object, "name", [&](auto const& v) { return input.name(v, name); })) return false;
    for (auto const* field : {"facing", "bays"})
        if (!object->contains(field)) guessed.push_back(input.reader().pointer() + "/" + field);
    if (object->contains("facing")) unit.facing_source = Source::map;
    if (object->contains("bays")) unit.windows_source = Source::map;
    return whole_default(input, *object, "storeys", 2, 40, unit.storeys, &guessed) &&
           default_field(input, *object, "storey_height", {2, 6}, unit.storey_height_m, &guessed) &&
           default_field(input, *object, "plinth", {0, 6}, unit.plinth_m, &guessed) &&
           default_field(input, *object, "parapet", {0, 6}, unit.parapet_m, &guessed) &&
           default_field(input, *object, "depth", {3, 40}, unit.depth_m, &guessed) &&
           input.optional_field(*object, "facing", [&](auto const& v) { return read_facing(input, v, place, unit); }) &&
           input.optional_field(*object, "bays", [&](auto const& v) { return read_bays(input, v, unit); }) &&
           enum_field(input, *object, "stair_side", side_names, unit.stair_side) &&
           whole_default(input, *object, "units", 1, 20, unit.units, &guessed) &&
           whole_default(input, *object, "this", 1, unit.units, unit.this_unit) &&
           default_field(input, *object, "sill", {0, 3}, unit.sill_m, &guessed) &&
           default_field(input, *object, "window_height", {0.3, 4}, unit.window_height_m, &guessed) &&
           input.optional_field(*object, "balcony", [&](auto const& v) { return read_balcony(input, v, unit); }) &&
           source_field(input, *object, "facing_source", unit.facing_source) &&
           source_field(input, *object, "windows_source", unit.windows_source);
}

bool read_neighbour(Input& input, json::value const& value, Neighbour& out, std::vector<std::string>& guessed) {
    constexpr std::array<std::string_view, 9> fields{"side",  "distance", "storeys", "storey_height", "length",
                                                     "depth", "shift",    "height",  "source"};
    auto const* object = input.reader().object(value, fields);
    if (object == nullptr) return false;
    out.source = Source::map;
    return enum_field(input, *object, "side", side_names, out.side) &&
           number_field(input, *object, "distance", {1, 500}, out.distance_m) &&
           whole_default(input, *object, "storeys", 1, 80, out.storeys, &guessed) &&
           default_field(input, *object, "storey_height", {2, 6}, out.storey_height_m, &guessed) &&
           default_field(input, *object, "length", {2, 400}, out.length_m, &guessed) &&
           default_field(input, *object, "depth", {2, 100}, out.depth_m) &&
           default_field(input, *object, "shift", {-400, 400}, out.shift_m) &&
           default_field(input, *object, "height", {0, 300}, out.height_m) &&
           source_field(input, *object, "source", out.source);
}

bool read_lift_model(Input& input, json::value const& value, UnitModel const& unit, LiftModel& out) {
    constexpr std::array<std::string_view, 13> fields{
        "entry",    "side",        "stops",       "corridor_width", "corridor_depth", "corridor_height",
        "corridor", "shaft_width", "shaft_depth", "shaft",          "lower",          "lower_until_floor",
        "top"};
    auto const* object = input.reader().object(value, fields);
    if (object == nullptr) return false;
    out.side = unit.stair_side;
    if (!enum_field(input, *object, "entry", entry_names, out.entry) ||
        !enum_field(input, *object, "side", side_names, out.side))
        return false;
    bool const is_level = out.entry == Entry::level;
    auto const read_stop = [&](auto const& v, std::size_t) {
        out.stops.emplace_back();
        return input.whole(v, is_level ? 2 : 1, unit.storeys - (is_level ? 0 : 1), out.stops.back());
    };
    double top_m = 0;
    if (!input.optional_field(*object, "stops", [&](auto const& v) { return input.list(v, "3", read_stop); }) ||
        !default_field(input, *object, "corridor_width", {0.5, 20}, out.corridor_width_m) ||
        !default_field(input, *object, "corridor_depth", {0.1, 10}, out.corridor_depth_m) ||
        !default_field(input, *object, "corridor_height", {1.5, 5}, out.corridor_height_m) ||
        !enum_field(input, *object, "corridor", cladding_names, out.corridor) ||
        !default_field(input, *object, "shaft_width", {0.8, 6}, out.shaft_width_m) ||
        !default_field(input, *object, "shaft_depth", {0.8, 6}, out.shaft_depth_m) ||
        !enum_field(input, *object, "shaft", cladding_names, out.shaft) ||
        !enum_field(input, *object, "lower", cladding_names, out.lower) ||
        !whole_default(input, *object, "lower_until_floor", 1, unit.storeys, out.lower_until_floor) ||
        !default_field(input, *object, "top", {2, 200}, top_m))
        return false;
    if (object->contains("top")) out.top_m = top_m;
    return true;
}

}  // namespace jiati::codec::calculators
