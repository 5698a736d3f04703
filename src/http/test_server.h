// For tests: a server on a free port with a few routes that show what they were given.
#pragma once

#include "http/server.h"
#include "http/test_client.h"
#include "http/test_words.h"

#include <gtest/gtest.h>
#include <optional>

namespace jiati::http {

class ServerTest : public testing::Test {
  protected:
    ServerTest() {
        router.add("GET", "/hello", [](Request const&) { return Response::json(200, R"({"hello":"world"})"); });
        router.add("POST", "/echo", [](Request const& request) {
            return Response::text(200, "text/plain; charset=utf-8", request.body);
        });
        options.limits.stop_time = std::chrono::seconds{5};
    }

    // Routes and options are set before.
    void start() { server = Server::start(options, router, problems).value(); }
    [[nodiscard]] TestClient connect() const { return TestClient(server->port()); }
    // The answer to one request on a connection of its own.
    [[nodiscard]] std::optional<Answer> ask(std::string_view request) const {
        TestClient client(server->port());
        client.send(request);
        return client.read(request.starts_with("HEAD "));
    }

    Problems problems{test_words()};
    Router router;
    ServerOptions options;
    std::unique_ptr<Server> server;
};

}  // namespace jiati::http
