// Leadership by session-level advisory locks on PostgreSQL: they last as long as the connection that took them. A file
// belongs to one process, which always leads.
#pragma once

#include "app/ports/leadership.h"
#include "store/sql_dialect.h"

#include <memory>
#include <mutex>
#include <set>
#include <string>

namespace jiati::store {

class SqlLeadership {
  public:
    explicit SqlLeadership(Database database) : database_(std::move(database)) {}

    // SqlFailure when the server cannot be asked; what was led is then led no more.
    bool lead(std::string const& city, std::string const& duty);

  private:
    Database const database_;
    std::mutex mutex_;
    std::unique_ptr<SqlConnection> connection_;  // made when first needed
    std::set<std::int64_t> held_;
};

}  // namespace jiati::store
