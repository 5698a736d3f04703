#include "store/sqlite_file.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>
#include <memory>

namespace jiati::store {
namespace {

namespace fs = std::filesystem;
using Kind = app::StoreError::Kind;

constexpr int lock_wait_ms = 10'000;

[[noreturn]] void fail(Kind kind, std::string detail) { throw SqlFailure{{kind, std::move(detail)}}; }

[[noreturn]] void fail_on(fs::path const& path) {
    fail(errno == ENOSPC ? Kind::full : Kind::unavailable, path.string() + ": " + std::strerror(errno));
}

sqlite3_stmt* statement(void* row) { return static_cast<sqlite3_stmt*>(row); }

}  // namespace

std::int64_t SqliteFile::Row::number(int column) const { return sqlite3_column_int64(statement(statement_), column); }

std::string_view SqliteFile::Row::text(int column) const {
    return {reinterpret_cast<char const*>(sqlite3_column_text(statement(statement_), column)),
            static_cast<std::size_t>(sqlite3_column_bytes(statement(statement_), column))};
}

SqliteFile::SqliteFile(fs::path const& file, int flags) : file_(file) {
    int const result = sqlite3_open_v2(file.c_str(), &database_, flags, nullptr);
    if (result != SQLITE_OK) {
        sqlite3_close(database_);
        fail_with(result, sqlite3_errstr(result));
    }
    sqlite3_busy_timeout(database_, lock_wait_ms);
}

SqliteFile::~SqliteFile() { sqlite3_close(database_); }

void SqliteFile::run(char const* text) const { check(sqlite3_exec(database_, text, nullptr, nullptr, nullptr)); }

void SqliteFile::hold_moment() const {
    run("BEGIN");
    run("SELECT 1 FROM sqlite_master");
}

void SqliteFile::each(char const* text, std::function<void(Row const&)> const& use) const {
    sqlite3_stmt* made = nullptr;
    check(sqlite3_prepare_v2(database_, text, -1, &made, nullptr));
    std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> const rows(made, sqlite3_finalize);
    Row const row(made);
    int step = SQLITE_ROW;
    while ((step = sqlite3_step(made)) == SQLITE_ROW) use(row);
    check(step);
}

void SqliteFile::copy_to(fs::path const& file) const {
    make_private(file);
    {
        SqliteFile const to(file, SQLITE_OPEN_READWRITE);
        auto* const copying = sqlite3_backup_init(to.database_, "main", database_, "main");
        if (copying == nullptr) to.check(sqlite3_errcode(to.database_));
        int const stepped = sqlite3_backup_step(copying, -1);
        int const finished = sqlite3_backup_finish(copying);
        to.check(stepped);
        to.check(finished);
        to.run("PRAGMA journal_mode = DELETE");
    }
    sync(file);
}

void SqliteFile::check(int result) const {
    if (result != SQLITE_OK && result != SQLITE_ROW && result != SQLITE_DONE)
        fail_with(result, sqlite3_errmsg(database_));
}

void SqliteFile::fail_with(int result, char const* message) const {
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

void make_private(fs::path const& file) {
    int const made = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made < 0) fail_on(file);
    ::close(made);
}

void sync(fs::path const& path) {
    int const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) fail_on(path);
    int const synced = ::fsync(file);
    int const error = errno;
    ::close(file);
    errno = error;
    if (synced != 0) fail_on(path);
}

void copy_synced(fs::path const& from, fs::path const& to) {
    make_private(to);
    fs::copy_file(from, to, fs::copy_options::overwrite_existing);
    fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write);
    sync(to);
}

}  // namespace jiati::store
