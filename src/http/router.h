// Routes by method and pattern. Filled once at start, then only read.
#pragma once

#include "http/message.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jiati::http {

using Handler = std::function<Response(Request const&)>;

struct RouteOptions {
    // The server's limits where none is given.
    std::optional<std::size_t> header_bytes_max = {};  // never more than the server's
    std::optional<std::size_t> body_bytes_max = {};
    std::optional<std::chrono::milliseconds> body_time = {};
    std::optional<std::chrono::milliseconds> write_time = {};
    // Handlers run on worker threads, where they may wait for a disk. One that never waits and takes microseconds may
    // run where it was read, which saves two changes of thread.
    bool on_io_thread = false;
};

class Router {
  public:
    struct Route {
        std::string method;
        std::string pattern;
        Handler handler;
        RouteOptions options;
    };
    struct Match {
        Route const* route = nullptr;  // null: the path is unknown (no `allow`) or takes other methods
        std::vector<std::pair<std::string, std::string>> parameters;
        std::string allow;  // "GET, HEAD, POST": what the path takes
    };

    // "/api/v1/projects/{id}/commands"; a last segment "{path...}" takes the rest of the path, slashes included.
    // A literal segment is preferred to a parameter, whatever the order of adding. Adding one twice is a broken
    // program.
    void add(std::string method, std::string pattern, Handler handler, RouteOptions options = {});
    // Answers GETs of paths that no route knows (the web app).
    void set_fallback(Handler handler, RouteOptions options = {});

    // HEAD is answered by the route for GET.
    [[nodiscard]] Match find(std::string_view method, std::string_view path) const;
    // Every route with method and pattern, in the order of adding: the API description is checked against these.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> list() const;

  private:
    struct Entry {
        Route route;
        std::vector<std::string> segments;
    };
    std::vector<Entry> entries_;
    std::optional<Route> fallback_;
};

}  // namespace jiati::http
