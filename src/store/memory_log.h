// The log's rows in memory, beside a MemoryStore: the same answers as the database, safe to call from several threads.
#pragma once

#include "app/ports/log_book.h"
#include "app/ports/log_tiles.h"
#include "app/ports/randomness.h"
#include "store/ed25519.h"

#include <map>
#include <mutex>
#include <set>
#include <tuple>
#include <utility>

namespace jiati::store {

class MemoryLog final : public app::LogTiles, public app::LogBook {
  public:
    explicit MemoryLog(app::Randomness& randomness) : randomness_(randomness) {}

    Result<Done, app::StoreError> put_log(std::string const& city, std::vector<app::LogTile> const& tiles,
                                          std::vector<app::LogLeaf> const& leaves) override;
    Result<std::optional<std::string>, app::StoreError> log_tile(std::string const& city, std::int64_t level,
                                                                 std::int64_t index) override;
    Result<std::int64_t, app::StoreError> count_log_tiles(std::string const& city, std::int64_t level) override;
    Result<std::vector<std::int64_t>, app::StoreError> find_log_leaves(std::string const& city,
                                                                       std::int64_t hash_prefix) override;

    Result<std::vector<app::LogEpoch>, app::StoreError> log_epochs(std::string const& city) override;
    Result<std::vector<std::string>, app::StoreError> log_cities() override;
    Result<Done, app::StoreError> begin_log_epoch(std::string const& city, NewEpoch const& epoch) override;
    Result<std::string, app::StoreError> sign_log(std::string const& city, std::int64_t number,
                                                  std::string_view message) override;
    Result<bool, app::StoreError> advance_log(std::string const& city, std::int64_t number, std::int64_t size_before,
                                              app::LogCheckpoint const& next) override;
    Result<Done, app::StoreError> keep_cosigned(std::string const& city, std::int64_t number, std::string const& note,
                                                std::string const& witnesses) override;

  private:
    struct Epoch {
        app::LogEpoch shown;
        Seed seed{};
    };
    std::mutex mutex_;
    app::Randomness& randomness_;
    std::map<std::tuple<std::string, std::int64_t, std::int64_t>, std::string> tiles_;
    std::map<std::pair<std::string, std::int64_t>, std::set<std::int64_t>> leaves_;
    std::map<std::string, std::vector<Epoch>> epochs_;
};

}  // namespace jiati::store
