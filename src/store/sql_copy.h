// All rows of a database, from one engine to the other: how a store on PostgreSQL gets into a backup and out of one.
#pragma once

#include "store/sql_connection.h"

#include <set>
#include <string>

namespace jiati::store {

// Tables, but for the partitions of one and the mark of an unfinished restore.
[[nodiscard]] std::set<std::string> tables_of(SqlConnection& connection);

// Empties the tables of `to` and fills them with the rows of `from`; one of the two is SQLite, which states the
// columns. Tables that `from` does not have are removed: they are those of an older format, which an opened store is
// rid of. Both stand inside a transaction of the caller's. SqlFailure corrupt where the tables differ.
void copy_rows(SqlConnection& from, SqlConnection& to);

}  // namespace jiati::store
