// How many connections each client has open, so that one cannot take them all. Safe from any thread.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

namespace jiati::http {

class ConnectionCounts {
  public:
    explicit ConnectionCounts(std::size_t each_max) : each_max_(each_max) {}

    // False when the client has as many as it may.
    [[nodiscard]] bool take(std::string const& client) {
        std::lock_guard const lock(mutex_);
        auto& count = counts_[client];
        if (count >= each_max_) return false;
        ++count;
        return true;
    }
    void give_back(std::string const& client) {
        std::lock_guard const lock(mutex_);
        auto const found = counts_.find(client);
        if (found != counts_.end() && --found->second == 0) counts_.erase(found);
    }

  private:
    std::size_t const each_max_;
    std::mutex mutex_;
    std::unordered_map<std::string, std::size_t> counts_;
};

}  // namespace jiati::http
