#include "store/sql_log.h"

namespace jiati::store {
namespace {

constexpr Query insert_tile{
    "INSERT INTO log_tiles (city, level, idx, hashes) VALUES (:city, :level, :idx, :hashes) "
    "ON CONFLICT (city, level, idx) DO NOTHING"};
constexpr Query read_tile{"SELECT hashes FROM log_tiles WHERE city = :city AND level = :level AND idx = :idx", "t"};
constexpr Query count_tiles{"SELECT COALESCE(MAX(idx), -1) + 1 FROM log_tiles WHERE city = :city AND level = :level",
                            "n"};
constexpr Query insert_leaf{
    "INSERT INTO log_leaves (city, hash_prefix, idx) VALUES (:city, :prefix, :idx) "
    "ON CONFLICT (city, hash_prefix, idx) DO NOTHING"};
constexpr Query find_leaves{"SELECT idx FROM log_leaves WHERE city = :city AND hash_prefix = :prefix ORDER BY idx",
                            "n"};

}  // namespace

void put_log(SqlConnection& connection, std::string const& city, std::vector<app::LogTile> const& tiles,
             std::vector<app::LogLeaf> const& leaves) {
    for (auto const& tile : tiles) {
        if (connection.run(insert_tile, {city, tile.level, tile.index, tile.hashes}) != 0) continue;
        if (read_log_tile(connection, city, tile.level, tile.index) != tile.hashes)
            throw SqlFailure{{app::StoreError::Kind::conflict, "tile " + std::to_string(tile.level) + "/" +
                                                                   std::to_string(tile.index) +
                                                                   " is there with other hashes"}};
    }
    for (auto const& leaf : leaves) connection.run(insert_leaf, {city, leaf.hash_prefix, leaf.index});
}

std::optional<std::string> read_log_tile(SqlConnection& connection, std::string const& city, std::int64_t level,
                                         std::int64_t index) {
    std::optional<std::string> hashes;
    connection.first(read_tile, {city, level, index}, [&](SqlRow& row) { hashes = row.text(0); });
    return hashes;
}

std::int64_t count_log_tiles(SqlConnection& connection, std::string const& city, std::int64_t level) {
    std::int64_t count = 0;
    connection.first(count_tiles, {city, level}, [&](SqlRow& row) { count = row.number(0); });
    return count;
}

std::vector<std::int64_t> find_log_leaves(SqlConnection& connection, std::string const& city,
                                          std::int64_t hash_prefix) {
    std::vector<std::int64_t> indices;
    connection.each(find_leaves, {city, hash_prefix}, [&](SqlRow& row) { indices.push_back(row.number(0)); });
    return indices;
}

}  // namespace jiati::store
