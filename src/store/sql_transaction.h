// Transactions that are taken back as a whole when anything in them fails.
#pragma once

#include "store/sql_dialect.h"

#include <optional>
#include <string>

namespace jiati::store {

// The failure that is reported is the first one: the engine may have rolled back by itself.
template <class F>
void in_transaction(SqlConnection& connection, F const& work) {
    try {
        connection.run(begin_writing);
        work();
        connection.run(commit);
    } catch (SqlFailure const&) {
        if (connection.is_lost()) throw;  // and with it the transaction
        try {
            connection.run(rollback);
        } catch (SqlFailure const&) {  // there was no transaction, or the engine has rolled back by itself
        }
        throw;
    }
}

// Writes that end for good after one of them failed on a file: what the disk holds is in doubt until a new start.
class GuardedWrites {
  public:
    template <class F>
    void perform(SqlConnection& connection, F const& work) {
        using Kind = app::StoreError::Kind;
        if (stopped_because_) throw SqlFailure{{Kind::unavailable, "writing stopped: " + *stopped_because_}};
        try {
            in_transaction(connection, work);
        } catch (SqlFailure const& failed) {
            bool const is_file = connection.engine() == Engine::sqlite;
            if (is_file && failed.error.kind != Kind::busy && failed.error.kind != Kind::conflict)
                stopped_because_ = failed.error.detail;
            throw;
        }
    }

  private:
    std::optional<std::string> stopped_because_;
};

}  // namespace jiati::store
