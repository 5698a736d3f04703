// Canonical JSON (RFC 8785), base64url, hex and SHA-256: what is hashed, and how hashes are written.
#pragma once

#include "base/refusal.h"
#include "base/result.h"
#include "codec/commitment.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace jiati::codec {

// The canonical form of a JSON text: keys sorted by UTF-16 code units, no blanks, shortest escapes. Numbers must be
// whole and below 2^53; others are refused (codec.bad_value), since what is exact here is a string.
Result<std::string, Refusal> canonical(std::string_view json_text);
// A JSON string literal of clean UTF-8 text, escaped as RFC 8785 does.
[[nodiscard]] std::string json_string(std::string_view text);

[[nodiscard]] Bytes32 sha256(std::string_view bytes);
// Without padding.
[[nodiscard]] std::string base64url(std::string_view bytes);
[[nodiscard]] std::string base64url(Bytes32 const& bytes);
// Nothing when the text is not exactly what base64url() writes.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);
[[nodiscard]] std::string hex(std::string_view bytes);
[[nodiscard]] std::string hex(Bytes32 const& bytes);
[[nodiscard]] std::optional<std::string> from_hex(std::string_view text);

}  // namespace jiati::codec
