// What the resources are made of: use cases behind them, words and watchers beside them.
#pragma once

#include "app/commands.h"
#include "app/queries.h"
#include "app/sign_in.h"
#include "http/hub.h"
#include "http/problem.h"
#include "http/router.h"

#include <string>

namespace jiati::app {
class Files;
}

namespace jiati::app::log {
class Log;
}

namespace jiati::app::documents {
class Library;
}

namespace jiati::http::api {

class Metrics;

struct Services {
    app::Commands& commands;
    app::Queries& queries;
    app::SignIn& sign_in;
    Hub& hub;
    Problems const& problems;
    std::string city;
    bool secure_cookies = false;                   // whatever the connection: TLS ends before us
    std::function<bool()> ready;                   // views stand, every leaf is under a checkpoint
    app::log::Log* log = nullptr;                  // none where nothing is signed
    app::Files* files = nullptr;                   // none where no files are kept
    app::documents::Library* documents = nullptr;  // none where nothing is printed
    Metrics* metrics = nullptr;                    // none where nothing is counted
};

inline constexpr std::string_view session_cookie = "jiati_session";  // under TLS with "__Host-" before it
inline constexpr std::string_view device_cookie = "jiati_device";

// Every route of /api/v1 and of the service's own health.
void add_routes(Router& router, Services const& services);

}  // namespace jiati::http::api
