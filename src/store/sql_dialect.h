// Everything in which one database engine differs from another. SQLite today; statements elsewhere in the folder keep
// to what SQLite and PostgreSQL share (BIGINT, TEXT, ON CONFLICT, each placeholder used once).
#pragma once

#include "store/sql_connection.h"

#include <map>
#include <memory>
#include <string>

namespace jiati::store {

// The file behind "sqlite:FILE", absolute. SqlFailure for any other address.
[[nodiscard]] std::string database_file(std::string const& url);
// "keys.db" beside the main file, so that secrets can be destroyed and backed up apart from it.
[[nodiscard]] std::string keys_file(std::string const& main_file);

enum class Use : std::uint8_t { write, read, keys };

// A connection with the settings durability rests on, read back and checked. The file and its folder are made when they
// are missing, readable by their owner alone.
[[nodiscard]] std::unique_ptr<SqlConnection> connect(std::string const& file, Use use);
// The settings as the engine reports them: "journal_mode" → "wal" …
[[nodiscard]] std::map<std::string, std::string> settings_of(SqlConnection& connection);

// Starts a transaction that holds the right to write from its first moment: one that began by reading could lose the
// race for that right later and fail in spite of the busy timeout.
inline constexpr Query begin_writing{"BEGIN IMMEDIATE"};
inline constexpr Query commit{"COMMIT"};
inline constexpr Query rollback{"ROLLBACK"};

// How many tables there are, ours or others'.
inline constexpr Query count_tables{"SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'", "n"};
inline constexpr Query count_tables_named{"SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = :name",
                                          "n"};

}  // namespace jiati::store
