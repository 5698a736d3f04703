// What the log has signed, and the keys it signs with. It lies apart from the journal (keys.db), so that a journal put
// back from an older copy is noticed: the book knows of more than the journal holds.
#pragma once

#include "app/ports/store_error.h"
#include "base/date.h"
#include "base/result.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::app {

struct LogCheckpoint {
    std::int64_t size = 0;  // leaves under it
    std::string root;       // base64, as in the note
    std::string note;       // signed by the log alone
    Instant signed_at;
};

// A log has one epoch after another, each with a name and a key of its own. A new one begins when leaves that were
// signed for are lost for good, or when the key is changed.
struct LogEpoch {
    std::int64_t number = 1;
    std::string origin;                          // the log's name in checkpoints; never changes
    std::array<unsigned char, 32> public_key{};  // Ed25519
    Instant began;
    std::string reason;                 // why the epoch before it ended; empty for the first
    std::int64_t began_with = 0;        // events in the journal when it began
    std::optional<LogCheckpoint> last;  // nothing before the first signature
    std::string cosigned;               // the newest note that witnesses signed too, or empty
    std::string witnesses;              // their verifier keys, one a line
};

class LogBook {
  public:
    virtual ~LogBook() = default;

    // In order; empty before the log's birth.
    virtual Result<std::vector<LogEpoch>, StoreError> log_epochs(std::string const& city) = 0;
    virtual Result<std::vector<std::string>, StoreError> log_cities() = 0;

    struct NewEpoch {
        std::int64_t number = 1;
        std::string origin;
        Instant began;
        std::string reason;
        std::int64_t began_with = 0;
    };
    // Makes the epoch's key pair. conflict unless the number follows the last one.
    virtual Result<Done, StoreError> begin_log_epoch(std::string const& city, NewEpoch const& epoch) = 0;

    // Ed25519 by the epoch's key, which never leaves the store: 64 bytes.
    virtual Result<std::string, StoreError> sign_log(std::string const& city, std::int64_t number,
                                                     std::string_view message) = 0;

    // Takes the place of the checkpoint of `size_before` leaves (0: none yet), on disk before it returns; false when
    // another process was first. Only then may a checkpoint be shown.
    virtual Result<bool, StoreError> advance_log(std::string const& city, std::int64_t number, std::int64_t size_before,
                                                 LogCheckpoint const& next) = 0;

    virtual Result<Done, StoreError> keep_cosigned(std::string const& city, std::int64_t number,
                                                   std::string const& note, std::string const& witnesses) = 0;
};

}  // namespace jiati::app
