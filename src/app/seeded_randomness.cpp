#include "app/seeded_randomness.h"

#include "codec/canonical.h"

#include <sodium.h>
#include <algorithm>

namespace jiati::app {

SeededRandomness::SeededRandomness(std::string_view name) : key_(codec::sha256(name)) {}

void SeededRandomness::fill(std::span<unsigned char> bytes) {
    std::lock_guard const lock(mutex_);
    while (!bytes.empty()) {
        std::array<unsigned char, 8> counter{};
        for (std::size_t i = 0; i < counter.size(); ++i)
            counter.at(i) = static_cast<unsigned char>(counter_ >> (8 * i));
        ++counter_;
        std::array<unsigned char, 32> block{};
        crypto_generichash(block.data(), block.size(), counter.data(), counter.size(), key_.data(), key_.size());
        auto const count = std::min(bytes.size(), block.size());
        std::copy_n(block.begin(), count, bytes.begin());
        bytes = bytes.subspan(count);
    }
}

}  // namespace jiati::app
