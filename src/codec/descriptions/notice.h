// Stored names, fields and their classes: notice. A name or a class, once released, stays (docs/formats/events.md).
#pragma once

#include "codec/descriptions/survey.h"
#include "codec/fields.h"
#include "project/notice.h"

namespace jiati::codec {

template <>
struct EnumNames<project::notice::DayKind> {
    using enum project::notice::DayKind;
    static constexpr std::array entries{named(natural, "natural"), named(working, "working")};
};

template <>
struct EnumNames<project::notice::Origin> {
    using enum project::notice::Origin;
    static constexpr std::array entries{named(household, "household"), named(neighbouring, "neighbouring")};
};

template <>
struct EnumNames<project::notice::Outcome> {
    using enum project::notice::Outcome;
    static constexpr std::array entries{named(open, "open"), named(dismissed, "dismissed"),
                                        named(accommodated, "accommodated"), named(upheld, "upheld"),
                                        named(withdrawn, "withdrawn")};
};

// ---- commands

template <>
struct Description<project::notice::Post> {
    using T = project::notice::Post;
    static constexpr std::string_view name = "notice.Post";
    static constexpr auto fields() {
        return std::tuple{field("places", &T::places), field("witnesses", &T::witnesses).or_default(),
                          field("days", &T::days)};
    }
};

template <>
struct Description<project::notice::StopClock> {
    using T = project::notice::StopClock;
    static constexpr std::string_view name = "notice.StopClock";
    static constexpr auto fields() { return std::tuple{field("reason", &T::reason)}; }
};

template <>
struct Description<project::notice::RestartClock> {
    static constexpr std::string_view name = "notice.RestartClock";
    static constexpr auto fields() { return std::tuple<>{}; }
};

template <>
struct Description<project::notice::RaiseObjection> {
    using T = project::notice::RaiseObjection;
    static constexpr std::string_view name = "notice.RaiseObjection";
    static constexpr auto fields() {
        return std::tuple{field("origin", &T::origin), field("household", &T::household),
                          field("building", &T::building).or_default(), field("topic", &T::topic),
                          field("text", &T::text).or_default()};
    }
};

template <>
struct Description<project::notice::AnswerObjection> {
    using T = project::notice::AnswerObjection;
    static constexpr std::string_view name = "notice.AnswerObjection";
    static constexpr auto fields() {
        return std::tuple{field("objection", &T::objection), field("outcome", &T::outcome),
                          field("answer", &T::answer).or_default()};
    }
};

template <>
struct Description<project::notice::WithdrawObjection> {
    using T = project::notice::WithdrawObjection;
    static constexpr std::string_view name = "notice.WithdrawObjection";
    static constexpr auto fields() { return std::tuple{field("objection", &T::objection)}; }
};

template <>
struct Description<project::notice::Close> {
    static constexpr std::string_view name = "notice.Close";
    static constexpr auto fields() { return std::tuple<>{}; }
};

// ---- events

template <>
struct Description<project::notice::Posted> {
    using T = project::notice::Posted;
    static constexpr std::string_view name = "notice.Posted/1";
    static constexpr auto fields() {
        return std::tuple{open("plan_version", &T::plan_version),
                          open("days", &T::days),
                          open("kind", &T::kind),
                          open("ends_on", &T::ends_on),
                          open("policy", &T::policy).published(),
                          sealed_each("places", &T::places),
                          sealed_each("witnesses", &T::witnesses)};
    }
};

template <>
struct Description<project::notice::ClockStopped> {
    using T = project::notice::ClockStopped;
    static constexpr std::string_view name = "notice.ClockStopped/1";
    static constexpr auto fields() { return std::tuple{sealed("reason", &T::reason), open("days_run", &T::days_run)}; }
};

template <>
struct Description<project::notice::ClockRestarted> {
    using T = project::notice::ClockRestarted;
    static constexpr std::string_view name = "notice.ClockRestarted/1";
    static constexpr auto fields() { return std::tuple{open("ends_on", &T::ends_on)}; }
};

template <>
struct Description<project::notice::ObjectionRaised> {
    using T = project::notice::ObjectionRaised;
    static constexpr std::string_view name = "notice.ObjectionRaised/1";
    static constexpr auto fields() {
        return std::tuple{
            open("objection", &T::objection),        open("origin", &T::origin), sealed("household", &T::household),
            sealed("building", &T::building),        sealed("topic", &T::topic), vault("text", &T::text),
            open("answer_due_on", &T::answer_due_on)};
    }
};

template <>
struct Description<project::notice::ObjectionAnswered> {
    using T = project::notice::ObjectionAnswered;
    static constexpr std::string_view name = "notice.ObjectionAnswered/1";
    static constexpr auto fields() {
        return std::tuple{open("objection", &T::objection), open("outcome", &T::outcome), vault("answer", &T::answer)};
    }
};

template <>
struct Description<project::notice::ObjectionWithdrawn> {
    using T = project::notice::ObjectionWithdrawn;
    static constexpr std::string_view name = "notice.ObjectionWithdrawn/1";
    static constexpr auto fields() { return std::tuple{open("objection", &T::objection)}; }
};

template <>
struct Description<project::notice::Closed> {
    using T = project::notice::Closed;
    static constexpr std::string_view name = "notice.Closed/1";
    static constexpr auto fields() {
        return std::tuple{open("objections", &T::objections), open("answered", &T::answered)};
    }
};

}  // namespace jiati::codec
