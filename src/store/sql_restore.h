// From a backup to a store: made in a place of its own on SQLite, cut back to a moment, and moved to where it belongs.
#pragma once

#include "app/ports/views.h"
#include "base/date.h"
#include "base/result.h"
#include "store/sql_dialect.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace jiati::store {

// A store may be put where there is neither journal nor keys, or where a restore came to no end: its mark proves that
// the place was vacant before. No store with the mark opens.
enum class Place : std::uint8_t { vacant, unfinished, filled };
Result<Place, app::StoreError> place_at(std::string const& url);
[[nodiscard]] bool is_unfinished(Database const& journal, Database const& keys);  // SqlFailure

// Sets the mark, and takes it away: the last thing a restore does.
Result<Done, app::StoreError> mark_unfinished(std::string const& url);
Result<Done, app::StoreError> mark_finished(std::string const& url);
// Removes what a restore without an end left. conflict where there is no mark.
Result<Done, app::StoreError> clear_unfinished(std::string const& url);

// Copies a backup's databases to an address on SQLite and syncs them.
Result<Done, app::StoreError> put_back(std::filesystem::path const& backup, std::string const& url);
// Copies a whole, closed store on SQLite to a marked place on a server, the journal last and at once.
Result<Done, app::StoreError> move_to_server(std::string const& finished, std::string const& url);

// Who was erased, by city: in a backup's keys, in a store. Restored keys may be older than an erasure.
using Erased = std::map<std::string, std::vector<std::string>>;
Result<Erased, app::StoreError> erased_in(std::filesystem::path const& keys);
Result<Erased, app::StoreError> erased_in_store(std::string const& url);

// Nobody is signed in to a store that was put back. Here and below: on SQLite.
Result<Done, app::StoreError> end_sessions(std::string const& url);

// Up to and with this sequence number, or all that was recorded by this instant.
struct Moment {
    std::optional<std::int64_t> seq;
    std::optional<Instant> time;
};
// Takes away what came after the moment, by whole appends, and all timers and tiles, which follow from what is left.
// Answers each city's head. Views are left as they were: rebuild them.
Result<std::map<std::string, std::int64_t>, app::StoreError> cut_after(std::string const& url, Moment const& moment);

// To a store that was cut back.
Result<Done, app::StoreError> put_timers(std::string const& url, std::vector<app::Views::DueTimer> const& timers);

}  // namespace jiati::store
