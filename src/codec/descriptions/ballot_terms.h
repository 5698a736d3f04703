// What a vote keeps of a city's rules on ballots, as votes record it and policies state it.
#pragma once

#include "codec/fields.h"
#include "policy/ballots.h"

namespace jiati::codec {

template <>
struct EnumNames<policy::BallotChange> {
    using enum policy::BallotChange;
    static constexpr std::array entries{named(until_close, "until_close"), named(until_adopted, "until_adopted"),
                                        named(never, "never")};
};

template <>
struct EnumNames<policy::StaffEntry> {
    using enum policy::StaffEntry;
    static constexpr std::array entries{named(counts, "counts"), named(with_signature, "with_signature"),
                                        named(awaits_owner, "awaits_owner")};
};

template <>
struct EnumNames<policy::ProxyKind> {
    using enum policy::ProxyKind;
    static constexpr std::array entries{named(proxy, "proxy"), named(spouse, "spouse"), named(heir, "heir"),
                                        named(employer, "employer")};
};

template <>
struct Description<policy::BallotTerms> {
    using T = policy::BallotTerms;
    static constexpr auto fields() {
        return std::tuple{field("change", &T::change), field("staff_entry", &T::staff_entry),
                          field("proxies", &T::proxies)};
    }
};

}  // namespace jiati::codec
