// The tables, and how an older store becomes today's. What each column means: docs/journal-format.md.
#pragma once

#include "store/sql_connection.h"

namespace jiati::store {

struct Migration {
    int from = 0;  // 0: there was nothing
    int to = 0;
};

// Brings the main file (journal, views, vault, timers, sessions) or keys.db to today's format in one transaction.
// SqlFailure newer_format when a later program wrote it, corrupt when it is not a store of ours.
Migration migrate_journal(SqlConnection& connection);
Migration migrate_keys(SqlConnection& connection);

// A cheap look at each city: its head is the last event's sequence number and the first one is 1. SqlFailure corrupt.
void check_heads(SqlConnection& connection);

}  // namespace jiati::store
