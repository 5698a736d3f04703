#include "store/sql_backup.h"

#include "store/sql_dialect.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <memory>
#include <vector>

namespace jiati::store {
namespace {

namespace fs = std::filesystem;
using Kind = app::StoreError::Kind;

constexpr int lock_wait_ms = 10'000;

template <class F>
auto at_the_port(F const& action) -> Result<decltype(action()), app::StoreError> {
    try {
        return action();
    } catch (SqlFailure const& failed) {
        return Failure{failed.error};
    } catch (std::exception const& failed) {
        return Failure{app::StoreError{Kind::unavailable, failed.what()}};
    }
}

[[noreturn]] void fail(Kind kind, std::string detail) { throw SqlFailure{{kind, std::move(detail)}}; }

std::string file_of(Database const& database) {
    if (database.engine != Engine::sqlite)
        fail(Kind::unavailable, "a store on PostgreSQL is backed up and put back by the server's own means");
    return database.where;
}
std::string journal_of(std::string const& url) { return file_of(main_database(url)); }
std::string keys_of(std::string const& url) { return file_of(keys_database(url)); }

[[noreturn]] void fail_on(fs::path const& path) {
    fail(errno == ENOSPC ? Kind::full : Kind::unavailable, path.string() + ": " + std::strerror(errno));
}

// The engine's own interface: copying page by page is not in the library that the rest of the folder uses.
class SqliteFile {
  public:
    SqliteFile(fs::path const& file, int flags) : file_(file) {
        int const result = sqlite3_open_v2(file.c_str(), &database_, flags, nullptr);
        if (result != SQLITE_OK) {
            sqlite3_close(database_);
            fail_with(result, sqlite3_errstr(result));
        }
        sqlite3_busy_timeout(database_, lock_wait_ms);
    }
    ~SqliteFile() { sqlite3_close(database_); }
    SqliteFile(SqliteFile const&) = delete;
    SqliteFile& operator=(SqliteFile const&) = delete;

    [[nodiscard]] sqlite3* handle() const { return database_; }

    void run(char const* text) const { check(sqlite3_exec(database_, text, nullptr, nullptr, nullptr)); }
    // From now on this connection sees the database as it is at this moment.
    void hold_moment() const {
        run("BEGIN");
        run("SELECT 1 FROM sqlite_master");
    }
    void check(int result) const {
        if (result != SQLITE_OK && result != SQLITE_ROW && result != SQLITE_DONE)
            fail_with(result, sqlite3_errmsg(database_));
    }

  private:
    [[noreturn]] void fail_with(int result, char const* message) const {
        auto const kind = [&] {
            switch (result & 0xff) {
                case SQLITE_BUSY:
                case SQLITE_LOCKED:
                    return Kind::busy;
                case SQLITE_FULL:
                    return Kind::full;
                case SQLITE_CORRUPT:
                case SQLITE_NOTADB:
                    return Kind::corrupt;
                default:
                    return Kind::unavailable;
            }
        }();
        fail(kind, file_.string() + ": " + message);
    }

    fs::path file_;
    sqlite3* database_ = nullptr;
};

void sync(fs::path const& path) {
    int const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0 || ::fsync(file) != 0) fail_on(path);
    ::close(file);
}

void make_private(fs::path const& file) {
    int const made = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made < 0) fail_on(file);
    ::close(made);
}

// Into one file that needs no log beside it.
void copy_pages(SqliteFile const& from, fs::path const& file) {
    make_private(file);
    {
        SqliteFile const to(file, SQLITE_OPEN_READWRITE);
        auto* const copying = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
        if (copying == nullptr) to.check(sqlite3_errcode(to.handle()));
        int const stepped = sqlite3_backup_step(copying, -1);
        int const finished = sqlite3_backup_finish(copying);
        to.check(stepped);
        to.check(finished);
        to.run("PRAGMA journal_mode = DELETE");
    }
    sync(file);
}

void copy_synced(fs::path const& from, fs::path const& to) {
    make_private(to);
    fs::copy_file(from, to, fs::copy_options::overwrite_existing);
    fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write);
    sync(to);
}

void read_leaves(fs::path const& file, int flags, UseLeaf const& use) {
    SqliteFile const journal(file, flags);
    sqlite3_stmt* made = nullptr;
    journal.check(sqlite3_prepare_v2(journal.handle(), "SELECT city, seq, leaf FROM events ORDER BY city, seq", -1,
                                     &made, nullptr));
    std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> const rows(made, sqlite3_finalize);
    auto const text = [&](int column) {
        return std::string_view(reinterpret_cast<char const*>(sqlite3_column_text(made, column)),
                                static_cast<std::size_t>(sqlite3_column_bytes(made, column)));
    };
    std::string city;
    std::int64_t last = 0;
    int step = SQLITE_ROW;
    while ((step = sqlite3_step(made)) == SQLITE_ROW) {
        if (auto const name = text(0); name != city) {
            city = name;
            last = 0;
        }
        if (sqlite3_column_int64(made, 1) != ++last)
            fail(Kind::corrupt, city + ": number " + std::to_string(last) + " is missing");
        use(city, last, text(2));
    }
    journal.check(step);
}

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

}  // namespace

Result<fs::path, app::StoreError> store_folder(std::string const& url) {
    return at_the_port([&] { return fs::path(journal_of(url)).parent_path(); });
}

Result<Done, app::StoreError> back_up(std::string const& url, fs::path const& folder) {
    return at_the_port([&] {
        SqliteFile const journal(journal_of(url), SQLITE_OPEN_READWRITE);
        SqliteFile const keys(keys_of(url), SQLITE_OPEN_READWRITE);
        {
            // While the right to write keys is held nothing is signed and no secret is made: that is one moment.
            SqliteFile const still(keys_of(url), SQLITE_OPEN_READWRITE);
            still.run("BEGIN IMMEDIATE");
            keys.hold_moment();
            journal.hold_moment();
        }
        copy_pages(journal, folder / backup_journal);
        copy_pages(keys, folder / backup_keys);
        sync(folder);
        return Done{};
    });
}

Result<Done, app::StoreError> each_leaf(fs::path const& journal, UseLeaf const& use) {
    return at_the_port([&] {
        read_leaves(journal, SQLITE_OPEN_READONLY, use);
        return Done{};
    });
}

Result<Done, app::StoreError> each_leaf(std::string const& url, UseLeaf const& use) {
    return at_the_port([&] {
        read_leaves(journal_of(url), SQLITE_OPEN_READWRITE, use);  // a reader of the log has to write to share it
        return Done{};
    });
}

Result<bool, app::StoreError> is_vacant(std::string const& url) {
    return at_the_port([&] { return !fs::exists(journal_of(url)) && !fs::exists(keys_of(url)); });
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
