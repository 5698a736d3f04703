#include "merkle/note.h"

#include "base/text.h"
#include "merkle/base64.h"

#include <algorithm>
#include <set>

namespace jiati::merkle {
namespace {

constexpr std::string_view dash = "\u2014 ";  // an em dash
constexpr std::size_t id_bytes = 4;
constexpr std::size_t public_key_bytes = 32;
constexpr std::size_t time_bytes = 8;
constexpr std::size_t signature_bytes = 64;

std::string big_endian(std::uint64_t number, std::size_t bytes) {
    std::string text;
    for (auto i = bytes; i > 0; --i) text += static_cast<char>(static_cast<unsigned char>(number >> (8 * (i - 1))));
    return text;
}

std::uint64_t from_big_endian(std::string_view bytes) {
    std::uint64_t number = 0;
    for (char const c : bytes) number = number << 8 | static_cast<unsigned char>(c);
    return number;
}

std::string hex(std::uint32_t id) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (int shift = 28; shift >= 0; shift -= 4) text += digits[(id >> shift) & 15];
    return text;
}

std::optional<NoteSignature> parse_signature(std::string_view line) {
    if (!line.starts_with(dash)) return std::nullopt;
    line.remove_prefix(dash.size());
    auto const blank = line.find(' ');
    if (blank == std::string_view::npos || !is_key_name(line.substr(0, blank))) return std::nullopt;
    auto const bytes = from_base64(line.substr(blank + 1));
    if (!bytes || bytes->size() <= id_bytes) return std::nullopt;
    return NoteSignature{std::string(line.substr(0, blank)),
                         static_cast<std::uint32_t>(from_big_endian(std::string_view(*bytes).substr(0, id_bytes))),
                         bytes->substr(id_bytes)};
}

bool is_signed(Note const& note, NoteSignature const& signature, VerifierKey const& key, SignatureCheck const& check) {
    if (key.algorithm == ed25519)
        return signature.bytes.size() == signature_bytes && check(key.public_key, note.text, signature.bytes);
    auto const seconds = cosigned_at(signature);
    return seconds && signature.bytes.size() == time_bytes + signature_bytes &&
           check(key.public_key, cosigned_message(*seconds, note.text), signature.bytes.substr(time_bytes));
}

}  // namespace

std::uint32_t key_id(std::string_view name, unsigned char algorithm, std::string_view public_key, HashFunction hash) {
    auto const digest = hash(std::string(name) + '\n' + static_cast<char>(algorithm) + std::string(public_key));
    return static_cast<std::uint32_t>(digest[0]) << 24 | static_cast<std::uint32_t>(digest[1]) << 16 |
           static_cast<std::uint32_t>(digest[2]) << 8 | digest[3];
}

VerifierKey make_key(std::string name, unsigned char algorithm, std::string public_key, HashFunction hash) {
    auto const id = key_id(name, algorithm, public_key, hash);
    return {std::move(name), id, algorithm, std::move(public_key)};
}

std::string to_string(VerifierKey const& key) {
    return key.name + '+' + hex(key.id) + '+' + to_base64(static_cast<char>(key.algorithm) + key.public_key);
}

bool is_key_name(std::string_view name) {
    // The blanks of Unicode that could hide in a name are kept out with the ASCII ones by allowing no control bytes and
    // none of U+00A0, U+2000 … U+200A, U+3000.
    if (name.empty() || !is_clean_utf8(name)) return false;
    for (std::string_view const blank : {"\u00a0", "\u3000", "\u1680", "\u2028", "\u2029", "\u202f", "\u205f"})
        if (name.find(blank) != std::string_view::npos) return false;
    if (auto const wide = name.find("\xe2\x80");
        wide != std::string_view::npos && wide + 2 < name.size() && static_cast<unsigned char>(name[wide + 2]) <= 0x8a)
        return false;
    return std::none_of(name.begin(), name.end(), [](char c) {
        return c == '+' || static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) == 0x7f;
    });
}

std::optional<VerifierKey> parse_key(std::string_view text, HashFunction hash) {
    auto const first = text.find('+');
    auto const second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    auto const name = text.substr(0, first);
    auto const bytes = from_base64(text.substr(second + 1));
    if (!is_key_name(name) || !bytes || bytes->size() != 1 + public_key_bytes) return std::nullopt;
    auto const algorithm = static_cast<unsigned char>(bytes->front());
    if (algorithm != ed25519 && algorithm != cosignature) return std::nullopt;
    auto key = make_key(std::string(name), algorithm, bytes->substr(1), hash);
    if (text.substr(first + 1, second - first - 1) != hex(key.id)) return std::nullopt;
    return key;
}

std::string to_string(Note const& note) {
    auto bytes = note.text + '\n';
    for (auto const& signature : note.signatures)
        bytes += std::string(dash) + signature.name + ' ' +
                 to_base64(big_endian(signature.id, id_bytes) + signature.bytes) + '\n';
    return bytes;
}

std::optional<Note> parse_note(std::string_view bytes) {
    bool const is_text = bytes.size() <= note_bytes_max && is_clean_utf8(bytes) &&
                         std::none_of(bytes.begin(), bytes.end(),
                                      [](char c) { return c != '\n' && static_cast<unsigned char>(c) < ' '; });
    auto const border = bytes.rfind("\n\n");
    if (!is_text || border == std::string_view::npos || !bytes.ends_with('\n')) return std::nullopt;
    Note note{std::string(bytes.substr(0, border + 1)), {}};
    auto lines = bytes.substr(border + 2);
    while (!lines.empty()) {
        auto const end = lines.find('\n');
        auto signature = parse_signature(lines.substr(0, end));
        if (!signature || note.signatures.size() == signatures_max) return std::nullopt;
        note.signatures.push_back(*std::move(signature));
        lines.remove_prefix(end + 1);
    }
    if (note.signatures.empty()) return std::nullopt;
    return note;
}

std::string cosigned_message(std::uint64_t seconds, std::string_view text) {
    return "cosignature/v1\ntime " + std::to_string(seconds) + '\n' + std::string(text);
}

std::optional<std::uint64_t> cosigned_at(NoteSignature const& signature) {
    if (signature.bytes.size() < time_bytes) return std::nullopt;
    return from_big_endian(std::string_view(signature.bytes).substr(0, time_bytes));
}

std::vector<VerifierKey> verified_by(Note const& note, std::vector<VerifierKey> const& known,
                                     SignatureCheck const& check) {
    std::vector<VerifierKey> verified;
    for (auto const& signature : note.signatures) {
        auto const key = std::find_if(known.begin(), known.end(), [&](VerifierKey const& each) {
            return each.name == signature.name && each.id == signature.id;
        });
        if (key == known.end()) continue;
        if (!is_signed(note, signature, *key, check)) return {};
        if (std::find(verified.begin(), verified.end(), *key) == verified.end()) verified.push_back(*key);
    }
    return verified;
}

}  // namespace jiati::merkle
