// The transparency log's rows beside the journal: full hash tiles, and where a leaf stands. All of it follows from the
// leaves of the journal, so that writing it again is harmless and losing it costs time only.
#pragma once

#include "app/ports/store_error.h"
#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jiati::app {

struct LogTile {
    std::int64_t level = 0;
    std::int64_t index = 0;
    std::string hashes;  // of a full tile, as text without U+0000
};

// The leaf at `index` has a hash that begins with these eight bytes.
struct LogLeaf {
    std::int64_t hash_prefix = 0;
    std::int64_t index = 0;
};

class LogTiles {
  public:
    virtual ~LogTiles() = default;

    // All or nothing, on disk before it returns. What is there already stays; conflict when a tile is there with other
    // hashes.
    virtual Result<Done, StoreError> put_log(std::string const& city, std::vector<LogTile> const& tiles,
                                             std::vector<LogLeaf> const& leaves) = 0;
    virtual Result<std::optional<std::string>, StoreError> log_tile(std::string const& city, std::int64_t level,
                                                                    std::int64_t index) = 0;
    // How many full tiles a level has: one more than the highest index.
    virtual Result<std::int64_t, StoreError> count_log_tiles(std::string const& city, std::int64_t level) = 0;
    // Where leaves with such a hash stand, in order; nearly always one or none.
    virtual Result<std::vector<std::int64_t>, StoreError> find_log_leaves(std::string const& city,
                                                                          std::int64_t hash_prefix) = 0;
};

}  // namespace jiati::app
