// Copies of a store on SQLite: both databases as they stood at one moment, put back elsewhere, and cut back to an
// earlier moment. A backup's folder holds them as journal.db and keys.db, in one file each.
#pragma once

#include "app/ports/views.h"
#include "base/date.h"
#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::store {

inline constexpr char backup_journal[] = "journal.db";
inline constexpr char backup_keys[] = "keys.db";

// The folder in which a store's files lie. Here and below: unavailable when the address is not sqlite:FILE.
Result<std::filesystem::path, app::StoreError> store_folder(std::string const& url);

// Copies both databases into an existing folder and syncs them, while writes go on. Secrets are made before the event
// that needs them and checkpoints signed after it, so the two copies are of the same moment: whatever the journal's
// mentions the keys' knows, and whatever the keys' says was signed the journal's holds.
Result<Done, app::StoreError> back_up(std::string const& url, std::filesystem::path const& folder);

// Every event's leaf, city by city in order of sequence. corrupt where a number is missing or the file is no journal.
using UseLeaf = std::function<void(std::string const& city, std::int64_t seq, std::string_view leaf)>;
Result<Done, app::StoreError> each_leaf(std::filesystem::path const& journal, UseLeaf const& use);
Result<Done, app::StoreError> each_leaf(std::string const& url, UseLeaf const& use);

// Whether there is neither journal nor keys at this address: only there may something be put back.
Result<bool, app::StoreError> is_vacant(std::string const& url);

// Copies a backup's databases to an address and syncs them.
Result<Done, app::StoreError> put_back(std::filesystem::path const& backup, std::string const& url);

// Nobody is signed in to a store that was put back.
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
