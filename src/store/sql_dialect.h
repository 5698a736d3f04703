// Everything in which one database engine differs from another: SQLite (a file) and PostgreSQL (a server). Statements
// elsewhere in the folder keep to what both share (BIGINT, TEXT, ON CONFLICT, each placeholder used once), or carry
// another text for PostgreSQL with them.
#pragma once

#include "store/sql_connection.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace jiati::store {

struct Database {
    Engine engine = Engine::sqlite;
    std::string where;  // SQLite: the absolute path of the file. PostgreSQL: libpq's parameters, name='value' …
    std::string name;   // PostgreSQL: the database's name where it may be made, on the server of the main one

    Database(std::string file) : where(std::move(file)) {}  // a file's path stands for itself
    Database(Engine which, std::string place, std::string to_make = {})
        : engine(which), where(std::move(place)), name(std::move(to_make)) {}
};

// The database behind "sqlite:FILE" or "postgresql://HOST/NAME". SqlFailure for any other address.
[[nodiscard]] Database main_database(std::string const& url);
// Where subject secrets are kept, so that they can be destroyed and backed up apart: "keys.db" beside the file;
// "NAME_keys" on the same server, or what the address names as keys=URL.
[[nodiscard]] Database keys_database(std::string const& url);
// The address as it may be shown: without a password.
[[nodiscard]] std::string without_password(std::string url);

enum class Use : std::uint8_t { write, read, keys, lead };

// A connection with the settings durability rests on, read back and checked. A file and its folder are made when they
// are missing, readable by their owner alone.
[[nodiscard]] std::unique_ptr<SqlConnection> connect(Database const& database, Use use);
// Whether the database is there, asked through a connection to another on the same server; and made, if it may be.
[[nodiscard]] bool has_database(SqlConnection& beside, Database const& database);
void make_database(SqlConnection& beside, Database const& database);
// The settings as the engine reports them: "journal_mode" → "wal", "fsync" → "on" …
[[nodiscard]] std::map<std::string, std::string> settings_of(SqlConnection& connection);

// Starts a transaction. SQLite: one that holds the right to write from its first moment, because one that began by
// reading could lose the race for that right later and fail in spite of the busy timeout. PostgreSQL: who writes to
// the same city waits for its lock (sql_writer.cpp).
inline constexpr Query begin_writing{"BEGIN IMMEDIATE", "", "BEGIN"};
inline constexpr Query commit{"COMMIT"};
inline constexpr Query rollback{"ROLLBACK"};

// Changes when another connection has written to the file, in this process or another.
inline constexpr Query data_version{"PRAGMA data_version", "n"};
// Moves what the write-ahead log holds into the file and cuts it to nothing, so that what was overwritten there is not
// kept in it. SqlFailure busy when a reader holds on to it for longer than the timeout. Without effect on PostgreSQL,
// whose secrets belong into a database outside WAL archiving.
void truncate_wal(SqlConnection& connection);

// Greater than any text that begins with the same prefix, put after it: the end of a range that an index can serve.
inline constexpr char last_code_point[] = "\xF4\x8F\xBF\xBF";  // U+10FFFF

// A table of this name beside the secrets says that a restore is under way or came to no end (sql_backup.h).
inline constexpr char unfinished_mark[] = "restoring";

// How many tables there are, ours or others', but for that one.
inline constexpr Query count_tables{
    "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name <> 'restoring'", "n",
    "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() "
    "AND table_name <> 'restoring'"};
inline constexpr Query count_tables_named{
    "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = :name", "n",
    "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = :name"};

[[nodiscard]] bool has_table(SqlConnection& connection, std::string const& name);

// A step's statement as the engine wants it: PostgreSQL compares texts by bytes only where a column says so.
[[nodiscard]] std::string table_text(Engine engine, std::string text);

// A lock on PostgreSQL is known by a number: of a city's journal, of a duty. The same at every node.
[[nodiscard]] std::int64_t lock_number(std::string_view what, std::string_view name);
// Waits for the lock and holds it to the end of the transaction. Without effect on SQLite, whose transactions take
// turns anyway.
void lock_for_transaction(SqlConnection& connection, std::int64_t number);
void lock_for_transaction_shared(SqlConnection& connection, std::int64_t number);

}  // namespace jiati::store
