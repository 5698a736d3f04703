// SQLite's part of sql_dialect.h.
#pragma once

#include "store/sql_dialect.h"

namespace jiati::store::sqlite {

[[nodiscard]] std::string absolute_file(std::string const& path);
[[nodiscard]] std::string keys_beside(std::string const& file);
[[nodiscard]] std::unique_ptr<SqlConnection> connect(std::string const& file, Use use);
[[nodiscard]] std::map<std::string, std::string> pragmas(SqlConnection& connection);

}  // namespace jiati::store::sqlite
