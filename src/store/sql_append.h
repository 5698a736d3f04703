// One append inside the writer's transaction, under a savepoint: a refused one is taken back whole.
#pragma once

#include "app/ports/journal.h"
#include "store/sql_connection.h"
#include "store/sql_vault.h"

#include <cstdint>

namespace jiati::store {

struct AppendedRange {
    std::int64_t first_seq = 0;
    std::int64_t last_seq = 0;
    bool repeated = false;
};

// `sealed` holds what goes on disk for each of append.vault. SqlFailure conflict or key_reused when it is refused.
[[nodiscard]] AppendedRange append_in_transaction(SqlConnection& connection, app::Append const& append,
                                                  std::vector<SealedRow> const& sealed);

// Writes a row of a view, or removes it when its body is empty.
void put_view_row(SqlConnection& connection, std::string const& city, app::ViewRow const& row);

// The place of a city's events where the engine keeps each city's apart; nothing when it is there.
void make_partition(SqlConnection& connection, std::string const& city);

}  // namespace jiati::store
