// Requests at a fixed rate, whatever the server does: each has its planned moment, and its time runs from there, so
// that a queue shows in the figures and not in a lower rate, as it would with clients that wait for their answers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace jiati::bench {

struct Volley {
    std::function<std::string(std::size_t)> request;  // the whole text of the nth
    double per_s = 0;
    double seconds = 0;
    std::size_t connections = 64;
    std::size_t addresses = 1;             // of the loopback network the connections come from
    std::function<void()> meanwhile = {};  // called about every 50 ms
};

struct Outcome {
    std::size_t planned = 0;
    std::size_t unanswered = 0;           // the connection broke, or no answer came in half a minute
    std::size_t without_retry_after = 0;  // of the 429s and 503s
    std::map<int, std::size_t> statuses;
    std::vector<double> times_ms;  // from the planned moment to the whole answer, in order of size
    double wall_s = 0;

    // Of the answers with a status below 400 or, where there are none, of all.
    [[nodiscard]] double percentile_ms(double share) const;
    [[nodiscard]] std::size_t good() const;  // answers below 400
    // Answers that no load excuses: 5xx other than a 503 that says when to come back, and none at all.
    [[nodiscard]] std::size_t failed() const;
};

[[nodiscard]] Outcome fire(std::uint16_t port, Volley const& volley);

// One answer, head and body.
[[nodiscard]] std::string ask_once(std::uint16_t port, std::string const& request);

// A connected socket from 127.0.0.`last`; ends the program when there is none.
[[nodiscard]] int connect_from(std::uint16_t port, unsigned last);

}  // namespace jiati::bench
