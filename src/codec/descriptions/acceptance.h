// Stored names, fields and their classes: acceptance. A name or a class, once released, stays (docs/formats/events.md).
#pragma once

#include "codec/fields.h"
#include "project/acceptance.h"

namespace jiati::codec {

// ---- commands

template <>
struct Description<project::acceptance::AppointUseUnit> {
    using T = project::acceptance::AppointUseUnit;
    static constexpr std::string_view name = "acceptance.AppointUseUnit";
    static constexpr auto fields() {
        return std::tuple{field("name", &T::name), field("kind", &T::kind).code(), field("fee", &T::fee).or_default()};
    }
};

template <>
struct Description<project::acceptance::RecordInspection> {
    using T = project::acceptance::RecordInspection;
    static constexpr std::string_view name = "acceptance.RecordInspection";
    static constexpr auto fields() {
        return std::tuple{field("body", &T::body), field("passed", &T::passed),
                          field("report", &T::report).or_default(), field("defects", &T::defects).or_default()};
    }
};

template <>
struct Description<project::acceptance::Accept> {
    using T = project::acceptance::Accept;
    static constexpr std::string_view name = "acceptance.Accept";
    static constexpr auto fields() {
        return std::tuple{field("parties", &T::parties), field("passed", &T::passed),
                          field("defects", &T::defects).or_default()};
    }
};

template <>
struct Description<project::acceptance::Register> {
    using T = project::acceptance::Register;
    static constexpr std::string_view name = "acceptance.Register";
    static constexpr auto fields() { return std::tuple{field("certificate", &T::certificate)}; }
};

template <>
struct Description<project::acceptance::HandOver> {
    static constexpr std::string_view name = "acceptance.HandOver";
    static constexpr auto fields() { return std::tuple<>{}; }
};

template <>
struct Description<project::acceptance::ClaimSubsidy> {
    using T = project::acceptance::ClaimSubsidy;
    static constexpr std::string_view name = "acceptance.ClaimSubsidy";
    static constexpr auto fields() {
        return std::tuple{field("line", &T::line), field("papers", &T::papers).or_default()};
    }
};

template <>
struct Description<project::acceptance::RecordSatisfaction> {
    using T = project::acceptance::RecordSatisfaction;
    static constexpr std::string_view name = "acceptance.RecordSatisfaction";
    static constexpr auto fields() {
        return std::tuple{field("responses", &T::responses), field("satisfied", &T::satisfied)};
    }
};

// ---- events

template <>
struct Description<project::acceptance::UseUnitAppointed> {
    using T = project::acceptance::UseUnitAppointed;
    static constexpr std::string_view name = "acceptance.UseUnitAppointed/1";
    static constexpr auto fields() {
        return std::tuple{sealed("name", &T::name), open("kind", &T::kind).code(), sealed("fee", &T::fee)};
    }
};

template <>
struct Description<project::acceptance::Inspected> {
    using T = project::acceptance::Inspected;
    static constexpr std::string_view name = "acceptance.Inspected/1";
    static constexpr auto fields() {
        return std::tuple{sealed("body", &T::body), open("passed", &T::passed), sealed("report", &T::report),
                          sealed("defects", &T::defects)};
    }
};

template <>
struct Description<project::acceptance::Accepted> {
    using T = project::acceptance::Accepted;
    static constexpr std::string_view name = "acceptance.Accepted/1";
    static constexpr auto fields() { return std::tuple{sealed_each("parties", &T::parties)}; }
};

template <>
struct Description<project::acceptance::AcceptanceFailed> {
    using T = project::acceptance::AcceptanceFailed;
    static constexpr std::string_view name = "acceptance.AcceptanceFailed/1";
    static constexpr auto fields() {
        return std::tuple{sealed_each("parties", &T::parties), sealed("defects", &T::defects)};
    }
};

template <>
struct Description<project::acceptance::Registered> {
    using T = project::acceptance::Registered;
    static constexpr std::string_view name = "acceptance.Registered/1";
    static constexpr auto fields() { return std::tuple{sealed("certificate", &T::certificate)}; }
};

template <>
struct Description<project::acceptance::HandedOver> {
    static constexpr std::string_view name = "acceptance.HandedOver/1";
    static constexpr auto fields() { return std::tuple<>{}; }
};

template <>
struct Description<project::acceptance::SubsidyClaimed> {
    using T = project::acceptance::SubsidyClaimed;
    static constexpr std::string_view name = "acceptance.SubsidyClaimed/1";
    static constexpr auto fields() { return std::tuple{open("line", &T::line), sealed_each("papers", &T::papers)}; }
};

template <>
struct Description<project::acceptance::SatisfactionRecorded> {
    using T = project::acceptance::SatisfactionRecorded;
    static constexpr std::string_view name = "acceptance.SatisfactionRecorded/1";
    static constexpr auto fields() {
        return std::tuple{open("responses", &T::responses), open("satisfied", &T::satisfied)};
    }
};

}  // namespace jiati::codec
