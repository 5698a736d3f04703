// The head of a response as bytes.
#pragma once

#include "http/message.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace jiati::http {

// "Sun, 22 Nov 2026 11:58:00 GMT"
[[nodiscard]] std::string http_date(std::int64_t unix_s);

struct ResponseHeadOptions {
    std::optional<std::size_t> content_length;  // none for a stream of events
    std::string_view date;
    bool close = false;
};
// Line breaks and other control characters in values, which would forge fields, become blanks.
[[nodiscard]] std::string write_response_head(Response const& response, ResponseHeadOptions const& options);

}  // namespace jiati::http
