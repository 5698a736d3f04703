#include "store/sql_writer.h"

#include "store/sql_transaction.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <map>
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

// A commit that may have taken place is asked about for so long; deadlocks and the like are tried again so often.
constexpr std::chrono::seconds doubt_max{15};
constexpr int tries_max = 3;
constexpr std::chrono::milliseconds pause{100};

// Writes something, so that this commit too waits for the standby, and everything before it has arrived there.
constexpr Query touch_head{"UPDATE heads SET seq = seq WHERE city = :city"};

}  // namespace

// Lives with its caller, who waits for its group to be done.
struct SqlWriter::Job {
    std::function<void(SqlConnection&)> const& work;
    WriteTerms const& terms;
    std::optional<app::StoreError> error;
    bool was_run = false;
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

Result<Done, app::StoreError> SqlWriter::perform(std::function<void(SqlConnection&)> const& work,
                                                 WriteTerms const& terms) {
    Job job{work, terms, std::nullopt};
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
    auto const deadline = std::chrono::steady_clock::now() + doubt_max;
    bool in_doubt = false;
    for (int tries = 1;; ++tries) {
        auto const trouble = attempt(group, in_doubt);
        if (!trouble) return;
        auto const& [error, reach] = trouble->failure;
        if (connection_->engine() == Engine::sqlite) {
            if (error.kind != Kind::busy) stopped_because_ = error.detail;
            return give_up(group, error);
        }
        in_doubt = in_doubt || trouble->in_doubt;
        bool const may_pass = reach == Reach::connection || error.kind == Kind::busy;
        bool const has_time = in_doubt ? std::chrono::steady_clock::now() < deadline : tries < tries_max;
        if (!may_pass || !has_time) return give_up(group, error);
        if (tries > 1) std::this_thread::sleep_for(pause);
    }
}

std::optional<SqlWriter::Trouble> SqlWriter::attempt(Group& group, bool in_doubt) {
    bool committing = false;
    try {
        if (connection_->is_lost()) connection_->revive();
        in_transaction(*connection_, [&] {
            lock_cities(group, in_doubt);
            for (auto* const job : group.jobs) run_job(*job);
            committing = true;
        });
        return std::nullopt;
    } catch (SqlFailure const& failed) {
        return Trouble{failed, committing && failed.reach == Reach::connection};
    }
}

// In the order of their numbers at every node: of two that write to the same cities, each would wait for the other.
void SqlWriter::lock_cities(Group const& group, bool in_doubt) {
    if (connection_->engine() == Engine::sqlite) return;
    std::map<std::int64_t, std::string> cities;
    bool whole_store = false;
    for (auto const* const job : group.jobs) {
        whole_store = whole_store || job->terms.whole_store;
        if (!job->terms.city.empty()) cities.emplace(lock_number("journal", job->terms.city), job->terms.city);
    }
    auto const of_store = lock_number("store", "");
    if (whole_store)
        lock_for_transaction(*connection_, of_store);
    else if (!cities.empty())
        lock_for_transaction_shared(*connection_, of_store);
    for (auto const& [number, city] : cities) {
        lock_for_transaction(*connection_, number);
        if (in_doubt) connection_->run(touch_head, {city});
    }
}

bool SqlWriter::is_left_to_its_job(SqlFailure const& failure) const {
    if (failure.error.kind == Kind::conflict || failure.error.kind == Kind::key_reused) return true;
    return connection_->engine() == Engine::postgresql && failure.reach == Reach::statement;
}

void SqlWriter::run_job(Job& job) {
    if (job.was_run && !job.terms.is_repeatable) {
        job.error = app::StoreError{Kind::unavailable, "the connection was lost meanwhile"};
        return;
    }
    job.was_run = true;
    job.error.reset();
    connection_->run(savepoint);
    try {
        job.work(*connection_);
    } catch (SqlFailure const& refused) {
        if (!is_left_to_its_job(refused)) throw;
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
