// The one real clock and the one real source of randomness.
#pragma once

#include "app/ports/randomness.h"
#include "base/date.h"

namespace jiati::cli {

[[nodiscard]] Instant system_now();

class SystemRandomness final : public app::Randomness {
  public:
    SystemRandomness();
    void fill(std::span<unsigned char> bytes) override;
};

}  // namespace jiati::cli
