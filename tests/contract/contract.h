// What the contract tests share: a store of each kind in a folder of its own, and appends with valid defaults.
#pragma once

#include "contract/postgresql_server.h"
#include "store/memory_store.h"
#include "store/sql_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <filesystem>
#include <memory>
#include <string>

namespace jiati::contract {

using Kind = app::StoreError::Kind;
namespace fs = std::filesystem;

// Counts upwards: every byte differs from its neighbours, and the same program gets the same secrets.
class CountingRandomness final : public app::Randomness {
  public:
    void fill(std::span<unsigned char> bytes) override {
        for (auto& byte : bytes) byte = next_++;
    }

  private:
    unsigned char next_ = 1;
};

class TemporaryFolder {
  public:
    explicit TemporaryFolder(fs::path const& parent = fs::temp_directory_path()) {
        auto pattern = (parent / "jiati-contract-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    ~TemporaryFolder() { fs::remove_all(path_); }
    TemporaryFolder(TemporaryFolder const&) = delete;
    TemporaryFolder& operator=(TemporaryFolder const&) = delete;

    [[nodiscard]] fs::path const& path() const { return path_; }
    [[nodiscard]] std::string url() const { return "sqlite:" + (path_ / "jiati.db").string(); }

  private:
    fs::path path_;
};

inline std::unique_ptr<store::SqlStore> open_sql(std::string const& url, app::Randomness& randomness) {
    // A server's master key lies with the nodes; here, with the tests' own server.
    auto opened = store::SqlStore::open(
        url, randomness, url.starts_with("sqlite:") ? std::string() : PostgresqlServer::get().master_key());
    EXPECT_TRUE(opened) << opened.error().detail;
    return opened ? std::move(opened).value() : nullptr;
}

enum class Engine : std::uint8_t { memory, sqlite, postgresql };

// A suite that runs on every engine: INSTANTIATE_TEST_SUITE_P(Stores, Suite, every_engine, engine_name).
class OnEveryEngine : public testing::TestWithParam<Engine> {
  protected:
    OnEveryEngine() {
        if (GetParam() == Engine::memory)
            use(std::make_unique<store::MemoryStore>(randomness_));
        else
            use(open_sql(GetParam() == Engine::sqlite ? folder_.url() : PostgresqlServer::get().fresh_url(),
                         randomness_));
    }

    app::Journal& journal() { return *journal_; }
    app::Views& views() { return *views_; }
    app::Vault& vault() { return *vault_; }
    app::Sessions& sessions() { return *sessions_; }

  private:
    template <class Store>
    void use(std::unique_ptr<Store> store) {
        journal_ = store.get();
        views_ = store.get();
        vault_ = store.get();
        sessions_ = store.get();
        keep_ = std::move(store);
    }

    TemporaryFolder folder_;
    CountingRandomness randomness_;
    std::shared_ptr<void> keep_;
    app::Journal* journal_ = nullptr;
    app::Views* views_ = nullptr;
    app::Vault* vault_ = nullptr;
    app::Sessions* sessions_ = nullptr;
};

inline auto const every_engine = testing::Values(Engine::memory, Engine::sqlite, Engine::postgresql);
inline std::string engine_name(testing::TestParamInfo<Engine> const& info) {
    if (info.param == Engine::memory) return "Memory";
    return info.param == Engine::sqlite ? "Sqlite" : "Postgresql";
}

inline app::NewEvent an_event(std::string const& what = "opened") {
    return {.type = "vote.Opened/1",
            .payload = R"({"what":")" + what + R"("})",
            .leaf = R"({"leaf":")" + what + R"("})",
            .occurred_on = Date::of(2023, 10, 12),
            .evidence = "minutes of the meeting"};
}

inline app::StreamAppend to_stream(std::string const& stream, std::int64_t expected_version, std::size_t events = 1) {
    app::StreamAppend part{.stream = stream, .expected_version = expected_version, .events = {}};
    for (std::size_t i = 0; i < events; ++i)
        part.events.push_back(an_event(stream + " " + std::to_string(expected_version + 1 + static_cast<int>(i))));
    return part;
}

// The request hash follows from the key, so that the same key with the same append is the same request.
inline app::Append an_append(std::string const& key, std::vector<app::StreamAppend> streams,
                             std::string const& city = "nanchang") {
    return {.city = city,
            .actor = "account-1",
            .recorded_at = Instant{1697083200123},
            .idempotency_key = key,
            .request_hash = "hash of " + key,
            .streams = std::move(streams),
            .views = {},
            .vault = {},
            .timers = {}};
}

// seq, stream, version and payload: what distinguishes one stored event from another.
inline std::string line_of(app::StoredEvent const& event) {
    return std::to_string(event.seq) + " " + event.stream + "@" + std::to_string(event.version) + " " + event.payload;
}
inline std::vector<std::string> lines_of(std::vector<app::StoredEvent> const& events) {
    std::vector<std::string> lines;
    for (auto const& event : events) lines.push_back(line_of(event));
    return lines;
}

template <class T>
Kind kind_of(Result<T, app::StoreError> const& result) {
    return result.error().kind;
}

}  // namespace jiati::contract
