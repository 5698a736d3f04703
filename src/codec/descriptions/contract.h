// Stored names, fields and their classes: contract. A name or a class, once released, stays (docs/formats/events.md).
#pragma once

#include "codec/fields.h"
#include "project/contract.h"

namespace jiati::codec {

template <>
struct Description<project::contract::Commitment> {
    using T = project::contract::Commitment;
    static constexpr auto fields() {
        return std::tuple{open("kind", &T::kind).code(), open("years", &T::years),
                          sealed("text", &T::text).or_default()};
    }
};

// ---- commands

template <>
struct Description<project::contract::QuotePrice> {
    using T = project::contract::QuotePrice;
    static constexpr std::string_view name = "contract.QuotePrice";
    static constexpr auto fields() {
        return std::tuple{field("firm", &T::firm), field("amount", &T::amount),
                          field("reason", &T::reason).or_default(), fact("fact", &T::fact)};
    }
};

template <>
struct Description<project::contract::ChooseFirm> {
    using T = project::contract::ChooseFirm;
    static constexpr std::string_view name = "contract.ChooseFirm";
    static constexpr auto fields() {
        return std::tuple{field("firm", &T::firm), field("tender", &T::tender), field("how", &T::how).or_default(),
                          fact("fact", &T::fact), fact("tender_fact", &T::tender_fact)};
    }
};

template <>
struct Description<project::contract::AuthoriseAgent> {
    using T = project::contract::AuthoriseAgent;
    static constexpr std::string_view name = "contract.AuthoriseAgent";
    static constexpr auto fields() {
        return std::tuple{field("agent", &T::agent), field("scope", &T::scope).or_default(), field("until", &T::until)};
    }
};

template <>
struct Description<project::contract::Sign> {
    using T = project::contract::Sign;
    static constexpr std::string_view name = "contract.Sign";
    static constexpr auto fields() {
        return std::tuple{field("price", &T::price), field("commitments", &T::commitments).or_default(),
                          field("witnesses", &T::witnesses).or_default(), field("terms", &T::terms).or_default()};
    }
};

// ---- events

template <>
struct Description<project::contract::PriceQuoted> {
    using T = project::contract::PriceQuoted;
    static constexpr std::string_view name = "contract.PriceQuoted/1";
    static constexpr auto fields() {
        return std::tuple{open("firm", &T::firm), sealed("firm_name", &T::firm_name), open("amount", &T::amount),
                          sealed("reason", &T::reason)};
    }
};

template <>
struct Description<project::contract::FirmChosen> {
    using T = project::contract::FirmChosen;
    static constexpr std::string_view name = "contract.FirmChosen/1";
    static constexpr auto fields() {
        return std::tuple{open("firm", &T::firm), sealed("firm_name", &T::firm_name), open("tender", &T::tender),
                          sealed("how", &T::how)};
    }
};

template <>
struct Description<project::contract::AgentAuthorised> {
    using T = project::contract::AgentAuthorised;
    static constexpr std::string_view name = "contract.AgentAuthorised/1";
    static constexpr auto fields() {
        return std::tuple{sealed("agent", &T::agent), sealed_each("scope", &T::scope), open("until", &T::until)};
    }
};

template <>
struct Description<project::contract::Signed> {
    using T = project::contract::Signed;
    static constexpr std::string_view name = "contract.Signed/1";
    static constexpr auto fields() {
        return std::tuple{open("firm", &T::firm), open("price", &T::price), parts("commitments", &T::commitments),
                          sealed_each("witnesses", &T::witnesses), sealed("terms", &T::terms)};
    }
};

}  // namespace jiati::codec
