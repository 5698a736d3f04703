#include "raw_sqlite.h"

#include "measure.h"

#include <vector>

namespace jiati::bench {
namespace {

void bind(sqlite3_stmt* statement, int at, std::string const& text) {
    sqlite3_bind_text(statement, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}
void bind(sqlite3_stmt* statement, int at, std::int64_t number) { sqlite3_bind_int64(statement, at, number); }

template <class... Values>
void step(sqlite3_stmt* statement, Values const&... values) {
    int at = 0;
    (bind(statement, ++at, values), ...);
    require(sqlite3_step(statement) == SQLITE_DONE, std::string("raw SQLite: ") + sqlite3_sql(statement));
    sqlite3_reset(statement);
}

}  // namespace

RawSqlite::RawSqlite(std::string const& file, std::string const& city) {
    require(sqlite3_open(file.c_str(), &db_) == SQLITE_OK, file + " does not open");
    run("PRAGMA journal_mode=WAL");
    run("PRAGMA synchronous=FULL");
    event_ = prepare(
        "INSERT INTO events (city, seq, stream, version, type, payload, leaf, occurred_on, evidence, recorded_at, "
        "actor) VALUES (?,?,?,?,?,?,?,?,?,?,?)");
    key_ = prepare("INSERT INTO request_keys (city, key, request_hash, first_seq, last_seq) VALUES (?,?,?,?,?)");
    head_ = prepare("INSERT INTO heads (city, seq) VALUES (?,?) ON CONFLICT (city) DO UPDATE SET seq = excluded.seq");
    view_ = prepare(
        "INSERT INTO views (city, view, key, area, body) VALUES (?,?,?,?,?) "
        "ON CONFLICT (city, view, key) DO UPDATE SET area = excluded.area, body = excluded.body");
    no_view_ = prepare("DELETE FROM views WHERE city = ? AND view = ? AND key = ?");
    value_ = prepare("INSERT INTO vault (city, ref, subject, value) VALUES (?,?,?,?) ON CONFLICT DO NOTHING");
    timer_ = prepare(
        "INSERT INTO timers (city, key, due, command) VALUES (?,?,?,?) "
        "ON CONFLICT (city, key) DO UPDATE SET due = excluded.due, command = excluded.command");
    no_timer_ = prepare("DELETE FROM timers WHERE city = ? AND key = ?");
    read_ = prepare(
        "SELECT seq, stream, version, type, payload, leaf, occurred_on, evidence, recorded_at, actor "
        "FROM events WHERE city = ? AND stream = ? ORDER BY version");
    auto* const head = prepare("SELECT seq FROM heads WHERE city = ?");
    bind(head, 1, city);
    if (sqlite3_step(head) == SQLITE_ROW) seq_ = sqlite3_column_int64(head, 0);
    sqlite3_finalize(head);
}

RawSqlite::~RawSqlite() {
    for (auto* statement : {event_, key_, head_, view_, no_view_, value_, timer_, no_timer_, read_})
        sqlite3_finalize(statement);
    sqlite3_close(db_);
}

void RawSqlite::run(std::string const& text) {
    require(sqlite3_exec(db_, text.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK, "raw SQLite: " + text);
}

sqlite3_stmt* RawSqlite::prepare(char const* text) {
    sqlite3_stmt* statement = nullptr;
    require(sqlite3_prepare_v2(db_, text, -1, &statement, nullptr) == SQLITE_OK, std::string("raw SQLite: ") + text);
    return statement;
}

void RawSqlite::write(app::Append const& append) {
    auto const& city = append.city;
    auto const first = seq_ + 1;
    for (auto const& part : append.streams) {
        auto version = part.expected_version;
        for (auto const& event : part.events)
            step(event_, city, ++seq_, part.stream, ++version, event.type, event.payload, event.leaf,
                 std::int64_t{event.occurred_on.days_since_epoch()}, event.evidence, append.recorded_at.unix_ms,
                 append.actor);
    }
    step(head_, city, seq_);
    step(key_, city, append.idempotency_key, append.request_hash, first, seq_);
    for (auto const& row : append.views) {
        if (row.body.empty())
            step(no_view_, city, row.view, row.key);
        else
            step(view_, city, row.view, row.key, row.area, row.body);
    }
    for (auto const& row : append.vault) step(value_, city, row.ref, row.subject, row.value);
    for (auto const& timer : append.timers) {
        if (timer.command.empty())
            step(no_timer_, city, timer.key);
        else
            step(timer_, city, timer.key, timer.due.unix_ms, timer.command);
    }
}

void RawSqlite::write_together(std::span<app::Append const> appends) {
    run("BEGIN IMMEDIATE");
    for (auto const& append : appends) write(append);
    run("COMMIT");
}

std::size_t RawSqlite::read_stream(std::string const& city, std::string const& stream) {
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

void RawSqlite::copy_to(std::string const& file) { run("VACUUM INTO '" + file + "'"); }

std::size_t rows_of(app::Append const& append) {
    std::size_t events = 0;
    for (auto const& part : append.streams) events += part.events.size();
    return events + 2 + append.views.size() + append.vault.size() + append.timers.size();
}

}  // namespace jiati::bench
