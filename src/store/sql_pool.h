// Connections for reading. They read while the writer writes; each is lent to one thread at a time. One that was lost
// is made anew, and the reading done again.
#pragma once

#include "store/sql_connection.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace jiati::store {

class SqlPool {
  public:
    explicit SqlPool(std::vector<std::unique_ptr<SqlConnection>> connections) : idle_(std::move(connections)) {}

    // Runs `use` with a connection of its own, waiting for one where all are lent.
    template <class F>
    auto with(F const& use) {
        Lease lease(*this);
        return with_revival(*lease.connection, [&] { return use(*lease.connection); });
    }

  private:
    struct Lease {
        SqlPool& pool;
        std::unique_ptr<SqlConnection> connection;

        explicit Lease(SqlPool& from) : pool(from) {
            std::unique_lock lock(pool.mutex_);
            pool.returned_.wait(lock, [&] { return !pool.idle_.empty(); });
            connection = std::move(pool.idle_.back());
            pool.idle_.pop_back();
        }
        ~Lease() {
            {
                std::lock_guard const lock(pool.mutex_);
                pool.idle_.push_back(std::move(connection));
            }
            pool.returned_.notify_one();
        }
        Lease(Lease const&) = delete;
        Lease& operator=(Lease const&) = delete;
    };

    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<SqlConnection>> idle_;
};

}  // namespace jiati::store
