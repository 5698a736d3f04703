// A small journal with a log beside it, in memory or on disk, and a folder's worth of what it publishes.
#pragma once

#include "app/log/audit.h"
#include "app/log/ed25519.h"
#include "app/log/log.h"
#include "merkle/base64.h"
#include "store/memory_log.h"
#include "store/memory_store.h"
#include "store/sql_store.h"

#include <gtest/gtest.h>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace jiati::service {

// 00 01 02 …: the first key drawn has the seed of the published vectors.
class CountingBytes final : public app::Randomness {
  public:
    void fill(std::span<unsigned char> bytes) override {
        for (auto& byte : bytes) byte = next_++;
    }

  private:
    unsigned char next_ = 0;
};

inline std::string event_leaf(std::int64_t index) { return "event-" + std::to_string(index); }

// Appends leaves "event-<n>", as many as asked for, to a city.
inline void append_leaves(app::Journal& journal, std::string const& city, std::int64_t count,
                          std::string const& kind = "event-") {
    if (count == 0) return;
    auto const head = journal.head(city).value();
    app::Append append{.city = city,
                       .actor = "clock",
                       .recorded_at = Instant{1},
                       .idempotency_key = "after " + std::to_string(head) + kind,
                       .request_hash = "h",
                       .streams = {{"vote/v1", head, {}}},
                       .views = {},
                       .vault = {},
                       .timers = {}};
    for (auto i = head; i < head + count; ++i)
        append.streams[0].events.push_back({"vote.Opened/1", "{}", kind + std::to_string(i), Date::of(2026, 1, 1), ""});
    ASSERT_TRUE(journal.append(append));
}

struct LogRows {
    std::unique_ptr<CountingBytes> randomness = std::make_unique<CountingBytes>();
    std::shared_ptr<void> keep = {};
    std::unique_ptr<store::MemoryLog> memory_rows = {};
    app::Journal* journal = nullptr;
    app::LogTiles* tiles = nullptr;
    app::LogBook* book = nullptr;

    [[nodiscard]] app::log::LogStores stores() const {
        return {*journal, *tiles, *book, [] { return Instant{1'767'225'600'000}; }};
    }
};

inline LogRows rows_in_memory() {
    LogRows rows;
    auto store = std::make_shared<store::MemoryStore>(*rows.randomness);
    rows.memory_rows = std::make_unique<store::MemoryLog>(*rows.randomness);
    rows.journal = store.get();
    rows.tiles = rows.memory_rows.get();
    rows.book = rows.memory_rows.get();
    rows.keep = std::move(store);
    return rows;
}

inline LogRows rows_on_disk(std::filesystem::path const& folder) {
    LogRows rows;
    auto opened = store::SqlStore::open("sqlite:" + (folder / "jiati.db").string(), *rows.randomness);
    EXPECT_TRUE(opened) << opened.error().detail;
    std::shared_ptr<store::SqlStore> const store = std::move(opened).value();
    rows.journal = store.get();
    rows.tiles = store.get();
    rows.book = store.get();
    rows.keep = store;
    return rows;
}

// Every file of the log as a mirror has it.
inline std::map<std::string, std::string> mirror(app::log::Log& log, std::string const& city) {
    std::map<std::string, std::string> files;
    auto const shown = log.published(city);
    files["checkpoint"] = shown->note;
    auto tiles = merkle::hash_tiles(shown->checkpoint.size);
    for (auto const& bundle : merkle::entry_bundles(shown->checkpoint.size)) tiles.push_back(bundle);
    for (auto const& tile : tiles) {
        auto const bytes = log.tile(city, tile).value();
        EXPECT_TRUE(bytes) << merkle::path_of(tile);
        files[merkle::path_of(tile)] = bytes.value_or("");
    }
    return files;
}

inline app::log::ReadPublic reading(std::map<std::string, std::string> const& files) {
    return [&files](std::string const& path) -> Result<std::optional<std::string>, std::string> {
        auto const found = files.find(path);
        if (found == files.end()) return std::optional<std::string>{};
        return std::optional(found->second);
    };
}

}  // namespace jiati::service
