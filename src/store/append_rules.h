// What every journal demands of the program that appends to it, whatever the engine behind it.
#pragma once

#include "app/ports/journal.h"
#include "base/check.h"

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

}  // namespace jiati::store
