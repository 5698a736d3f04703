#include "store/sql_writer.h"

#include "store/sql_dialect.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

namespace jiati::store {
namespace {

using Kind = app::StoreError::Kind;

constexpr std::size_t queue_jobs_max = 1024;
constexpr std::size_t group_jobs_max = 256;  // bounds how long the first of a group waits for the last
constexpr std::chrono::seconds room_wait_max{5};
constexpr std::chrono::milliseconds gather_max{2};

constexpr Query savepoint{"SAVEPOINT job"};
constexpr Query release{"RELEASE SAVEPOINT job"};
constexpr Query take_back{"ROLLBACK TO SAVEPOINT job"};

bool concerns_one_job(Kind kind) { return kind == Kind::conflict || kind == Kind::key_reused; }

}  // namespace

// Lives with its caller, who waits for its group to be done.
struct SqlWriter::Job {
    std::function<void(SqlConnection&)> const& work;
    std::optional<app::StoreError> error;
};

// Works that share a transaction and are woken together. Shared with the callers: the last one woken may outlast the
// writer's look at it.
struct SqlWriter::Group {
    std::vector<Job*> jobs;

    void finish() {
        {
            std::lock_guard const lock(mutex_);
            is_done_ = true;
        }
        done_.notify_all();
    }
    void wait() {
        std::unique_lock lock(mutex_);
        done_.wait(lock, [this] { return is_done_; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable done_;
    bool is_done_ = false;
};

SqlWriter::SqlWriter(std::unique_ptr<SqlConnection> connection)
    : connection_(std::move(connection)), thread_([this] { run(); }) {}

SqlWriter::~SqlWriter() {
    {
        std::lock_guard const lock(mutex_);
        closing_ = true;
    }
    work_arrived_.notify_one();
    thread_.join();
}

Result<Done, app::StoreError> SqlWriter::perform(std::function<void(SqlConnection&)> const& work) {
    Job job{work, std::nullopt};
    std::shared_ptr<Group> group;
    bool wakes_writer = false;
    {
        std::unique_lock lock(mutex_);
        if (!room_arrived_.wait_for(lock, room_wait_max, [&] { return queued_jobs_ < queue_jobs_max; }))
            return Failure{app::StoreError{Kind::busy, "too many writes are waiting"}};
        if (queue_.empty() || queue_.back()->jobs.size() == group_jobs_max) queue_.push_back(std::make_shared<Group>());
        group = queue_.back();
        group->jobs.push_back(&job);
        ++queued_jobs_;
        wakes_writer = queued_jobs_ == 1 || queued_jobs_ == expected_jobs_;
    }
    if (wakes_writer) work_arrived_.notify_one();
    group->wait();
    if (job.error) return Failure{std::move(*job.error)};
    return Done{};
}

void SqlWriter::run() {
    while (auto const group = next_group()) {
        if (stopped_because_)
            give_up(*group, {Kind::unavailable, "writing stopped: " + *stopped_because_});
        else
            commit_group(*group);
        {
            std::lock_guard const lock(mutex_);
            expected_jobs_ = std::min(group->jobs.size() + queued_jobs_, group_jobs_max);
        }
        group->finish();
    }
}

std::shared_ptr<SqlWriter::Group> SqlWriter::next_group() {
    std::unique_lock lock(mutex_);
    work_arrived_.wait(lock, [&] { return !queue_.empty() || closing_; });
    // A commit costs the same for one as for many: those who were there a moment ago are given a moment to come back.
    // A lone writer never waits here.
    work_arrived_.wait_for(lock, gather_max, [&] { return queued_jobs_ >= expected_jobs_ || closing_; });
    if (queue_.empty()) return nullptr;
    auto group = std::move(queue_.front());
    queue_.pop_front();
    bool const was_full = queued_jobs_ >= queue_jobs_max;
    queued_jobs_ -= group->jobs.size();
    if (was_full) room_arrived_.notify_all();
    return group;
}

void SqlWriter::commit_group(Group& group) {
    std::optional<app::StoreError> failure;
    try {
        connection_->run(begin_writing);
        for (auto* const job : group.jobs) run_job(*job);
        connection_->run(commit);
        return;
    } catch (SqlFailure const& failed) {
        failure = failed.error;
    }
    try {
        connection_->run(rollback);
    } catch (SqlFailure const&) {  // there was no transaction, or the engine has rolled back by itself
    }
    if (failure->kind != Kind::busy) stopped_because_ = failure->detail;
    give_up(group, *failure);
}

void SqlWriter::run_job(Job& job) {
    connection_->run(savepoint);
    try {
        job.work(*connection_);
    } catch (SqlFailure const& refused) {
        if (!concerns_one_job(refused.error.kind)) throw;
        job.error = refused.error;
        connection_->run(take_back);
    } catch (std::exception const& thrown) {  // by what the caller handed in
        job.error = app::StoreError{Kind::unavailable, thrown.what()};
        connection_->run(take_back);
    }
    connection_->run(release);
}

void SqlWriter::give_up(Group& group, app::StoreError const& error) {
    for (auto* const job : group.jobs) job->error = error;
}

}  // namespace jiati::store
