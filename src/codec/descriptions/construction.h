// Stored names, fields and their classes: construction. A name or a class, once released, stays
// (docs/formats/events.md).
#pragma once

#include "codec/fields.h"
#include "project/construction.h"

namespace jiati::codec {

template <>
struct EnumNames<project::construction::Utility> {
    using enum project::construction::Utility;
    static constexpr std::array entries{
        named(gas, "gas"),     named(sewage, "sewage"),     named(power, "power"), named(greenery, "greenery"),
        named(sheds, "sheds"), named(chargers, "chargers"), named(lamps, "lamps"), named(fire_lane, "fire_lane"),
        named(water, "water"), named(telecom, "telecom"),   named(meter, "meter"), named(other, "other")};
};

template <>
struct EnumNames<project::construction::CheckKind> {
    using enum project::construction::CheckKind;
    static constexpr std::array entries{named(supervision, "supervision"), named(patrol, "patrol"),
                                        named(bureau, "bureau"),           named(material, "material"),
                                        named(process, "process"),         named(quality, "quality")};
};

// ---- commands

template <>
struct Description<project::construction::AgreeSitePlan> {
    using T = project::construction::AgreeSitePlan;
    static constexpr std::string_view name = "construction.AgreeSitePlan";
    static constexpr auto fields() {
        return std::tuple{field("parties", &T::parties), field("text", &T::text).or_default()};
    }
};

template <>
struct Description<project::construction::CoordinateWorks> {
    using T = project::construction::CoordinateWorks;
    static constexpr std::string_view name = "construction.CoordinateWorks";
    static constexpr auto fields() { return std::tuple{field("with", &T::with), field("text", &T::text).or_default()}; }
};

template <>
struct Description<project::construction::Commence> {
    using T = project::construction::Commence;
    static constexpr std::string_view name = "construction.Commence";
    static constexpr auto fields() { return std::tuple{field("supervisor", &T::supervisor).or_default()}; }
};

template <>
struct Description<project::construction::PlanMilestone> {
    using T = project::construction::PlanMilestone;
    static constexpr std::string_view name = "construction.PlanMilestone";
    static constexpr auto fields() { return std::tuple{field("code", &T::code).code(), field("on", &T::on)}; }
};

template <>
struct Description<project::construction::ReachMilestone> {
    using T = project::construction::ReachMilestone;
    static constexpr std::string_view name = "construction.ReachMilestone";
    static constexpr auto fields() {
        return std::tuple{field("code", &T::code).code(), field("text", &T::text).or_default()};
    }
};

template <>
struct Description<project::construction::ListRelocation> {
    using T = project::construction::ListRelocation;
    static constexpr std::string_view name = "construction.ListRelocation";
    static constexpr auto fields() {
        return std::tuple{field("utility", &T::utility), field("owner", &T::owner).or_default(),
                          field("text", &T::text).or_default()};
    }
};

template <>
struct Description<project::construction::FinishRelocation> {
    using T = project::construction::FinishRelocation;
    static constexpr std::string_view name = "construction.FinishRelocation";
    static constexpr auto fields() { return std::tuple{field("relocation", &T::relocation)}; }
};

template <>
struct Description<project::construction::RecordCheck> {
    using T = project::construction::RecordCheck;
    static constexpr std::string_view name = "construction.RecordCheck";
    static constexpr auto fields() {
        return std::tuple{field("kind", &T::kind), field("by", &T::by).or_default(),
                          field("text", &T::text).or_default(), field("defects", &T::defects).or_default()};
    }
};

template <>
struct Description<project::construction::RectifyDefects> {
    using T = project::construction::RectifyDefects;
    static constexpr std::string_view name = "construction.RectifyDefects";
    static constexpr auto fields() {
        return std::tuple{field("check", &T::check), field("defects", &T::defects),
                          field("text", &T::text).or_default()};
    }
};

template <>
struct Description<project::construction::Finish> {
    static constexpr std::string_view name = "construction.Finish";
    static constexpr auto fields() { return std::tuple<>{}; }
};

// ---- events

template <>
struct Description<project::construction::SitePlanAgreed> {
    using T = project::construction::SitePlanAgreed;
    static constexpr std::string_view name = "construction.SitePlanAgreed/1";
    static constexpr auto fields() { return std::tuple{sealed_each("parties", &T::parties), sealed("text", &T::text)}; }
};

template <>
struct Description<project::construction::WorksCoordinated> {
    using T = project::construction::WorksCoordinated;
    static constexpr std::string_view name = "construction.WorksCoordinated/1";
    static constexpr auto fields() { return std::tuple{sealed("with", &T::with), sealed("text", &T::text)}; }
};

template <>
struct Description<project::construction::Commenced> {
    using T = project::construction::Commenced;
    static constexpr std::string_view name = "construction.Commenced/1";
    static constexpr auto fields() { return std::tuple{sealed("supervisor", &T::supervisor)}; }
};

template <>
struct Description<project::construction::MilestonePlanned> {
    using T = project::construction::MilestonePlanned;
    static constexpr std::string_view name = "construction.MilestonePlanned/1";
    static constexpr auto fields() { return std::tuple{open("code", &T::code).code(), open("on", &T::on)}; }
};

template <>
struct Description<project::construction::MilestoneReached> {
    using T = project::construction::MilestoneReached;
    static constexpr std::string_view name = "construction.MilestoneReached/1";
    static constexpr auto fields() { return std::tuple{open("code", &T::code).code(), sealed("text", &T::text)}; }
};

template <>
struct Description<project::construction::RelocationListed> {
    using T = project::construction::RelocationListed;
    static constexpr std::string_view name = "construction.RelocationListed/1";
    static constexpr auto fields() {
        return std::tuple{open("relocation", &T::relocation), open("utility", &T::utility), sealed("owner", &T::owner),
                          sealed("text", &T::text)};
    }
};

template <>
struct Description<project::construction::RelocationFinished> {
    using T = project::construction::RelocationFinished;
    static constexpr std::string_view name = "construction.RelocationFinished/1";
    static constexpr auto fields() { return std::tuple{open("relocation", &T::relocation)}; }
};

template <>
struct Description<project::construction::CheckRecorded> {
    using T = project::construction::CheckRecorded;
    static constexpr std::string_view name = "construction.CheckRecorded/1";
    static constexpr auto fields() {
        return std::tuple{open("check", &T::check), open("kind", &T::kind), sealed("by", &T::by),
                          sealed("text", &T::text), open("defects", &T::defects)};
    }
};

template <>
struct Description<project::construction::DefectsRectified> {
    using T = project::construction::DefectsRectified;
    static constexpr std::string_view name = "construction.DefectsRectified/1";
    static constexpr auto fields() {
        return std::tuple{open("check", &T::check), open("defects", &T::defects), sealed("text", &T::text)};
    }
};

template <>
struct Description<project::construction::Finished> {
    static constexpr std::string_view name = "construction.Finished/1";
    static constexpr auto fields() { return std::tuple<>{}; }
};

}  // namespace jiati::codec
