#include "cli/system.h"

#include "base/check.h"

#include <sodium.h>
#include <chrono>

namespace jiati::cli {

Instant system_now() {
    using std::chrono::duration_cast, std::chrono::milliseconds, std::chrono::system_clock;
    return Instant{duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

SystemRandomness::SystemRandomness() { CHECK(sodium_init() >= 0); }

void SystemRandomness::fill(std::span<unsigned char> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

}  // namespace jiati::cli
