#include "cli/backup_testing.h"

#include <gmock/gmock.h>
#include <algorithm>
#include <atomic>
#include <fstream>
#include <thread>

namespace jiati::cli {
namespace {

namespace fs = std::filesystem;

constexpr auto const* city = backup_city;

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
