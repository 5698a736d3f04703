// JSON documents inside the codec: the strict parser and the canonical printer over Boost.JSON's values.
// For the sources of codec/ and, where a source elsewhere must build or read JSON, for sources only.
#pragma once

#include "base/refusal.h"
#include "base/result.h"
#include "codec/json_text.h"

#include <boost/json/value.hpp>

#include <string>
#include <string_view>

namespace jiati::codec {

namespace json = boost::json;

// From outside: see check_json.
Result<json::value, Refusal> parse_json(std::string_view text, JsonLimits limits = {});
// What this program wrote itself: well-formed, but not searched for duplicate keys.
Result<json::value, Refusal> parse_own_json(std::string_view text);

// As it stands, members in their order.
[[nodiscard]] std::string to_text(json::value const& value);
// RFC 8785. CHECKs that every number is whole and below 2^53.
[[nodiscard]] std::string to_canonical(json::value const& value);
[[nodiscard]] bool is_canonicalizable(json::value const& value);

// One step of an RFC 6901 pointer: "/" and the name with ~ and / escaped.
[[nodiscard]] std::string pointer_step(std::string_view name);

}  // namespace jiati::codec
