// The tables, and how an older store becomes today's. What each column means: docs/journal-format.md.
#pragma once

#include "store/sql_connection.h"

#include <string_view>

namespace jiati::store {

// Brings the main file (journal, views, vault, timers, sessions) or keys.db to today's format in one transaction.
// SqlFailure newer_format when a later program wrote it, corrupt when it is not a store of ours.
void migrate_journal(SqlConnection& connection);
void migrate_keys(SqlConnection& connection);

// The format of "journal" or "keys" in this database; 0 where there is nothing. SqlFailure corrupt as above.
[[nodiscard]] int format_of(SqlConnection& connection, std::string_view part);

// A cheap look at each city: its head is the last event's sequence number and the first one is 1. SqlFailure corrupt.
void check_heads(SqlConnection& connection);

// SqlFailure unavailable where the journal holds sealed values or a log, and the keys know of nothing at all: the keys
// were lost or left behind, and going on would show everybody as erased and sign under another key.
void check_keys(SqlConnection& journal, SqlConnection& keys);

}  // namespace jiati::store
