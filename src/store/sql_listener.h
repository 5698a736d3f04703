// What other processes append to the same PostgreSQL, heard by LISTEN on a connection and a thread of its own.
#pragma once

#include "app/ports/changes.h"
#include "app/ports/journal.h"
#include "store/sql_append.h"
#include "store/sql_dialect.h"

#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <thread>

namespace jiati::store {

// Tells the others, once the transaction commits: one announcement for each stream, under the name of this process.
void announce(SqlConnection& connection, std::string const& process, app::Append const& append,
              AppendedRange const& range);

class SqlListener final : public app::Watching {
  public:
    SqlListener(Database database, std::string process, std::function<void(app::Change const&)> watcher);
    ~SqlListener() override;

  private:
    void run();
    void hear(SqlConnection& connection);
    void catch_up(SqlConnection& connection);

    Database const database_;
    std::string const process_;
    std::function<void(app::Change const&)> const watcher_;
    std::map<std::string, std::int64_t> heard_;  // the last sequence number of each city, whoever wrote it
    bool has_begun_ = false;
    std::atomic<bool> ends_ = false;
    std::thread thread_;
};

}  // namespace jiati::store
