// The log's tiles and the places of its leaves, on one connection to the journal's database.
#pragma once

#include "app/ports/log_tiles.h"
#include "store/sql_connection.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jiati::store {

// Inside the writer's transaction. SqlFailure conflict when a tile is there with other hashes.
void put_log(SqlConnection& connection, std::string const& city, std::vector<app::LogTile> const& tiles,
             std::vector<app::LogLeaf> const& leaves);
std::optional<std::string> read_log_tile(SqlConnection& connection, std::string const& city, std::int64_t level,
                                         std::int64_t index);
std::int64_t count_log_tiles(SqlConnection& connection, std::string const& city, std::int64_t level);
std::vector<std::int64_t> find_log_leaves(SqlConnection& connection, std::string const& city, std::int64_t hash_prefix);

}  // namespace jiati::store
