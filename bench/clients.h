// Many HTTP clients with connections kept alive, in a process of their own, so that the CPU this process uses is the
// server's alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace jiati::bench {

// What one client sends, each request after the answer to the one before.
struct Plan {
    std::vector<std::string> requests;
    std::size_t times = 1;
    std::string status = "200";  // of every answer
};

struct Served {
    std::size_t requests = 0;
    double wall_s = 0;
    double cpu_s = 0;  // of this process

    [[nodiscard]] double per_s() const { return static_cast<double>(requests) / wall_s; }
    [[nodiscard]] double cpu_ms_each() const { return 1000 * cpu_s / static_cast<double>(requests); }
};

// One client per plan, all at once. Ends the program when an answer has another status than its plan says.
Served serve_clients(std::uint16_t port, std::vector<Plan> const& plans);

// The whole of one answer, head and body.
std::string ask_whole(std::uint16_t port, std::string const& request);
// Its body.
std::string ask(std::uint16_t port, std::string const& request);

}  // namespace jiati::bench
