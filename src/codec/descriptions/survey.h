// Stored names, fields and their classes: survey. A name or a class, once released, stays (docs/formats/events.md).
#pragma once

#include "codec/fields.h"
#include "project/survey.h"

namespace jiati::codec {

template <>
struct EnumNames<project::survey::Stance> {
    using enum project::survey::Stance;
    static constexpr std::array entries{named(agree, "agree"), named(neutral, "neutral"), named(oppose, "oppose"),
                                        named(unreached, "unreached")};
};

template <>
struct EnumNames<project::survey::Channel> {
    using enum project::survey::Channel;
    static constexpr std::array entries{named(visit, "visit"), named(phone, "phone"), named(web, "web"),
                                        named(paper, "paper"), named(meeting, "meeting")};
};

template <>
struct EnumNames<project::survey::VisitOutcome> {
    using enum project::survey::VisitOutcome;
    static constexpr std::array entries{named(met, "met"), named(absent, "absent"), named(refused, "refused")};
};

template <>
struct EnumNames<project::survey::Topic> {
    using enum project::survey::Topic;
    static constexpr std::array entries{named(daylight, "daylight"), named(air, "air"),
                                        named(noise, "noise"),       named(privacy, "privacy"),
                                        named(safety, "safety"),     named(value, "value"),
                                        named(price, "price"),       named(ratio, "ratio"),
                                        named(quality, "quality"),   named(looks, "looks"),
                                        named(duration, "duration"), named(running_cost, "running_cost"),
                                        named(distance, "distance"), named(compensation, "compensation"),
                                        named(other, "other")};
};

// ---- commands

template <>
struct Description<project::survey::RecordStance> {
    using T = project::survey::RecordStance;
    static constexpr std::string_view name = "survey.RecordStance";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("stance", &T::stance),
                          field("topics", &T::topics).or_default(), field("reason", &T::reason).or_default(),
                          field("channel", &T::channel)};
    }
};

template <>
struct Description<project::survey::RecordVisit> {
    using T = project::survey::RecordVisit;
    static constexpr std::string_view name = "survey.RecordVisit";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("outcome", &T::outcome),
                          field("next_on", &T::next_on), field("note", &T::note).or_default()};
    }
};

template <>
struct Description<project::survey::RaiseWorry> {
    using T = project::survey::RaiseWorry;
    static constexpr std::string_view name = "survey.RaiseWorry";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("topic", &T::topic), field("text", &T::text)};
    }
};

template <>
struct Description<project::survey::AnswerWorry> {
    using T = project::survey::AnswerWorry;
    static constexpr std::string_view name = "survey.AnswerWorry";
    static constexpr auto fields() {
        return std::tuple{field("worry", &T::worry), field("by", &T::by), field("text", &T::text)};
    }
};

template <>
struct Description<project::survey::Complete> {
    static constexpr std::string_view name = "survey.Complete";
    static constexpr auto fields() { return std::tuple<>{}; }
};

template <>
struct Description<project::survey::TakeBackStance> {
    using T = project::survey::TakeBackStance;
    static constexpr std::string_view name = "survey.TakeBackStance";
    static constexpr auto fields() { return std::tuple{field("household", &T::household)}; }
};

template <>
struct Description<project::survey::TakeBackVisit> {
    using T = project::survey::TakeBackVisit;
    static constexpr std::string_view name = "survey.TakeBackVisit";
    static constexpr auto fields() { return std::tuple{field("household", &T::household)}; }
};

// ---- events

template <>
struct Description<project::survey::StanceRecorded> {
    using T = project::survey::StanceRecorded;
    static constexpr std::string_view name = "survey.StanceRecorded/1";
    static constexpr auto fields() {
        return std::tuple{sealed("household", &T::household), sealed("stance", &T::stance),
                          sealed("topics", &T::topics), vault("reason", &T::reason), sealed("channel", &T::channel)};
    }
};

template <>
struct Description<project::survey::VisitRecorded> {
    using T = project::survey::VisitRecorded;
    static constexpr std::string_view name = "survey.VisitRecorded/1";
    static constexpr auto fields() {
        return std::tuple{sealed("household", &T::household), sealed("outcome", &T::outcome),
                          sealed("next_on", &T::next_on), vault("note", &T::note)};
    }
};

template <>
struct Description<project::survey::WorryRaised> {
    using T = project::survey::WorryRaised;
    static constexpr std::string_view name = "survey.WorryRaised/1";
    static constexpr auto fields() {
        return std::tuple{open("worry", &T::worry), sealed("household", &T::household), sealed("topic", &T::topic),
                          vault("text", &T::text)};
    }
};

template <>
struct Description<project::survey::WorryAnswered> {
    using T = project::survey::WorryAnswered;
    static constexpr std::string_view name = "survey.WorryAnswered/1";
    static constexpr auto fields() {
        return std::tuple{open("worry", &T::worry), sealed("by", &T::by), vault("text", &T::text)};
    }
};

template <>
struct Description<project::survey::Completed> {
    using T = project::survey::Completed;
    static constexpr std::string_view name = "survey.Completed/1";
    static constexpr auto fields() {
        return std::tuple{open("households", &T::households), open("reached", &T::reached)};
    }
};

template <>
struct Description<project::survey::StanceTakenBack> {
    using T = project::survey::StanceTakenBack;
    static constexpr std::string_view name = "survey.StanceTakenBack/1";
    static constexpr auto fields() { return std::tuple{sealed("household", &T::household)}; }
};

template <>
struct Description<project::survey::VisitTakenBack> {
    using T = project::survey::VisitTakenBack;
    static constexpr std::string_view name = "survey.VisitTakenBack/1";
    static constexpr auto fields() { return std::tuple{sealed("household", &T::household)}; }
};

}  // namespace jiati::codec
