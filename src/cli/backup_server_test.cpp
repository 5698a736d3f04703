// Backups of a store on PostgreSQL, and what is left where a backup or a restore is killed, on both engines.
//
// JIATI_BACKUP_KILLS sets how often each is killed (12 unless told), at moments spread over the time it takes.

#include <contract/postgresql_server.h>
#include "cli/backup_testing.h"
#include "cli/restored_store.h"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <thread>

namespace jiati::cli {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr auto const* city = backup_city;

class ServerBackup : public Backup {
  protected:
    ServerBackup() { fs::create_directory(folder / "live"); }  // its files lie there, wherever the store does

    contract::PostgresqlServer& server = contract::PostgresqlServer::get();
    std::string live_url = server.fresh_url();

    [[nodiscard]] std::unique_ptr<store::SqlStore> open_at(std::string const& url) {
        auto opened = store::SqlStore::open(url, randomness, server.master_key());
        EXPECT_TRUE(opened) << opened.error().detail;
        return opened ? std::move(*opened) : nullptr;
    }
    void fill_server(int appends) {
        auto const store = open_at(live_url);
        for (int i = 0; i < appends; ++i) append(*store, i);
        ASSERT_TRUE(store->begin_log_epoch(city, {1, "jiati/nanchang", Instant{1}, "", 0}));
    }
    [[nodiscard]] static std::vector<codec::BackupCity> roots_at(std::string const& url) {
        LogRoots roots;
        EXPECT_TRUE(store::each_leaf(url, [&](auto const& in, auto seq, auto leaf) { roots.add(in, seq, leaf); }));
        return roots.cities();
    }
    [[nodiscard]] RestoreOptions to(std::string const& url) const {
        return {.from = path(), .store = url, .to_seq = {}, .to_time = "", .master_key = server.master_key()};
    }
    [[nodiscard]] int back_up_server() const { return backup({.store = live_url, .to = path()}); }
};

TEST_F(ServerBackup, TakenUnderLoadItIsOneMomentAndComesBackOnEitherEngine) {
    fill_server(3);
    auto const live = open_at(live_url);
    std::atomic<bool> enough = false;
    std::atomic<int> written = 3;
    std::thread load([&] {
        for (int i = 3; !enough && !HasFatalFailure(); ++i, ++written) append(*live, i);
    });
    while (written < 20 && !HasFailure()) std::this_thread::yield();
    EXPECT_EQ(back_up_server(), 0);
    enough = true;
    load.join();
    auto const cities = read_manifest(path()).value().cities;
    ASSERT_EQ(cities.size(), 1U);
    EXPECT_GE(cities.front().head, 40);
    auto const others = server.fresh_url();
    for (auto const& url : {url("fresh"), others}) {
        SCOPED_TRACE(url);
        ASSERT_EQ(restore(to(url)), 0);
        EXPECT_EQ(difference(cities, roots_at(url)), std::nullopt);
        auto const fresh = open_at(url);
        for (auto const& event : fresh->read_all(city, 0, 100'000).value()) {
            auto const subject = "household/" + event.payload.substr(0, event.payload.size() - 1);
            EXPECT_EQ(fresh->secrets(city, {subject}).value(), live->secrets(city, {subject}).value());
        }
        EXPECT_EQ(fresh->log_epochs(city).value().front().public_key,
                  live->log_epochs(city).value().front().public_key);
        append(*fresh, static_cast<int>(cities.front().head / 2));  // it goes on from there
        EXPECT_EQ(restore(to(url)), 2) << "there is a store";
    }
    // And what was put on a file comes back to a server, whole and as of an earlier moment.
    fs::remove_all(path());
    EXPECT_EQ(backup({.store = url("fresh"), .to = path()}), 0);
    auto const again = server.fresh_url();
    auto earlier = to(again);
    earlier.to_time = "2026-01-01T00:04:00Z";
    ASSERT_EQ(restore(earlier), 0);
    EXPECT_EQ(open_at(again)->head(city).value(), 10);
}

TEST_F(ServerBackup, IsCheckedAsItLies) {
    fill_server(2);
    ASSERT_EQ(back_up_server(), 0);
    // These events are of no aggregate and their log was never signed: what is asked is whether it can be looked at.
    auto const status = [&] { return check({.store = "", .backup = path(), .master_key = server.master_key()}); };
    EXPECT_EQ(status(), 0);
    EXPECT_FALSE(fs::exists(path() + ".checking"));
    EXPECT_TRUE(prove_backup(path(), system_now())) << "it is as it was";
    std::ofstream(path() + "/journal.db", std::ios::app) << "x";
    EXPECT_EQ(status(), 2);
    fs::remove(path() + "/manifest.json");
    EXPECT_EQ(status(), 2);
    EXPECT_THAT(prove_backup(path(), system_now()).error(), testing::HasSubstr("came to no end"));
}

TEST_F(ServerBackup, WhoWasErasedSinceStaysErased) {
    fill_server(3);
    auto const live = open_at(live_url);
    ASSERT_EQ(back_up_server(), 0);
    ASSERT_TRUE(live->erase(city, {"household/1"}));
    ASSERT_EQ(backup({.store = live_url, .to = path("newer")}), 0);  // beside the other: it knows
    ASSERT_TRUE(live->erase(city, {"household/2"}));
    auto options = to(url("fresh"));
    options.erasures = {live_url};  // so does the store that was lost
    ASSERT_EQ(restore(options), 0);
    auto const fresh = open_at(url("fresh"));
    EXPECT_EQ(fresh->subjects(city, "household/").value(), std::vector<std::string>{"household/0"});
    EXPECT_FALSE(fresh->secrets(city, {"household/1"})) << "none is made under the name again";
}

// Runs it in a process of its own; where a time is given, kills that with -9 then. Whether it came to its end.
bool runs(std::function<int()> const& work, std::optional<Clock::duration> killed_after = {}) {
    auto const child = ::fork();
    if (child == 0) {
        ::freopen("/dev/null", "w", stdout);
        ::freopen("/dev/null", "w", stderr);
        ::_exit(work());
    }
    if (killed_after) {
        std::this_thread::sleep_for(*killed_after);
        ::kill(child, SIGKILL);
    }
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    bool const came_to_its_end = !WIFSIGNALED(status);
    EXPECT_TRUE(!came_to_its_end || status == 0) << status;
    return came_to_its_end;
}

Clock::duration time_of(std::function<int()> const& work) {
    auto const begin = Clock::now();
    EXPECT_TRUE(runs(work));
    return Clock::now() - begin;
}

class Kills : public ServerBackup, public testing::WithParamInterface<char const*> {
  protected:
    static int kills() {
        auto const* const told = std::getenv("JIATI_BACKUP_KILLS");
        return told == nullptr ? 12 : std::atoi(told);
    }
    Kills() {
        if (!on_server()) live_url = url("live");
        fill_server(20);
    }
    [[nodiscard]] static bool on_server() { return GetParam() == std::string("PostgreSQL"); }
    // A new place, or the one of the last time, emptied.
    [[nodiscard]] std::string place() const {
        if (on_server()) return server.fresh_url();
        fs::remove_all(folder / "fresh");
        return url("fresh");
    }
};

TEST_P(Kills, InABackupLeaveTheStoreUnharmedAndNothingThatPassesForABackup) {
    auto const before = roots_at(live_url);
    auto const work = [&] { return back_up_server(); };
    auto const whole = time_of(work);
    int in_time = 0;
    for (int i = 0; i < kills(); ++i) {
        SCOPED_TRACE(i);
        fs::remove_all(path());
        in_time += runs(work, whole * i / kills()) ? 0 : 1;
        EXPECT_EQ(difference(before, roots_at(live_url)), std::nullopt);
        auto const part = path() + ".part";
        if (fs::exists(path())) {
            EXPECT_TRUE(prove_backup(path(), system_now()));
        } else if (fs::exists(part) && !fs::exists(part + "/manifest.json")) {
            auto options = to(place());
            options.from = part;
            EXPECT_EQ(restore(options), 2);
            EXPECT_EQ(check({.store = "", .backup = part, .master_key = server.master_key()}), 2);
        }
        fs::remove_all(path());
        EXPECT_EQ(work(), 0) << "what was left is in nobody's way";
        EXPECT_FALSE(fs::exists(part));
        EXPECT_EQ(difference(before, prove_backup(path(), system_now()).value().cities), std::nullopt);
    }
    EXPECT_GT(in_time, 0) << "no kill came before the end";
    append(*open_at(live_url), 20);
}

TEST_P(Kills, InARestoreLeaveTheBackupUnharmedAndNothingThatPassesForAStore) {
    ASSERT_EQ(back_up_server(), 0);
    auto const cities = read_manifest(path()).value().cities;
    auto const first = place();
    auto const whole = time_of([&] { return restore(to(first)); });
    int in_time = 0;
    int unfinished = 0;
    for (int i = 0; i < kills(); ++i) {
        SCOPED_TRACE(i);
        auto const at = place();
        auto const work = [&] { return restore(to(at)); };
        in_time += runs(work, whole * i / kills()) ? 0 : 1;
        auto const left = store::place_at(at).value();
        if (left == store::Place::unfinished) {
            ++unfinished;
            auto const refused = store::SqlStore::open(at, randomness, server.master_key());
            ASSERT_FALSE(refused);
            EXPECT_THAT(refused.error().detail, testing::HasSubstr("came to no end"));
            EXPECT_EQ(check({.store = at, .backup = "", .master_key = server.master_key()}), 3);
            EXPECT_EQ(backup({.store = at, .to = path("of-half")}), 2);
        }
        if (left != store::Place::filled) {
            EXPECT_EQ(work(), 0);
        }
        EXPECT_EQ(difference(cities, roots_at(at)), std::nullopt);
        EXPECT_TRUE(open_at(at));
        EXPECT_FALSE(fs::exists(path() + ".restoring"));
        EXPECT_TRUE(prove_backup(path(), system_now()));
    }
    std::printf("%d of %d kills in time, %d left an unfinished place\n", in_time, kills(), unfinished);
    EXPECT_GT(in_time, 0) << "no kill came before the end";
}

INSTANTIATE_TEST_SUITE_P(On, Kills, testing::Values("SQLite", "PostgreSQL"),
                         [](auto const& engine) { return std::string(engine.param); });

}  // namespace
}  // namespace jiati::cli
