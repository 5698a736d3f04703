// The only source of randomness. Live: the operating system. Replay and tests: a generator seeded by a name.
#pragma once

#include <cstddef>
#include <span>

namespace jiati::app {

class Randomness {
  public:
    virtual ~Randomness() = default;
    virtual void fill(std::span<unsigned char> bytes) = 0;
};

}  // namespace jiati::app
