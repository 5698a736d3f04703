// Signed notes (C2SP signed-note): lines of text, an empty line, and one signature a line. A verifier key names a
// signer:
// "<name>+<key id, 8 hex digits>+<base64 of algorithm byte and public key>". Signing and checking signatures are the
// caller's: this folder knows the text, not a crypto library.
#pragma once

#include "merkle/hash.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::merkle {

// Algorithm bytes of verifier keys.
inline constexpr unsigned char ed25519 = 0x01;
// A witness's signature over a checkpoint and the time it saw it (C2SP tlog-cosignature v1).
inline constexpr unsigned char cosignature = 0x04;

inline constexpr std::size_t note_bytes_max = 1'000'000;
inline constexpr std::size_t signatures_max = 100;

struct VerifierKey {
    std::string name;
    std::uint32_t id = 0;
    unsigned char algorithm = ed25519;
    std::string public_key;  // 32 bytes
    friend bool operator==(VerifierKey const&, VerifierKey const&) = default;
};

// The first four bytes of Hash(name ‖ LF ‖ algorithm ‖ public key), big-endian.
[[nodiscard]] std::uint32_t key_id(std::string_view name, unsigned char algorithm, std::string_view public_key,
                                   HashFunction hash);
[[nodiscard]] VerifierKey make_key(std::string name, unsigned char algorithm, std::string public_key,
                                   HashFunction hash);
[[nodiscard]] std::string to_string(VerifierKey const& key);
// Nothing when the text is no key of a known algorithm, or its id is not the key's.
[[nodiscard]] std::optional<VerifierKey> parse_key(std::string_view text, HashFunction hash);
// No blanks and no '+', not empty.
[[nodiscard]] bool is_key_name(std::string_view name);

struct NoteSignature {
    std::string name;
    std::uint32_t id = 0;
    std::string bytes;  // after the key id; never empty
    friend bool operator==(NoteSignature const&, NoteSignature const&) = default;
};

struct Note {
    std::string text;  // ends with a newline
    std::vector<NoteSignature> signatures;
    friend bool operator==(Note const&, Note const&) = default;
};

[[nodiscard]] std::string to_string(Note const& note);
// Strict: UTF-8 without control characters but LF, the signatures after the last empty line, at least one of them.
[[nodiscard]] std::optional<Note> parse_note(std::string_view bytes);

// What a cosignature signs: "cosignature/v1", the time in seconds since 1970, and the note's text.
[[nodiscard]] std::string cosigned_message(std::uint64_t seconds, std::string_view text);
// The time in a cosignature's first eight bytes.
[[nodiscard]] std::optional<std::uint64_t> cosigned_at(NoteSignature const& signature);

// Says whether the 64-byte Ed25519 signature is the key's for the message.
using SignatureCheck =
    std::function<bool(std::string_view public_key, std::string_view message, std::string_view signature)>;

// The keys whose signatures stand on the note and hold. Empty when none does, and also when one of the known keys has
// signed wrongly: such a note is refused as a whole. Unknown keys are ignored.
[[nodiscard]] std::vector<VerifierKey> verified_by(Note const& note, std::vector<VerifierKey> const& known,
                                                   SignatureCheck const& check);

}  // namespace jiati::merkle
