// Stored names, fields and their classes: the project as a whole. A name or a class, once released, stays
// (docs/formats/events.md).
#pragma once

#include "codec/fields.h"
#include "project/lifecycle.h"

namespace jiati::codec {

template <>
struct EnumNames<project::Stage> {
    using enum project::Stage;
    static constexpr std::array entries{named(survey, "survey"),
                                        named(initiation, "initiation"),
                                        named(scheme, "scheme"),
                                        named(deliberation, "deliberation"),
                                        named(vote, "vote"),
                                        named(notice, "notice"),
                                        named(approval, "approval"),
                                        named(construction, "construction"),
                                        named(acceptance, "acceptance"),
                                        named(registration, "registration"),
                                        named(operation, "operation")};
};

// ---- commands

template <>
struct Description<project::lifecycle::Open> {
    using T = project::lifecycle::Open;
    static constexpr std::string_view name = "project.Open";
    static constexpr auto fields() {
        return std::tuple{field("community", &T::community),
                          field("building", &T::building),
                          field("unit", &T::unit),
                          field("title", &T::title),
                          field("area", &T::area).path().or_default(),
                          field("source", &T::source).or_default(),
                          field("disputed", &T::disputed).or_default(),
                          field("assumed", &T::assumed).or_default()};
    }
};

template <>
struct Description<project::lifecycle::Initiate> {
    using T = project::lifecycle::Initiate;
    static constexpr std::string_view name = "project.Initiate";
    static constexpr auto fields() {
        return std::tuple{field("applicants", &T::applicants).or_default(), field("basis", &T::basis).or_default()};
    }
};

template <>
struct Description<project::lifecycle::AppointLead> {
    using T = project::lifecycle::AppointLead;
    static constexpr std::string_view name = "project.AppointLead";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("chosen_by", &T::chosen_by).or_default()};
    }
};

template <>
struct Description<project::lifecycle::ElectWorkingGroup> {
    using T = project::lifecycle::ElectWorkingGroup;
    static constexpr std::string_view name = "project.ElectWorkingGroup";
    static constexpr auto fields() {
        return std::tuple{field("parties", &T::parties).or_default(), field("chosen_by", &T::chosen_by).or_default()};
    }
};

template <>
struct Description<project::lifecycle::Pause> {
    using T = project::lifecycle::Pause;
    static constexpr std::string_view name = "project.Pause";
    static constexpr auto fields() { return std::tuple{field("reason", &T::reason)}; }
};

template <>
struct Description<project::lifecycle::Resume> {
    static constexpr std::string_view name = "project.Resume";
    static constexpr auto fields() { return std::tuple<>{}; }
};

template <>
struct Description<project::lifecycle::Withdraw> {
    using T = project::lifecycle::Withdraw;
    static constexpr std::string_view name = "project.Withdraw";
    static constexpr auto fields() { return std::tuple{field("reason", &T::reason)}; }
};

template <>
struct Description<project::lifecycle::Revive> {
    using T = project::lifecycle::Revive;
    static constexpr std::string_view name = "project.Revive";
    static constexpr auto fields() { return std::tuple{field("reason", &T::reason)}; }
};

// ---- events

template <>
struct Description<project::lifecycle::Opened> {
    using T = project::lifecycle::Opened;
    static constexpr std::string_view name = "project.Opened/1";
    static constexpr auto fields() {
        return std::tuple{open("project", &T::project),       open("community", &T::community),
                          open("building", &T::building),     open("unit", &T::unit),
                          sealed("title", &T::title),         open("area", &T::area).path(),
                          sealed("source", &T::source),       sealed_each("disputed", &T::disputed),
                          sealed_each("assumed", &T::assumed)};
    }
};

template <>
struct Description<project::lifecycle::Initiated> {
    using T = project::lifecycle::Initiated;
    static constexpr std::string_view name = "project.Initiated/1";
    static constexpr auto fields() {
        return std::tuple{sealed_each("applicants", &T::applicants), open("applicant_count", &T::applicant_count),
                          sealed("basis", &T::basis)};
    }
};

template <>
struct Description<project::lifecycle::LeadAppointed> {
    using T = project::lifecycle::LeadAppointed;
    static constexpr std::string_view name = "project.LeadAppointed/1";
    static constexpr auto fields() {
        return std::tuple{sealed("household", &T::household), sealed("chosen_by", &T::chosen_by)};
    }
};

template <>
struct Description<project::lifecycle::WorkingGroupElected> {
    using T = project::lifecycle::WorkingGroupElected;
    static constexpr std::string_view name = "project.WorkingGroupElected/1";
    static constexpr auto fields() {
        return std::tuple{sealed_each("parties", &T::parties), sealed("chosen_by", &T::chosen_by)};
    }
};

template <>
struct Description<project::lifecycle::SentBack> {
    using T = project::lifecycle::SentBack;
    static constexpr std::string_view name = "project.SentBack/1";
    static constexpr auto fields() {
        return std::tuple{open("from", &T::from), open("to", &T::to), open("cause", &T::cause).code()};
    }
};

template <>
struct Description<project::lifecycle::Paused> {
    using T = project::lifecycle::Paused;
    static constexpr std::string_view name = "project.Paused/1";
    static constexpr auto fields() { return std::tuple{sealed("reason", &T::reason)}; }
};

template <>
struct Description<project::lifecycle::Resumed> {
    static constexpr std::string_view name = "project.Resumed/1";
    static constexpr auto fields() { return std::tuple<>{}; }
};

template <>
struct Description<project::lifecycle::Withdrawn> {
    using T = project::lifecycle::Withdrawn;
    static constexpr std::string_view name = "project.Withdrawn/1";
    static constexpr auto fields() { return std::tuple{sealed("reason", &T::reason)}; }
};

template <>
struct Description<project::lifecycle::Revived> {
    using T = project::lifecycle::Revived;
    static constexpr std::string_view name = "project.Revived/1";
    static constexpr auto fields() { return std::tuple{sealed("reason", &T::reason)}; }
};

}  // namespace jiati::codec
