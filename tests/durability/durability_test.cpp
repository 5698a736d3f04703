// kill -9 again and again: under load, while a store is made, opened, or brought forward from an older format. After
// each kill: every acknowledged request is there with the same numbers and content, the sequence is dense, every
// request is there whole or not at all and never twice, and the same request sent again gets the same answer. Clients
// whose last request was not answered send it again.
//
// JIATI_KILL_CYCLES sets the number of kills (200 unless told), JIATI_KILL_SEED their moments.

#include "killed_writer.h"
#include "store/sql_store.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <thread>

namespace jiati::durability {
namespace {

namespace fs = std::filesystem;
using std::chrono::microseconds;

constexpr int kills_a_store = 10;
constexpr std::size_t no_limit = 100'000'000;

std::uint64_t setting(char const* name, std::uint64_t otherwise) {
    auto const* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// A store as the program of an earlier format left it.
void make_old_store(fs::path const& folder) {
    for (auto const& [script, file] : {std::pair{"journal-1.sql", "jiati.db"}, std::pair{"keys-1.sql", "keys.db"}}) {
        std::ifstream in(std::string(JIATI_GOLDEN "/store/") + script);
        std::string const text(std::istreambuf_iterator<char>(in), {});
        sqlite3* database = nullptr;
        ASSERT_EQ(sqlite3_open((folder / file).c_str(), &database), SQLITE_OK);
        ASSERT_EQ(sqlite3_exec(database, text.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
            << sqlite3_errmsg(database);
        sqlite3_close(database);
    }
}

struct Tally {
    int kills = 0;
    int in_start = 0;  // before the store stood open
    int under_load = 0;
    std::size_t acknowledged = 0;
    std::size_t durable = 0;
};

// One store after another, each killed ten times, apart from the other lane's.
class Lane {
  public:
    Lane(fs::path const& parent, std::uint64_t seed) : random_(seed) {
        auto pattern = (parent / "jiati-kill-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~Lane() { fs::remove_all(folder_); }
    Lane(Lane const&) = delete;
    Lane& operator=(Lane const&) = delete;

    void run(int kills) {
        for (int kill = 0; kill < kills && !testing::Test::HasFailure(); ++kill) {
            if (kill % kills_a_store == 0) begin_store(kill / kills_a_store % 2 == 1);
            SCOPED_TRACE("kill " + std::to_string(kill) + " in " + folder_.string());
            // The first two while the store is made or brought forward, two while it is opened again.
            bool const in_start = kill % kills_a_store < 2 || kill % kills_a_store > 7;
            cycle(in_start ? KillIn::start : KillIn::load);
        }
        end_store();
    }

    Tally tally;

  private:
    void begin_store(bool old) {
        end_store();
        fs::remove_all(folder_);
        fs::create_directories(folder_);
        was_old_ = old;
        if (old) make_old_store(folder_);
    }

    void end_store() {
        tally.acknowledged += ledger_.size();
        tally.durable += durable_;
        ledger_.clear();
        next_.assign(clients, 0);
        durable_ = 0;
    }

    void cycle(KillIn phase) {
        auto const after = microseconds(phase == KillIn::start ? random(12'000) : 5'000 + random(145'000));
        auto const run = run_and_kill(url(), next_, phase, after);
        ASSERT_EQ(run.fault, "");
        ++tally.kills;
        tally.in_start += run.opened ? 0 : 1;
        tally.under_load += run.acknowledged.empty() ? 0 : 1;
        for (auto const& acknowledged : run.acknowledged) {
            auto& next = next_[static_cast<std::size_t>(acknowledged.client)];
            ASSERT_EQ(acknowledged.index, next++);
            ledger_.push_back(acknowledged);
        }
        auto const opened = store::SqlStore::open(url(), randomness_);
        ASSERT_TRUE(opened) << opened.error().detail;
        check_journal(*opened.value());
        for (auto const& acknowledged : ledger_) check_acknowledged(*opened.value(), acknowledged);
        for (auto const& acknowledged : run.acknowledged) check_repeated(*opened.value(), acknowledged);
        if (was_old_) check_old(*opened.value());
    }

    // Reads the whole journal: the sequence is dense (the store refuses a gap, the count is compared here), and each
    // request's three events, view row, vault value and timer are there together or not at all.
    void check_journal(store::SqlStore& store) {
        auto const events = store.read_all(city, 0, no_limit).value();
        ASSERT_EQ(static_cast<std::int64_t>(events.size()), store.head(city).value());
        kept_.clear();
        for (std::size_t i = 0; i < events.size(); i += 3) {
            auto const& payload = events[i].payload;
            auto const name = payload.substr(9, payload.find('"', 9) - 9);  // {"name":"…
            ASSERT_FALSE(kept_.contains(name)) << name << " is there twice";
            for (std::size_t part = 0; part < 3; ++part) {
                ASSERT_LT(i + part, events.size()) << name << " is not whole";
                ASSERT_TRUE(events[i + part].payload.starts_with("{\"name\":\"" + name + "\",\"part\":\"" +
                                                                 std::to_string(part + 1) + "\""));
                kept_[name].push_back(line_of(events[i + part]));
            }
            ASSERT_TRUE(store.find(city, name, "hash of " + name).value()) << name;
            ASSERT_EQ(store.load(city, {name}).value()[name], "value of " + name);
        }
        EXPECT_EQ(store.list(city, "requests", "", "", no_limit).value().size(), kept_.size());
        EXPECT_EQ(store.due(Instant{1}, no_limit).value().size(), kept_.size());
        durable_ = kept_.size();
    }

    void check_acknowledged(store::SqlStore& store, Acknowledgement const& acknowledged) {
        auto const name = name_of(acknowledged.client, acknowledged.index);
        ASSERT_EQ(kept_[name], acknowledged.events) << name;
        if (acknowledged.secret == "-") return;
        auto const subject = subject_of(name);
        ASSERT_EQ(hex_of(store.secrets(city, {subject}).value().at(subject)), acknowledged.secret) << name;
    }

    static void check_repeated(store::SqlStore& store, Acknowledgement const& acknowledged) {
        auto const again = store.append(request(acknowledged.client, acknowledged.index));
        ASSERT_TRUE(again) << again.error().detail;
        ASSERT_TRUE(again->repeated);
        std::vector<std::string> lines;
        for (auto const& event : again->events) lines.push_back(line_of(event));
        ASSERT_EQ(lines, acknowledged.events);
    }

    static void check_old(store::SqlStore& store) {
        auto const events = store.read_all("guangzhou", 0, no_limit).value();
        ASSERT_EQ(events.size(), 1U);
        EXPECT_EQ(events.front().payload, R"({"ballot":"agree"})");
        // It kept plain hashes of requests, which are not kept any longer: the key is known, its request is not.
        auto const repeated = store.find("guangzhou", "6f1c", "b5bb9d80");
        EXPECT_TRUE(!repeated && repeated.error().kind == app::StoreError::Kind::key_reused);
        EXPECT_EQ(hex_of(store.secrets("guangzhou", {"household/h302"}).value().at("household/h302")),
                  "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20");
    }

    [[nodiscard]] std::string url() const { return "sqlite:" + (folder_ / "jiati.db").string(); }

    std::uint64_t random(std::uint64_t below) {
        random_ = random_ * 6364136223846793005ULL + 1442695040888963407ULL;  // Knuth's MMIX generator
        return (random_ >> 33U) % below;
    }

    std::uint64_t random_;
    fs::path folder_;
    bool was_old_ = false;
    std::vector<int> next_ = std::vector<int>(clients, 0);
    std::vector<Acknowledgement> ledger_;
    std::map<std::string, std::vector<std::string>> kept_;  // of the last reading: a request's events by its name
    std::size_t durable_ = 0;
    SystemRandomness randomness_;
};

TEST(Kill, NothingAcknowledgedIsLostOrDoubledWhereverItFalls) {
    auto const cycles = static_cast<int>(setting("JIATI_KILL_CYCLES", 200));
    auto const seed = setting("JIATI_KILL_SEED", static_cast<std::uint64_t>(::getpid()));
    std::printf("JIATI_KILL_CYCLES=%d JIATI_KILL_SEED=%llu\n", cycles, static_cast<unsigned long long>(seed));
    // One on the disk, where most of the time is spent in its syncs, one in memory, where there is none and the kills
    // fall into everything else.
    auto const memory = fs::is_directory("/dev/shm") ? fs::path("/dev/shm") : fs::temp_directory_path();
    Lane on_disk(fs::temp_directory_path(), seed);
    Lane in_memory(memory, ~seed);
    std::thread other([&] { in_memory.run(cycles / 2); });
    on_disk.run(cycles - cycles / 2);
    other.join();
    Tally sum;
    for (auto const& tally : {on_disk.tally, in_memory.tally}) {
        sum.kills += tally.kills;
        sum.in_start += tally.in_start;
        sum.under_load += tally.under_load;
        sum.acknowledged += tally.acknowledged;
        sum.durable += tally.durable;
    }
    std::printf(
        "%d kills, %d before the store stood open, %d under load: %zu requests acknowledged, %zu durable, 0 lost\n",
        sum.kills, sum.in_start, sum.under_load, sum.acknowledged, sum.durable);
    if (HasFailure()) return;
    EXPECT_EQ(sum.kills, cycles);
    EXPECT_GE(sum.durable, sum.acknowledged);
    if (cycles < 20) return;
    EXPECT_GT(sum.under_load, cycles / 2) << "the kills came before there was any load";
    EXPECT_GT(sum.in_start, cycles / 20) << "the kills came after the start";
}

}  // namespace
}  // namespace jiati::durability
