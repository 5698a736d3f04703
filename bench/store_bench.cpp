// Durable appends by 64 callers through SqlStore beside a group commit of the same rows written straight to SQLite's C
// interface, in one run on the same disk; and the reading of one stream of 200 events.
//
// The yardstick has no callers to wake: one thread writes 64 appends per transaction with prepared statements, into
// the same tables. It is therefore what the disk and the engine allow, not what a server around them could reach.
// usage: store_bench [--json] [--rounds N] [--folder FOLDER]

#include "measure.h"
#include "raw_sqlite.h"
#include "store/sql_store.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

using namespace jiati;
using namespace jiati::bench;

constexpr int callers = 64;
constexpr int appends_each = 500;

struct Zeros final : app::Randomness {
    void fill(std::span<unsigned char> bytes) override { std::fill(bytes.begin(), bytes.end(), 0); }
};

// One ballot: an event, its idempotency key, the city's head and one row of a view.
app::Append ballot(int caller, int index) {
    auto const name = std::to_string(caller) + "-" + std::to_string(index);
    return {
        .city = "nanchang",
        .actor = "account-" + std::to_string(caller),
        .recorded_at = Instant{1700000000000 + index},
        .idempotency_key = "key-" + name,
        .request_hash = std::string(64, 'a'),
        .streams = {{.stream = "vote/" + std::to_string(caller),
                     .expected_version = index,
                     .events = {{.type = "vote.BallotCast/1",
                                 .payload =
                                     "{\"household\":\"" + name + "\",\"note\":\"" + std::string(300, 'p') + "\"}",
                                 .leaf = "{\"commitment\":\"" + std::string(200, 'l') + "\"}",
                                 .occurred_on = Date::of(2023, 11, 14),
                                 .evidence = ""}}}},
        .views = {{.view = "vote",
                   .key = std::to_string(caller),
                   .area = "nanchang/anyi/",
                   .body = "{\"ballots\":" + std::to_string(index) + ",\"pad\":\"" + std::string(150, 'v') + "\"}"}},
        .vault = {},
        .timers = {}};
}

std::unique_ptr<store::SqlStore> open_store(std::filesystem::path const& folder, app::Randomness& randomness) {
    std::filesystem::remove_all(folder);
    auto opened = store::SqlStore::open("sqlite:" + (folder / "jiati.db").string(), randomness);
    require(opened.has_value(), "the store does not open");
    return std::move(opened).value();
}

double through_the_store(std::filesystem::path const& folder, int appends) {
    Zeros randomness;
    auto store = open_store(folder, randomness);
    std::vector<std::thread> threads;
    Stopwatch const watch;
    for (int caller = 0; caller < callers; ++caller)
        threads.emplace_back([&, caller] {
            for (int i = 0; i < appends; ++i)
                require(store->append(ballot(caller, i)).has_value(), "an append was refused");
        });
    for (auto& thread : threads) thread.join();
    return callers * appends / watch.wall_s();
}

// --- the yardstick

double straight_to_sqlite(std::filesystem::path const& folder, int appends) {
    Zeros randomness;
    open_store(folder, randomness).reset();  // the same tables
    RawSqlite raw((folder / "jiati.db").string(), "nanchang");
    Stopwatch const watch;
    std::vector<app::Append> together(callers);
    for (int i = 0; i < appends; ++i) {
        for (int caller = 0; caller < callers; ++caller) together[static_cast<std::size_t>(caller)] = ballot(caller, i);
        raw.write_together(together);
    }
    return callers * appends / watch.wall_s();
}

template <class F>
double median_ms(F const& action) {
    std::vector<double> milliseconds;
    for (int i = 0; i < 2000; ++i) {
        Stopwatch const watch;
        action();
        milliseconds.push_back(1000 * watch.wall_s());
    }
    return median(std::move(milliseconds));
}

// Milliseconds for the reading of a stream of 200 events: ours and straight from SQLite.
std::pair<double, double> read_one_stream(std::filesystem::path const& folder) {
    Zeros randomness;
    auto store = open_store(folder, randomness);
    for (int i = 0; i < 200; ++i) require(store->append(ballot(1, i)).has_value(), "an append was refused");
    RawSqlite raw((folder / "jiati.db").string(), "nanchang");
    auto const plain = median_ms([&] { require(raw.read_stream("nanchang", "vote/1") == 200, "a read failed"); });
    auto const ours = median_ms([&] {
        auto const events = store->read_stream("nanchang", "vote/1", 0);
        require(events.has_value() && events.value().size() == 200, "a read failed");
    });
    return {ours, plain};
}

}  // namespace

int main(int count, char** arguments) {
    auto const options = options_of(count, arguments, "build/bench-store");
    Runs ours;
    Runs raw;
    for (std::size_t round = 0; round < options.rounds; ++round) {
        raw.add(straight_to_sqlite(options.folder, appends_each));
        ours.add(through_the_store(options.folder, appends_each));
    }
    auto const [read_ms, raw_read_ms] = read_one_stream(options.folder);
    std::filesystem::remove_all(options.folder);
    if (options.json) {
        std::printf(
            "{\"append\":{\"callers\":%d,\"per_s\":%.1f,\"sqlite_per_s\":%.1f,\"ratio\":%.3f},"
            "\"read_stream\":{\"events\":200,\"ms\":%.4f,\"sqlite_ms\":%.4f}}\n",
            callers, ours.middle(), raw.middle(), ratio(ours, raw), read_ms, raw_read_ms);
        return 0;
    }
    std::printf("durable append, %d callers: %.0f/s, straight to SQLite %.0f/s, ratio %.2f\n", callers, ours.middle(),
                raw.middle(), ratio(ours, raw));
    std::printf("read one stream of 200 events: %.3f ms, straight from SQLite %.3f ms\n", read_ms, raw_read_ms);
    return 0;
}
