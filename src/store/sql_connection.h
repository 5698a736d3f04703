// One connection to the database and its prepared statements. Used by one thread at a time. Its source is the only
// place that knows the database library; inside src/store/ failures travel as SqlFailure and are caught at the port.
#pragma once

#include "app/ports/store_error.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

namespace jiati::store {

struct SqlFailure {
    app::StoreError error;
};

// A statement of the store. `text` is a literal: its address names the prepared statement. `columns` has one letter
// per result column, 'n' for a whole number and 't' for a text.
struct Query {
    char const* text;
    char const* columns = "";
};

using SqlParameter = std::variant<std::int64_t, std::string_view>;
using SqlParameters = std::initializer_list<SqlParameter>;

class SqlRow {
  public:
    [[nodiscard]] std::int64_t number(std::size_t column) const;
    // Moves the text out: ask once per row and column.
    [[nodiscard]] std::string text(std::size_t column);

  private:
    friend class SqlConnection;
    struct Slots;
    explicit SqlRow(Slots& slots) : slots_(slots) {}
    Slots& slots_;
};

class SqlConnection {
  public:
    // `connect_string` as the dialect builds it (sql_dialect.h).
    explicit SqlConnection(std::string const& connect_string);
    ~SqlConnection();
    SqlConnection(SqlConnection const&) = delete;
    SqlConnection& operator=(SqlConnection const&) = delete;

    // Runs a statement that yields no rows; answers how many it changed.
    std::int64_t run(Query const& query, SqlParameters parameters = {});
    // Calls `use` for each row. Reads to the end, because a half-read statement would pin an old snapshot.
    void each(Query const& query, SqlParameters parameters, std::function<void(SqlRow&)> const& use);
    // The same for a statement that yields at most one row; false when it yields none.
    bool first(Query const& query, SqlParameters parameters, std::function<void(SqlRow&)> const& use);

    // Statements that are not kept prepared: schema, settings. The second answers the first column of the first row as
    // text, empty when there is none.
    void run_once(std::string const& text);
    std::string ask_once(std::string const& text);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace jiati::store
