#include "store/sql_restore.h"

#include "store/at_the_port.h"
#include "store/sql_backup.h"
#include "store/sql_copy.h"
#include "store/sql_schema.h"
#include "store/sql_transaction.h"
#include "store/sqlite_file.h"

#include <sqlite3.h>
#include <algorithm>

namespace jiati::store {
namespace {

namespace fs = std::filesystem;
using Kind = app::StoreError::Kind;

[[noreturn]] void fail(Kind kind, std::string detail) { throw SqlFailure{{kind, std::move(detail)}}; }

std::string file_of(Database const& database) {
    if (database.engine != Engine::sqlite) fail(Kind::unavailable, "not a store on SQLite");
    return database.where;
}
std::string journal_of(std::string const& url) { return file_of(main_database(url)); }
std::string keys_of(std::string const& url) { return file_of(keys_database(url)); }

constexpr Query all_heads{"SELECT city, seq FROM heads ORDER BY city", "tn"};
constexpr Query last_by{"SELECT COALESCE(MAX(seq), 0) FROM events WHERE city = :city AND recorded_at <= :time", "n"};
// An append is kept whole or not at all.
constexpr Query last_whole{
    "SELECT COALESCE(MAX(last_seq), 0) FROM request_keys WHERE city = :city AND last_seq <= :seq", "n"};
constexpr Query cut_events{"DELETE FROM events WHERE city = :city AND seq > :seq"};
constexpr Query cut_keys{"DELETE FROM request_keys WHERE city = :city AND last_seq > :seq"};
constexpr Query cut_head{"UPDATE heads SET seq = :seq WHERE city = :city"};
constexpr Query no_head{"DELETE FROM heads WHERE city = :city"};
constexpr Query no_timers{"DELETE FROM timers"};
// Worked out from the leaves again.
constexpr Query no_tiles{"DELETE FROM log_tiles"};
constexpr Query no_leaf_places{"DELETE FROM log_leaves"};
constexpr Query put_timer{"INSERT INTO timers (city, key, due, command) VALUES (:city, :key, :due, :command)"};
constexpr Query no_sessions{"DELETE FROM sessions"};

std::int64_t number(SqlConnection& connection, Query const& query, SqlParameters parameters) {
    std::int64_t answer = 0;
    connection.first(query, parameters, [&](SqlRow& row) { answer = row.number(0); });
    return answer;
}

std::int64_t cut_city(SqlConnection& connection, std::string const& city, std::int64_t head, Moment const& moment) {
    auto seq = head;
    if (moment.seq) seq = std::min(seq, *moment.seq);
    if (moment.time) seq = std::min(seq, number(connection, last_by, {city, moment.time->unix_ms}));
    seq = number(connection, last_whole, {city, seq});
    connection.run(cut_events, {city, seq});
    connection.run(cut_keys, {city, seq});
    if (seq > 0)
        connection.run(cut_head, {seq, city});
    else
        connection.run(no_head, {city});
    return seq;
}

constexpr Query all_erased{"SELECT city, subject FROM erased_subjects ORDER BY city, subject", "tt"};

bool has_tables(SqlConnection& connection) {
    std::int64_t count = 0;
    connection.first(count_tables, {}, [&](SqlRow& row) { count = row.number(0); });
    return count != 0;
}

std::string mark_table(char const* verb) { return std::string(verb) + " " + unfinished_mark; }

void drop_tables(SqlConnection& connection) {
    in_transaction(connection, [&] {
        for (auto const& name : tables_of(connection)) connection.run_once("DROP TABLE " + name);
    });
}

}  // namespace

bool is_unfinished(Database const& journal, Database const& keys) {
    if (keys.engine == Engine::sqlite) {
        std::error_code error;
        return fs::exists(keys.where, error) && has_table(*connect(keys, Use::keys), unfinished_mark);
    }
    return has_database(*connect(journal, Use::write), keys) && has_table(*connect(keys, Use::keys), unfinished_mark);
}

Result<Place, app::StoreError> place_at(std::string const& url) {
    return at_the_port([&] {
        auto const journal = main_database(url);
        auto const keys = keys_database(url);
        if (is_unfinished(journal, keys)) return Place::unfinished;
        if (journal.engine == Engine::sqlite)
            return fs::exists(journal.where) || fs::exists(keys.where) ? Place::filled : Place::vacant;
        auto const server = connect(journal, Use::write);
        if (has_tables(*server)) return Place::filled;
        return has_database(*server, keys) && has_tables(*connect(keys, Use::keys)) ? Place::filled : Place::vacant;
    });
}

Result<Done, app::StoreError> mark_unfinished(std::string const& url) {
    return at_the_port([&] {
        auto const keys = keys_database(url);
        if (keys.engine == Engine::postgresql) make_database(*connect(main_database(url), Use::write), keys);
        connect(keys, Use::keys)->run_once(mark_table("CREATE TABLE IF NOT EXISTS") + " (n BIGINT)");
        return Done{};
    });
}

Result<Done, app::StoreError> mark_finished(std::string const& url) {
    return at_the_port([&] {
        connect(keys_database(url), Use::keys)->run_once(mark_table("DROP TABLE"));
        return Done{};
    });
}

Result<Done, app::StoreError> clear_unfinished(std::string const& url) {
    return at_the_port([&] {
        auto const journal = main_database(url);
        auto const keys = keys_database(url);
        if (!is_unfinished(journal, keys)) fail(Kind::conflict, "no restore was begun there");
        if (journal.engine == Engine::postgresql) {
            drop_tables(*connect(journal, Use::write));
            drop_tables(*connect(keys, Use::keys));  // the mark stays
            return Done{};
        }
        for (auto const& file : {journal.where, keys.where})  // the mark last
            for (auto const* suffix : {"-wal", "-shm", ""}) fs::remove(file + suffix);
        sync(fs::path(journal.where).parent_path());
        return Done{};
    });
}

Result<Done, app::StoreError> put_back(fs::path const& backup, std::string const& url) {
    return at_the_port([&] {
        auto const file = journal_of(url);
        copy_synced(backup / backup_keys, keys_of(url));
        copy_synced(backup / backup_journal, file);
        sync(fs::path(file).parent_path());
        return Done{};
    });
}

Result<Done, app::StoreError> move_to_server(std::string const& finished, std::string const& url) {
    return at_the_port([&] {
        auto const move = [](Database const& from, Database const& to, void (*migrate)(SqlConnection&)) {
            auto const source = connect(from, Use::keys);
            auto const target = connect(to, Use::write);
            migrate(*target);
            in_transaction(*source, [&] { in_transaction(*target, [&] { copy_rows(*source, *target); }); });
        };
        move(keys_database(finished), keys_database(url), migrate_keys);
        move(main_database(finished), main_database(url), migrate_journal);
        return Done{};
    });
}

Result<Erased, app::StoreError> erased_in(fs::path const& keys) {
    return at_the_port([&] {
        Erased erased;
        SqliteFile(keys, SQLITE_OPEN_READONLY).each("SELECT city, subject FROM erased_subjects", [&](auto const& row) {
            erased[std::string(row.text(0))].emplace_back(row.text(1));
        });
        return erased;
    });
}

Result<Erased, app::StoreError> erased_in_store(std::string const& url) {
    return at_the_port([&] {
        Erased erased;
        connect(keys_database(url), Use::keys)->each(all_erased, {}, [&](SqlRow& row) {
            auto city = row.text(0);
            erased[std::move(city)].push_back(row.text(1));
        });
        return erased;
    });
}

Result<Done, app::StoreError> end_sessions(std::string const& url) {
    return at_the_port([&] {
        connect(journal_of(url), Use::write)->run(no_sessions);
        return Done{};
    });
}

Result<Done, app::StoreError> put_timers(std::string const& url, std::vector<app::Views::DueTimer> const& timers) {
    return at_the_port([&] {
        auto const connection = connect(journal_of(url), Use::write);
        connection->run(begin_writing);
        for (auto const& [city, timer] : timers)
            connection->run(put_timer, {city, timer.key, timer.due.unix_ms, timer.command});
        connection->run(commit);
        return Done{};
    });
}

Result<std::map<std::string, std::int64_t>, app::StoreError> cut_after(std::string const& url, Moment const& moment) {
    return at_the_port([&] {
        auto const connection = connect(journal_of(url), Use::write);
        std::map<std::string, std::int64_t> heads;
        connection->run(begin_writing);
        connection->each(all_heads, {}, [&](SqlRow& row) {
            auto city = row.text(0);
            heads.emplace(std::move(city), row.number(1));
        });
        for (auto& [city, head] : heads) head = cut_city(*connection, city, head, moment);
        for (auto const* query : {&no_timers, &no_tiles, &no_leaf_places}) connection->run(*query);
        connection->run(commit);
        std::erase_if(heads, [](auto const& kept) { return kept.second == 0; });
        return heads;
    });
}

}  // namespace jiati::store
