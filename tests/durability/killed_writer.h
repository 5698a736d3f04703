// Starts the writer, kills it with -9 at a chosen moment, and answers what it had said by then.
#pragma once

#include "durability_load.h"

#include <chrono>
#include <string>
#include <vector>

namespace jiati::durability {

// Counted from the writer's first line, so that a slow machine's kills fall into the same work as a quick one's.
enum class KillIn : std::uint8_t {
    start,  // …from `begin`: opening, bringing an older format forward
    load    // …from the first acknowledgement
};

struct KilledRun {
    bool opened = false;
    std::vector<Acknowledgement> acknowledged;  // in the order in which they were printed
    std::string fault;                          // empty, or that it ended otherwise than by the kill
};

// `next` is the index at which each client goes on.
[[nodiscard]] KilledRun run_and_kill(std::string const& url, std::vector<int> const& next, KillIn phase,
                                     std::chrono::microseconds after);

}  // namespace jiati::durability
