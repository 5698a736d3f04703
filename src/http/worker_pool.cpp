#include "http/worker_pool.h"

#include <system_error>
#include <utility>

namespace jiati::http {

WorkerPool::~WorkerPool() {
    {
        std::scoped_lock const lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
}

bool WorkerPool::submit(std::function<void()> job) {
    std::unique_lock lock(mutex_);
    bool const can_start_thread = threads_.size() < threads_max_;
    if (waiting_.size() >= waiting_max_ + idle_ && !can_start_thread) return false;
    waiting_.push_back(std::move(job));
    if (waiting_.size() <= idle_ || !can_start_thread) {
        lock.unlock();  // first: whom it wakes would only wait for it
        changed_.notify_one();
        return true;
    }
    try {
        threads_.emplace_back([this] { work(); });
    } catch (std::system_error const&) {  // the machine gives no more threads: the ones there are must do
        if (!threads_.empty()) return true;
        waiting_.pop_back();
        return false;
    }
    return true;
}

void WorkerPool::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        ++idle_;
        changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
        --idle_;
        if (waiting_.empty()) return;
        auto job = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        job();
        job = nullptr;  // what it holds goes before the next wait
        lock.lock();
    }
}

}  // namespace jiati::http
