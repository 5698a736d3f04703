#include "store/sql_errors.h"

#include <utility>

namespace jiati::store {
namespace {

using Kind = app::StoreError::Kind;

}  // namespace

// SQLite's primary result codes (sqlite3.h); the others mean that the file or the disk failed.
SqlFailure sqlite_failure(int result, std::string message) {
    switch (result & 0xff) {
        case 5:  // SQLITE_BUSY
        case 6:  // SQLITE_LOCKED
            return {{Kind::busy, std::move(message)}, Reach::transaction};
        case 11:  // SQLITE_CORRUPT
        case 26:  // SQLITE_NOTADB
            return {{Kind::corrupt, std::move(message)}, Reach::transaction};
        case 13:  // SQLITE_FULL
            return {{Kind::full, std::move(message)}, Reach::transaction};
        case 19:  // SQLITE_CONSTRAINT
            return {{Kind::conflict, std::move(message)}, Reach::statement};
        default:
            return {{Kind::unavailable, std::move(message)}, Reach::transaction};
    }
}

// PostgreSQL, appendix A. What is not named here is the statement's own fault (too long for an index, not UTF-8, a
// right that is missing): it fails alone, and the others of its group go on behind a savepoint.
SqlFailure postgresql_failure(std::string_view sqlstate, bool connected, std::string message) {
    while (!message.empty() && (message.back() == '\n' || message.back() == ' ')) message.pop_back();
    auto const is_of_class = [&](std::string_view prefix) { return sqlstate.starts_with(prefix); };
    if (sqlstate == "53100")  // disk_full: the server lives on, and takes writes again once there is room
        return {{Kind::full, std::move(message)}, connected ? Reach::transaction : Reach::connection};
    if (is_of_class("XX001") || is_of_class("XX002"))  // data_corrupted, index_corrupted
        return {{Kind::corrupt, std::move(message)}, connected ? Reach::transaction : Reach::connection};
    // Connection exceptions, shutdowns, and a server that has become a standby since.
    if (!connected || is_of_class("08") || is_of_class("57P") || is_of_class("58") || sqlstate == "25006")
        return {{Kind::unavailable, std::move(message)}, Reach::connection};
    if (sqlstate == "23505")  // unique_violation
        return {{Kind::conflict, std::move(message)}, Reach::statement};
    // Serialization failure, deadlock, lock not available, cancelled.
    if (is_of_class("40") || sqlstate == "55P03" || sqlstate == "57014")
        return {{Kind::busy, std::move(message)}, Reach::transaction};
    // in_failed_sql_transaction and its kin; out of memory, of connections, of other resources.
    if (is_of_class("25") || is_of_class("53")) return {{Kind::unavailable, std::move(message)}, Reach::transaction};
    return {{Kind::unavailable, std::move(message)}, Reach::statement};
}

}  // namespace jiati::store
