// What every journal demands of the program that appends to it, whatever the engine behind it.
#pragma once

#include "app/ports/journal.h"
#include "base/check.h"

#include <optional>
#include <string>

namespace jiati::store {

// An append records something: views, vault values and timers follow from events and never come alone.
inline void check_append(app::Append const& append) {
    CHECK(!append.city.empty());
    CHECK(!append.idempotency_key.empty());
    CHECK(!append.streams.empty());
    for (auto const& part : append.streams) {
        CHECK(!part.stream.empty());
        CHECK(part.expected_version >= 0);
        CHECK(!part.events.empty());
    }
}

// One engine would keep a text with U+0000 in it, another would cut it off there: none takes it. Readers of requests
// refuse it in words people understand; this is the last line.
inline std::optional<app::StoreError> why_unstorable(app::Append const& append) {
    auto const has_zero = [](std::string const& text) { return text.find('\0') != std::string::npos; };
    bool found = has_zero(append.city) || has_zero(append.actor) || has_zero(append.idempotency_key) ||
                 has_zero(append.request_hash);
    for (auto const& part : append.streams) {
        found = found || has_zero(part.stream);
        for (auto const& event : part.events)
            found = found || has_zero(event.type) || has_zero(event.payload) || has_zero(event.leaf) ||
                    has_zero(event.evidence);
    }
    for (auto const& row : append.views)
        found = found || has_zero(row.view) || has_zero(row.key) || has_zero(row.area) || has_zero(row.body);
    for (auto const& row : append.vault)
        found = found || has_zero(row.ref) || has_zero(row.subject) || has_zero(row.value);
    for (auto const& timer : append.timers) found = found || has_zero(timer.key) || has_zero(timer.command);
    if (!found) return std::nullopt;
    return app::StoreError{app::StoreError::Kind::unavailable, "a text holds U+0000"};
}

}  // namespace jiati::store
