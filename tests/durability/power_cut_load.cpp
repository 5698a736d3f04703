#include "power_cut_load.h"

#include "base/check.h"
#include "durability_load.h"

#include <mutex>
#include <thread>

namespace jiati::durability {
namespace {

// Both databases take in a few pages with each request, so that a short recording holds many checkpoints.
app::Append request(std::string const& name, std::string const& stream, int version, std::string const& secret) {
    auto const padding = std::string(500 + name.size() * 97 % 1500, '.');
    return {.city = city,
            .actor = "account-1",
            .recorded_at = Instant{1697083200000},
            .idempotency_key = name,
            .request_hash = "hash of " + name,
            .streams = {{.stream = stream,
                         .expected_version = version,
                         .events = {{.type = "vote.BallotCast/1",
                                     .payload = name + "|" + secret + "|" + padding,
                                     .leaf = "{}",
                                     .occurred_on = Date::of(2023, 10, 12),
                                     .evidence = ""}}}},
            .views = {{.view = "requests", .key = name, .area = "nanchang/", .body = name}},
            .vault = {{.ref = name, .subject = subject_of(name), .value = "value of " + name}},
            .timers = {}};
}

}  // namespace

void play(PowerCutLoad const& load, Stores const& stores, DiskRecording& recording,
          std::vector<std::string>& acknowledged) {
    std::mutex mutex;
    auto const client = [&](int number) {
        for (int index = 0; index < load.requests; ++index) {
            auto const name = name_of(number, index);
            auto const secret = stores.vault.secrets(city, {subject_of(name)});
            CHECK(secret);
            if (index % 3 == 0) CHECK(stores.blobs.put(city, file_of(name), bytes_of(name)));
            auto const append =
                request(name, "vote/" + std::to_string(number), index, hex_of(secret.value().at(subject_of(name))));
            CHECK(stores.append(append));
            std::lock_guard const lock(mutex);
            acknowledged.push_back(append.streams.front().events.front().payload);
            recording.acknowledge(acknowledged.size() - 1);
        }
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < load.clients; ++i) threads.emplace_back(client, load.first_client + i);
    for (auto& thread : threads) thread.join();
}

Mentioned mentioned_in(std::string const& payload) {
    auto const first = payload.find('|');
    auto const second = payload.find('|', first + 1);
    CHECK(second != std::string::npos);
    return {payload.substr(0, first), payload.substr(first + 1, second - first - 1)};
}

FileId file_of(std::string const& name) { return FileId{name.substr(name.find('-') + 1) + "-of-" + name}; }

std::string bytes_of(std::string const& name) {
    auto const index = std::stoi(name.substr(name.find('-') + 1));
    if (index % 3 != 0) return "";  // this one has no file
    std::string bytes;
    while (bytes.size() < 700U + 211U * static_cast<unsigned>(index)) bytes += name + ' ';
    return bytes;
}

}  // namespace jiati::durability
