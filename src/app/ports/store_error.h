// Failures of the world as the ports report them. Adapters catch their library's exceptions at the port.
#pragma once

#include <cstdint>
#include <string>

namespace jiati::app {

struct StoreError {
    enum class Kind : std::uint8_t {
        conflict,     // someone else appended to the stream first
        key_reused,   // the idempotency key was used before with another request
        busy,         // locked for too long; trying again may help
        unavailable,  // the database or disk cannot be reached, or it failed; nothing was acknowledged
        full,         // the disk is full
        corrupt,      // what was read back is not what the format says
        newer_format  // the store was written by a newer program
    };
    Kind kind{};
    std::string detail;  // for the operator's log, never for a page; holds no personal data
};

}  // namespace jiati::app
