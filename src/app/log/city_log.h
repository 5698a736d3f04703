// The sequencer of one city: brings the leaves of the journal into the tree, in the order of the journal, and signs
// checkpoints. Two processes may run it at once without harm: both work out the same tiles, and the book lets only one
// of them sign what comes after the last checkpoint. Not safe to call from several threads; what it publishes is.
#pragma once

#include "app/ports/journal.h"
#include "app/ports/log_book.h"
#include "app/ports/log_tiles.h"
#include "merkle/checkpoint.h"
#include "merkle/tile_edge.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jiati::app::log {

struct LogStores {
    Journal& journal;
    LogTiles& tiles;
    LogBook& book;
    std::function<Instant()> now;
};

struct LogFault {
    enum class Kind : unsigned char {
        store,        // the world failed; trying again may help
        older_store,  // the journal holds fewer events than the last checkpoint covers
        forked        // the journal's tree is not the one that was signed
    };
    Kind kind{};
    std::string detail;  // for the operator
};

// What may be shown: everything under the last signed checkpoint. Never changes once made.
struct Published {
    std::vector<LogEpoch> epochs;
    merkle::Checkpoint checkpoint;
    std::string note;            // the signed checkpoint, with the witnesses' signatures where they are for this one
    std::uint64_t cosigned = 0;  // leaves under the newest checkpoint that witnesses signed too; 0: there is none
    merkle::TileEdge edge;       // of exactly that many leaves

    [[nodiscard]] LogEpoch const& epoch() const { return epochs.back(); }
};

class CityLog {
  public:
    // `name` becomes the origin when the log is born: no blanks and no '+'.
    CityLog(LogStores stores, std::string city, std::string name);

    // Takes up what was signed, by whichever process, and checks the journal against it. Signs nothing.
    Result<Done, LogFault> follow();
    // Brings in what the journal has and signs it. The city's first call makes its key.
    Result<Done, LogFault> lead();

    // Nothing before the first checkpoint.
    [[nodiscard]] std::shared_ptr<Published const> published() const { return published_; }

  private:
    using Step = Result<Done, LogFault>;

    Step read_book();
    Step resume(std::int64_t full_bundles);
    Step read_leaves(std::int64_t until, bool keep);
    Step check_against_book() const;
    Step sign();
    Step publish(merkle::TileEdge const& edge);

    [[nodiscard]] bool is_published() const;
    [[nodiscard]] LogEpoch const& epoch() const { return epochs_.back(); }
    [[nodiscard]] std::int64_t signed_size() const { return epoch().last ? epoch().last->size : 0; }

    LogStores stores_;
    std::string city_;
    std::string name_;
    std::vector<LogEpoch> epochs_;
    std::optional<merkle::TileEdge> edge_;  // nothing: to be read from the tiles
    std::shared_ptr<Published const> published_;
};

// Reads full tiles from the store.
[[nodiscard]] merkle::TileEdge::FullTile full_tiles(LogTiles& tiles, std::string const& city);
[[nodiscard]] merkle::VerifierKey verifier_key(LogEpoch const& epoch);
[[nodiscard]] std::int64_t prefix_of(merkle::Hash const& leaf);

// The origin of an epoch: the log's name, from the second epoch on with its number, "jiati/nanchang/2".
[[nodiscard]] std::string origin_of(std::string const& name, std::int64_t number);
// Starts a new epoch of a log that has been born, for `reason`, and answers it. The old one's key and last checkpoint
// stay in the book, so that its receipts keep verifying.
[[nodiscard]] Result<LogEpoch, LogFault> begin_epoch(LogStores const& stores, std::string const& city,
                                                     std::string const& reason);

}  // namespace jiati::app::log
