// A finished answer to a reader, as JSON text made for one viewer.
#pragma once

#include "app/ports/store_error.h"
#include "base/refusal.h"

#include <cstdint>
#include <string>

namespace jiati::app {

struct Page {
    std::string json;
    std::int64_t version = 0;  // of the stream shown; 0 where the answer is not one stream's
    // Of the bytes of `json`, 22 characters of base64url: pages with the same digest are the same page.
    std::string digest;
};
[[nodiscard]] Page make_page(std::string json, std::int64_t version = 0);

// absent also means: not yours.
struct QueryError {
    enum class Kind : std::uint8_t { absent, bad_cursor, refused, store };
    Kind kind{};
    StoreError store;
    Refusal refusal{};  // of what was asked
};

}  // namespace jiati::app
