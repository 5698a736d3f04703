// Vault values on their way to disk and back: sealed under a key that follows from their subject's secret, and bound to
// city, reference and subject.
#pragma once

#include "app/ports/journal.h"
#include "store/sql_connection.h"
#include "store/sql_keys.h"
#include "store/sql_reads.h"

#include <map>
#include <string>
#include <vector>

namespace jiati::store {

struct SealedRow {
    std::string value;  // for the column
    BoxKey key{};
};

// One per row, in their order. SqlFailure conflict when a subject was erased or frozen meanwhile.
[[nodiscard]] std::vector<SealedRow> seal_values(SqlKeys& keys, std::string const& city,
                                                 std::vector<app::VaultRow> const& rows, app::Randomness& randomness);
// Whether what is stored is this very value.
[[nodiscard]] bool holds(SealedValue const& stored, std::string const& city, app::VaultRow const& row,
                         BoxKey const& key);

enum class Which : std::uint8_t { readable, frozen };
// Values whose subject's secret is there, and frozen or not as asked. SqlFailure corrupt for one that does not open.
[[nodiscard]] std::map<std::string, std::string> open_values(SqlKeys& keys, std::string const& city,
                                                             std::map<std::string, SealedValue> const& stored,
                                                             Which which);

// Values that the first format kept in the clear are sealed, and overwritten where they lay.
void seal_plain_values(SqlConnection& connection, SqlKeys& keys, app::Randomness& randomness);

}  // namespace jiati::store
