#include "store/sql_backup.h"

#include "store/at_the_port.h"
#include "store/sql_copy.h"
#include "store/sql_schema.h"
#include "store/sql_transaction.h"
#include "store/sqlite_file.h"

#include <sqlite3.h>

namespace jiati::store {
namespace {

namespace fs = std::filesystem;
using Kind = app::StoreError::Kind;

[[noreturn]] void fail(Kind kind, std::string detail) { throw SqlFailure{{kind, std::move(detail)}}; }

// Leaves in order of city and sequence, each number there.
class Dense {
  public:
    explicit Dense(UseLeaf const& use) : use_(use) {}
    void take(std::string_view city, std::int64_t seq, std::string_view leaf) {
        if (city != city_) {
            city_ = city;
            last_ = 0;
        }
        if (seq != ++last_) fail(Kind::corrupt, city_ + ": number " + std::to_string(last_) + " is missing");
        use_(city_, last_, leaf);
    }

  private:
    UseLeaf const& use_;
    std::string city_;
    std::int64_t last_ = 0;
};

void read_leaves(fs::path const& file, int flags, UseLeaf const& use) {
    Dense leaves(use);
    SqliteFile(file, flags).each("SELECT city, seq, leaf FROM events ORDER BY city, seq", [&](auto const& row) {
        leaves.take(row.text(0), row.number(1), row.text(2));
    });
}

constexpr Query leaves_after{
    "SELECT city, seq, leaf FROM events WHERE city = :city AND seq > :seq ORDER BY seq LIMIT 1000", "tnt"};
constexpr Query all_cities{"SELECT city FROM heads ORDER BY city", "t"};

void read_leaves(SqlConnection& server, UseLeaf const& use) {
    Dense leaves(use);
    std::vector<std::string> cities;
    server.each(all_cities, {}, [&](SqlRow& row) { cities.push_back(row.text(0)); });
    for (auto const& city : cities)
        for (std::int64_t last = 0, before = -1; last != before;) {
            before = last;
            server.each(leaves_after, {city, last}, [&](SqlRow& row) {
                last = row.number(1);
                leaves.take(row.text(0), last, row.text(2));
            });
        }
}

void back_up_files(fs::path const& journal_file, fs::path const& keys_file, fs::path const& folder) {
    SqliteFile const journal(journal_file, SQLITE_OPEN_READWRITE);
    SqliteFile const keys(keys_file, SQLITE_OPEN_READWRITE);
    {
        // While the right to write keys is held nothing is signed and no secret is made: that is one moment.
        SqliteFile const still(keys_file, SQLITE_OPEN_READWRITE);
        still.run("BEGIN IMMEDIATE");
        keys.hold_moment();
        journal.hold_moment();
    }
    journal.copy_to(folder / backup_journal);
    keys.copy_to(folder / backup_keys);
}

// A server's connection that sees one moment, for as long as it takes to copy it.
std::unique_ptr<SqlConnection> hold_moment(Database const& database) {
    auto connection = connect(database, Use::read);
    connection->run_once("SET idle_in_transaction_session_timeout = '10min'");  // while the other one is copied
    connection->run_once("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    connection->ask_once("SELECT 1");
    return connection;
}

// Into a file that nobody trusts before it is whole and synced: it needs no log meanwhile.
void copy_into_file(SqlConnection& server, fs::path const& file, char const* part,
                    void (*migrate)(SqlConnection& connection)) {
    make_private(file);
    {
        auto const to = connect(Database(file.string()), Use::write);
        for (auto const* setting : {"journal_mode = DELETE", "journal_mode = OFF", "synchronous = 0"})
            to->ask_once(std::string("PRAGMA ") + setting);
        migrate(*to);
        if (format_of(server, part) != format_of(*to, part))
            fail(Kind::unavailable, std::string(part) + " is of another format; jiati migrate brings it to today's");
        in_transaction(*to, [&] { copy_rows(server, *to); });
        to->ask_once("PRAGMA journal_mode = DELETE");
    }
    sync(file);
}

void back_up_server(Database const& journal_database, Database const& keys_database, fs::path const& folder) {
    std::unique_ptr<SqlConnection> keys;
    std::unique_ptr<SqlConnection> journal;
    {
        // As above: who writes keys waits for an instant.
        auto const still = connect(keys_database, Use::keys);
        still->run(begin_writing);
        still->run_once("LOCK TABLE wrapped_secrets, erased_subjects, log_epochs IN SHARE MODE");
        keys = hold_moment(keys_database);
        journal = hold_moment(journal_database);
    }
    copy_into_file(*keys, folder / backup_keys, "keys", migrate_keys);
    copy_into_file(*journal, folder / backup_journal, "journal", migrate_journal);
}

}  // namespace

Result<std::optional<fs::path>, app::StoreError> store_folder(std::string const& url) {
    return at_the_port([&] {
        auto const journal = main_database(url);
        return journal.engine == Engine::sqlite ? std::optional(fs::path(journal.where).parent_path()) : std::nullopt;
    });
}

Result<Done, app::StoreError> back_up(std::string const& url, fs::path const& folder) {
    return at_the_port([&] {
        auto const journal = main_database(url);
        auto const keys = keys_database(url);
        if (journal.engine == Engine::sqlite)
            back_up_files(journal.where, keys.where, folder);
        else
            back_up_server(journal, keys, folder);
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
        auto const journal = main_database(url);
        if (journal.engine == Engine::sqlite)
            read_leaves(journal.where, SQLITE_OPEN_READWRITE, use);  // a reader of the log has to write to share it
        else
            read_leaves(*connect(journal, Use::read), use);
        return Done{};
    });
}

}  // namespace jiati::store
