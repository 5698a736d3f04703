// Stored names of the words that place and account share.
#pragma once

#include "base/personal_data.h"
#include "codec/fields.h"

namespace jiati::codec {

template <>
struct EnumNames<AskedBy> {
    using enum AskedBy;
    static constexpr std::array entries{named(person, "person"), named(representative, "representative"),
                                        named(office, "office")};
};

template <>
struct EnumNames<ReadPurpose> {
    using enum ReadPurpose;
    static constexpr std::array entries{named(contact, "contact"), named(verification, "verification"),
                                        named(dispute, "dispute"), named(works, "works"), named(audit, "audit")};
};

}  // namespace jiati::codec
