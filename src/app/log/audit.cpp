#include "app/log/audit.h"

#include "app/log/ed25519.h"
#include "merkle/tile_edge.h"

#include <algorithm>

namespace jiati::app::log {
namespace {

constexpr std::size_t problems_max = 100;
constexpr std::size_t hash_size = std::tuple_size_v<merkle::Hash>;

// A client of a checkpoint that has grown old finds the full tile in place of the partial one it looks for.
Result<std::optional<std::string>, std::string> read_tile(ReadPublic const& read, merkle::Tile const& tile) {
    auto bytes = read(path_of(tile));
    if (!bytes || *bytes || tile.width == merkle::tile_width) return bytes;
    bytes = read(path_of(merkle::Tile{tile.level, tile.index, merkle::tile_width}));
    if (!bytes || !*bytes) return bytes;
    if (tile.level) {
        (**bytes).resize(std::min((**bytes).size(), tile.width * hash_size));
        return bytes;
    }
    auto entries = merkle::parse_bundle(**bytes);
    if (!entries || entries->size() < tile.width) return bytes;
    entries->resize(tile.width);
    return std::optional(merkle::bundle_bytes(*entries));
}

class Auditor {
  public:
    Auditor(ReadPublic const& read, std::vector<merkle::VerifierKey> const& keys) : read_(read), keys_(keys) {}

    Result<Audit, std::string> run() {
        for (auto const step : {&Auditor::read_checkpoint, &Auditor::read_entries, &Auditor::compare_edge}) {
            auto const goes_on = (this->*step)();
            if (!goes_on) return Failure{goes_on.error()};
            if (!*goes_on) break;
        }
        return std::move(audit_);
    }

  private:
    using Step = Result<bool, std::string>;  // whether there is sense in going on

    Step found(std::string problem) {
        if (audit_.problems.size() < problems_max) audit_.problems.push_back(std::move(problem));
        return false;
    }

    Step read_checkpoint() {
        auto const bytes = read_("checkpoint");
        if (!bytes) return Failure{bytes.error()};
        if (!*bytes) return found("checkpoint: there is none");
        auto const note = merkle::parse_note(**bytes);
        if (!note) return found("checkpoint: not a signed note");
        auto const signers = merkle::verified_by(*note, keys_, is_ed25519);
        if (signers.empty()) return found("checkpoint: not signed by the key");
        auto const checkpoint = merkle::parse_checkpoint(note->text);
        if (!checkpoint) return found("checkpoint: signed, but it is no checkpoint");
        if (std::ranges::none_of(signers, [&](merkle::VerifierKey const& key) {
                return key.algorithm == merkle::ed25519 && key.name == checkpoint->origin;
            }))
            return found("checkpoint: of the log " + checkpoint->origin + ", whose key is another");
        audit_.size = checkpoint->size;
        audit_.root = checkpoint->root;
        return true;
    }

    Step read_entries() {
        for (std::uint64_t index = 0; index * merkle::tile_width < audit_.size; ++index) {
            merkle::Tile bundle{std::nullopt, index, merkle::tile_width};
            bundle.width = merkle::width_in(audit_.size, bundle);
            auto const bytes = read_tile(read_, bundle);
            if (!bytes) return Failure{bytes.error()};
            if (!*bytes) return found(path_of(bundle) + ": missing");
            auto const entries = merkle::parse_bundle(**bytes);
            if (!entries || entries->size() != bundle.width)
                return found(path_of(bundle) + ": not " + std::to_string(bundle.width) + " entries");
            for (auto const& entry : *entries)
                for (auto const& [tile, expected] : edge_.append(merkle::leaf_hash(entry, sha256)))
                    if (auto compared = compare(tile, expected); !compared) return compared;
        }
        return true;
    }

    Step compare_edge() {
        for (unsigned level = 0; level * merkle::tile_height < 64; ++level) {
            auto const expected = edge_.partial(level);
            if (expected.empty()) continue;
            merkle::Tile tile{level, (audit_.size >> (level * merkle::tile_height)) / merkle::tile_width,
                              static_cast<unsigned>(expected.size() / hash_size)};
            if (auto compared = compare(tile, expected); !compared) return compared;
        }
        if (edge_.root() != audit_.root) return found("checkpoint: its root is not the root over the entries");
        return true;
    }

    Step compare(merkle::Tile const& tile, std::string_view expected) {
        auto const bytes = read_tile(read_, tile);
        if (!bytes) return Failure{bytes.error()};
        if (!*bytes)
            (void)found(path_of(tile) + ": missing");
        else if (**bytes != expected)
            (void)found(path_of(tile) + ": not the hashes of the entries");
        return true;
    }

    ReadPublic const& read_;
    std::vector<merkle::VerifierKey> const& keys_;
    Audit audit_;
    merkle::TileEdge edge_{sha256};
};

std::string words(merkle::ReceiptFault fault) {
    switch (fault) {
        case merkle::ReceiptFault::none:
            return {};
        case merkle::ReceiptFault::not_signed:
            return "the checkpoint is not signed by the key";
        case merkle::ReceiptFault::not_a_checkpoint:
            return "what is signed is no checkpoint of the key's log";
        case merkle::ReceiptFault::not_in_the_log:
            return "the path does not lead from this leaf to the signed root";
    }
    return {};
}

}  // namespace

Result<Audit, std::string> audit(ReadPublic const& read, std::vector<merkle::VerifierKey> const& keys) {
    return Auditor(read, keys).run();
}

Audit audit_receipt(std::string_view text, std::string_view leaf, std::vector<merkle::VerifierKey> const& keys) {
    Audit audit;
    auto const receipt = merkle::parse_receipt(text);
    if (!receipt) {
        audit.problems.emplace_back("not a receipt (c2sp.org/tlog-proof@v1)");
        return audit;
    }
    auto const fault = merkle::check_receipt(*receipt, merkle::leaf_hash(leaf, sha256), keys, is_ed25519, sha256);
    if (fault == merkle::ReceiptFault::none || fault == merkle::ReceiptFault::not_in_the_log) {
        auto const checkpoint = merkle::parse_checkpoint(merkle::parse_note(receipt->signed_checkpoint).value().text);
        audit.size = checkpoint.value().size;
        audit.root = checkpoint.value().root;
    }
    if (fault != merkle::ReceiptFault::none) audit.problems.push_back(words(fault));
    return audit;
}

}  // namespace jiati::app::log
