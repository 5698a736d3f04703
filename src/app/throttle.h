// How often passwords may be tried. Slows guessing down without ever letting somebody lock a resident out: what counts
// most is who tries which login from where, so that a neighbour who hammers a login slows down himself. A browser that
// signed in before, and to a lesser degree an address that did, is not held up by what strangers do.
// Kept in memory, by each process for itself; nothing here is written down.
#pragma once

#include "base/date.h"

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace jiati::app {

class Throttle {
  public:
    struct Attempt {
        std::string login;
        std::string network;             // of the client's address
        std::string device;              // one that signed in to this login before; else empty
        bool network_signed_in = false;  // to this login before
    };
    // Delays begin after `free` failures, double with each and stay at `most_ms`; a quiet `window_ms` forgets them all,
    // each `leak_ms` one of them (0: none).
    struct Slope {
        std::int64_t free;
        std::int64_t most_ms;
        std::int64_t window_ms;
        std::int64_t leak_ms;
    };
    static constexpr std::int64_t minute_ms = 60'000;
    static constexpr Slope of_pair{5, 15 * minute_ms, 60 * minute_ms, 0};          // one login from one place
    static constexpr Slope of_login{20, 1 * minute_ms, 60 * minute_ms, 0};         // one login from all strange places
    static constexpr Slope of_network{50, minute_ms / 2, 15 * minute_ms, 10'000};  // a building shares one address

    // Milliseconds to wait; 0 when the attempt may go on, and then it counts as a failure until it succeeds: of many at
    // once no more are let through than one after another would be.
    [[nodiscard]] std::int64_t begin(Attempt const& attempt, Instant now);
    void succeeded(Attempt const& attempt);
    [[nodiscard]] std::size_t remembered() const;

    static constexpr std::size_t remembered_max = 100'000;

  private:
    struct Failures {
        std::int64_t count = 0;
        Instant last;
        std::int64_t delay_ms = 0;
    };
    struct Key {
        std::string text;
        Slope slope;
    };
    [[nodiscard]] static std::vector<Key> keys_of(Attempt const& attempt);
    void make_room();

    mutable std::mutex mutex_;
    std::unordered_map<std::string, Failures> failures_;
};

}  // namespace jiati::app
