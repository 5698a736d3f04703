// A look at a city's published tree that ends soon whatever its size: some full tiles and the right edge, against the
// journal's leaves and the signed root. A leaf changed under a full tile is otherwise found by an audit alone.
#pragma once

#include "app/log/city_log.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace jiati::app::log {

struct SpotCheckOptions {
    std::uint64_t seed = 0;              // which tiles are looked at; the last full one always is
    std::size_t tiles_max = 64;          // of 256 leaves each
    std::function<bool()> is_over = {};  // asked between two tiles
};

// What is not as it was signed for, a line each; empty when all holds.
[[nodiscard]] Result<std::vector<std::string>, StoreError> spot_check(LogStores const& stores, std::string const& city,
                                                                      Published const& shown,
                                                                      SpotCheckOptions const& options);

}  // namespace jiati::app::log
