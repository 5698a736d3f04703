// Stored names, fields and their classes: planning. A name or a class, once released, stays (docs/formats/events.md).
#pragma once

#include "codec/descriptions/geometry.h"
#include "codec/fields.h"
#include "project/planning.h"

namespace jiati::codec {

template <>
struct EnumNames<project::planning::Entry> {
    using enum project::planning::Entry;
    static constexpr std::array entries{named(level, "level"), named(half_landing, "half_landing")};
};

template <>
struct EnumNames<project::planning::Suitability> {
    using enum project::planning::Suitability;
    static constexpr std::array entries{named(suitable, "suitable"), named(fairly_suitable, "fairly_suitable"),
                                        named(unsuitable, "unsuitable")};
};

template <>
struct Description<project::planning::Stop> {
    using T = project::planning::Stop;
    static constexpr auto fields() {
        return std::tuple{field("floor", &T::floor), field("half", &T::half).or_default()};
    }
};

template <>
struct Description<project::planning::Detail> {
    using T = project::planning::Detail;
    static constexpr auto fields() {
        return std::tuple{field("topic", &T::topic).code().or_default(), field("text", &T::text)};
    }
};

template <>
struct Description<project::planning::Plan> {
    using T = project::planning::Plan;
    static constexpr auto fields() {
        return std::tuple{open("entry", &T::entry),
                          open("levels", &T::levels),
                          open("doors", &T::doors),
                          open("corridors", &T::corridors).or_default(),
                          open("stops_at", &T::stops_at),
                          open("load_kg", &T::load_kg),
                          open("persons", &T::persons),
                          sealed("shaft", &T::shaft).or_default(),
                          sealed_each("details", &T::details).or_default()};
    }
};

// ---- commands

template <>
struct Description<project::planning::AssessFeasibility> {
    using T = project::planning::AssessFeasibility;
    static constexpr std::string_view name = "planning.AssessFeasibility";
    static constexpr auto fields() {
        return std::tuple{field("grade", &T::grade), field("reasons", &T::reasons).or_default(),
                          field("by", &T::by).or_default()};
    }
};

template <>
struct Description<project::planning::Publish> {
    using T = project::planning::Publish;
    static constexpr std::string_view name = "planning.Publish";
    static constexpr auto fields() { return std::tuple{field("plan", &T::plan), fact("light", &T::light)}; }
};

template <>
struct Description<project::planning::RecordGeometry> {
    using T = project::planning::RecordGeometry;
    static constexpr std::string_view name = "planning.RecordGeometry";
    static constexpr auto fields() { return std::tuple{field("geometry", &T::geometry), fact("light", &T::light)}; }
};

// ---- events

template <>
struct Description<project::planning::FeasibilityAssessed> {
    using T = project::planning::FeasibilityAssessed;
    static constexpr std::string_view name = "planning.FeasibilityAssessed/1";
    static constexpr auto fields() {
        return std::tuple{open("grade", &T::grade), sealed_each("reasons", &T::reasons), sealed("by", &T::by)};
    }
};

template <>
struct Description<project::planning::Published> {
    using T = project::planning::Published;
    static constexpr std::string_view name = "planning.Published/1";
    static constexpr auto fields() { return std::tuple{open("version", &T::version), parts("plan", &T::plan)}; }
};

template <>
struct Description<project::planning::GeometryRecorded> {
    using T = project::planning::GeometryRecorded;
    static constexpr std::string_view name = "planning.GeometryRecorded/1";
    static constexpr auto fields() { return std::tuple{sealed("geometry", &T::geometry)}; }
};

// The hash is sealed too: who guesses the few paced numbers could try them against it.
template <>
struct Description<project::planning::DaylightComputed> {
    using T = project::planning::DaylightComputed;
    static constexpr std::string_view name = "planning.DaylightComputed/1";
    static constexpr auto fields() {
        return std::tuple{open("plan_version", &T::plan_version), open("engine", &T::engine).published(),
                          sealed("input_hash", &T::input_hash).code(), sealed("windows", &T::windows)};
    }
};

}  // namespace jiati::codec
