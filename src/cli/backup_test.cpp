#include "blobs/directory_blobs.h"
#include "cli/backup_folder.h"
#include "cli/commands.h"
#include "cli/system.h"
#include "store/sql_backup.h"
#include "store/sql_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <algorithm>
#include <atomic>
#include <fstream>
#include <thread>

namespace jiati::cli {
namespace {

namespace fs = std::filesystem;

constexpr char city[] = "nanchang";

class Backup : public testing::Test {
  protected:
    Backup() {
        auto pattern = (fs::temp_directory_path() / "jiati-backup-XXXXXX").string();
        folder = ::mkdtemp(pattern.data());
    }
    ~Backup() override { fs::remove_all(folder); }

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
        ASSERT_TRUE(store.secrets(city, {"household/" + name}));
        blobs::DirectoryBlobs blobs(folder / "live" / "blobs");
        ASSERT_TRUE(blobs.put(city, FileId{"file-" + name}, "bytes of " + name));
        auto const event = [&](std::string const& part) {
            return app::NewEvent{.type = "note.Written/1",
                                 .payload = name + part,
                                 .leaf = R"({"note":")" + name + part + "\"}",
                                 .occurred_on = Date::of(2026, 1, 1),
                                 .evidence = ""};
        };
        ASSERT_TRUE(store.append(
            {.city = city,
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
                                   .city = city,
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
        fs::create_directories(folder / to);
        fs::copy_file(folder / "live" / "master.key", folder / to / "master.key", ignored);
        return restore({.from = path(), .store = url(to), .to_seq = seq, .to_time = time, .master_key = ""});
    }
    // Nothing is left of a restore that was refused.
    void expect_refused(int status, std::string const& to = "fresh", int expected = 2) const {
        EXPECT_EQ(status, expected);
        EXPECT_FALSE(fs::exists(folder / to / "jiati.db"));
        EXPECT_FALSE(fs::exists(folder / to / "keys.db"));
        EXPECT_FALSE(fs::exists(folder / to / ".restoring"));
    }

    fs::path folder;
    SystemRandomness randomness;
};

TEST_F(Backup, TakenUnderLoadItIsOneMomentAndComesBackWithTheSameHeadHash) {
    auto const live = open();
    std::atomic<bool> enough = false;
    std::atomic<int> written = 0;
    std::thread load([&] {
        for (int i = 0; !enough && !HasFatalFailure(); ++i, ++written) append(*live, i);
    });
    while (written < 20) std::this_thread::yield();
    EXPECT_EQ(back_up(), 0);
    enough = true;
    load.join();
    ASSERT_EQ(bring_back(), 0);

    auto const manifest = read_manifest(path());
    ASSERT_TRUE(manifest) << manifest.error();
    ASSERT_EQ(manifest->cities.size(), 1U);
    EXPECT_EQ(difference(manifest->cities, roots("fresh")), std::nullopt);
    EXPECT_GE(manifest->cities.front().head, 40);
    auto const fresh = open("fresh");
    blobs::DirectoryBlobs blobs(folder / "fresh" / "blobs");
    for (auto const& event : fresh->read_all(city, 0, 100'000).value()) {
        auto const name = event.payload.substr(0, event.payload.size() - 1);
        auto const subject = "household/" + name;
        EXPECT_EQ(fresh->secrets(city, {subject}).value(), live->secrets(city, {subject}).value());
        EXPECT_EQ(blobs.get(city, FileId{"file-" + name}).value(), "bytes of " + name);
    }
    auto const next = static_cast<int>(manifest->cities.front().head / 2);
    EXPECT_TRUE(fresh->find(city, std::to_string(next - 1), std::to_string(next - 1)).value());
    EXPECT_FALSE(fresh->find(city, std::to_string(next), std::to_string(next)).value());
}

TEST_F(Backup, HoldsNoMasterKeyAndBelongsToItsOwnerAlone) {
    fill(2);
    ASSERT_TRUE(fs::exists(folder / "live" / "master.key"));
    ASSERT_EQ(back_up(), 0);
    for (auto const& entry : fs::recursive_directory_iterator(path())) EXPECT_NE(entry.path().filename(), "master.key");
    EXPECT_EQ(fs::status(path()).permissions() & (fs::perms::group_all | fs::perms::others_all), fs::perms::none);
    EXPECT_FALSE(fs::exists(path() + ".part"));
    EXPECT_EQ(back_up(), 2) << "the folder is there";
}

TEST_F(Backup, ComesBackWithoutSessionsAndOnlyToAnEmptyPlace) {
    fill(2);
    ASSERT_EQ(back_up(), 0);
    EXPECT_EQ(bring_back("live"), 2);
    EXPECT_EQ(open()->head(city).value(), 4);
    ASSERT_EQ(bring_back(), 0);
    EXPECT_FALSE(open("fresh")->find("aa").value());
    EXPECT_EQ(bring_back(), 2);
}

TEST_F(Backup, ComesBackAsOfAnEarlierMomentByWholeAppends) {
    fill(5);
    ASSERT_EQ(back_up(), 0);
    ASSERT_EQ(bring_back("whole", 6), 0);
    EXPECT_EQ(open("whole")->head(city).value(), 6);
    ASSERT_EQ(bring_back("inside", 5), 0);  // the fifth event came with the sixth
    auto const inside = open("inside");
    EXPECT_EQ(inside->head(city).value(), 4);
    EXPECT_FALSE(inside->find(city, "2", "2").value());
    append(*inside, 2);  // it goes on from there
    EXPECT_EQ(inside->head(city).value(), 6);
    ASSERT_EQ(bring_back("instant", {}, "2026-01-01T00:01:30Z"), 0);
    EXPECT_EQ(open("instant")->head(city).value(), 4);
    ASSERT_EQ(bring_back("before", {}, "2025-12-31T00:00:00Z"), 0);
    EXPECT_THAT(open("before")->cities().value(), testing::IsEmpty());
    expect_refused(bring_back("wrong", {}, "yesterday"), "wrong");
}

TEST_F(Backup, AnyDamageIsRefused) {
    fill(3);
    ASSERT_EQ(back_up(), 0);
    std::vector<fs::path> files;
    for (auto const& entry : fs::recursive_directory_iterator(path()))
        if (entry.is_regular_file()) files.push_back(entry.path());
    ASSERT_EQ(files.size(), 7U);  // two databases, three files, sums and manifest
    for (auto const& file : files) {
        SCOPED_TRACE(file);
        std::ifstream in(file, std::ios::binary);
        std::string const good(std::istreambuf_iterator<char>(in), {});
        auto bad = good;
        bad[bad.size() / 2] ^= 1;
        std::ofstream(file, std::ios::binary) << bad;
        expect_refused(bring_back());
        fs::remove(file);
        expect_refused(bring_back());
        std::ofstream(file, std::ios::binary) << good;
    }
    std::ofstream(fs::path(path()) / "blobs" / "more") << "x";
    expect_refused(bring_back());
    fs::remove(fs::path(path()) / "blobs" / "more");
    EXPECT_EQ(bring_back(), 0);
}

TEST_F(Backup, AnotherHeadHashThanStatedIsRefused) {
    fill(3);
    ASSERT_EQ(back_up(), 0);
    auto cities = read_manifest(path())->cities;
    std::ranges::reverse(cities.front().root);
    ASSERT_TRUE(seal(path(), system_now(), cities));
    expect_refused(bring_back());
}

TEST_F(Backup, KeysAreUsedForSevenDaysAndThenDeleted) {
    fill(3);
    ASSERT_EQ(back_up(), 0);
    auto const cities = read_manifest(path())->cities;
    ASSERT_TRUE(seal(path(), Instant{system_now().unix_ms - keys_kept_ms}, cities));
    expect_refused(bring_back());
    EXPECT_EQ(backup({.store = url(), .to = path("second")}), 0);
    EXPECT_FALSE(fs::exists(folder / "backup" / "keys.db"));
    EXPECT_TRUE(fs::exists(folder / "second" / "keys.db"));
    EXPECT_TRUE(fs::exists(folder / "live" / "keys.db"));
}

TEST_F(Backup, ComesBackOnlyWithTheMasterKeyItWasMadeUnder) {
    fill(2);
    ASSERT_EQ(back_up(), 0);
    auto const with_key = [&](std::string const& key) {
        return restore({.from = path(), .store = url("fresh"), .to_seq = {}, .to_time = "", .master_key = key});
    };
    expect_refused(with_key(""), "fresh", 3);
    ASSERT_EQ(with_key((folder / "live" / "master.key").string()), 0);
    EXPECT_FALSE(fs::exists(folder / "fresh" / "master.key"));
    EXPECT_TRUE(store::SqlStore::open(url("fresh"), randomness, (folder / "live" / "master.key").string()));
}

TEST_F(Backup, WithoutAStoreThereIsNone) {
    EXPECT_EQ(back_up(), 2);
    EXPECT_FALSE(fs::exists(folder / "live"));
    EXPECT_FALSE(fs::exists(path()));
}

}  // namespace
}  // namespace jiati::cli
