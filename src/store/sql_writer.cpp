#include "store/sql_writer.h"

#include "store/sql_dialect.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <utility>

namespace jiati::store {
namespace {

using Kind = app::StoreError::Kind;

constexpr std::size_t queue_jobs_max = 1024;
constexpr std::size_t group_jobs_max = 256;  // bounds how long the first of a group waits for the last
constexpr std::chrono::seconds room_wait_max{5};

constexpr Query savepoint{"SAVEPOINT job"};
constexpr Query release{"RELEASE SAVEPOINT job"};
constexpr Query take_back{"ROLLBACK TO SAVEPOINT job"};

bool concerns_one_job(Kind kind) { return kind == Kind::conflict || kind == Kind::key_reused; }

}  // namespace

// Shared with the caller: the thread that is woken may be gone before the one that wakes it has returned.
struct SqlWriter::Job {
    std::function<void(SqlConnection&)> work;
    std::optional<app::StoreError> error;
    std::atomic<int> finished{0};

    void finish() {
        finished.store(1, std::memory_order_release);
        finished.notify_one();
    }
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

Result<Done, app::StoreError> SqlWriter::perform(std::function<void(SqlConnection&)> work) {
    auto const job = std::make_shared<Job>();
    job->work = std::move(work);
    {
        std::unique_lock lock(mutex_);
        if (!room_arrived_.wait_for(lock, room_wait_max, [&] { return queue_.size() < queue_jobs_max; }))
            return Failure{app::StoreError{Kind::busy, "too many writes are waiting"}};
        queue_.push_back(job);
        if (queue_.size() == 1) work_arrived_.notify_one();
    }
    job->finished.wait(0, std::memory_order_acquire);
    if (job->error) return Failure{std::move(*job->error)};
    return Done{};
}

void SqlWriter::run() {
    for (auto group = next_group(); !group.empty(); group = next_group()) {
        if (stopped_because_)
            give_up(group, {Kind::unavailable, "writing stopped: " + *stopped_because_});
        else
            commit_group(group);
        for (auto const& job : group) job->finish();
    }
}

SqlWriter::Group SqlWriter::next_group() {
    std::unique_lock lock(mutex_);
    work_arrived_.wait(lock, [&] { return !queue_.empty() || closing_; });
    auto const count = static_cast<std::ptrdiff_t>(std::min(queue_.size(), group_jobs_max));
    bool const was_full = queue_.size() == queue_jobs_max;
    Group group(queue_.begin(), queue_.begin() + count);
    queue_.erase(queue_.begin(), queue_.begin() + count);
    if (was_full) room_arrived_.notify_all();
    return group;
}

void SqlWriter::commit_group(Group const& group) {
    std::optional<app::StoreError> failure;
    try {
        connection_->run(begin_writing);
        for (auto const& job : group) run_job(*job);
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

void SqlWriter::give_up(Group const& group, app::StoreError const& error) {
    for (auto const& job : group) job->error = error;
}

}  // namespace jiati::store
