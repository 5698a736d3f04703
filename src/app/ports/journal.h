// The append-only journal: the only truth. It speaks of cities, streams, versions, type names and bytes; it knows no
// domain type. Every table is keyed by city; `seq` is dense per city and starts at 1.
#pragma once

#include "app/ports/store_error.h"
#include "base/date.h"
#include "base/result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace jiati::app {

struct NewEvent {
    std::string type;      // stored name with its version, "vote.BallotCast/1"
    std::string payload;   // canonical JSON (RFC 8785) of the whole event; vault values as references
    std::string leaf;      // canonical JSON of its public face, with commitments for sealed and vault fields
    Date occurred_on;      // the civil date claimed
    std::string evidence;  // what the claimed date rests on; empty = the server saw it happen
};

struct StreamAppend {
    std::string stream;                 // "project/<id>", "vote/<id>" …
    std::int64_t expected_version = 0;  // 0: the stream does not exist yet
    std::vector<NewEvent> events;       // at least one
};

// A row of a view, written in the same transaction as the events it follows from. `area` is a materialised path with a
// trailing slash ("nanchang/anyi/xiangyang/") so that a viewer's scope filters by prefix in SQL.
struct ViewRow {
    std::string view;
    std::string key;
    std::string area;
    std::string body;  // JSON; empty = remove the row
};

// A value kept apart from the journal: names, phones, free text. The journal holds `ref` and a
// commitment only. A reference is written once: other content under the same one is a conflict.
struct VaultRow {
    std::string ref;
    std::string subject;  // whose secret protects it: "household/<id>", "account/<id>", or a stream
    std::string value;
};

// A command the clock owes, keyed by the event that caused it. Writing the same key again replaces it.
struct TimerRow {
    std::string key;
    Instant due;
    std::string command;  // JSON; empty = the timer is no longer owed
};

struct Append {
    std::string city;
    std::string actor;  // account id, "clock", or a case's cast name
    Instant recorded_at;
    std::string idempotency_key;  // unique per city; required
    std::string request_hash;     // of the request the key belongs to
    std::vector<StreamAppend> streams;
    std::vector<ViewRow> views;
    std::vector<VaultRow> vault;
    std::vector<TimerRow> timers;
};

struct StoredEvent {
    std::int64_t seq = 0;
    std::string stream;
    std::int64_t version = 0;
    std::string type;
    std::string payload;
    std::string leaf;
    Date occurred_on;
    std::string evidence;
    Instant recorded_at;
    std::string actor;
};

struct Appended {
    // In order of sequence. A repeated key answers with the events of the first time.
    std::vector<StoredEvent> events;
    bool repeated = false;
};

class Journal {
  public:
    virtual ~Journal() = default;

    // All or nothing, on disk before it returns. Many callers may wait at once: one writer groups their commits.
    // conflict when a stream is not at its expected version; key_reused when the key belongs to another request.
    virtual Result<Appended, StoreError> append(Append append) = 0;

    // What a key answered before; nothing when it is new. key_reused when the hash differs.
    virtual Result<std::optional<Appended>, StoreError> find(std::string const& city,
                                                             std::string const& idempotency_key,
                                                             std::string const& request_hash) = 0;

    // The events of one stream after a version, in order; empty when there are none.
    virtual Result<std::vector<StoredEvent>, StoreError> read_stream(std::string const& city, std::string const& stream,
                                                                     std::int64_t after_version) = 0;

    // At most `limit` events of a city after a sequence number, in order.
    virtual Result<std::vector<StoredEvent>, StoreError> read_all(std::string const& city, std::int64_t after_seq,
                                                                  std::size_t limit) = 0;

    // The last sequence number of a city; 0 when it has none.
    virtual Result<std::int64_t, StoreError> head(std::string const& city) = 0;

    virtual Result<std::vector<std::string>, StoreError> cities() = 0;

    // The version of a stream; 0 when it does not exist.
    virtual Result<std::int64_t, StoreError> version(std::string const& city, std::string const& stream) = 0;

    // Whether other processes append to the same journal: who keeps what was read compares versions before using it.
    [[nodiscard]] virtual bool is_shared() const { return false; }
};

}  // namespace jiati::app
