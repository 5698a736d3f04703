#include "app/log/cosignatures.h"

#include "app/log/ed25519.h"

#include <algorithm>

namespace jiati::app::log {
namespace {

std::vector<merkle::VerifierKey> parse_keys(std::string_view lines) {
    std::vector<merkle::VerifierKey> keys;
    while (!lines.empty()) {
        auto const end = std::min(lines.find('\n'), lines.size());
        if (auto key = merkle::parse_key(lines.substr(0, end), sha256)) keys.push_back(std::move(*key));
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return keys;
}

bool is_by(merkle::NoteSignature const& signature, merkle::VerifierKey const& key) {
    return signature.name == key.name && signature.id == key.id;
}

void add_once(std::vector<merkle::VerifierKey>& keys, merkle::VerifierKey const& key) {
    if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
}

}  // namespace

Result<std::uint64_t, std::string> add_cosignature(Log& log, LogStores const& stores, std::string const& city,
                                                   std::string_view text,
                                                   std::vector<merkle::VerifierKey> const& witnesses) {
    auto const shown = log.published(city);
    if (!shown) return Failure{city + ": nothing is signed yet; start the service first"};
    auto const own = verifier_key(shown->epoch());
    auto note = merkle::parse_note(text);
    if (!note) return Failure{std::string("not a signed note; the checkpoint as the witness gave it back would be")};
    auto known = witnesses;
    known.push_back(own);
    auto const signers = merkle::verified_by(*note, known, is_ed25519);
    if (std::ranges::find(signers, own) == signers.end())
        return Failure{"not signed by " + own.name +
                       ", or a signature is wrong; one of its checkpoints would be right"};
    auto keys = std::vector<merkle::VerifierKey>{};
    for (auto const& key : signers)
        if (key.algorithm == merkle::cosignature) add_once(keys, key);
    if (keys.empty())
        return Failure{std::string("no signature of the witness on it; its cosignature/v1 line would be right")};

    // Signed by our key it is ours; that it leads into today's tree is looked at all the same.
    auto const checkpoint = merkle::parse_checkpoint(note->text);
    if (!checkpoint || checkpoint->origin != own.name || checkpoint->size > shown->checkpoint.size ||
        checkpoint->size == 0 ||
        merkle::root_of(checkpoint->size, shown->edge.reader(full_tiles(stores.tiles, city)), sha256) !=
            checkpoint->root)
        return Failure{"not a checkpoint of the tree as it is; one of " + own.name + " would be"};
    if (checkpoint->size < shown->cosigned)
        return Failure{"older than the one that is kept, of " + std::to_string(shown->cosigned) +
                       " leaves; a newer one would be right"};

    auto all_keys = parse_keys(shown->epoch().witnesses);
    if (auto const kept = merkle::parse_note(shown->epoch().cosigned); kept && kept->text == note->text) {
        note->signatures.insert(note->signatures.end(), kept->signatures.begin(), kept->signatures.end());
        for (auto const& key : all_keys) add_once(keys, key);
    }
    merkle::Note clean{note->text, {}};
    for (auto const& signature : note->signatures) {
        bool const wanted =
            is_by(signature, own) || std::ranges::any_of(keys, [&](auto const& key) { return is_by(signature, key); });
        bool const is_new = std::ranges::none_of(clean.signatures, [&](auto const& other) {
            return other.name == signature.name && other.id == signature.id;
        });
        if (wanted && is_new) clean.signatures.push_back(signature);
    }
    std::string lines;
    for (auto const& key : keys) add_once(all_keys, key);
    for (auto const& key : all_keys) lines += merkle::to_string(key) + "\n";
    auto const kept = stores.book.keep_cosigned(city, shown->epoch().number, merkle::to_string(clean), lines);
    if (!kept) return Failure{"the store failed: " + kept.error().detail};
    return checkpoint->size;
}

}  // namespace jiati::app::log
