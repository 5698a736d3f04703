// Checking Ed25519 signatures, and hashing as the log does.
#pragma once

#include "merkle/hash.h"

#include <string_view>

namespace jiati::app::log {

[[nodiscard]] merkle::Hash sha256(std::string_view bytes);
// Fits merkle::SignatureCheck. Refuses the second spelling of a signature (S + L) and keys of small order.
[[nodiscard]] bool is_ed25519(std::string_view public_key, std::string_view message, std::string_view signature);

}  // namespace jiati::app::log
