// How a ballot may be given for another, taken back, and entered by an office: what a city's rules leave to data, and
// what a vote keeps of them from its opening on.
#pragma once

#include <cstdint>
#include <vector>

namespace jiati::policy {

// How long an answer that counts may be changed or taken back. Never after the close.
enum class BallotChange : std::uint8_t {
    until_close,
    until_adopted,  // no longer once the ballots in hand suffice whatever the rest say; where results are hidden until
                    // the close, adoption is known at the close only
    never
};

// Whether a ballot that an office enters for an owner counts at once.
enum class StaffEntry : std::uint8_t {
    counts,
    with_signature,  // with a signature or a photograph of the form; otherwise it waits for the owner's confirmation
    awaits_owner
};

// Who may answer in an owner's place; each needs a document.
enum class ProxyKind : std::uint8_t { proxy, spouse, heir, employer };

struct BallotTerms {
    BallotChange change = BallotChange::until_close;
    StaffEntry staff_entry = StaffEntry::counts;
    std::vector<ProxyKind> proxies{ProxyKind::proxy, ProxyKind::spouse, ProxyKind::heir, ProxyKind::employer};
    friend bool operator==(BallotTerms const&, BallotTerms const&) = default;
};

}  // namespace jiati::policy
