#include "store/sql_schema.h"

#include "store/sql_transaction.h"

#include <span>
#include <string>
#include <vector>

namespace jiati::store {
namespace {

using Kind = app::StoreError::Kind;

// A statement of a step; `postgresql` takes the place of `text` on that engine. Texts compare by bytes on both (see
// table_text).
struct Statement {
    char const* text;
    char const* postgresql;

    Statement(char const* shared, char const* on_postgresql = nullptr)  // a text stands for itself
        : text(shared), postgresql(on_postgresql) {}
};

// A step leads from format n to n + 1. A published step never changes; a new format is a new step at the end.
using Step = std::vector<Statement>;

#define JIATI_EVENTS_TABLE                                                                                    \
    "CREATE TABLE events (city TEXT NOT NULL, seq BIGINT NOT NULL, stream TEXT NOT NULL, "                    \
    "version BIGINT NOT NULL, type TEXT NOT NULL, payload TEXT NOT NULL, leaf TEXT NOT NULL, "                \
    "occurred_on BIGINT NOT NULL, evidence TEXT NOT NULL, recorded_at BIGINT NOT NULL, actor TEXT NOT NULL, " \
    "PRIMARY KEY (city, seq), UNIQUE (city, stream, version))"

std::vector<Step> const journal_steps{
    {
        "CREATE TABLE schema_version (part TEXT NOT NULL PRIMARY KEY, version BIGINT NOT NULL)",
        "CREATE TABLE heads (city TEXT NOT NULL PRIMARY KEY, seq BIGINT NOT NULL)",
        // One partition a city, made with the city's first event (sql_append.cpp).
        {JIATI_EVENTS_TABLE, JIATI_EVENTS_TABLE " PARTITION BY LIST (city)"},
        "CREATE TABLE request_keys (city TEXT NOT NULL, key TEXT NOT NULL, request_hash TEXT NOT NULL, "
        "first_seq BIGINT NOT NULL, last_seq BIGINT NOT NULL, PRIMARY KEY (city, key))",
        "CREATE TABLE views (city TEXT NOT NULL, view TEXT NOT NULL, key TEXT NOT NULL, area TEXT NOT NULL, "
        "body TEXT NOT NULL, PRIMARY KEY (city, view, key))",
        "CREATE INDEX views_by_area ON views (city, view, area)",
        "CREATE TABLE timers (city TEXT NOT NULL, key TEXT NOT NULL, due BIGINT NOT NULL, command TEXT NOT NULL, "
        "PRIMARY KEY (city, key))",
        "CREATE INDEX timers_by_due ON timers (due, city, key)",
        "CREATE TABLE vault (city TEXT NOT NULL, ref TEXT NOT NULL, subject TEXT NOT NULL, value TEXT NOT NULL, "
        "PRIMARY KEY (city, ref))",
        "CREATE TABLE sessions (token_hash TEXT NOT NULL PRIMARY KEY, city TEXT NOT NULL, account TEXT NOT NULL, "
        "created BIGINT NOT NULL, expires BIGINT NOT NULL)",
        "CREATE INDEX sessions_by_account ON sessions (city, account)",
        "CREATE INDEX sessions_by_expiry ON sessions (expires)",
    },
    {
        "ALTER TABLE sessions ADD COLUMN last_seen BIGINT NOT NULL DEFAULT 0",
        "ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE sessions ADD COLUMN credential TEXT NOT NULL DEFAULT ''",
        "CREATE TABLE known_devices (city TEXT NOT NULL, account TEXT NOT NULL, device_hash TEXT NOT NULL, "
        "seen BIGINT NOT NULL, PRIMARY KEY (city, account, device_hash))",
        "CREATE INDEX known_devices_by_time ON known_devices (seen)",
        "CREATE TABLE used_codes (city TEXT NOT NULL, account TEXT NOT NULL, code TEXT NOT NULL, "
        "until BIGINT NOT NULL, PRIMARY KEY (city, account, code))",
        "CREATE INDEX used_codes_by_time ON used_codes (until)",
    },
    {
        // Values lie sealed from here on; those of the first format are sealed by seal_plain_values (sql_vault.h).
        "ALTER TABLE vault RENAME TO plain_vault",
        "CREATE TABLE vault (city TEXT NOT NULL, ref TEXT NOT NULL, subject TEXT NOT NULL, value TEXT NOT NULL, "
        "PRIMARY KEY (city, ref))",
    },
    {
        "CREATE TABLE log_tiles (city TEXT NOT NULL, level BIGINT NOT NULL, idx BIGINT NOT NULL, "
        "hashes TEXT NOT NULL, PRIMARY KEY (city, level, idx))",
        "CREATE TABLE log_leaves (city TEXT NOT NULL, hash_prefix BIGINT NOT NULL, idx BIGINT NOT NULL, "
        "PRIMARY KEY (city, hash_prefix, idx))",
    },
    {
        // Until here requests were kept as plain hashes, out of which a name or a password can be guessed. A key used
        // before is answered as one that belongs to another request.
        "UPDATE request_keys SET request_hash = 'plain'",
    },
    {
        "CREATE TABLE uploads (city TEXT NOT NULL, file TEXT NOT NULL, account TEXT NOT NULL, until BIGINT NOT NULL, "
        "PRIMARY KEY (city, file))",
        "CREATE INDEX uploads_by_time ON uploads (until)",
        "CREATE INDEX uploads_by_account ON uploads (city, account)",
    },
};

std::vector<Step> const keys_steps{
    {
        "CREATE TABLE schema_version (part TEXT NOT NULL PRIMARY KEY, version BIGINT NOT NULL)",
        "CREATE TABLE subject_secrets (city TEXT NOT NULL, subject TEXT NOT NULL, secret TEXT NOT NULL, "
        "PRIMARY KEY (city, subject))",
    },
    {
        // Secrets are wrapped by the master key; SqlKeys moves those of the first format. frozen_until: days since
        // 1970-01-01, 0 for a subject that is not frozen.
        "CREATE TABLE master_check (name TEXT NOT NULL PRIMARY KEY, sealed TEXT NOT NULL)",
        "CREATE TABLE wrapped_secrets (city TEXT NOT NULL, subject TEXT NOT NULL, secret TEXT NOT NULL, "
        "frozen_until BIGINT NOT NULL, PRIMARY KEY (city, subject))",
        "CREATE TABLE erased_subjects (city TEXT NOT NULL, subject TEXT NOT NULL, PRIMARY KEY (city, subject))",
    },
    {
        "CREATE TABLE log_epochs (city TEXT NOT NULL, number BIGINT NOT NULL, origin TEXT NOT NULL, "
        "public_key TEXT NOT NULL, secret TEXT NOT NULL, began BIGINT NOT NULL, reason TEXT NOT NULL, "
        "began_with BIGINT NOT NULL, size BIGINT NOT NULL, root TEXT NOT NULL, note TEXT NOT NULL, "
        "signed_at BIGINT NOT NULL, cosigned TEXT NOT NULL, witnesses TEXT NOT NULL, PRIMARY KEY (city, number))",
    },
};

constexpr Query read_version{"SELECT version FROM schema_version WHERE part = :part", "n"};
constexpr Query write_version{
    "INSERT INTO schema_version (part, version) VALUES (:part, :version) "
    "ON CONFLICT (part) DO UPDATE SET version = excluded.version"};

std::int64_t current_version(SqlConnection& connection, std::string_view part) {
    std::int64_t ours = 0;
    std::int64_t tables = 0;
    std::int64_t version = 0;
    connection.first(count_tables_named, {"schema_version"}, [&](SqlRow& row) { ours = row.number(0); });
    connection.first(count_tables, {}, [&](SqlRow& row) { tables = row.number(0); });
    if (ours == 0 && tables == 0) return 0;
    bool const stated =
        ours != 0 && connection.first(read_version, {part}, [&](SqlRow& row) { version = row.number(0); });
    if (!stated || version < 1)
        throw SqlFailure{{Kind::corrupt, "the file holds tables, but not those of \"" + std::string(part) + "\""}};
    return version;
}

void migrate(SqlConnection& connection, std::string_view part, std::vector<Step> const& steps) {
    auto const known = static_cast<std::int64_t>(steps.size());
    in_transaction(connection, [&] {
        // Nodes that start together take turns, however long the first one needs.
        if (connection.engine() == Engine::postgresql)
            connection.ask_once("SELECT set_config('lock_timeout', '0', true)");
        lock_for_transaction(connection, lock_number("schema", part));
        auto const version = current_version(connection, part);
        if (version > known)
            throw SqlFailure{{Kind::newer_format, std::string(part) + " has format " + std::to_string(version) +
                                                      ", this program knows up to " + std::to_string(known)}};
        for (auto const& step : std::span(steps).subspan(static_cast<std::size_t>(version)))
            for (auto const& [text, postgresql] : step) {
                bool const differs = connection.engine() == Engine::postgresql && postgresql != nullptr;
                connection.run_once(table_text(connection.engine(), differs ? postgresql : text));
            }
        if (version < known) connection.run(write_version, {part, known});
    });
}

}  // namespace

void migrate_journal(SqlConnection& connection) { migrate(connection, "journal", journal_steps); }

void migrate_keys(SqlConnection& connection) { migrate(connection, "keys", keys_steps); }

int format_of(SqlConnection& connection, std::string_view part) {
    return static_cast<int>(current_version(connection, part));
}

void check_heads(SqlConnection& connection) {
    constexpr Query wrong{
        "SELECT COUNT(*) FROM heads h WHERE h.seq <> (SELECT MAX(e.seq) FROM events e WHERE e.city = h.city) "
        "OR 1 <> (SELECT MIN(e.seq) FROM events e WHERE e.city = h.city) "
        "OR NOT EXISTS (SELECT 1 FROM events e WHERE e.city = h.city)",
        "n"};
    std::int64_t count = 0;
    connection.first(wrong, {}, [&](SqlRow& row) { count = row.number(0); });
    if (count != 0) throw SqlFailure{{Kind::corrupt, "a city's head does not match its events"}};
}

void check_keys(SqlConnection& journal, SqlConnection& keys) {
    constexpr Query sealed{
        "SELECT COUNT(*) FROM (SELECT 1 FROM vault UNION ALL SELECT 1 FROM log_leaves LIMIT 1) AS found", "n"};
    constexpr Query known{
        "SELECT COUNT(*) FROM (SELECT 1 FROM wrapped_secrets UNION ALL SELECT 1 FROM erased_subjects "
        "UNION ALL SELECT 1 FROM log_epochs LIMIT 1) AS found",
        "n"};
    auto const any = [](SqlConnection& connection, Query const& query) {
        std::int64_t count = 0;
        connection.first(query, {}, [&](SqlRow& row) { count = row.number(0); });
        return count != 0;
    };
    if (any(journal, sealed) && !any(keys, known))
        throw SqlFailure{
            {Kind::unavailable,
             "the store holds sealed values or a log, and its keys hold nothing: put keys.db (the database "
             "of keys) back from its backup"}};
}

}  // namespace jiati::store
