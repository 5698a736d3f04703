// Base64 (RFC 4648, section 4) as signed notes need it: padded, and only the canonical spelling is read (no blanks, no
// missing padding, no spare bits).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace jiati::merkle {

[[nodiscard]] std::string to_base64(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace jiati::merkle
