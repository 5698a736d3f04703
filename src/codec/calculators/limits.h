// How much a calculator takes on.
#pragma once

#include "codec/json_text.h"

#include <cstddef>

namespace jiati::codec::calculators {

// The defaults are for the machine of whoever asks.
struct InputLimits {
    JsonLimits json{.bytes_max = std::size_t{1} << 30U, .depth_max = 8};
    std::size_t number_characters_max = 2'600;
    // Of the least common multiple of all denominators read: fractions without a common measure make exact sums long.
    std::size_t denominator_bits_max = 1U << 16U;

    // Kinds of players that a nucleolus of cost elements has to tell apart (games::nucleolus_kinds): at 64 it may take
    // half a minute of a processor, at 32 about one second. The size decides, so that an answer never depends on the
    // machine or its load.
    std::size_t nucleolus_kinds_max = 64;

    // For anybody who asks over the network.
    static InputLimits of_the_public() {
        return {.json = {.bytes_max = 256U << 10U, .depth_max = 8},
                .number_characters_max = 40,
                .denominator_bits_max = 512,
                .nucleolus_kinds_max = 32};
    }
};

}  // namespace jiati::codec::calculators
