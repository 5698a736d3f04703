// Stored names, fields and their classes: vote. A name or a class, once released, stays (docs/formats/events.md).
#pragma once

#include "codec/descriptions/majority.h"
#include "codec/fields.h"
#include "vote/vote.h"

namespace jiati::codec {

template <>
struct EnumNames<vote::Kind> {
    using enum vote::Kind;
    static constexpr std::array entries{named(consent, "consent"), named(choice, "choice")};
};

template <>
struct EnumNames<vote::Channel> {
    using enum vote::Channel;
    static constexpr std::array entries{named(web, "web"), named(paper, "paper"), named(meeting, "meeting")};
};

template <>
struct Description<vote::Voter> {
    using T = vote::Voter;
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("room", &T::room), field("area", &T::area),
                          field("owner", &T::owner)};
    }
};

template <>
struct Description<vote::Ratio> {
    using T = vote::Ratio;
    static constexpr auto fields() {
        return std::tuple{field("name", &T::name).published(), field("have", &T::have).published(),
                          field("of", &T::of).published(), field("need", &T::need).published(),
                          field("holds", &T::holds)};
    }
};

template <>
struct Description<vote::Tally> {
    using T = vote::Tally;
    static constexpr auto fields() {
        return std::tuple{field("option", &T::option).published(), field("ballots", &T::ballots)};
    }
};

template <>
struct Description<vote::Option> {
    using T = vote::Option;
    static constexpr auto fields() { return std::tuple{open("id", &T::id).code(), sealed("label", &T::label)}; }
};

// ---- commands

template <>
struct Description<vote::Open> {
    using T = vote::Open;
    static constexpr std::string_view name = "vote.Open";
    static constexpr auto fields() {
        return std::tuple{field("kind", &T::kind),
                          field("question", &T::question),
                          field("projects", &T::projects),
                          field("rule", &T::rule).code().or_default(),
                          field("options", &T::options).or_default(),
                          field("closes_on", &T::closes_on),
                          field("hidden_until_close", &T::hidden_until_close).or_default(),
                          fact("fact", &T::fact)};
    }
};

template <>
struct Description<vote::Serve> {
    using T = vote::Serve;
    static constexpr std::string_view name = "vote.Serve";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("delivered", &T::delivered).or_default(),
                          field("how", &T::how).or_default()};
    }
};

template <>
struct Description<vote::CastBallot> {
    using T = vote::CastBallot;
    static constexpr std::string_view name = "vote.CastBallot";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("choice", &T::choice).code(),
                          field("channel", &T::channel), field("plan_version", &T::plan_version).or_default(),
                          field("entered_by", &T::entered_by).or_default()};
    }
};

template <>
struct Description<vote::WithdrawBallot> {
    using T = vote::WithdrawBallot;
    static constexpr std::string_view name = "vote.WithdrawBallot";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("reason", &T::reason).or_default()};
    }
};

template <>
struct Description<vote::Close> {
    static constexpr std::string_view name = "vote.Close";
    static constexpr auto fields() { return std::tuple<>{}; }
};

// ---- events

template <>
struct Description<vote::Opened> {
    using T = vote::Opened;
    static constexpr std::string_view name = "vote.Opened/1";
    static constexpr auto fields() {
        return std::tuple{open("vote", &T::vote),
                          open("kind", &T::kind),
                          sealed("question", &T::question),
                          open("projects", &T::projects),
                          open("policy", &T::policy).published(),
                          open("policy_hash", &T::policy_hash).published(),
                          open("rule", &T::rule).code(),
                          open("article", &T::article).published(),
                          open("majority", &T::majority),
                          parts("options", &T::options),
                          open("plan_version", &T::plan_version),
                          open("closes_on", &T::closes_on),
                          open("hidden_until_close", &T::hidden_until_close),
                          sealed_each("voters", &T::voters)};
    }
};

template <>
struct Description<vote::BallotServed> {
    using T = vote::BallotServed;
    static constexpr std::string_view name = "vote.BallotServed/1";
    static constexpr auto fields() {
        return std::tuple{sealed("household", &T::household), sealed("delivered", &T::delivered),
                          sealed("how", &T::how)};
    }
};

template <>
struct Description<vote::BallotCast> {
    using T = vote::BallotCast;
    static constexpr std::string_view name = "vote.BallotCast/1";
    static constexpr auto fields() {
        return std::tuple{sealed("household", &T::household), sealed("choice", &T::choice),
                          sealed("channel", &T::channel), sealed("entered_by", &T::entered_by)};
    }
};

template <>
struct Description<vote::BallotWithdrawn> {
    using T = vote::BallotWithdrawn;
    static constexpr std::string_view name = "vote.BallotWithdrawn/1";
    static constexpr auto fields() {
        return std::tuple{sealed("household", &T::household), sealed("reason", &T::reason)};
    }
};

template <>
struct Description<vote::Closed> {
    using T = vote::Closed;
    static constexpr std::string_view name = "vote.Closed/1";
    static constexpr auto fields() {
        return std::tuple{open("passes", &T::passes), open("ratios", &T::ratios), open("tallies", &T::tallies),
                          open("chosen", &T::chosen).code()};
    }
};

}  // namespace jiati::codec
