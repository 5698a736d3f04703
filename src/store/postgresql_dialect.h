// PostgreSQL's part of sql_dialect.h.
#pragma once

#include "store/sql_dialect.h"

namespace jiati::store::postgresql {

[[nodiscard]] Database main_database(std::string const& url);
[[nodiscard]] Database keys_database(std::string const& url);
[[nodiscard]] std::unique_ptr<SqlConnection> connect(std::string const& parameters, Use use);
[[nodiscard]] std::map<std::string, std::string> server_settings(SqlConnection& connection);

}  // namespace jiati::store::postgresql
