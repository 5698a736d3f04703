// The engines' errors in the words of the store: what kind of failure it is, and how far it reaches.
#pragma once

#include "store/sql_connection.h"

#include <string>
#include <string_view>

namespace jiati::store {

// `result` is SQLite's extended result code.
[[nodiscard]] SqlFailure sqlite_failure(int result, std::string message);
// `sqlstate` as the server gave it; blank where it gave none. `connected`: what the client library says afterwards.
[[nodiscard]] SqlFailure postgresql_failure(std::string_view sqlstate, bool connected, std::string message);

}  // namespace jiati::store
