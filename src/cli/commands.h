// The sub-commands. Each answers the exit status: 0 done, 1 the thing checked does not hold, 2 bad input, 3 the world
// failed.
#pragma once

#include <string>
#include <vector>

namespace jiati::cli {

// Whether the text has the form of a store's address: "sqlite:FILE".
[[nodiscard]] inline bool names_a_store(std::string const& url) { return url.starts_with("sqlite:") && url.size() > 7; }

struct ServeOptions {
    std::string store = "sqlite:data/jiati.db";
    std::string listen = "127.0.0.1:8080";
    std::string load;
    std::string city = "cn-jiangxi-nanchang";
    std::string tls_cert;
    std::string tls_key;
    bool insecure_http = false;
};
[[nodiscard]] int serve(ServeOptions const& options);

struct ReplayOptions {
    std::vector<std::string> files;
    bool json = false;
};
[[nodiscard]] int replay(ReplayOptions const& options);

struct CheckOptions {
    std::string store;
    bool json = false;
};
[[nodiscard]] int check(CheckOptions const& options);

}  // namespace jiati::cli
