// Stored names, fields and their classes: firm. A name or a class, once released, stays (docs/formats/events.md).
#pragma once

#include "codec/fields.h"
#include "firm/firm.h"

namespace jiati::codec {

template <>
struct Description<firm::Licence> {
    using T = firm::Licence;
    static constexpr auto fields() {
        return std::tuple{field("kind", &T::kind).code(), field("number", &T::number),
                          field("valid_until", &T::valid_until)};
    }
};

// ---- commands

template <>
struct Description<firm::Register> {
    using T = firm::Register;
    static constexpr std::string_view name = "firm.Register";
    static constexpr auto fields() {
        return std::tuple{field("name", &T::name), field("duties", &T::duties).code(),
                          field("licences", &T::licences).or_default()};
    }
};

template <>
struct Description<firm::Suspend> {
    using T = firm::Suspend;
    static constexpr std::string_view name = "firm.Suspend";
    static constexpr auto fields() { return std::tuple{field("office", &T::office), field("reason", &T::reason)}; }
};

template <>
struct Description<firm::Reinstate> {
    using T = firm::Reinstate;
    static constexpr std::string_view name = "firm.Reinstate";
    static constexpr auto fields() { return std::tuple{field("office", &T::office), field("reason", &T::reason)}; }
};

template <>
struct Description<firm::Rate> {
    using T = firm::Rate;
    static constexpr std::string_view name = "firm.Rate";
    static constexpr auto fields() {
        return std::tuple{field("project", &T::project), field("household", &T::household), field("score", &T::score),
                          field("text", &T::text).or_default()};
    }
};

// ---- events

template <>
struct Description<firm::Registered> {
    using T = firm::Registered;
    static constexpr std::string_view name = "firm.Registered/1";
    static constexpr auto fields() {
        return std::tuple{open("firm", &T::firm), sealed("name", &T::name), open("duties", &T::duties).code(),
                          sealed_each("licences", &T::licences)};
    }
};

template <>
struct Description<firm::Suspended> {
    using T = firm::Suspended;
    static constexpr std::string_view name = "firm.Suspended/1";
    static constexpr auto fields() { return std::tuple{sealed("office", &T::office), sealed("reason", &T::reason)}; }
};

template <>
struct Description<firm::Reinstated> {
    using T = firm::Reinstated;
    static constexpr std::string_view name = "firm.Reinstated/1";
    static constexpr auto fields() { return std::tuple{sealed("office", &T::office), sealed("reason", &T::reason)}; }
};

template <>
struct Description<firm::Rated> {
    using T = firm::Rated;
    static constexpr std::string_view name = "firm.Rated/1";
    static constexpr auto fields() {
        return std::tuple{open("project", &T::project), sealed("household", &T::household), sealed("score", &T::score),
                          vault("text", &T::text)};
    }
};

}  // namespace jiati::codec
