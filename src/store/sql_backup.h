// Copies of a store, both databases as they stood at one moment while writes go on. Whatever the engine, a backup's
// folder holds them as SQLite's journal.db and keys.db, in one file each, so that it can be put back on either.
#pragma once

#include "app/ports/store_error.h"
#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace jiati::store {

inline constexpr char backup_journal[] = "journal.db";
inline constexpr char backup_keys[] = "keys.db";

// The folder in which a store's files lie; nothing for one on a server.
Result<std::optional<std::filesystem::path>, app::StoreError> store_folder(std::string const& url);

// Copies both databases into an existing folder and syncs them, while writes go on. Secrets are made before the event
// that needs them and checkpoints signed after it, so the two copies are of the same moment: whatever the journal's
// mentions the keys' knows, and whatever the keys' says was signed the journal's holds.
Result<Done, app::StoreError> back_up(std::string const& url, std::filesystem::path const& folder);

// Every event's leaf, city by city in order of sequence. corrupt where a number is missing or the file is no journal.
using UseLeaf = std::function<void(std::string const& city, std::int64_t seq, std::string_view leaf)>;
Result<Done, app::StoreError> each_leaf(std::filesystem::path const& journal, UseLeaf const& use);
Result<Done, app::StoreError> each_leaf(std::string const& url, UseLeaf const& use);

}  // namespace jiati::store
