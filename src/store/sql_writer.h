// The only writer of a store. Callers queue their work and wait; one thread runs what has gathered in one transaction
// and wakes them after its COMMIT, so that many acknowledgements share one sync of the disk.
#pragma once

#include "app/ports/store_error.h"
#include "base/result.h"
#include "store/sql_connection.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace jiati::store {

class SqlWriter {
  public:
    explicit SqlWriter(std::unique_ptr<SqlConnection> connection);
    // Finishes what is queued. Nobody may be calling any more.
    ~SqlWriter();
    SqlWriter(SqlWriter const&) = delete;
    SqlWriter& operator=(SqlWriter const&) = delete;

    // Runs `work` on the writer's thread and returns once it is on disk. An SqlFailure of kind conflict or key_reused
    // thrown by it refuses this work alone. After any failure that leaves the disk in doubt the whole group is refused
    // and nothing is written any more: only a new start, which reads the file afresh, can know what it holds.
    [[nodiscard]] Result<Done, app::StoreError> perform(std::function<void(SqlConnection&)> const& work);

  private:
    struct Job;
    struct Group;

    void run();
    std::shared_ptr<Group> next_group();
    void commit_group(Group& group);
    void run_job(Job& job);
    void give_up(Group& group, app::StoreError const& error);

    std::unique_ptr<SqlConnection> connection_;
    std::optional<std::string> stopped_because_;  // writer's thread only

    std::mutex mutex_;
    std::condition_variable work_arrived_;
    std::condition_variable room_arrived_;
    std::deque<std::shared_ptr<Group>> queue_;
    std::size_t queued_jobs_ = 0;
    std::size_t expected_jobs_ = 1;  // as many as were there a moment ago are expected back
    bool closing_ = false;

    std::thread thread_;
};

}  // namespace jiati::store
