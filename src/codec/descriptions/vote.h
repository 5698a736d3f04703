// Stored names, fields and their classes: vote. A name or a class, once released, stays (docs/formats/events.md).
#pragma once

#include "codec/descriptions/ballot_terms.h"
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
                          field("stage", &T::stage).code().or_default(),
                          field("options", &T::options).or_default(),
                          field("closes_on", &T::closes_on),
                          field("hidden_until_close", &T::hidden_until_close).or_default(),
                          field("private_part_owners", &T::private_part_owners).or_default(),
                          fact("fact", &T::fact)};
    }
};

template <>
struct Description<vote::Attachment> {
    using T = vote::Attachment;
    static constexpr auto fields() {
        return std::tuple{field("file", &T::file).code(),
                          field("commitment", &T::commitment).or_default().at_most(100)};
    }
};

template <>
struct Description<vote::Serve> {
    using T = vote::Serve;
    static constexpr std::string_view name = "vote.Serve";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("delivered", &T::delivered).or_default(),
                          field("how", &T::how).or_default(), field("photo", &T::photo).or_default()};
    }
};

template <>
struct Description<vote::CastBallot> {
    using T = vote::CastBallot;
    static constexpr std::string_view name = "vote.CastBallot";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household),
                          field("choice", &T::choice).code(),
                          field("channel", &T::channel),
                          field("plan_version", &T::plan_version).or_default(),
                          field("entered_by", &T::entered_by).or_default(),
                          vault("condition", &T::condition).or_default().at_most(500),
                          field("proxy", &T::proxy),
                          vault("proxy_name", &T::proxy_name).or_default().at_most(100),
                          vault("proxy_document", &T::proxy_document).or_default().at_most(200),
                          field("proxy_file", &T::proxy_file).or_default(),
                          vault("signature", &T::signature).or_default(),
                          field("signature_file", &T::signature_file).or_default(),
                          vault("signed_at_place", &T::signed_at_place).or_default().at_most(200),
                          field("signed_at", &T::signed_at),
                          field("handler", &T::handler).or_default(),
                          fact("by_owner", &T::by_owner)};
    }
};

template <>
struct Description<vote::WithdrawBallot> {
    using T = vote::WithdrawBallot;
    static constexpr std::string_view name = "vote.WithdrawBallot";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("reason", &T::reason).or_default(),
                          fact("by_owner", &T::by_owner)};
    }
};

template <>
struct Description<vote::ConfirmCondition> {
    using T = vote::ConfirmCondition;
    static constexpr std::string_view name = "vote.ConfirmCondition";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("entered_by", &T::entered_by).or_default(),
                          field("signature_file", &T::signature_file).or_default(), fact("by_owner", &T::by_owner)};
    }
};

template <>
struct Description<vote::ConfirmBallot> {
    using T = vote::ConfirmBallot;
    static constexpr std::string_view name = "vote.ConfirmBallot";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), fact("by_owner", &T::by_owner)};
    }
};

template <>
struct Description<vote::ContestBallot> {
    using T = vote::ContestBallot;
    static constexpr std::string_view name = "vote.ContestBallot";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), vault("reason", &T::reason).at_most(500),
                          fact("by_owner", &T::by_owner)};
    }
};

template <>
struct Description<vote::SettleBallot> {
    using T = vote::SettleBallot;
    static constexpr std::string_view name = "vote.SettleBallot";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("stands", &T::stands),
                          vault("reason", &T::reason).at_most(500)};
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
    static constexpr std::string_view name = "vote.Opened/2";
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
                          open("stage", &T::stage).code(),
                          open("decides", &T::decides),
                          open("terms", &T::terms),
                          parts("options", &T::options),
                          open("plan_version", &T::plan_version),
                          open("closes_on", &T::closes_on),
                          open("hidden_until_close", &T::hidden_until_close),
                          sealed_each("voters", &T::voters),
                          sealed_each("private_part_owners", &T::private_part_owners)};
    }
};

template <>
struct Description<vote::BallotServed> {
    using T = vote::BallotServed;
    static constexpr std::string_view name = "vote.BallotServed/2";
    static constexpr auto fields() {
        return std::tuple{sealed("household", &T::household), sealed("delivered", &T::delivered),
                          sealed("how", &T::how), sealed("photo_file", &T::photo_file),
                          sealed("photo_commitment", &T::photo_commitment)};
    }
};

template <>
struct Description<vote::BallotCast> {
    using T = vote::BallotCast;
    static constexpr std::string_view name = "vote.BallotCast/2";
    static constexpr auto fields() {
        return std::tuple{sealed("household", &T::household),
                          sealed("choice", &T::choice),
                          sealed("channel", &T::channel),
                          sealed("entered_by", &T::entered_by),
                          sealed("by_owner", &T::by_owner),
                          sealed("waits_for_owner", &T::waits_for_owner),
                          vault("condition", &T::condition),
                          sealed("proxy", &T::proxy),
                          vault("proxy_name", &T::proxy_name),
                          vault("proxy_document", &T::proxy_document),
                          sealed("proxy_file", &T::proxy_file),
                          sealed("proxy_commitment", &T::proxy_commitment),
                          vault("signature", &T::signature),
                          sealed("signature_file", &T::signature_file),
                          sealed("signature_commitment", &T::signature_commitment),
                          vault("signed_at_place", &T::signed_at_place),
                          sealed("signed_at", &T::signed_at),
                          sealed("handler", &T::handler)};
    }
};

template <>
struct Description<vote::ConditionConfirmed> {
    using T = vote::ConditionConfirmed;
    static constexpr std::string_view name = "vote.ConditionConfirmed/1";
    static constexpr auto fields() {
        return std::tuple{sealed("household", &T::household), sealed("entered_by", &T::entered_by),
                          sealed("signature_file", &T::signature_file),
                          sealed("signature_commitment", &T::signature_commitment)};
    }
};

template <>
struct Description<vote::BallotConfirmed> {
    using T = vote::BallotConfirmed;
    static constexpr std::string_view name = "vote.BallotConfirmed/1";
    static constexpr auto fields() { return std::tuple{sealed("household", &T::household)}; }
};

template <>
struct Description<vote::BallotContested> {
    using T = vote::BallotContested;
    static constexpr std::string_view name = "vote.BallotContested/1";
    static constexpr auto fields() {
        return std::tuple{sealed("household", &T::household), vault("reason", &T::reason)};
    }
};

template <>
struct Description<vote::BallotSettled> {
    using T = vote::BallotSettled;
    static constexpr std::string_view name = "vote.BallotSettled/1";
    static constexpr auto fields() {
        return std::tuple{sealed("household", &T::household), sealed("stands", &T::stands),
                          vault("reason", &T::reason)};
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
    static constexpr std::string_view name = "vote.Closed/2";
    static constexpr auto fields() {
        return std::tuple{open("passes", &T::passes), open("ratios", &T::ratios), open("tallies", &T::tallies),
                          open("chosen", &T::chosen).code(), open("private_parts_agree", &T::private_parts_agree)};
    }
};

}  // namespace jiati::codec
