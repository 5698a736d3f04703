// The three figures of service_bench: what each measures and what it found.
#pragma once

#include "measure.h"
#include "town.h"

#include <cstddef>
#include <filesystem>

namespace jiati::bench {

inline constexpr std::size_t clients = 64;

// One project over HTTP beside the bare server that answers with the same bytes: signed in and masked; as the public
// sees it; and asked for again by a client that has it, so that the answer is 304.
struct Read {
    Runs per_s, cpu_ms, bare_per_s, bare_cpu_ms;
    Runs public_per_s, public_bare_per_s, unchanged_per_s;
    std::size_t answer_bytes = 0;
};
Read measure_read(Town& town, std::size_t rounds);

// A durable command over HTTP beside SQLite alone writing the same rows, as many to a transaction as there are clients.
struct Command {
    Runs rows_per_s, cpu_ms, raw_rows_per_s, raw_cpu_ms;
    double rows_each = 0;
};
// The town's database lies in the folder; the yardstick's files are written there too.
Command measure_command(Town& town, std::filesystem::path const& folder, std::size_t rounds);

// cases/*.yaml read and played in memory, their figures compared, beside the reading alone. CPU: nothing waits.
struct Replay {
    Runs replay_ms, read_ms;
    std::size_t cases = 0;
    std::size_t commands = 0;
    std::size_t figures = 0;
};
Replay measure_replay(std::size_t rounds);

}  // namespace jiati::bench
