#include "durability_load.h"

#include "base/check.h"

#include <sys/random.h>
#include <sstream>

namespace jiati::durability {

void SystemRandomness::fill(std::span<unsigned char> bytes) {
    CHECK(::getrandom(bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()));
}

std::string name_of(int client, int index) { return std::to_string(client) + "-" + std::to_string(index); }

std::string subject_of(std::string const& name) { return "household/" + name; }

app::Append request(int client, int index) {
    auto const name = name_of(client, index);
    auto const event = [&](std::string const& part) {
        auto const padding = std::string(static_cast<std::size_t>(100 + (client * 31 + index * 17) % 3000), '.');
        return app::NewEvent{
            .type = "vote.BallotCast/1",
            .payload = "{\"name\":\"" + name + "\",\"part\":\"" + part + "\",\"padding\":\"" + padding + "\"}",
            .leaf = "{}",
            .occurred_on = Date::of(2023, 10, 12),
            .evidence = ""};
    };
    auto const own = std::to_string(client);
    return {.city = city,
            .actor = "account-1",
            .recorded_at = Instant{1697083200000 + index},
            .idempotency_key = name,
            .request_hash = "hash of " + name,
            .streams = {{.stream = "vote/" + own, .expected_version = 2 * index, .events = {event("1"), event("2")}},
                        {.stream = "project/" + own, .expected_version = index, .events = {event("3")}}},
            .views = {{.view = "requests", .key = name, .area = "nanchang/", .body = name}},
            .vault = {{.ref = name, .subject = subject_of(name), .value = "value of " + name}},
            .timers = {{.key = name, .due = Instant{1}, .command = name}}};
}

std::string hex_of(app::Secret const& secret) {
    std::string text;
    for (auto const byte : secret) {
        text.push_back("0123456789abcdef"[byte >> 4U]);
        text.push_back("0123456789abcdef"[byte & 15U]);
    }
    return text;
}

std::string line_of(app::StoredEvent const& event) {
    return std::to_string(event.seq) + "|" + event.stream + "|" + std::to_string(event.version) + "|" + event.payload;
}

std::string print(Acknowledgement const& acknowledgement) {
    std::ostringstream line;
    line << acknowledgement.client << ' ' << acknowledgement.index << ' ' << acknowledgement.secret;
    for (auto const& event : acknowledgement.events) line << ' ' << event;
    line << '\n';
    return line.str();
}

Acknowledgement parse(std::string const& line) {
    std::istringstream in(line);
    Acknowledgement read;
    in >> read.client >> read.index >> read.secret;
    CHECK(!in.fail());
    for (std::string event; in >> event;) read.events.push_back(event);
    return read;
}

}  // namespace jiati::durability
