// The figure of reading.
#include "clients.h"
#include "figures.h"

#include <string_view>

namespace jiati::bench {
namespace {

constexpr std::size_t reads_each = 200;

std::string get(std::string const& path, std::string const& headers) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
}

// The entity tag of an answer, with its quotes.
std::string tag_of(std::string const& answer) {
    constexpr std::string_view name = "\r\nETag: ";
    auto const at = answer.find(name);
    require(at != std::string::npos, "an answer without ETag: " + answer.substr(0, 500));
    auto const begin = at + name.size();
    return answer.substr(begin, answer.find("\r\n", begin) - begin);
}

std::vector<Plan> all_ask(std::string const& request, std::string const& status = "200") {
    return std::vector<Plan>(clients, {{request}, reads_each, status});
}

}  // namespace

Read measure_read(Town& town, std::size_t rounds) {
    Read read;
    auto const cookie = town.cookie_of("demo-resident");
    auto const path = "/api/v1/projects/" + town.project();
    auto const mine = get(path, cookie);
    auto const anyones = get(path, "");
    auto const anyones_page = ask_whole(town.port(), anyones);
    auto const again = get(path, "If-None-Match: " + tag_of(anyones_page) + "\r\n");
    // The bare server answers with the very bytes of the project's page: what is left is what the service does.
    auto const body = ask(town.port(), mine);
    auto const public_body = ask(town.port(), anyones);
    http::Router router;
    router.add("GET", "/bare", [&](http::Request const&) { return http::Response::json(200, body); });
    router.add("GET", "/public", [&](http::Request const&) { return http::Response::json(200, public_body); });
    http::Problems const problems(words());
    auto const bare = http::Server::start({}, router, problems).value();
    read.answer_bytes = body.size();

    for (std::size_t round = 0; round <= rounds; ++round) {
        auto const yardstick = serve_clients(bare->port(), all_ask(get("/bare", cookie)));
        auto const served = serve_clients(town.port(), all_ask(mine));
        auto const public_yardstick = serve_clients(bare->port(), all_ask(get("/public", "")));
        auto const to_anyone = serve_clients(town.port(), all_ask(anyones));
        auto const unchanged = serve_clients(town.port(), all_ask(again, "304"));
        if (round == 0) continue;  // warming up
        read.bare_per_s.add(yardstick.per_s());
        read.bare_cpu_ms.add(yardstick.cpu_ms_each());
        read.per_s.add(served.per_s());
        read.cpu_ms.add(served.cpu_ms_each());
        read.public_bare_per_s.add(public_yardstick.per_s());
        read.public_per_s.add(to_anyone.per_s());
        read.unchanged_per_s.add(unchanged.per_s());
    }
    return read;
}

}  // namespace jiati::bench
