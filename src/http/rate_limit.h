// How often one client may ask for what costs work and needs no login: a bucket of requests per address that fills
// again with time. Kept in memory only; an address is forgotten once its bucket is full.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

namespace jiati::http {

class RateLimit {
  public:
    using Time = std::chrono::steady_clock::time_point;

    struct Options {
        std::size_t at_once = 60;               // requests that a full bucket holds
        std::chrono::milliseconds refill{500};  // time for one more
        std::size_t addresses_max = 100'000;    // beyond it the bucket touched longest ago goes
    };
    RateLimit() : RateLimit(Options{}) {}
    explicit RateLimit(Options options) : options_(options) {}

    // Zero when the request may go on (and is counted), otherwise how long to wait. IPv6 clients are told apart by
    // their first 64 bits: whoever has one such address has them all.
    [[nodiscard]] std::chrono::milliseconds take(std::string const& address, Time now);
    [[nodiscard]] std::size_t addresses() const;

  private:
    void forget(Time now);

    Options options_;
    mutable std::mutex mutex_;
    // When the bucket will be full again; an absent one is full.
    std::unordered_map<std::string, Time> full_at_;
};

}  // namespace jiati::http
