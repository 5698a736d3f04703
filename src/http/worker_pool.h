// Threads for handlers that wait: for the disk, a password hash, a solver. Started as they are needed, since an idle
// one still costs memory; the queue is bounded so that overload is told to clients instead of piling up.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace jiati::http {

class WorkerPool {
  public:
    WorkerPool(std::size_t threads_max, std::size_t waiting_max)
        : threads_max_(threads_max), waiting_max_(waiting_max) {}
    // Finishes every job that was taken.
    ~WorkerPool();
    WorkerPool(WorkerPool const&) = delete;
    WorkerPool& operator=(WorkerPool const&) = delete;

    // False, and the job untouched, when too many wait. A job must not throw.
    [[nodiscard]] bool submit(std::function<void()> job);

  private:
    void work();

    std::size_t const threads_max_;
    std::size_t const waiting_max_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> waiting_;
    std::vector<std::thread> threads_;
    std::size_t idle_ = 0;
    bool stopping_ = false;
};

}  // namespace jiati::http
