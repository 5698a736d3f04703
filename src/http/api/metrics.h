// Figures of the running service for an operator's monitor (GET /metrics, Prometheus text): counted since the start,
// without any address, name or id. Safe from any thread.
#pragma once

#include "http/client_address.h"
#include "http/server.h"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace jiati::http::api {

// A figure that is read when it is asked for.
struct Reading {
    std::string name;  // "jiati_log_lag_events"
    std::string help;
    bool only_grows = false;
    std::function<std::int64_t()> read;  // below zero: cannot be told now, and is left out
};

class Metrics {
  public:
    struct Settings {
        std::string token;                     // empty: loopback only
        std::vector<Network> trusted_proxies;  // their address is no client's
        std::vector<Reading> readings;
    };
    static constexpr std::size_t token_bytes_min = 16;

    explicit Metrics(Settings settings) : settings_(std::move(settings)) {}

    void note(Exchange const& exchange);
    // Who asks from this machine itself, not through a proxy, or brings the token.
    [[nodiscard]] bool may_read(Request const& request) const;
    [[nodiscard]] std::string text() const;

  private:
    static constexpr std::array<std::int64_t, 11> bounds_us{1'000,   2'500,   5'000,     10'000,    25'000,    50'000,
                                                            100'000, 250'000, 1'000'000, 2'500'000, 10'000'000};
    struct Times {
        std::array<std::uint64_t, bounds_us.size() + 1> counts{};
        std::uint64_t sum_us = 0;
    };

    Settings settings_;
    mutable std::mutex mutex_;
    std::map<std::tuple<std::string, std::string, int>, std::uint64_t> requests_;  // route, method, status
    std::map<std::string, Times> times_;                                           // by route
    std::uint64_t refused_sign_ins_ = 0;
};

}  // namespace jiati::http::api
