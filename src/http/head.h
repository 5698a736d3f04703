// The head of a request, read strictly and before the network library sees it: whatever two programs in a row could
// understand differently (request smuggling) is refused here. Total on any bytes (fuzzed).
#pragma once

#include "base/refusal.h"
#include "base/result.h"
#include "http/headers.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jiati::http {

enum class HeadScan : std::uint8_t { complete, incomplete, malformed };

// Finds the blank line that ends a head. Kept between reads so that no byte is looked at twice.
class HeadScanner {
  public:
    // `received` is all that has come since the head began. Malformed as soon as a LF without CR or a NUL shows.
    [[nodiscard]] HeadScan scan(std::string_view received);
    // The bytes of a complete head, the blank line included.
    [[nodiscard]] std::size_t length() const { return scanned_; }

  private:
    std::size_t scanned_ = 0;
};

struct Head {
    std::string method;
    std::string target;  // as sent
    Headers headers;
    bool is_http_1_1 = true;
    bool wants_close = false;
    bool expects_continue = false;
    bool is_chunked = false;
    std::optional<std::uint64_t> content_length;

    [[nodiscard]] bool has_body() const { return is_chunked || content_length.value_or(0) > 0; }
    [[nodiscard]] std::string_view host() const { return headers.find("Host").value_or(""); }
};

// `text` is a complete head, up to and including the blank line.
Result<Head, Refusal> parse_head(std::string_view text);

}  // namespace jiati::http
