// Chance for a simulation: the same seed gives the same throws on every machine (SplitMix64; std::uniform_int_
// distribution may differ between libraries).
#pragma once

#include "base/check.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace jiati::simulation {

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        auto z = state_ += 0x9E3779B97F4A7C15U;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }
    // 0 … count − 1. The bias of the remainder does not matter here.
    std::size_t below(std::size_t count) {
        CHECK(count > 0);
        return static_cast<std::size_t>(next() % count);
    }
    std::int64_t between(std::int64_t least, std::int64_t most) {
        return least + static_cast<std::int64_t>(below(static_cast<std::size_t>(most - least + 1)));
    }
    bool chance(unsigned per_mille) { return below(1000) < per_mille; }
    template <class T>
    T const& pick(std::vector<T> const& items) {
        return items[below(items.size())];
    }

  private:
    std::uint64_t state_;
};

}  // namespace jiati::simulation
