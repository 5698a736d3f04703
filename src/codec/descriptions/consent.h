// Stored names, fields and their classes: consent. A name or a class, once released, stays (docs/formats/events.md).
#pragma once

#include "codec/fields.h"
#include "project/consent.h"

namespace jiati::codec {

template <>
struct Description<project::consent::RollEntry> {
    using T = project::consent::RollEntry;
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("room", &T::room), field("floors", &T::floors),
                          field("area", &T::area), field("owner", &T::owner)};
    }
};

template <>
struct Description<project::consent::RatioFact> {
    using T = project::consent::RatioFact;
    static constexpr auto fields() {
        return std::tuple{field("have", &T::have).published(), field("of", &T::of).published(),
                          field("need", &T::need).published(), field("holds", &T::holds)};
    }
};

// ---- commands

template <>
struct Description<project::consent::FreezeRoll> {
    using T = project::consent::FreezeRoll;
    static constexpr std::string_view name = "consent.FreezeRoll";
    static constexpr auto fields() { return std::tuple{fact("fact", &T::fact)}; }
};

template <>
struct Description<project::consent::NoteVoteOpened> {
    using T = project::consent::NoteVoteOpened;
    static constexpr std::string_view name = "consent.NoteVoteOpened";
    static constexpr auto fields() { return std::tuple{field("vote", &T::vote), fact("about_plan", &T::about_plan)}; }
};

template <>
struct Description<project::consent::SignAgreement> {
    using T = project::consent::SignAgreement;
    static constexpr std::string_view name = "consent.SignAgreement";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("how", &T::how).or_default()};
    }
};

template <>
struct Description<project::consent::WitnessAgreement> {
    using T = project::consent::WitnessAgreement;
    static constexpr std::string_view name = "consent.WitnessAgreement";
    static constexpr auto fields() { return std::tuple{field("witnesses", &T::witnesses)}; }
};

// The data of consent.TakeInResult: the application looks the result up.
struct TakeInResultData {
    VoteId vote;
};
template <>
struct Description<TakeInResultData> {
    using T = TakeInResultData;
    static constexpr std::string_view name = "consent.TakeInResult";
    static constexpr auto fields() { return std::tuple{field("vote", &T::vote)}; }
};
template <class Command>
struct CommandData;
template <>
struct CommandData<project::consent::TakeInResult> {
    using Data = TakeInResultData;
    static project::consent::TakeInResult command(Data data) {
        project::consent::TakeInResult command;
        command.fact.vote = std::move(data.vote);
        return command;
    }
};

// ---- events

template <>
struct Description<project::consent::RollFrozen> {
    using T = project::consent::RollFrozen;
    static constexpr std::string_view name = "consent.RollFrozen/1";
    static constexpr auto fields() {
        return std::tuple{open("place_version", &T::place_version), sealed_each("households", &T::households),
                          open("heads", &T::heads), open("area", &T::area)};
    }
};

template <>
struct Description<project::consent::VoteOpened> {
    using T = project::consent::VoteOpened;
    static constexpr std::string_view name = "consent.VoteOpened/1";
    static constexpr auto fields() {
        return std::tuple{open("vote", &T::vote), open("plan_version", &T::plan_version)};
    }
};

template <>
struct Description<project::consent::ResultTakenIn> {
    using T = project::consent::ResultTakenIn;
    static constexpr std::string_view name = "consent.ResultTakenIn/2";
    static constexpr auto fields() {
        return std::tuple{open("vote", &T::vote),
                          open("vote_version", &T::vote_version),
                          open("plan_version", &T::plan_version),
                          open("policy", &T::policy).published(),
                          open("article", &T::article).published(),
                          open("passes", &T::passes),
                          open("ratios", &T::ratios),
                          open("stage", &T::stage).code(),
                          open("decides", &T::decides)};
    }
};

template <>
struct Description<project::consent::AgreementSigned> {
    using T = project::consent::AgreementSigned;
    static constexpr std::string_view name = "consent.AgreementSigned/1";
    static constexpr auto fields() {
        return std::tuple{sealed("household", &T::household), sealed("how", &T::how),
                          open("plan_version", &T::plan_version)};
    }
};

template <>
struct Description<project::consent::AgreementWitnessed> {
    using T = project::consent::AgreementWitnessed;
    static constexpr std::string_view name = "consent.AgreementWitnessed/1";
    static constexpr auto fields() {
        return std::tuple{sealed_each("witnesses", &T::witnesses), open("signatures", &T::signatures)};
    }
};

}  // namespace jiati::codec
