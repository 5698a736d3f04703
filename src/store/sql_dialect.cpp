#include "store/sql_dialect.h"

#include "store/postgresql_dialect.h"
#include "store/sqlite_dialect.h"

#include <filesystem>

namespace jiati::store {
namespace {

constexpr std::string_view file_scheme = "sqlite:";

bool is_server(std::string const& url) { return url.starts_with("postgresql://") || url.starts_with("postgres://"); }

std::string file_of(std::string const& url) {
    std::string const file = url.starts_with(file_scheme) ? url.substr(file_scheme.size()) : std::string();
    if (file.empty() || file.find('"') != std::string::npos)
        throw SqlFailure{{app::StoreError::Kind::unavailable,
                          "store address \"" + without_password(url) + "\" is neither sqlite:FILE nor postgresql://…"}};
    return sqlite::absolute_file(file);
}

}  // namespace

Database main_database(std::string const& url) {
    return is_server(url) ? postgresql::main_database(url) : Database(file_of(url));
}

Database keys_database(std::string const& url) {
    return is_server(url) ? postgresql::keys_database(url) : Database(sqlite::keys_beside(file_of(url)));
}

std::string without_password(std::string url) {
    constexpr std::string_view hidden = "***";
    auto const scheme = url.find("://");
    if (scheme == std::string::npos) return url;
    // A password may hold any character, '/' and '?' among them, if someone forgot to encode it: to the last '@'.
    auto const colon = url.find(':', scheme + 3);
    auto const at = url.rfind('@');
    if (colon != std::string::npos && at != std::string::npos && colon < at)
        url.replace(colon + 1, at - colon - 1, hidden);
    for (std::string_view const word : {"password=", "keys="})
        if (auto const begin = url.find(word); begin != std::string::npos)
            url.replace(begin + word.size(), std::string::npos, hidden);
    return url;
}

std::unique_ptr<SqlConnection> connect(Database const& database, Use use) {
    return database.engine == Engine::sqlite ? sqlite::connect(database.where, use)
                                             : postgresql::connect(database.where, use);
}

void truncate_wal(SqlConnection& connection) {
    if (connection.engine() != Engine::sqlite) return;
    if (connection.ask_once("PRAGMA wal_checkpoint(TRUNCATE)") != "0")
        throw SqlFailure{{app::StoreError::Kind::busy, "the write-ahead log is held by a reader"}};
}

std::map<std::string, std::string> settings_of(SqlConnection& connection) {
    return connection.engine() == Engine::sqlite ? sqlite::pragmas(connection)
                                                 : postgresql::server_settings(connection);
}

bool has_database(SqlConnection& beside, Database const& database) {
    if (database.engine == Engine::sqlite) return std::filesystem::exists(database.where);
    if (database.name.empty()) return true;  // the operator's
    constexpr Query known{"SELECT COUNT(*) FROM pg_database WHERE datname = :name", "n"};
    std::int64_t count = 0;
    beside.first(known, {database.name}, [&](SqlRow& row) { count = row.number(0); });
    return count != 0;
}

void make_database(SqlConnection& beside, Database const& database) {
    if (database.engine == Engine::sqlite || has_database(beside, database)) return;
    std::string quoted;
    for (auto const letter : database.name) quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    try {
        beside.run_once("CREATE DATABASE \"" + quoted + "\"");
    } catch (SqlFailure const&) {  // another node was as quick
        if (!has_database(beside, database)) throw;
    }
}

bool has_table(SqlConnection& connection, std::string const& name) {
    std::int64_t count = 0;
    connection.first(count_tables_named, {name}, [&](SqlRow& row) { count = row.number(0); });
    return count != 0;
}

std::string table_text(Engine engine, std::string text) {
    if (engine == Engine::sqlite) return text;
    constexpr std::string_view type = " TEXT";
    constexpr std::string_view by_bytes = " COLLATE \"C\"";
    for (std::size_t at = 0; (at = text.find(type, at)) != std::string::npos; at += by_bytes.size())
        text.insert(at += type.size(), by_bytes);
    return text;
}

// FNV-1a, 64 bits: stable between builds. Two names with one number would only take turns needlessly.
std::int64_t lock_number(std::string_view what, std::string_view name) {
    std::uint64_t hash = 14695981039346656037U;
    auto const mix = [&](std::string_view text) {
        for (auto const letter : text) hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211U;
    };
    mix("jiati ");
    mix(what);
    mix(" ");
    mix(name);
    return static_cast<std::int64_t>(hash);
}

void lock_for_transaction(SqlConnection& connection, std::int64_t number) {
    constexpr Query lock{"SELECT pg_advisory_xact_lock(:number)"};
    if (connection.engine() == Engine::postgresql) connection.run(lock, {number});
}

void lock_for_transaction_shared(SqlConnection& connection, std::int64_t number) {
    constexpr Query lock{"SELECT pg_advisory_xact_lock_shared(:number)"};
    if (connection.engine() == Engine::postgresql) connection.run(lock, {number});
}

}  // namespace jiati::store
