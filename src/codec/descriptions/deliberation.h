// Stored names, fields and their classes: deliberation. A name or a class, once released, stays
// (docs/formats/events.md).
#pragma once

#include "codec/descriptions/survey.h"
#include "codec/fields.h"
#include "project/deliberation.h"

namespace jiati::codec {

template <>
struct EnumNames<project::deliberation::Unity> {
    using enum project::deliberation::Unity;
    static constexpr std::array entries{named(wish, "wish"), named(plan, "plan"), named(shares, "shares")};
};

template <>
struct EnumNames<project::deliberation::Basis> {
    using enum project::deliberation::Basis;
    static constexpr std::array entries{named(stance, "stance"), named(condition, "condition"), named(worry, "worry"),
                                        named(conversation, "conversation")};
};

// ---- commands

template <>
struct Description<project::deliberation::HoldMeeting> {
    using T = project::deliberation::HoldMeeting;
    static constexpr std::string_view name = "deliberation.HoldMeeting";
    static constexpr auto fields() {
        return std::tuple{field("channel", &T::channel).or_default(),
                          field("place", &T::place).or_default(),
                          field("households_present", &T::households_present),
                          field("parties", &T::parties).or_default(),
                          field("subject", &T::subject),
                          field("decisions", &T::decisions).or_default()};
    }
};

template <>
struct Description<project::deliberation::AskQuestion> {
    using T = project::deliberation::AskQuestion;
    static constexpr std::string_view name = "deliberation.AskQuestion";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("topic", &T::topic), field("text", &T::text)};
    }
};

template <>
struct Description<project::deliberation::AnswerQuestion> {
    using T = project::deliberation::AnswerQuestion;
    static constexpr std::string_view name = "deliberation.AnswerQuestion";
    static constexpr auto fields() {
        return std::tuple{field("question", &T::question), field("by", &T::by), field("text", &T::text)};
    }
};

template <>
struct Description<project::deliberation::MakePromise> {
    using T = project::deliberation::MakePromise;
    static constexpr std::string_view name = "deliberation.MakePromise";
    static constexpr auto fields() {
        return std::tuple{field("to", &T::to), field("floors_up_to", &T::floors_up_to), field("kind", &T::kind).code(),
                          field("text", &T::text).or_default()};
    }
};

template <>
struct Description<project::deliberation::AcceptPromise> {
    using T = project::deliberation::AcceptPromise;
    static constexpr std::string_view name = "deliberation.AcceptPromise";
    static constexpr auto fields() { return std::tuple{field("promise", &T::promise)}; }
};

template <>
struct Description<project::deliberation::KeepPromise> {
    using T = project::deliberation::KeepPromise;
    static constexpr std::string_view name = "deliberation.KeepPromise";
    static constexpr auto fields() { return std::tuple{field("promise", &T::promise)}; }
};

template <>
struct Description<project::deliberation::ConfirmUnity> {
    using T = project::deliberation::ConfirmUnity;
    static constexpr std::string_view name = "deliberation.ConfirmUnity";
    static constexpr auto fields() {
        return std::tuple{field("unity", &T::unity), field("basis", &T::basis).or_default()};
    }
};

template <>
struct Description<project::deliberation::RecordBlockingPoint> {
    using T = project::deliberation::RecordBlockingPoint;
    static constexpr std::string_view name = "deliberation.RecordBlockingPoint";
    static constexpr auto fields() {
        return std::tuple{field("text", &T::text), field("owner", &T::owner).or_default(), field("due_on", &T::due_on)};
    }
};

template <>
struct Description<project::deliberation::ClearBlockingPoint> {
    using T = project::deliberation::ClearBlockingPoint;
    static constexpr std::string_view name = "deliberation.ClearBlockingPoint";
    static constexpr auto fields() { return std::tuple{field("point", &T::point), field("how", &T::how).or_default()}; }
};

template <>
struct Description<project::deliberation::EstimateAcceptance> {
    using T = project::deliberation::EstimateAcceptance;
    static constexpr std::string_view name = "deliberation.EstimateAcceptance";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("low", &T::low),     field("high", &T::high),
                          field("benefit", &T::benefit),     field("harm", &T::harm),   field("budget", &T::budget),
                          field("reserve", &T::reserve),     field("basis", &T::basis), fact("by", &T::by)};
    }
};

template <>
struct Description<project::deliberation::WithdrawEstimate> {
    using T = project::deliberation::WithdrawEstimate;
    static constexpr std::string_view name = "deliberation.WithdrawEstimate";
    static constexpr auto fields() { return std::tuple{field("household", &T::household)}; }
};

// ---- events

template <>
struct Description<project::deliberation::MeetingHeld> {
    using T = project::deliberation::MeetingHeld;
    static constexpr std::string_view name = "deliberation.MeetingHeld/1";
    static constexpr auto fields() {
        return std::tuple{open("meeting", &T::meeting),
                          sealed("channel", &T::channel),
                          sealed("place", &T::place),
                          open("households_present", &T::households_present),
                          sealed_each("parties", &T::parties),
                          sealed("subject", &T::subject),
                          sealed_each("decisions", &T::decisions)};
    }
};

template <>
struct Description<project::deliberation::QuestionAsked> {
    using T = project::deliberation::QuestionAsked;
    static constexpr std::string_view name = "deliberation.QuestionAsked/1";
    static constexpr auto fields() {
        return std::tuple{open("question", &T::question), sealed("household", &T::household),
                          sealed("topic", &T::topic), vault("text", &T::text)};
    }
};

template <>
struct Description<project::deliberation::QuestionAnswered> {
    using T = project::deliberation::QuestionAnswered;
    static constexpr std::string_view name = "deliberation.QuestionAnswered/1";
    static constexpr auto fields() {
        return std::tuple{open("question", &T::question), sealed("by", &T::by), vault("text", &T::text)};
    }
};

template <>
struct Description<project::deliberation::PromiseMade> {
    using T = project::deliberation::PromiseMade;
    static constexpr std::string_view name = "deliberation.PromiseMade/1";
    static constexpr auto fields() {
        return std::tuple{open("promise", &T::promise), sealed("to", &T::to), sealed("floors_up_to", &T::floors_up_to),
                          open("kind", &T::kind).code(), sealed("text", &T::text)};
    }
};

template <>
struct Description<project::deliberation::PromiseAccepted> {
    using T = project::deliberation::PromiseAccepted;
    static constexpr std::string_view name = "deliberation.PromiseAccepted/1";
    static constexpr auto fields() { return std::tuple{open("promise", &T::promise)}; }
};

template <>
struct Description<project::deliberation::PromiseKept> {
    using T = project::deliberation::PromiseKept;
    static constexpr std::string_view name = "deliberation.PromiseKept/1";
    static constexpr auto fields() { return std::tuple{open("promise", &T::promise)}; }
};

template <>
struct Description<project::deliberation::UnityConfirmed> {
    using T = project::deliberation::UnityConfirmed;
    static constexpr std::string_view name = "deliberation.UnityConfirmed/1";
    static constexpr auto fields() { return std::tuple{open("unity", &T::unity), sealed("basis", &T::basis)}; }
};

template <>
struct Description<project::deliberation::BlockingPointRecorded> {
    using T = project::deliberation::BlockingPointRecorded;
    static constexpr std::string_view name = "deliberation.BlockingPointRecorded/1";
    static constexpr auto fields() {
        return std::tuple{open("point", &T::point), sealed("text", &T::text), sealed("owner", &T::owner),
                          open("due_on", &T::due_on)};
    }
};

template <>
struct Description<project::deliberation::BlockingPointCleared> {
    using T = project::deliberation::BlockingPointCleared;
    static constexpr std::string_view name = "deliberation.BlockingPointCleared/1";
    static constexpr auto fields() { return std::tuple{open("point", &T::point), sealed("how", &T::how)}; }
};

// Nothing of it is open: that there is an estimate is all the leaf says.
template <>
struct Description<project::deliberation::AcceptanceEstimated> {
    using T = project::deliberation::AcceptanceEstimated;
    static constexpr std::string_view name = "deliberation.AcceptanceEstimated/1";
    static constexpr auto fields() {
        return std::tuple{sealed("household", &T::household), sealed("low", &T::low),     sealed("high", &T::high),
                          sealed("benefit", &T::benefit),     sealed("harm", &T::harm),   sealed("budget", &T::budget),
                          sealed("reserve", &T::reserve),     sealed("basis", &T::basis), sealed("by", &T::by).code()};
    }
};

template <>
struct Description<project::deliberation::EstimateWithdrawn> {
    using T = project::deliberation::EstimateWithdrawn;
    static constexpr std::string_view name = "deliberation.EstimateWithdrawn/1";
    static constexpr auto fields() { return std::tuple{sealed("household", &T::household)}; }
};

}  // namespace jiati::codec
