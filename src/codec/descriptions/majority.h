// The thresholds of a legal vote, as votes record them and policies state them.
#pragma once

#include "base/double_majority.h"
#include "codec/fields.h"

namespace jiati::codec {

template <>
struct EnumNames<AgreementBase> {
    using enum AgreementBase;
    static constexpr std::array entries{named(participants, "participants"), named(all_owners, "all_owners")};
};

template <>
struct Description<DoubleMajority> {
    using T = DoubleMajority;
    static constexpr auto fields() {
        return std::tuple{field("participation_heads", &T::participation_heads),
                          field("participation_area", &T::participation_area),
                          field("agreement_heads", &T::agreement_heads),
                          field("agreement_area", &T::agreement_area),
                          field("strict_agreement", &T::strict_agreement),
                          field("base", &T::base),
                          field("answer_covers_all_flats", &T::answer_covers_all_flats)};
    }
};

}  // namespace jiati::codec
