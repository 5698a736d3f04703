// Stored names, fields and their classes: tender. A name or a class, once released, stays (docs/formats/events.md).
#pragma once

#include "codec/fields.h"
#include "tender/tender.h"

namespace jiati::codec {

template <>
struct EnumNames<tender::Kind> {
    using enum tender::Kind;
    static constexpr std::array entries{named(comparison, "comparison"), named(public_tender, "public_tender")};
};

// ---- commands

template <>
struct Description<tender::Announce> {
    using T = tender::Announce;
    static constexpr std::string_view name = "tender.Announce";
    static constexpr auto fields() {
        return std::tuple{field("kind", &T::kind),
                          field("title", &T::title),
                          field("projects", &T::projects),
                          field("agent", &T::agent).or_default(),
                          field("terms", &T::terms).or_default(),
                          field("bids_due_on", &T::bids_due_on)};
    }
};

template <>
struct Description<tender::SubmitBid> {
    using T = tender::SubmitBid;
    static constexpr std::string_view name = "tender.SubmitBid";
    static constexpr auto fields() {
        return std::tuple{field("firm", &T::firm), field("price_per_lift", &T::price_per_lift),
                          field("offer", &T::offer).or_default(), fact("fact", &T::fact)};
    }
};

template <>
struct Description<tender::Award> {
    using T = tender::Award;
    static constexpr std::string_view name = "tender.Award";
    static constexpr auto fields() {
        return std::tuple{field("firm", &T::firm), field("vote", &T::vote), field("reason", &T::reason).or_default(),
                          fact("fact", &T::fact)};
    }
};

template <>
struct Description<tender::Cancel> {
    using T = tender::Cancel;
    static constexpr std::string_view name = "tender.Cancel";
    static constexpr auto fields() { return std::tuple{field("reason", &T::reason)}; }
};

// ---- events

template <>
struct Description<tender::Announced> {
    using T = tender::Announced;
    static constexpr std::string_view name = "tender.Announced/1";
    static constexpr auto fields() {
        return std::tuple{open("tender", &T::tender),          open("kind", &T::kind),     sealed("title", &T::title),
                          open("projects", &T::projects),      sealed("agent", &T::agent), sealed("terms", &T::terms),
                          open("bids_due_on", &T::bids_due_on)};
    }
};

template <>
struct Description<tender::BidSubmitted> {
    using T = tender::BidSubmitted;
    static constexpr std::string_view name = "tender.BidSubmitted/1";
    static constexpr auto fields() {
        return std::tuple{sealed("firm", &T::firm), sealed("firm_name", &T::firm_name),
                          sealed("price_per_lift", &T::price_per_lift), sealed("offer", &T::offer)};
    }
};

template <>
struct Description<tender::Awarded> {
    using T = tender::Awarded;
    static constexpr std::string_view name = "tender.Awarded/1";
    static constexpr auto fields() {
        return std::tuple{open("firm", &T::firm), sealed("firm_name", &T::firm_name),
                          open("price_per_lift", &T::price_per_lift), open("vote", &T::vote),
                          sealed("reason", &T::reason)};
    }
};

template <>
struct Description<tender::Cancelled> {
    using T = tender::Cancelled;
    static constexpr std::string_view name = "tender.Cancelled/1";
    static constexpr auto fields() { return std::tuple{sealed("reason", &T::reason)}; }
};

}  // namespace jiati::codec
