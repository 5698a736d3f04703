// Signing keys of the transparency log.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace jiati::store {

using Seed = std::array<unsigned char, 32>;  // RFC 8032's secret key

[[nodiscard]] std::array<unsigned char, 32> ed25519_public_key(Seed const& seed);
// 64 bytes; the same message always gets the same signature.
[[nodiscard]] std::string ed25519_sign(Seed const& seed, std::string_view message);

}  // namespace jiati::store
