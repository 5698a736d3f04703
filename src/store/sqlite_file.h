// SQLite through the engine's own interface: copying page by page is not in the library that the rest of the folder
// uses. Failures travel as SqlFailure.
#pragma once

#include "store/sql_connection.h"

#include <filesystem>
#include <string_view>

struct sqlite3;

namespace jiati::store {

class SqliteFile {
  public:
    // `flags` are SQLITE_OPEN_…; what is not there is not made.
    SqliteFile(std::filesystem::path const& file, int flags);
    ~SqliteFile();
    SqliteFile(SqliteFile const&) = delete;
    SqliteFile& operator=(SqliteFile const&) = delete;

    void run(char const* text) const;
    // From now on this connection sees the database as it is at this moment.
    void hold_moment() const;
    // Calls `use` for each row of a statement.
    class Row {
      public:
        [[nodiscard]] std::int64_t number(int column) const;
        [[nodiscard]] std::string_view text(int column) const;  // until the next row

      private:
        friend class SqliteFile;
        explicit Row(void* statement) : statement_(statement) {}
        void* statement_;
    };
    void each(char const* text, std::function<void(Row const&)> const& use) const;
    // A copy in one new file that needs no log beside it, synced.
    void copy_to(std::filesystem::path const& file) const;

  private:
    void check(int result) const;
    [[noreturn]] void fail_with(int result, char const* message) const;

    std::filesystem::path file_;
    sqlite3* database_ = nullptr;
};

// A new, empty file that belongs to its owner alone.
void make_private(std::filesystem::path const& file);
void sync(std::filesystem::path const& path);
void copy_synced(std::filesystem::path const& from, std::filesystem::path const& to);

}  // namespace jiati::store
