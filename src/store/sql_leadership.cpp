#include "store/sql_leadership.h"

namespace jiati::store {
namespace {

constexpr Query still_there{"SELECT 1", "n"};
constexpr Query try_lock{"SELECT CASE WHEN pg_try_advisory_lock(:number) THEN 1 ELSE 0 END", "n"};

}  // namespace

bool SqlLeadership::lead(std::string const& city, std::string const& duty) {
    if (database_.engine == Engine::sqlite) return true;
    std::lock_guard const lock(mutex_);
    if (!connection_) connection_ = connect(database_, Use::lead);
    auto const number = lock_number(duty, city);
    std::int64_t answer = 0;
    auto const ask = [&](Query const& query, SqlParameters parameters) {
        connection_->first(query, parameters, [&](SqlRow& row) { answer = row.number(0); });
        return answer == 1;
    };
    try {
        if (connection_->is_lost()) connection_->revive();
        // The locks are the connection's: while it lives, they are held.
        if (held_.contains(number)) return ask(still_there, {});
        if (!ask(try_lock, {number})) return false;
        held_.insert(number);
        return true;
    } catch (SqlFailure const&) {
        if (connection_->is_lost()) held_.clear();
        throw;
    }
}

}  // namespace jiati::store
