// A store with secrets, files and events to back up, in a folder of its own.
#pragma once

#include "blobs/directory_blobs.h"
#include "cli/backup_folder.h"
#include "cli/commands.h"
#include "cli/system.h"
#include "store/sql_backup.h"
#include "store/sql_store.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace jiati::cli {

inline constexpr char backup_city[] = "nanchang";

class Backup : public testing::Test {
  protected:
    Backup() {
        auto pattern = (std::filesystem::temp_directory_path() / "jiati-backup-XXXXXX").string();
        folder = ::mkdtemp(pattern.data());
    }
    ~Backup() override { std::filesystem::remove_all(folder); }

    [[nodiscard]] std::string url(std::string const& name = "live") const {
        return "sqlite:" + (folder / name / "jiati.db").string();
    }
    [[nodiscard]] std::string path(std::string const& name = "backup") const { return (folder / name).string(); }
    [[nodiscard]] std::unique_ptr<store::SqlStore> open(std::string const& name = "live") {
        auto opened = store::SqlStore::open(url(name), randomness);
        EXPECT_TRUE(opened) << opened.error().detail;
        return opened ? std::move(*opened) : nullptr;
    }

    // The i-th append: a secret and a file, then two events that need them, recorded i minutes into 2026.
    static constexpr std::int64_t minute_ms = 60'000;
    static constexpr std::int64_t first_ms = 1'767'225'600'000;
    void append(store::SqlStore& store, int i) const {
        auto const name = std::to_string(i);
        ASSERT_TRUE(store.secrets(backup_city, {"household/" + name}));
        blobs::DirectoryBlobs blobs(folder / "live" / "blobs");
        ASSERT_TRUE(blobs.put(backup_city, FileId{"file-" + name}, "bytes of " + name));
        auto const event = [&](std::string const& part) {
            return app::NewEvent{.type = "note.Written/1",
                                 .payload = name + part,
                                 .leaf = R"({"note":")" + name + part + "\"}",
                                 .occurred_on = Date::of(2026, 1, 1),
                                 .evidence = ""};
        };
        ASSERT_TRUE(store.append(
            {.city = backup_city,
             .actor = "account-1",
             .recorded_at = Instant{first_ms + i * minute_ms},
             .idempotency_key = name,
             .request_hash = name,
             .streams = {{.stream = "note/1", .expected_version = 2 * i, .events = {event("a"), event("b")}}},
             .views = {},
             .vault = {},
             .timers = {}}));
    }
    void fill(int appends) {
        auto const store = open();
        for (int i = 0; i < appends; ++i) append(*store, i);
        ASSERT_TRUE(store->create({.token_hash = "aa",
                                   .city = backup_city,
                                   .account = AccountId{"account-1"},
                                   .created = Instant{1},
                                   .expires = Instant{2}}));
    }

    [[nodiscard]] std::vector<codec::BackupCity> roots(std::string const& name) const {
        LogRoots roots;
        EXPECT_TRUE(
            store::each_leaf(url(name), [&](auto const& in, auto seq, auto leaf) { roots.add(in, seq, leaf); }));
        return roots.cities();
    }
    int back_up() const { return backup({.store = url(), .to = path()}); }
    // To a folder that holds the master key already.
    int bring_back(std::string const& to = "fresh", std::optional<std::int64_t> seq = {},
                   std::string const& time = "") const {
        std::error_code ignored;
        std::filesystem::create_directories(folder / to);
        std::filesystem::copy_file(folder / "live" / "master.key", folder / to / "master.key", ignored);
        return restore({.from = path(), .store = url(to), .to_seq = seq, .to_time = time, .master_key = ""});
    }
    // Nothing is left of a restore that was refused.
    void expect_refused(int status, std::string const& to = "fresh", int expected = 2) const {
        EXPECT_EQ(status, expected);
        EXPECT_FALSE(std::filesystem::exists(folder / to / "jiati.db"));
        EXPECT_FALSE(std::filesystem::exists(folder / to / "keys.db"));
        EXPECT_FALSE(std::filesystem::exists(folder / to / ".restoring"));
    }

    std::filesystem::path folder;
    SystemRandomness randomness;
};

}  // namespace jiati::cli
