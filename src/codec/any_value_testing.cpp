#include "codec/any_value_testing.h"

#include "codec/any_event_testing.h"
#include "codec/canonical.h"
#include "codec/descriptions/account.h"
#include "codec/descriptions/firm.h"
#include "codec/descriptions/place.h"
#include "codec/descriptions/tender.h"
#include "codec/descriptions/vote.h"

namespace jiati::codec::testing {

std::string any_text(Source& source, TextRule rule) {
    auto const number = std::to_string(source.pick(0, 99999));
    switch (rule) {
        case TextRule::free: {
            static constexpr std::string_view others[] = {"", "é", "\"\\\n\t", "𠮷", "<b>", "\u2028"};
            return std::string(text_mark) + number + std::string(others[source.pick(0, 5)]);
        }
        case TextRule::code:
            return "code_" + number;
        case TextRule::path:
            return "nanchang/area-" + number + "/";
        case TextRule::published:
            return "第" + number + "条";
    }
    return {};
}

Fraction any_fraction(Source& source) {
    Fraction fraction(source.pick(-1000000, 1000000), source.pick(1, 1000000));
    // Beyond 64 bits now and then.
    for (auto squares = source.pick(0, 3); squares > 0; --squares) fraction *= fraction;
    return fraction;
}

VaultText any_vault_text(Source& source) {
    auto const number = std::to_string(source.pick(0, 99999));
    if (source.pick(0, 4) == 0) return {};
    return {std::string(reference_mark) + number, base64url(sha256(number))};
}

std::int64_t Counting::pick(std::int64_t least, std::int64_t most) {
    // SplitMix64.
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    z ^= z >> 31U;
    auto const span = static_cast<std::uint64_t>(most - least) + 1;
    return least + static_cast<std::int64_t>(z % span);
}

Secrets secrets_for(std::vector<std::string> const& subjects, unsigned char salt) {
    Secrets secrets;
    for (auto const& subject : subjects) {
        secrets[subject] = sha256(subject);
        secrets[subject][0] = static_cast<unsigned char>(secrets[subject][0] ^ salt);
    }
    return secrets;
}

std::vector<EventKind> all_event_kinds() {
    std::vector<EventKind> kinds;
    add_project_kinds(kinds);
    add_kinds<place::Event, place::Event, decode_place_event>(kinds);
    add_kinds<vote::Event, vote::Event, decode_vote_event>(kinds);
    add_kinds<tender::Event, tender::Event, decode_tender_event>(kinds);
    add_kinds<firm::Event, firm::Event, decode_firm_event>(kinds);
    add_kinds<account::Event, account::Event, decode_account_event>(kinds);
    return kinds;
}

}  // namespace jiati::codec::testing
