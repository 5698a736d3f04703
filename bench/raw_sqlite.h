// The yardstick of durable writing: the same rows in the same tables by prepared statements of SQLite's C interface,
// many appends to a transaction. No caller to wake, nothing checked: what engine and disk allow, not what a server
// could reach.
#pragma once

#include "app/ports/journal.h"

#include <sqlite3.h>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace jiati::bench {

class RawSqlite {
  public:
    // A file that has the store's tables. Sequences go on after the city's last.
    RawSqlite(std::string const& file, std::string const& city);
    ~RawSqlite();
    RawSqlite(RawSqlite const&) = delete;
    RawSqlite& operator=(RawSqlite const&) = delete;

    // One durable transaction.
    void write_together(std::span<app::Append const> appends);
    // Every column of a stream's events as values of its own; the number of events.
    std::size_t read_stream(std::string const& city, std::string const& stream);
    // The whole database as it stands, into a file of its own.
    void copy_to(std::string const& file);

  private:
    void run(std::string const& text);
    sqlite3_stmt* prepare(char const* text);
    void write(app::Append const& append);

    sqlite3* db_ = nullptr;
    sqlite3_stmt* event_ = nullptr;
    sqlite3_stmt* key_ = nullptr;
    sqlite3_stmt* head_ = nullptr;
    sqlite3_stmt* view_ = nullptr;
    sqlite3_stmt* no_view_ = nullptr;
    sqlite3_stmt* value_ = nullptr;
    sqlite3_stmt* timer_ = nullptr;
    sqlite3_stmt* no_timer_ = nullptr;
    sqlite3_stmt* read_ = nullptr;
    std::int64_t seq_ = 0;
};

// How many rows an append writes, the city's head and the idempotency key included.
[[nodiscard]] std::size_t rows_of(app::Append const& append);

}  // namespace jiati::bench
