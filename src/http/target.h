// Reading request targets, queries and cookies. Total on any bytes (fuzzed): a value or the reason why not.
#pragma once

#include "base/refusal.h"
#include "base/result.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jiati::http {

// Parameters by name; a name occurs once.
class QueryParameters {
  public:
    // "a=1&b=%E5%8A%A0": percent-decoding, + is a blank. Broken UTF-8, control characters, a name given twice and
    // more than 64 parameters are refused.
    static Result<QueryParameters, Refusal> parse(std::string_view query);

    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    // Why these are not the only names given; nothing when they are.
    [[nodiscard]] std::optional<Refusal> refuse_all_but(std::initializer_list<std::string_view> known) const;
    [[nodiscard]] auto begin() const { return pairs_.begin(); }
    [[nodiscard]] auto end() const { return pairs_.end(); }

  private:
    std::vector<std::pair<std::string, std::string>> pairs_;
};

struct Target {
    std::string path;       // decoded once: clean UTF-8, no control characters, no dot or empty segments
    std::string raw_query;  // as sent, without the question mark
    QueryParameters query;
};

// Origin form ("/a?b=c"), or absolute form when its authority is the one of the Host header.
Result<Target, Refusal> parse_target(std::string_view target, std::string_view host);

// The value of a cookie in a Cookie header; nothing when it is missing or, which is never honest, given twice.
[[nodiscard]] std::optional<std::string_view> find_cookie(std::string_view header, std::string_view name);

// Nothing when a percent sign is not followed by two hexadecimal digits.
[[nodiscard]] std::optional<std::string> percent_decoded(std::string_view text);

}  // namespace jiati::http
