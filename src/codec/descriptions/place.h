// Stored names, fields and their classes: place. A name or a class, once released, stays (docs/formats/events.md).
#pragma once

#include "codec/descriptions/place_personal_data.h"
#include "codec/fields.h"
#include "place/community.h"

namespace jiati::codec {

template <>
struct EnumNames<place::Ground> {
    using enum place::Ground;
    static constexpr std::array entries{named(none, "none"), named(storage, "storage"), named(stilt, "stilt"),
                                        named(shops, "shops")};
};

template <>
struct EnumNames<place::Grade> {
    using enum place::Grade;
    static constexpr std::array entries{named(suitable, "suitable"), named(fairly_suitable, "fairly_suitable"),
                                        named(unsuitable, "unsuitable")};
};

template <>
struct EnumNames<place::LiftStatus> {
    using enum place::LiftStatus;
    static constexpr std::array entries{named(wanted, "wanted"), named(building, "building"), named(in_use, "in_use")};
};

template <>
struct EnumNames<place::Level> {
    using enum place::Level;
    static constexpr std::array entries{named(city, "city"), named(district, "district"), named(street, "street"),
                                        named(neighbourhood, "neighbourhood"), named(grid, "grid")};
};

template <>
struct Description<place::AgeBands> {
    using T = place::AgeBands;
    static constexpr auto fields() {
        return std::tuple{field("under_60", &T::under_60).or_default(), field("from_60", &T::from_60).or_default(),
                          field("from_65", &T::from_65).or_default(), field("from_70", &T::from_70).or_default(),
                          field("from_80", &T::from_80).or_default()};
    }
};

template <>
struct Description<place::NewUnit> {
    using T = place::NewUnit;
    static constexpr auto fields() {
        return std::tuple{field("name", &T::name), field("floors", &T::floors),
                          field("households", &T::households).or_default()};
    }
};

template <>
struct Description<place::NewHousehold> {
    using T = place::NewHousehold;
    static constexpr auto fields() {
        return std::tuple{field("room", &T::room), field("floors", &T::floors), field("area", &T::area),
                          field("owner", &T::owner).or_default()};
    }
};

template <>
struct Description<place::Household> {
    using T = place::Household;
    static constexpr auto fields() {
        return std::tuple{field("id", &T::id), field("room", &T::room), field("floors", &T::floors),
                          field("area", &T::area), field("owner", &T::owner)};
    }
};

template <>
struct Description<place::AreaName> {
    using T = place::AreaName;
    static constexpr auto fields() {
        return std::tuple{open("level", &T::level), open("code", &T::code).code(), sealed("name", &T::name)};
    }
};

template <>
struct Description<place::Unit> {
    using T = place::Unit;
    static constexpr auto fields() {
        return std::tuple{open("id", &T::id), sealed("name", &T::name), open("floors", &T::floors),
                          open("households", &T::households)};
    }
};

// ---- commands

template <>
struct Description<place::RegisterCommunity> {
    using T = place::RegisterCommunity;
    static constexpr std::string_view name = "place.RegisterCommunity";
    static constexpr auto fields() {
        return std::tuple{field("name", &T::name),
                          field("areas", &T::areas),
                          field("built", &T::built).or_default(),
                          field("storeys", &T::storeys),
                          field("introduction_zh", &T::introduction_zh).or_default(),
                          field("introduction_en", &T::introduction_en).or_default(),
                          field("source", &T::source).or_default()};
    }
};

template <>
struct Description<place::AddBuilding> {
    using T = place::AddBuilding;
    static constexpr std::string_view name = "place.AddBuilding";
    static constexpr auto fields() {
        return std::tuple{field("name", &T::name), field("built", &T::built).or_default(),
                          field("structure", &T::structure).or_default(), field("ground", &T::ground).or_default(),
                          field("units", &T::units)};
    }
};

template <>
struct Description<place::AddBuildings> {
    using T = place::AddBuildings;
    static constexpr std::string_view name = "place.AddBuildings";
    static constexpr auto fields() {
        return std::tuple{field("name_prefix", &T::name_prefix),
                          field("count", &T::count),
                          field("floors", &T::floors),
                          field("units_each", &T::units_each),
                          field("households_per_unit", &T::households_per_unit).or_default(),
                          field("ground", &T::ground).or_default()};
    }
};

template <>
struct Description<place::RegisterHouseholds> {
    using T = place::RegisterHouseholds;
    static constexpr std::string_view name = "place.RegisterHouseholds";
    static constexpr auto fields() { return std::tuple{field("unit", &T::unit), field("households", &T::households)}; }
};

template <>
struct Description<place::RecordPeople> {
    using T = place::RecordPeople;
    static constexpr std::string_view name = "place.RecordPeople";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("people", &T::people),
                          field("ages", &T::ages).or_default(),
                          field("reduced_mobility", &T::reduced_mobility).or_default()};
    }
};

template <>
struct Description<place::AssignGrid> {
    using T = place::AssignGrid;
    static constexpr std::string_view name = "place.AssignGrid";
    static constexpr auto fields() {
        return std::tuple{field("building", &T::building), field("code", &T::code).code(), field("name", &T::name)};
    }
};

template <>
struct Description<place::GradeUnit> {
    using T = place::GradeUnit;
    static constexpr std::string_view name = "place.GradeUnit";
    static constexpr auto fields() {
        return std::tuple{field("unit", &T::unit), field("grade", &T::grade),
                          field("reasons", &T::reasons).or_default()};
    }
};

template <>
struct Description<place::RecordLift> {
    using T = place::RecordLift;
    static constexpr std::string_view name = "place.RecordLift";
    static constexpr auto fields() {
        return std::tuple{field("unit", &T::unit), field("status", &T::status), field("basis", &T::basis).or_default()};
    }
};

template <>
struct Description<place::ChangeTenure> {
    using T = place::ChangeTenure;
    static constexpr std::string_view name = "place.ChangeTenure";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("owner", &T::owner),
                          field("evidence", &T::evidence).or_default()};
    }
};

template <>
struct Description<place::RecordEstateWorks> {
    using T = place::RecordEstateWorks;
    static constexpr std::string_view name = "place.RecordEstateWorks";
    static constexpr auto fields() {
        return std::tuple{field("name", &T::name), field("from", &T::from), field("to", &T::to),
                          field("text", &T::text).or_default()};
    }
};

// ---- events

template <>
struct Description<place::CommunityRegistered> {
    using T = place::CommunityRegistered;
    static constexpr std::string_view name = "place.CommunityRegistered/1";
    static constexpr auto fields() {
        return std::tuple{open("community", &T::community),
                          sealed("name", &T::name),
                          parts("areas", &T::areas),
                          open("area", &T::area).path(),
                          sealed("built", &T::built),
                          open("storeys", &T::storeys),
                          sealed("introduction_zh", &T::introduction_zh),
                          sealed("introduction_en", &T::introduction_en),
                          sealed("source", &T::source)};
    }
};

template <>
struct Description<place::BuildingAdded> {
    using T = place::BuildingAdded;
    static constexpr std::string_view name = "place.BuildingAdded/1";
    static constexpr auto fields() {
        return std::tuple{open("building", &T::building),     sealed("name", &T::name),   sealed("built", &T::built),
                          sealed("structure", &T::structure), open("ground", &T::ground), parts("units", &T::units)};
    }
};

template <>
struct Description<place::HouseholdsRegistered> {
    using T = place::HouseholdsRegistered;
    static constexpr std::string_view name = "place.HouseholdsRegistered/1";
    static constexpr auto fields() {
        return std::tuple{open("unit", &T::unit), sealed_each("households", &T::households)};
    }
};

template <>
struct Description<place::PeopleRecorded> {
    using T = place::PeopleRecorded;
    static constexpr std::string_view name = "place.PeopleRecorded/1";
    static constexpr auto fields() {
        return std::tuple{sealed("household", &T::household), sealed("people", &T::people), sealed("ages", &T::ages),
                          sealed("reduced_mobility", &T::reduced_mobility)};
    }
};

template <>
struct Description<place::GridAssigned> {
    using T = place::GridAssigned;
    static constexpr std::string_view name = "place.GridAssigned/1";
    static constexpr auto fields() {
        return std::tuple{open("building", &T::building), open("code", &T::code).code(), sealed("name", &T::name)};
    }
};

template <>
struct Description<place::UnitGraded> {
    using T = place::UnitGraded;
    static constexpr std::string_view name = "place.UnitGraded/1";
    static constexpr auto fields() {
        return std::tuple{open("unit", &T::unit), open("grade", &T::grade), sealed_each("reasons", &T::reasons)};
    }
};

template <>
struct Description<place::LiftRecorded> {
    using T = place::LiftRecorded;
    static constexpr std::string_view name = "place.LiftRecorded/1";
    static constexpr auto fields() {
        return std::tuple{open("unit", &T::unit), open("status", &T::status), sealed("basis", &T::basis)};
    }
};

template <>
struct Description<place::TenureChanged> {
    using T = place::TenureChanged;
    static constexpr std::string_view name = "place.TenureChanged/2";
    static constexpr auto fields() {
        return std::tuple{sealed("household", &T::household), sealed("owner", &T::owner),
                          sealed("evidence", &T::evidence), sealed("tenure", &T::tenure)};
    }
};

template <>
struct Description<place::EstateWorksRecorded> {
    using T = place::EstateWorksRecorded;
    static constexpr std::string_view name = "place.EstateWorksRecorded/1";
    static constexpr auto fields() {
        return std::tuple{open("works", &T::works), sealed("name", &T::name), open("from", &T::from),
                          open("to", &T::to), sealed("text", &T::text)};
    }
};

}  // namespace jiati::codec
