// Durable appends by 64 callers through SqlStore beside a group commit of the same rows written straight to SQLite's C
// interface, in one run on the same disk; and the reading of one stream of 200 events.
//
// The yardstick has no callers to wake: one thread writes 64 appends per transaction with prepared statements, into
// the same tables. It is therefore what the disk and the engine allow, not what a server around them could reach.
// usage: store_bench [FOLDER [APPENDS_PER_CALLER [ROUNDS]]]

#include "store/sql_store.h"

#include <sqlite3.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace jiati;
using Clock = std::chrono::steady_clock;

constexpr int callers = 64;

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

void require(bool holds, char const* what) {
    if (holds) return;
    std::fprintf(stderr, "store_bench: %s\n", what);
    std::exit(3);
}

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

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
    auto const start = Clock::now();
    for (int caller = 0; caller < callers; ++caller)
        threads.emplace_back([&, caller] {
            for (int i = 0; i < appends; ++i)
                require(store->append(ballot(caller, i)).has_value(), "an append was refused");
        });
    for (auto& thread : threads) thread.join();
    return callers * appends / seconds_since(start);
}

// --- the yardstick

class Raw {
  public:
    explicit Raw(std::string const& file) {
        require(sqlite3_open(file.c_str(), &db_) == SQLITE_OK, "raw open");
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=FULL");
        event_ = prepare(
            "INSERT INTO events (city, seq, stream, version, type, payload, leaf, occurred_on, evidence, "
            "recorded_at, actor) VALUES (?,?,?,?,?,?,?,?,?,?,?)");
        key_ = prepare("INSERT INTO request_keys (city, key, request_hash, first_seq, last_seq) VALUES (?,?,?,?,?)");
        head_ =
            prepare("INSERT INTO heads (city, seq) VALUES (?,?) ON CONFLICT (city) DO UPDATE SET seq = excluded.seq");
        view_ = prepare(
            "INSERT INTO views (city, view, key, area, body) VALUES (?,?,?,?,?) "
            "ON CONFLICT (city, view, key) DO UPDATE SET area = excluded.area, body = excluded.body");
        read_ = prepare(
            "SELECT seq, stream, version, type, payload, leaf, occurred_on, evidence, recorded_at, actor "
            "FROM events WHERE city = ? AND stream = ? ORDER BY version");
    }
    ~Raw() {
        for (auto* statement : {event_, key_, head_, view_, read_}) sqlite3_finalize(statement);
        sqlite3_close(db_);
    }
    Raw(Raw const&) = delete;
    Raw& operator=(Raw const&) = delete;

    void run(char const* text) { require(sqlite3_exec(db_, text, nullptr, nullptr, nullptr) == SQLITE_OK, text); }

    void write(app::Append const& append) {
        auto const& part = append.streams.front();
        auto const& event = part.events.front();
        ++seq_;
        step(event_, append.city, seq_, part.stream, part.expected_version + 1, event.type, event.payload, event.leaf,
             event.occurred_on.days_since_epoch(), event.evidence, append.recorded_at.unix_ms, append.actor);
        step(head_, append.city, seq_);
        step(key_, append.city, append.idempotency_key, append.request_hash, seq_, seq_);
        auto const& row = append.views.front();
        step(view_, append.city, row.view, row.key, row.area, row.body);
    }

    // Every column of a stream's events as values of its own; the number of events.
    std::size_t read(std::string const& city, std::string const& stream) {
        std::vector<std::vector<std::string>> events;
        bind(read_, 1, city);
        bind(read_, 2, stream);
        while (sqlite3_step(read_) == SQLITE_ROW) {
            auto& event = events.emplace_back();
            for (int column = 0; column < 10; ++column)
                event.emplace_back(reinterpret_cast<char const*>(sqlite3_column_text(read_, column)),
                                   static_cast<std::size_t>(sqlite3_column_bytes(read_, column)));
        }
        sqlite3_reset(read_);
        return events.size();
    }

  private:
    sqlite3_stmt* prepare(char const* text) {
        sqlite3_stmt* statement = nullptr;
        require(sqlite3_prepare_v2(db_, text, -1, &statement, nullptr) == SQLITE_OK, text);
        return statement;
    }
    static void bind(sqlite3_stmt* statement, int at, std::string const& text) {
        sqlite3_bind_text(statement, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    }
    static void bind(sqlite3_stmt* statement, int at, std::int64_t number) {
        sqlite3_bind_int64(statement, at, number);
    }
    template <class... Values>
    static void step(sqlite3_stmt* statement, Values const&... values) {
        int at = 0;
        (bind(statement, ++at, values), ...);
        require(sqlite3_step(statement) == SQLITE_DONE, "raw step");
        sqlite3_reset(statement);
    }

    sqlite3* db_ = nullptr;
    sqlite3_stmt* event_ = nullptr;
    sqlite3_stmt* key_ = nullptr;
    sqlite3_stmt* head_ = nullptr;
    sqlite3_stmt* view_ = nullptr;
    sqlite3_stmt* read_ = nullptr;
    std::int64_t seq_ = 0;
};

double straight_to_sqlite(std::filesystem::path const& folder, int appends) {
    Zeros randomness;
    open_store(folder, randomness).reset();  // the same tables
    Raw raw((folder / "jiati.db").string());
    auto const start = Clock::now();
    for (int i = 0; i < appends; ++i) {
        raw.run("BEGIN IMMEDIATE");
        for (int caller = 0; caller < callers; ++caller) raw.write(ballot(caller, i));
        raw.run("COMMIT");
    }
    return callers * appends / seconds_since(start);
}

template <class F>
double median_ms(F const& action) {
    std::vector<double> milliseconds;
    for (int i = 0; i < 2000; ++i) {
        auto const start = Clock::now();
        action();
        milliseconds.push_back(1000 * seconds_since(start));
    }
    std::nth_element(milliseconds.begin(), milliseconds.begin() + 1000, milliseconds.end());
    return milliseconds[1000];
}

void read_one_stream(std::filesystem::path const& folder) {
    Zeros randomness;
    auto store = open_store(folder, randomness);
    for (int i = 0; i < 200; ++i) require(store->append(ballot(1, i)).has_value(), "an append was refused");
    Raw raw((folder / "jiati.db").string());
    auto const plain = median_ms([&] { require(raw.read("nanchang", "vote/1") == 200, "a read failed"); });
    auto const ours = median_ms([&] {
        auto const events = store->read_stream("nanchang", "vote/1", 0);
        require(events.has_value() && events.value().size() == 200, "a read failed");
    });
    std::printf("read one stream of 200 events: p50 %.3f ms, straight from SQLite %.3f ms\n", ours, plain);
}

}  // namespace

int main(int argc, char** argv) {
    std::filesystem::path const folder = argc > 1 ? argv[1] : "build/bench-store";
    int const appends = argc > 2 ? std::atoi(argv[2]) : 500;
    int const rounds = argc > 3 ? std::atoi(argv[3]) : 3;
    require(appends > 0 && rounds > 0, "usage: store_bench [FOLDER [APPENDS_PER_CALLER [ROUNDS]]]");
    std::vector<double> ratios;
    for (int round = 0; round < rounds; ++round) {
        auto const raw = straight_to_sqlite(folder, appends);
        auto const ours = through_the_store(folder, appends);
        ratios.push_back(ours / raw);
        std::printf("durable append, %d callers: %.0f/s, straight to SQLite %.0f/s, ratio %.2f\n", callers, ours, raw,
                    ratios.back());
    }
    std::sort(ratios.begin(), ratios.end());
    std::printf("durable append: median ratio %.2f (to reach: 0.50)\n", ratios[ratios.size() / 2]);
    read_one_stream(folder);
    std::filesystem::remove_all(folder);
    return 0;
}
