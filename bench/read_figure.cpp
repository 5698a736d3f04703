// The figure of reading.
#include "clients.h"
#include "figures.h"

namespace jiati::bench {
namespace {

constexpr std::size_t reads_each = 100;

std::string get(std::string const& path, std::string const& headers) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
}

}  // namespace

Read measure_read(Town& town, std::size_t rounds) {
    Read read;
    auto const cookie = town.cookie_of("demo-resident");
    // The bare server answers with the very bytes of the project's page: what is left is what the service does.
    std::string body;
    http::Router router;
    router.add("GET", "/bare", [&](http::Request const&) { return http::Response::json(200, body); });
    http::Problems const problems(words());
    auto const bare = http::Server::start({}, router, problems).value();
    auto const path = "/api/v1/projects/" + town.project();
    body = ask(town.port(), get(path, cookie));
    read.answer_bytes = body.size();

    std::vector<Plan> const bare_plans(clients, {{get("/bare", cookie)}, reads_each});
    std::vector<Plan> const plans(clients, {{get(path, cookie)}, reads_each});
    for (std::size_t round = 0; round <= rounds; ++round) {
        auto const yardstick = serve_clients(bare->port(), bare_plans);
        auto const served = serve_clients(town.port(), plans);
        if (round == 0) continue;  // warming up
        read.bare_per_s.add(yardstick.per_s());
        read.bare_cpu_ms.add(yardstick.cpu_ms_each());
        read.per_s.add(served.per_s());
        read.cpu_ms.add(served.cpu_ms_each());
    }
    return read;
}

}  // namespace jiati::bench
