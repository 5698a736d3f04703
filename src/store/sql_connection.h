// One connection to the database and its prepared statements. Used by one thread at a time. Its source is the only
// place that knows the database library; inside src/store/ failures travel as SqlFailure and are caught at the port.
// What differs between engines beyond a statement's text: sql_dialect.h.
#pragma once

#include "app/ports/store_error.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace jiati::store {

enum class Engine : std::uint8_t { sqlite, postgresql };

// How far a failure reaches: the statement was refused for what it says; the transaction cannot go on; or the
// connection is gone, and with it the knowledge whether a commit that was on its way took place.
enum class Reach : std::uint8_t { statement, transaction, connection };

struct SqlFailure {
    app::StoreError error;
    Reach reach = Reach::statement;
};

// A statement of the store. `text` is a literal: its address names the prepared statement. `columns` has one letter
// per result column, 'n' for a whole number and 't' for a text. `postgresql` takes the place of `text` on that engine.
struct Query {
    char const* text;
    char const* columns = "";
    char const* postgresql = nullptr;
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
    // `connect_string` as the dialect builds it (sql_dialect.h); `set_up` runs on every new connection, before its use.
    SqlConnection(Engine engine, std::string connect_string, std::function<void(SqlConnection&)> set_up);
    ~SqlConnection();
    SqlConnection(SqlConnection const&) = delete;
    SqlConnection& operator=(SqlConnection const&) = delete;

    [[nodiscard]] Engine engine() const { return engine_; }
    // A server's connection may be lost; after that everything fails until it is made anew. A file's never is.
    [[nodiscard]] bool is_lost() const { return lost_; }
    void revive();

    // Runs a statement that yields no rows; answers how many it changed. A text with U+0000 in it is refused: one
    // engine would keep it, the other would cut it off there.
    std::int64_t run(Query const& query, SqlParameters parameters = {});
    // The same where the number of parameters is known only when it runs.
    std::int64_t run_with(Query const& query, std::span<SqlParameter const> parameters);
    // Calls `use` for each row. Reads to the end, because a half-read statement would pin an old snapshot.
    void each(Query const& query, SqlParameters parameters, std::function<void(SqlRow&)> const& use);
    // The same for a statement that yields at most one row; false when it yields none.
    bool first(Query const& query, SqlParameters parameters, std::function<void(SqlRow&)> const& use);

    // Statements that are not kept prepared: schema, settings. The second answers the first column of the first row as
    // text, empty when there is none.
    void run_once(std::string const& text);
    std::string ask_once(std::string const& text);

    // What other connections have announced (NOTIFY), waiting for the first of it as long as that. A server's only.
    std::vector<std::string> announcements(std::chrono::milliseconds wait_max);

  private:
    struct Impl;
    Impl& alive();
    template <class F>
    auto guarded(F const& action);

    Engine const engine_;
    std::string const connect_string_;
    std::function<void(SqlConnection&)> const set_up_;
    bool lost_ = false;
    std::unique_ptr<Impl> impl_;
};

// Does it again, once, where the connection was lost: for what may be done twice.
template <class F>
auto with_revival(SqlConnection& connection, F const& action) {
    if (connection.is_lost()) connection.revive();
    try {
        return action();
    } catch (SqlFailure const&) {
        if (!connection.is_lost()) throw;
    }
    connection.revive();
    return action();
}

}  // namespace jiati::store
