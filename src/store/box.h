// Bytes locked under a key: XChaCha20-Poly1305 with a random nonce, bound to what they belong to. The nonce is 24
// bytes, so that random ones never meet, however many are drawn.
#pragma once

#include "app/ports/randomness.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace jiati::store {

using BoxKey = std::array<unsigned char, 32>;

// nonce (24) ‖ ciphertext ‖ tag (16). `belongs_to` is not in the box, but must be the same when it is opened: a box
// moved to another row does not open.
[[nodiscard]] std::string seal(BoxKey const& key, std::string_view plain, std::string_view belongs_to,
                               app::Randomness& randomness);
// Nothing when the key, the owner or a single bit is another.
[[nodiscard]] std::optional<std::string> open(BoxKey const& key, std::string_view sealed, std::string_view belongs_to);

// A key for one purpose from a key for many: keyed BLAKE2b-256 of the purpose.
[[nodiscard]] BoxKey derive(BoxKey const& key, std::string_view purpose);

// Boxes as text, for columns of type TEXT: base64url without padding.
[[nodiscard]] std::string to_text(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_text(std::string_view text);

// Overwrites a key that is no longer needed, in a way the compiler does not leave out.
void wipe(BoxKey& key);
void wipe(std::string& text);

}  // namespace jiati::store
