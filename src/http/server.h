// The HTTP/1.1 server. The only part of the program that knows the network library, and it keeps that to its sources.
#pragma once

#include "base/result.h"
#include "http/client_address.h"
#include "http/problem.h"
#include "http/router.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace jiati::http {

struct Limits {
    // A route may state another size or time, see RouteOptions.
    std::size_t header_bytes_max = 16 * 1024;
    std::size_t body_bytes_max = 1024 * 1024;

    std::chrono::milliseconds header_time{10'000};  // from a request's first byte to the end of its head
    std::chrono::milliseconds body_time{30'000};    // plus what the announced size takes at the slowest rate
    std::chrono::milliseconds idle_time{60'000};    // between two requests
    std::chrono::milliseconds write_time{30'000};   // plus what the size takes at the slowest rate
    std::size_t slowest_bytes_per_s = 16 * 1024;
    std::chrono::milliseconds heartbeat_time{15'000};  // a comment on a quiet event stream, so that proxies keep it
    std::chrono::milliseconds stop_time{10'000};       // for running requests when the server stops

    // Beyond these a new connection is closed at once. A whole estate may share one address; proxies named in
    // ServerOptions are not counted.
    std::size_t connections_max = 8192;
    std::size_t connections_per_address_max = 1024;
    std::size_t workers_max = 64;
    std::size_t waiting_for_worker_max = 1024;  // beyond it: 503 with Retry-After
};

// One request and its answer, for logs and figures. The path is not among them: it may name a flat.
struct Exchange {
    std::string request_id;
    std::string method;
    std::string pattern;  // of the route; empty when none was found
    std::string remote_address;
    std::string detail;  // what went wrong inside, for the log alone
    int status = 0;
    std::size_t response_bytes = 0;
    std::chrono::microseconds time{};
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: any free one
    unsigned io_threads = 2;
    Limits limits;
    std::vector<Network> trusted_proxies;  // whose word on the client's address is taken
    std::string tls_certificate_file;      // PEM, the whole chain; without both files there is no TLS
    std::string tls_key_file;
    std::function<void(Exchange const&)> observe;  // called from any thread, after the answer was written
};

class Server {
  public:
    // Listens and serves until stopped. The router and the problems must outlive the server. Fails with a reason fit to
    // be shown: address in use, certificate unreadable.
    static Result<std::unique_ptr<Server>, std::string> start(ServerOptions options, Router const& router,
                                                              Problems const& problems);
    ~Server();
    Server(Server const&) = delete;
    Server& operator=(Server const&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] std::size_t connections() const;
    // Takes no more connections, lets running requests finish, ends event streams. Not from a handler.
    void stop();

  private:
    class Impl;
    explicit Server(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace jiati::http
