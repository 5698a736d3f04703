// The only writer of a store in this process. Callers queue their work and wait; one thread runs what has gathered in
// one transaction and wakes them after its COMMIT, so that many acknowledgements share one sync of the disk. Writers of
// several processes on one PostgreSQL take turns city by city.
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

struct WriteTerms {
    std::string city{};         // whose journal is written: nobody else writes to it meanwhile
    bool whole_store = false;   // nobody writes to any city's
    bool is_repeatable = true;  // doing it again finds what was done before: only such work outlives a lost server
};

class SqlWriter {
  public:
    explicit SqlWriter(std::unique_ptr<SqlConnection> connection);
    // Finishes what is queued. Nobody may be calling any more.
    ~SqlWriter();
    SqlWriter(SqlWriter const&) = delete;
    SqlWriter& operator=(SqlWriter const&) = delete;

    // Runs `work` on the writer's thread and returns once it is on disk. An SqlFailure of kind conflict or key_reused
    // thrown by it refuses this work alone.
    //
    // A file: after any failure that leaves the disk in doubt the whole group is refused and nothing is written any
    // more: only a new start, which reads the file afresh, can know what it holds.
    // A server: where the connection was lost, the group is done again on a new one, which also tells what became of a
    // commit that was on its way. Where there is no new one, it is refused as unavailable; the next group tries again.
    [[nodiscard]] Result<Done, app::StoreError> perform(std::function<void(SqlConnection&)> const& work,
                                                        WriteTerms const& terms = {});

  private:
    struct Job;
    struct Group;

    void run();
    std::shared_ptr<Group> next_group();
    void commit_group(Group& group);
    // What went wrong, and whether it did when the commit was on its way already.
    struct Trouble {
        SqlFailure failure;
        bool in_doubt = false;
    };
    std::optional<Trouble> attempt(Group& group, bool in_doubt);
    void lock_cities(Group const& group, bool in_doubt);
    bool is_left_to_its_job(SqlFailure const& failure) const;
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
