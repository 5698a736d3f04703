#include "app/log/city_log.h"

#include "app/log/ed25519.h"
#include "merkle/base64.h"

#include <algorithm>
#include <utility>

namespace jiati::app::log {
namespace {

using Kind = LogFault::Kind;

constexpr std::size_t leaves_at_once = 1000;

Failure<LogFault> failed(StoreError const& error) { return Failure{LogFault{Kind::store, error.detail}}; }
Failure<LogFault> forked(std::string detail) { return Failure{LogFault{Kind::forked, std::move(detail)}}; }

std::string base64(merkle::Hash const& hash) { return merkle::to_base64(std::string(hash.begin(), hash.end())); }

// Ed25519 signatures stand behind the key's id: a note of the log alone.
std::string note_of(std::string const& text, merkle::VerifierKey const& key, std::string signature) {
    return merkle::to_string(merkle::Note{text, {{key.name, key.id, std::move(signature)}}});
}

bool is_signed_by(std::string_view note, merkle::VerifierKey const& key) {
    auto const parsed = merkle::parse_note(note);
    return parsed && !merkle::verified_by(*parsed, {key}, is_ed25519).empty();
}

}  // namespace

merkle::TileEdge::FullTile full_tiles(LogTiles& tiles, std::string const& city) {
    return [&tiles, city](merkle::Tile const& tile) -> std::optional<std::string> {
        auto const text = tiles.log_tile(city, *tile.level, static_cast<std::int64_t>(tile.index));
        if (!text || !*text) return std::nullopt;
        return merkle::from_base64(**text);
    };
}

merkle::VerifierKey verifier_key(LogEpoch const& epoch) {
    return merkle::make_key(epoch.origin, merkle::ed25519,
                            std::string(epoch.public_key.begin(), epoch.public_key.end()), sha256);
}

std::int64_t prefix_of(merkle::Hash const& leaf) {
    std::uint64_t prefix = 0;
    for (std::size_t i = 0; i < 8; ++i) prefix = prefix << 8 | leaf[i];
    return static_cast<std::int64_t>(prefix);
}

std::string origin_of(std::string const& name, std::int64_t number) {
    return number == 1 ? name : name + "/" + std::to_string(number);
}

Result<LogEpoch, LogFault> begin_epoch(LogStores const& stores, std::string const& city, std::string const& reason) {
    auto epochs = stores.book.log_epochs(city);
    if (!epochs) return failed(epochs.error());
    if (epochs->empty()) return Failure{LogFault{Kind::store, "the log of " + city + " has not begun"}};
    auto const head = stores.journal.head(city);
    if (!head) return failed(head.error());
    auto const number = epochs->back().number + 1;
    auto const begun = stores.book.begin_log_epoch(city, {.number = number,
                                                          .origin = origin_of(epochs->front().origin, number),
                                                          .began = stores.now(),
                                                          .reason = reason,
                                                          .began_with = *head});
    if (!begun) return failed(begun.error());
    epochs = stores.book.log_epochs(city);
    if (!epochs) return failed(epochs.error());
    return epochs->back();
}

CityLog::CityLog(LogStores stores, std::string city, std::string name)
    : stores_(std::move(stores)), city_(std::move(city)), name_(std::move(name)) {}

Result<Done, LogFault> CityLog::follow() {
    if (auto read = read_book(); !read) return read;
    if (epochs_.empty() || !epoch().last) return Done{};
    if (is_published()) return publish(published_->edge);  // witnesses may have signed
    // Tiles may be ahead of the last signature; the edge shown must not be.
    if (edge_ && edge_->size() > static_cast<std::uint64_t>(signed_size())) edge_.reset();
    if (!edge_)
        if (auto resumed = resume(signed_size() / static_cast<std::int64_t>(merkle::tile_width)); !resumed)
            return resumed;
    if (auto brought = read_leaves(signed_size(), false); !brought) return brought;
    if (auto checked = check_against_book(); !checked) return checked;
    return publish(*edge_);
}

Result<Done, LogFault> CityLog::lead() {
    // The book before the journal: what it says was signed is in every journal read after it, unless the journal is an
    // older copy.
    if (auto read = read_book(); !read) return read;
    if (epochs_.empty()) {
        auto const head = stores_.journal.head(city_);
        if (!head) return failed(head.error());
        auto const born = stores_.book.begin_log_epoch(city_, {1, name_, stores_.now(), "", *head});
        if (!born && born.error().kind != StoreError::Kind::conflict) return failed(born.error());
        if (auto read = read_book(); !read) return read;
    }
    if (!edge_) {
        auto const full = stores_.tiles.count_log_tiles(city_, 0);
        if (!full) return failed(full.error());
        if (auto resumed = resume(*full); !resumed) return resumed;
    }
    if (auto brought = read_leaves(0, true); !brought) return brought;
    if (is_published() && edge_->size() == published_->edge.size()) return publish(published_->edge);
    if (auto checked = check_against_book(); !checked) return checked;
    return edge_->size() > static_cast<std::uint64_t>(signed_size()) ? sign() : publish(*edge_);
}

// Whether what the book says was signed last is what is shown.
bool CityLog::is_published() const {
    return published_ && published_->epoch().number == epoch().number &&
           published_->checkpoint.size == static_cast<std::uint64_t>(signed_size());
}

CityLog::Step CityLog::read_book() {
    auto epochs = stores_.book.log_epochs(city_);
    if (!epochs) return failed(epochs.error());
    epochs_ = std::move(*epochs);
    if (epochs_.empty() || !epoch().last) return Done{};
    // What is shown again and again is looked at again: keys.db could have been changed by hand.
    auto const note = merkle::parse_note(epoch().last->note);
    auto const checkpoint = note ? merkle::parse_checkpoint(note->text) : std::nullopt;
    if (!checkpoint || checkpoint->origin != epoch().origin ||
        checkpoint->size != static_cast<std::uint64_t>(epoch().last->size) ||
        base64(checkpoint->root) != epoch().last->root || !is_signed_by(epoch().last->note, verifier_key(epoch())))
        return forked("the book's last checkpoint of " + city_ + " is not one that its key signed");
    return Done{};
}

CityLog::Step CityLog::resume(std::int64_t full_bundles) {
    auto edge =
        merkle::TileEdge::resume(static_cast<std::uint64_t>(full_bundles), full_tiles(stores_.tiles, city_), sha256);
    // A missing tile is worked out from the leaves again.
    edge_ = edge ? std::move(*edge) : merkle::TileEdge(sha256);
    return Done{};
}

// Up to `until` leaves, or all there are for 0. `keep`: their tiles and places are written, before anything is signed.
CityLog::Step CityLog::read_leaves(std::int64_t until, bool keep) {
    for (;;) {
        auto const size = static_cast<std::int64_t>(edge_->size());
        auto const limit =
            until == 0 ? leaves_at_once
                       : std::min(leaves_at_once, static_cast<std::size_t>(std::max<std::int64_t>(until - size, 0)));
        if (limit == 0) return Done{};
        auto events = stores_.journal.read_all(city_, size, limit);
        if (!events) return failed(events.error());
        if (events->empty()) return Done{};
        std::vector<LogTile> tiles;
        std::vector<LogLeaf> leaves;
        for (auto const& event : *events) {
            auto const leaf = merkle::leaf_hash(event.leaf, sha256);
            leaves.push_back({prefix_of(leaf), event.seq - 1});
            for (auto& [tile, bytes] : edge_->append(leaf))
                tiles.push_back({*tile.level, static_cast<std::int64_t>(tile.index), merkle::to_base64(bytes)});
        }
        if (keep) {
            auto const kept = stores_.tiles.put_log(city_, tiles, leaves);
            if (!kept) {
                edge_.reset();  // what is on disk must be known before going on
                return kept.error().kind == StoreError::Kind::conflict
                           ? Step(forked(city_ + ": " + kept.error().detail))
                           : Step(failed(kept.error()));
            }
        }
        if (events->size() < limit) return Done{};
    }
}

CityLog::Step CityLog::check_against_book() const {
    if (!epoch().last) return Done{};
    auto const size = edge_->size();
    auto const signed_for = static_cast<std::uint64_t>(signed_size());
    if (size < signed_for)
        return Failure{LogFault{Kind::older_store, city_ + ": the journal ends at " + std::to_string(size) +
                                                       " events, but " + std::to_string(signed_for) +
                                                       " were signed for as " + epoch().origin}};
    auto const note = merkle::parse_note(epoch().last->note);
    auto const before = merkle::parse_checkpoint(note.value().text).value();
    auto const proof =
        merkle::prove_consistency(signed_for, size, edge_->reader(full_tiles(stores_.tiles, city_)), sha256);
    if (!proof) return Failure{LogFault{Kind::store, city_ + ": a tile of the log cannot be read"}};
    if (!merkle::verify_consistency(signed_for, size, before.root, edge_->root(), *proof, sha256))
        return forked(city_ + ": the journal's first " + std::to_string(signed_for) +
                      " events are not those that were signed for as " + epoch().origin);
    return Done{};
}

CityLog::Step CityLog::sign() {
    auto const key = verifier_key(epoch());
    merkle::Checkpoint const checkpoint{epoch().origin, edge_->size(), edge_->root(), {}};
    auto const text = merkle::to_string(checkpoint);
    auto signature = stores_.book.sign_log(city_, epoch().number, text);
    if (!signature) return failed(signature.error());
    LogCheckpoint next{.size = static_cast<std::int64_t>(checkpoint.size),
                       .root = base64(checkpoint.root),
                       .note = note_of(text, key, std::move(*signature)),
                       .signed_at = stores_.now()};
    if (!is_signed_by(next.note, key)) return forked("the signing key of " + epoch().origin + " is not its own");
    auto const first = stores_.book.advance_log(city_, epoch().number, signed_size(), next);
    if (!first) return failed(first.error());
    if (!*first) return follow();  // another process has signed: show that
    epochs_.back().last = std::move(next);
    return publish(*edge_);
}

CityLog::Step CityLog::publish(merkle::TileEdge const& edge) {
    if (!epoch().last) return Done{};
    Published next{epochs_, {}, epoch().last->note, 0, edge};
    next.checkpoint = merkle::parse_checkpoint(merkle::parse_note(next.note).value().text).value();
    if (!epoch().cosigned.empty()) {
        auto const note = merkle::parse_note(epoch().cosigned);
        auto const checkpoint = note ? merkle::parse_checkpoint(note->text) : std::nullopt;
        if (checkpoint && checkpoint->size <= next.checkpoint.size) {
            next.cosigned = checkpoint->size;
            if (*checkpoint == next.checkpoint) next.note = epoch().cosigned;
        }
    }
    published_ = std::make_shared<Published const>(std::move(next));
    return Done{};
}

}  // namespace jiati::app::log
