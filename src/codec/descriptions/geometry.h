// Stored names and fields of a unit's shape and of what its windows get. They stand inside fields of planning's events.
#pragma once

#include "codec/fields.h"
#include "project/geometry.h"

namespace jiati::codec {

template <>
struct EnumNames<project::planning::Source> {
    using enum project::planning::Source;
    static constexpr std::array entries{named(measured, "measured"), named(drawing, "drawing"), named(map, "map"),
                                        named(guess, "guess")};
};

template <>
struct EnumNames<project::planning::Side> {
    using enum project::planning::Side;
    static constexpr std::array entries{named(front, "front"), named(back, "back")};
};

template <>
struct EnumNames<project::planning::Cladding> {
    using enum project::planning::Cladding;
    static constexpr std::array entries{named(panel, "panel"), named(clear, "clear"), named(frosted, "frosted"),
                                        named(open, "open")};
};

template <>
struct EnumNames<project::planning::RoomKind> {
    using enum project::planning::RoomKind;
    static constexpr std::array entries{named(other, "other"), named(kitchen, "kitchen"), named(bedroom, "bedroom"),
                                        named(living, "living"), named(bath, "bath")};
};

template <>
struct Description<project::planning::Length> {
    using T = project::planning::Length;
    static constexpr auto fields() { return std::tuple{field("cm", &T::cm), field("source", &T::source)}; }
};

template <>
struct Description<project::planning::Count> {
    using T = project::planning::Count;
    static constexpr auto fields() { return std::tuple{field("number", &T::number), field("source", &T::source)}; }
};

template <>
struct Description<project::planning::Facing> {
    using T = project::planning::Facing;
    static constexpr auto fields() { return std::tuple{field("deg", &T::deg), field("source", &T::source)}; }
};

template <>
struct Description<project::planning::Location> {
    using T = project::planning::Location;
    static constexpr auto fields() {
        return std::tuple{field("lat_microdeg", &T::lat_microdeg), field("lon_microdeg", &T::lon_microdeg),
                          field("source", &T::source)};
    }
};

template <>
struct Description<project::planning::Bay> {
    using T = project::planning::Bay;
    static constexpr auto fields() {
        return std::tuple{field("width_cm", &T::width_cm), field("window_cm", &T::window_cm).or_default(),
                          field("stair", &T::stair).or_default(), field("room", &T::room).or_default(),
                          field("flat", &T::flat).or_default()};
    }
};

template <>
struct Description<project::planning::Balcony> {
    using T = project::planning::Balcony;
    static constexpr auto fields() {
        return std::tuple{field("side", &T::side).or_default(), field("depth_cm", &T::depth_cm).or_default()};
    }
};

template <>
struct Description<project::planning::Neighbour> {
    using T = project::planning::Neighbour;
    static constexpr auto fields() {
        return std::tuple{field("side", &T::side),
                          field("distance_cm", &T::distance_cm),
                          field("storeys", &T::storeys),
                          field("storey_height_cm", &T::storey_height_cm).or_default(),
                          field("length_cm", &T::length_cm).or_default(),
                          field("depth_cm", &T::depth_cm).or_default(),
                          field("shift_cm", &T::shift_cm).or_default(),
                          field("source", &T::source)};
    }
};

template <>
struct Description<project::planning::LiftForm> {
    using T = project::planning::LiftForm;
    static constexpr auto fields() {
        return std::tuple{field("side", &T::side).or_default(),
                          field("shaft", &T::shaft).or_default(),
                          field("lower", &T::lower).or_default(),
                          field("lower_until_floor", &T::lower_until_floor).or_default(),
                          field("corridor", &T::corridor).or_default(),
                          field("corridor_width_cm", &T::corridor_width_cm).or_default(),
                          field("corridor_depth_cm", &T::corridor_depth_cm).or_default(),
                          field("shaft_width_cm", &T::shaft_width_cm).or_default(),
                          field("shaft_depth_cm", &T::shaft_depth_cm).or_default(),
                          field("source", &T::source)};
    }
};

template <>
struct Description<project::planning::UnitGeometry> {
    using T = project::planning::UnitGeometry;
    static constexpr auto fields() {
        return std::tuple{field("location", &T::location),
                          field("facing", &T::facing),
                          field("storeys", &T::storeys),
                          field("storey_height", &T::storey_height),
                          field("plinth", &T::plinth),
                          field("parapet", &T::parapet),
                          field("depth", &T::depth),
                          field("sill", &T::sill),
                          field("window_height", &T::window_height),
                          field("stair_side", &T::stair_side).or_default(),
                          field("bays", &T::bays).or_default(),
                          field("bays_source", &T::bays_source).or_default(),
                          field("units", &T::units),
                          field("this_unit", &T::this_unit),
                          field("balcony", &T::balcony),
                          field("around", &T::around).or_default(),
                          field("lift", &T::lift)};
    }
};

template <>
struct Description<project::planning::WindowLight> {
    using T = project::planning::WindowLight;
    static constexpr auto fields() {
        return std::tuple{field("window", &T::window).code(),          field("vsc_before", &T::vsc_before),
                          field("vsc_after", &T::vsc_after),           field("vsc_glass", &T::vsc_glass),
                          field("dahan_before", &T::dahan_before),     field("dahan_after", &T::dahan_after),
                          field("dongzhi_before", &T::dongzhi_before), field("dongzhi_after", &T::dongzhi_after)};
    }
};

}  // namespace jiati::codec
