// How the kinds of events of one union are listed; included by the files that hold descriptions.
#pragma once

#include "codec/any_value_testing.h"
#include "codec/events.h"

#include <utility>
#include <variant>

namespace jiati::codec::testing {

// Whole: what events.h and leaf.h take, project::Event for every stage. Union: the variant the alternative is of.
template <class Whole, class Union, class Alternative, auto decode>
AnyEvent make_event(Source& source) {
    Whole const event(Union(any<Alternative>(source, TextRule::free)));
    auto const encoded = encode(event);
    return {encoded, [event](std::string const& stream) { return subjects_of(stream, event); },
            [event](Envelope const& envelope, Secrets const& secrets) { return leaf(envelope, event, secrets); },
            [encoded]() -> Result<EncodedEvent, Refusal> {
                auto const decoded = decode(encoded.type, encoded.payload);
                if (!decoded) return Failure{decoded.error()};
                return encode(*decoded);
            }};
}

template <class Whole, class Union, auto decode>
void add_kinds(std::vector<EventKind>& kinds) {
    [&]<std::size_t... i>(std::index_sequence<i...>) {
        (kinds.push_back({Description<std::variant_alternative_t<i, Union>>::name,
                          make_event<Whole, Union, std::variant_alternative_t<i, Union>, decode>}),
         ...);
    }
    (std::make_index_sequence<std::variant_size_v<Union>>{});
}

void add_project_kinds(std::vector<EventKind>& kinds);

}  // namespace jiati::codec::testing
