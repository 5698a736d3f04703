// A source of identifiers that came in as an argument: the same seed gives the same identifiers on every machine.
// The application seeds it from the system's randomness for a live command and from the case's name for a replay.
// Identifiers are names, not secrets: nothing may rest on their being hard to guess.
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace jiati {

class FreshIds {
  public:
    using Seed = std::array<std::uint64_t, 2>;

    explicit FreshIds(Seed seed) : state_(seed) {}

    // 16 characters of Crockford's base 32 (80 bits), lower case.
    [[nodiscard]] std::string next() {
        static constexpr char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
        std::string text(16, '0');
        std::uint64_t word = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (i % 8 == 0) word = step();
            text[i] = digits[word & 31U];
            word >>= 5U;
        }
        return text;
    }

    template <class SomeId>
    [[nodiscard]] SomeId next_as() {
        return SomeId{next()};
    }

  private:
    // SplitMix64 (Steele, Lea, Flood 2014) over a 128-bit state: two independent sequences, mixed.
    [[nodiscard]] std::uint64_t step() {
        return mix(state_[0] += 0x9e3779b97f4a7c15ULL) ^ mix(state_[1] += 0xd1b54a32d192ed03ULL);
    }
    [[nodiscard]] static std::uint64_t mix(std::uint64_t z) {
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31U);
    }

    Seed state_;
};

}  // namespace jiati
