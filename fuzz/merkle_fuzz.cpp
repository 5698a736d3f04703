// Tile paths, notes, checkpoints, receipts, keys and bundles from anybody: what is read has one spelling only, which
// comes out again, and no bytes make a signature hold.
#include "base/check.h"
#include "merkle/base64.h"
#include "merkle/checkpoint.h"
#include "merkle/note.h"
#include "merkle/tiles.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

using namespace jiati::merkle;

// Stands in for SHA-256: which function it is changes nothing about reading.
Hash mixed(std::string_view bytes) {
    Hash hash{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        hash[i % hash.size()] = static_cast<unsigned char>(hash[i % hash.size()] * 31 + bytes[i] + 7);
    return hash;
}

void read_note(std::string_view text) {
    auto const note = parse_note(text);
    if (!note) return;
    CHECK(to_string(*note) == text);
    CHECK(!note->signatures.empty() && note->text.ends_with('\n'));
    VerifierKey const key{note->signatures.front().name, note->signatures.front().id, ed25519, std::string(32, 'k')};
    auto const never = [](std::string_view, std::string_view, std::string_view) { return false; };
    CHECK(verified_by(*note, {key}, never).empty());
    for (auto const& signature : note->signatures) (void)cosigned_at(signature);
    if (auto const checkpoint = parse_checkpoint(note->text)) CHECK(to_string(*checkpoint) == note->text);
}

void read_receipt(std::string_view text) {
    auto const receipt = parse_receipt(text);
    if (!receipt) return;
    CHECK(parse_receipt(to_string(*receipt)) == receipt);
    auto const never = [](std::string_view, std::string_view, std::string_view) { return false; };
    VerifierKey const key{"log", 1, ed25519, std::string(32, 'k')};
    CHECK(check_receipt(*receipt, mixed("leaf"), {key}, never, mixed) == ReceiptFault::not_signed);
    auto const always = [](std::string_view, std::string_view, std::string_view) { return true; };
    (void)check_receipt(*receipt, mixed("leaf"), {key}, always, mixed);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    if (auto const tile = parse_tile_path(text)) {
        CHECK(path_of(*tile) == text);
        CHECK(tile->width >= 1 && tile->width <= tile_width);
    }
    if (auto const bytes = from_base64(text)) CHECK(to_base64(*bytes) == text);
    if (auto const key = parse_key(text, mixed)) CHECK(to_string(*key) == text);
    if (auto const checkpoint = parse_checkpoint(text)) CHECK(to_string(*checkpoint) == text);
    if (auto const entries = parse_bundle(text)) CHECK(bundle_bytes(*entries) == text);
    read_note(text);
    read_receipt(text);
    return 0;
}
