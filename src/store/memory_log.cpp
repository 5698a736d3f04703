#include "store/memory_log.h"

#include "base/check.h"

#include <algorithm>
#include <limits>

namespace jiati::store {
namespace {

using app::StoreError;

StoreError conflict(std::string detail) { return {StoreError::Kind::conflict, std::move(detail)}; }

}  // namespace

Result<Done, StoreError> MemoryLog::put_log(std::string const& city, std::vector<app::LogTile> const& tiles,
                                            std::vector<app::LogLeaf> const& leaves) {
    std::lock_guard const lock(mutex_);
    for (auto const& tile : tiles) {
        auto const kept = tiles_.find({city, tile.level, tile.index});
        if (kept != tiles_.end() && kept->second != tile.hashes)
            return Failure{conflict("the tile is there with other hashes")};
    }
    for (auto const& tile : tiles) tiles_[{city, tile.level, tile.index}] = tile.hashes;
    for (auto const& leaf : leaves) leaves_[{city, leaf.hash_prefix}].insert(leaf.index);
    return Done{};
}

Result<std::optional<std::string>, StoreError> MemoryLog::log_tile(std::string const& city, std::int64_t level,
                                                                   std::int64_t index) {
    std::lock_guard const lock(mutex_);
    std::optional<std::string> hashes;
    if (auto const kept = tiles_.find({city, level, index}); kept != tiles_.end()) hashes = kept->second;
    return hashes;
}

Result<std::int64_t, StoreError> MemoryLog::count_log_tiles(std::string const& city, std::int64_t level) {
    std::lock_guard const lock(mutex_);
    auto const after = tiles_.upper_bound({city, level, std::numeric_limits<std::int64_t>::max()});
    if (after == tiles_.begin()) return std::int64_t{0};
    auto const& [in_city, at_level, index] = std::prev(after)->first;
    return in_city == city && at_level == level ? index + 1 : 0;
}

Result<std::vector<std::int64_t>, StoreError> MemoryLog::find_log_leaves(std::string const& city,
                                                                         std::int64_t hash_prefix) {
    std::lock_guard const lock(mutex_);
    std::vector<std::int64_t> indices;
    if (auto const kept = leaves_.find({city, hash_prefix}); kept != leaves_.end())
        indices.assign(kept->second.begin(), kept->second.end());
    return indices;
}

Result<std::vector<app::LogEpoch>, StoreError> MemoryLog::log_epochs(std::string const& city) {
    std::lock_guard const lock(mutex_);
    std::vector<app::LogEpoch> shown;
    for (auto const& epoch : epochs_[city]) shown.push_back(epoch.shown);
    return shown;
}

Result<std::vector<std::string>, StoreError> MemoryLog::log_cities() {
    std::lock_guard const lock(mutex_);
    std::vector<std::string> cities;
    for (auto const& [city, epochs] : epochs_)
        if (!epochs.empty()) cities.push_back(city);
    return cities;
}

Result<Done, StoreError> MemoryLog::begin_log_epoch(std::string const& city, NewEpoch const& epoch) {
    std::lock_guard const lock(mutex_);
    auto& epochs = epochs_[city];
    if (epoch.number != static_cast<std::int64_t>(epochs.size()) + 1)
        return Failure{conflict("the log has " + std::to_string(epochs.size()) + " epochs")};
    Seed seed{};
    randomness_.fill(seed);
    app::LogEpoch begun;
    begun.number = epoch.number;
    begun.origin = epoch.origin;
    begun.public_key = ed25519_public_key(seed);
    begun.began = epoch.began;
    begun.reason = epoch.reason;
    begun.began_with = epoch.began_with;
    epochs.push_back({std::move(begun), seed});
    return Done{};
}

Result<std::string, StoreError> MemoryLog::sign_log(std::string const& city, std::int64_t number,
                                                    std::string_view message) {
    std::lock_guard const lock(mutex_);
    return ed25519_sign(epochs_.at(city).at(static_cast<std::size_t>(number - 1)).seed, message);
}

Result<bool, StoreError> MemoryLog::advance_log(std::string const& city, std::int64_t number, std::int64_t size_before,
                                                app::LogCheckpoint const& next) {
    std::lock_guard const lock(mutex_);
    auto& epochs = epochs_[city];
    if (number != static_cast<std::int64_t>(epochs.size())) return false;
    auto& last = epochs.back().shown.last;
    if ((last ? last->size : 0) != size_before) return false;
    last = next;
    return true;
}

Result<Done, StoreError> MemoryLog::keep_cosigned(std::string const& city, std::int64_t number, std::string const& note,
                                                  std::string const& witnesses) {
    std::lock_guard const lock(mutex_);
    auto& epoch = epochs_.at(city).at(static_cast<std::size_t>(number - 1)).shown;
    epoch.cosigned = note;
    epoch.witnesses = witnesses;
    return Done{};
}

}  // namespace jiati::store
