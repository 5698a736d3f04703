// Stored names, fields and their classes: erasing and looking at a household's personal data. A name or a class, once
// released, stays (docs/formats/events.md).
#pragma once

#include "codec/descriptions/personal_data.h"
#include "codec/fields.h"
#include "place/community.h"

namespace jiati::codec {

// ---- commands

template <>
struct Description<place::Withheld> {
    using T = place::Withheld;
    static constexpr auto fields() { return std::tuple{field("subject", &T::subject), field("until", &T::until)}; }
};

template <>
struct Description<place::ErasePersonalData> {
    using T = place::ErasePersonalData;
    static constexpr std::string_view name = "place.ErasePersonalData";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("asked_by", &T::asked_by),
                          field("former", &T::former).or_default(), fact("withheld", &T::withheld)};
    }
};

template <>
struct Description<place::EraseWithheld> {
    using T = place::EraseWithheld;
    static constexpr std::string_view name = "place.EraseWithheld";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("subject", &T::subject)};
    }
};

template <>
struct Description<place::RecordRead> {
    using T = place::RecordRead;
    static constexpr std::string_view name = "place.RecordRead";
    static constexpr auto fields() {
        return std::tuple{field("household", &T::household), field("fields", &T::fields), field("purpose", &T::purpose),
                          field("reason", &T::reason).at_most(200)};
    }
};

// ---- events

template <>
struct Description<place::PersonalDataErased> {
    using T = place::PersonalDataErased;
    static constexpr std::string_view name = "place.PersonalDataErased/1";
    static constexpr auto fields() {
        return std::tuple{sealed("household", &T::household), sealed("subject", &T::subject),
                          open("asked_by", &T::asked_by), sealed("withheld", &T::withheld), open("next", &T::next)};
    }
};

template <>
struct Description<place::WithheldErased> {
    using T = place::WithheldErased;
    static constexpr std::string_view name = "place.WithheldErased/1";
    static constexpr auto fields() {
        return std::tuple{sealed("household", &T::household), sealed("subject", &T::subject)};
    }
};

template <>
struct Description<place::PersonalDataRead> {
    using T = place::PersonalDataRead;
    static constexpr std::string_view name = "place.PersonalDataRead/1";
    static constexpr auto fields() {
        return std::tuple{sealed("household", &T::household), sealed("fields", &T::fields),
                          open("purpose", &T::purpose), vault("reason", &T::reason)};
    }
};

}  // namespace jiati::codec
