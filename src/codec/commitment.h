// Commitments stand in public leaves where a value may not: SHA-256(0x02 ‖ salt32 ‖ canonical JSON of the value), in
// base64url. The salt comes from a secret that belongs to one data subject: without it the few values a ballot or a
// stance can have cannot be tried one by one, and destroying it makes all commitments about the subject meaningless.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace jiati::codec {

using Bytes32 = std::array<unsigned char, 32>;
using Secret = Bytes32;
// One secret per data subject, "household/<id>" or a stream; what app::Vault::secrets answers.
using Secrets = std::map<std::string, Secret>;

// Keyed BLAKE2b-256 of the context under the subject's secret. The context names the place of the value and is never
// used twice: "<stream>\n<version>\n<pointer>" for a field of an event.
[[nodiscard]] Bytes32 make_salt(Secret const& secret, std::string_view context);

[[nodiscard]] std::string field_context(std::string_view stream, std::int64_t version, std::string_view pointer);
// For a text in the vault; `ref` is its random reference, since the text is kept before its event has a version.
[[nodiscard]] std::string vault_context(std::string_view ref);

[[nodiscard]] std::string commit(Bytes32 const& salt, std::string_view canonical_json);

// The commitment of a text that goes into the vault; what a VaultWriter answers beside the reference. `text` is the
// text itself, not JSON.
[[nodiscard]] std::string make_commitment(Secret const& secret, std::string_view context, std::string_view text);

}  // namespace jiati::codec
