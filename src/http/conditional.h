// ETag, If-None-Match and If-Match (RFC 9110, section 13). The entity tag of an aggregate is its version: "12". A page
// that also changes with its reader or the day adds what tells its states apart after a dot, "12.f3Kd", so that a tag
// from any answer can be given back in If-Match.
#pragma once

#include "base/refusal.h"
#include "base/result.h"
#include "http/message.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jiati::http {

[[nodiscard]] std::string version_etag(std::uint64_t version);

// The version that If-Match demands; no value without the header or with "*". Refused unless it is one strong tag that
// begins with a version.
Result<std::optional<std::uint64_t>, Refusal> if_match_version(Request const& request);

// Whether If-None-Match names the tag, so that the client's copy is good (weak comparison).
[[nodiscard]] bool client_has(std::string_view if_none_match, std::string_view etag);

// A 304 in place of a 200 whose ETag the client has already. The server does this to each answer.
void answer_conditionally(Request const& request, Response& response);

}  // namespace jiati::http
