// Randomness that is none: the same name gives the same bytes everywhere. For replays and tests, never for a service.
#pragma once

#include "app/ports/randomness.h"

#include <array>
#include <cstdint>
#include <mutex>
#include <string_view>

namespace jiati::app {

// BLAKE2b in counter mode under a key made from the name.
class SeededRandomness final : public Randomness {
  public:
    explicit SeededRandomness(std::string_view name);
    void fill(std::span<unsigned char> bytes) override;

  private:
    std::mutex mutex_;
    std::array<unsigned char, 32> key_{};
    std::uint64_t counter_ = 0;
};

}  // namespace jiati::app
