// Stored names, fields and their classes: mediation. A name or a class, once released, stays (docs/formats/events.md).
#pragma once

#include "codec/descriptions/survey.h"
#include "codec/fields.h"
#include "project/mediation.h"

namespace jiati::codec {

template <>
struct EnumNames<project::mediation::Level> {
    using enum project::mediation::Level;
    static constexpr std::array entries{named(community, "community"), named(street, "street"),
                                        named(peoples_mediation, "peoples_mediation"), named(hearing, "hearing")};
};

template <>
struct EnumNames<project::mediation::OfferKind> {
    using enum project::mediation::OfferKind;
    static constexpr std::array entries{named(compensation, "compensation"),
                                        named(free_rides, "free_rides"),
                                        named(waived_upkeep, "waived_upkeep"),
                                        named(frosted_panes, "frosted_panes"),
                                        named(canopy, "canopy"),
                                        named(plan_change, "plan_change"),
                                        named(other, "other")};
};

template <>
struct EnumNames<project::mediation::Answer> {
    using enum project::mediation::Answer;
    static constexpr std::array entries{named(accepted, "accepted"), named(declined, "declined")};
};

template <>
struct EnumNames<project::mediation::Outcome> {
    using enum project::mediation::Outcome;
    static constexpr std::array entries{named(settled, "settled"), named(unsettled, "unsettled")};
};

// ---- commands

template <>
struct Description<project::mediation::Open> {
    using T = project::mediation::Open;
    static constexpr std::string_view name = "mediation.Open";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("topic", &T::topic), field("level", &T::level),
                          field("text", &T::text).or_default()};
    }
};

template <>
struct Description<project::mediation::HoldRound> {
    using T = project::mediation::HoldRound;
    static constexpr std::string_view name = "mediation.HoldRound";
    static constexpr auto fields() {
        return std::tuple{field("mediation", &T::mediation), field("level", &T::level), field("parties", &T::parties),
                          field("note", &T::note)};
    }
};

template <>
struct Description<project::mediation::MakeOffer> {
    using T = project::mediation::MakeOffer;
    static constexpr std::string_view name = "mediation.MakeOffer";
    static constexpr auto fields() {
        return std::tuple{field("mediation", &T::mediation), field("kind", &T::kind), field("amount", &T::amount),
                          field("text", &T::text)};
    }
};

template <>
struct Description<project::mediation::AnswerOffer> {
    using T = project::mediation::AnswerOffer;
    static constexpr std::string_view name = "mediation.AnswerOffer";
    static constexpr auto fields() {
        return std::tuple{field("offer", &T::offer), field("answer", &T::answer), field("text", &T::text).or_default()};
    }
};

template <>
struct Description<project::mediation::KeepOffer> {
    using T = project::mediation::KeepOffer;
    static constexpr std::string_view name = "mediation.KeepOffer";
    static constexpr auto fields() { return std::tuple{field("offer", &T::offer), field("how", &T::how)}; }
};

template <>
struct Description<project::mediation::Close> {
    using T = project::mediation::Close;
    static constexpr std::string_view name = "mediation.Close";
    static constexpr auto fields() {
        return std::tuple{field("mediation", &T::mediation), field("outcome", &T::outcome),
                          field("text", &T::text).or_default()};
    }
};

// ---- events

template <>
struct Description<project::mediation::Opened> {
    using T = project::mediation::Opened;
    static constexpr std::string_view name = "mediation.Opened/1";
    static constexpr auto fields() {
        return std::tuple{open("mediation", &T::mediation), sealed("household", &T::household),
                          sealed("topic", &T::topic), open("level", &T::level), vault("text", &T::text)};
    }
};

template <>
struct Description<project::mediation::RoundHeld> {
    using T = project::mediation::RoundHeld;
    static constexpr std::string_view name = "mediation.RoundHeld/1";
    static constexpr auto fields() {
        return std::tuple{open("mediation", &T::mediation), sealed("household", &T::household),
                          open("round", &T::round),         open("level", &T::level),
                          sealed("parties", &T::parties),   vault("note", &T::note)};
    }
};

template <>
struct Description<project::mediation::OfferMade> {
    using T = project::mediation::OfferMade;
    static constexpr std::string_view name = "mediation.OfferMade/1";
    static constexpr auto fields() {
        return std::tuple{open("offer", &T::offer),           open("mediation", &T::mediation),
                          sealed("household", &T::household), sealed("kind", &T::kind),
                          sealed("amount", &T::amount),       vault("text", &T::text)};
    }
};

template <>
struct Description<project::mediation::OfferAnswered> {
    using T = project::mediation::OfferAnswered;
    static constexpr std::string_view name = "mediation.OfferAnswered/1";
    static constexpr auto fields() {
        return std::tuple{open("offer", &T::offer), sealed("household", &T::household), sealed("answer", &T::answer),
                          vault("text", &T::text)};
    }
};

template <>
struct Description<project::mediation::OfferKept> {
    using T = project::mediation::OfferKept;
    static constexpr std::string_view name = "mediation.OfferKept/1";
    static constexpr auto fields() {
        return std::tuple{open("offer", &T::offer), sealed("household", &T::household), vault("how", &T::how)};
    }
};

template <>
struct Description<project::mediation::Closed> {
    using T = project::mediation::Closed;
    static constexpr std::string_view name = "mediation.Closed/1";
    static constexpr auto fields() {
        return std::tuple{open("mediation", &T::mediation), sealed("household", &T::household),
                          sealed("outcome", &T::outcome), vault("text", &T::text)};
    }
};

}  // namespace jiati::codec
