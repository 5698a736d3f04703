#include "http/api/metrics.h"

#include <openssl/crypto.h>

#include <algorithm>

namespace jiati::http::api {
namespace {

// A method is the client's word: any other than these would be a label of its own making.
constexpr std::array<std::string_view, 7> methods{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

std::string known(std::string const& method) {
    return std::ranges::find(methods, method) == methods.end() ? "other" : method;
}

// Patterns are ours: no quotes and no line breaks in them. The web app and unknown paths have none.
std::string route_of(std::string const& pattern) { return pattern.empty() ? "none" : pattern; }

std::string seconds(std::uint64_t us) {
    auto fraction = std::to_string(us % 1'000'000);
    fraction.insert(0, 6 - fraction.size(), '0');
    return std::to_string(us / 1'000'000) + "." + fraction;
}

void head(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
    out.append("# HELP ").append(name).append(" ").append(help).append("\n");
    out.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

bool is_loopback(std::string const& address) {
    static std::vector<Network> const loopback{*Network::parse("127.0.0.0/8"), *Network::parse("::1")};
    return is_in_any(address, loopback);
}

}  // namespace

void Metrics::note(Exchange const& exchange) {
    auto const us = std::max<std::int64_t>(exchange.time.count(), 0);
    auto const bucket = static_cast<std::size_t>(std::ranges::lower_bound(bounds_us, us) - bounds_us.begin());
    auto const route = route_of(exchange.pattern);
    std::lock_guard const lock(mutex_);
    ++requests_[{route, known(exchange.method), exchange.status}];
    auto& times = times_[route];
    ++times.counts.at(bucket);
    times.sum_us += static_cast<std::uint64_t>(us);
    if (exchange.pattern == "/api/v1/session" && exchange.method == "POST" && exchange.status >= 400 &&
        exchange.status < 500)
        ++refused_sign_ins_;
}

bool Metrics::may_read(Request const& request) const {
    constexpr std::string_view scheme = "Bearer ";
    auto const authorization = request.header("Authorization");
    if (!settings_.token.empty() && authorization.starts_with(scheme)) {
        auto const given = authorization.substr(scheme.size());
        if (given.size() == settings_.token.size() &&
            CRYPTO_memcmp(given.data(), settings_.token.data(), given.size()) == 0)
            return true;
    }
    // A proxy on this machine hands on what strangers ask, whether it was named to us or not.
    for (auto const* const field : {"X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"})
        if (request.headers.has(field)) return false;
    return is_loopback(request.remote_address) && !is_in_any(request.remote_address, settings_.trusted_proxies);
}

std::string Metrics::text() const {
    std::string out;
    {
        std::lock_guard const lock(mutex_);
        head(out, "jiati_http_requests_total", "counter", "Requests answered.");
        for (auto const& [labels, count] : requests_)
            out += "jiati_http_requests_total{route=\"" + std::get<0>(labels) + "\",method=\"" + std::get<1>(labels) +
                   "\",status=\"" + std::to_string(std::get<2>(labels)) + "\"} " + std::to_string(count) + "\n";
        constexpr std::string_view time = "jiati_http_request_seconds";
        head(out, time, "histogram", "From the first byte of a request to the last of its answer.");
        for (auto const& [route, times] : times_) {
            auto const labels = "{route=\"" + route + "\"";
            std::uint64_t count = 0;
            for (std::size_t i = 0; i < times.counts.size(); ++i) {
                count += times.counts.at(i);
                auto const bound =
                    i < bounds_us.size() ? seconds(static_cast<std::uint64_t>(bounds_us.at(i))) : std::string("+Inf");
                out.append(time).append("_bucket").append(labels).append(",le=\"").append(bound);
                out.append("\"} ").append(std::to_string(count)).append("\n");
            }
            out.append(time).append("_sum").append(labels).append("} ").append(seconds(times.sum_us)).append("\n");
            out.append(time).append("_count").append(labels).append("} ").append(std::to_string(count)).append("\n");
        }
        head(out, "jiati_refused_sign_ins_total", "counter", "Sign-ins refused: wrong words, or too many tries.");
        out += "jiati_refused_sign_ins_total " + std::to_string(refused_sign_ins_) + "\n";
    }
    for (auto const& reading : settings_.readings) {
        auto const value = reading.read();
        if (value < 0) continue;
        head(out, reading.name, reading.only_grows ? "counter" : "gauge", reading.help);
        out += reading.name + " " + std::to_string(value) + "\n";
    }
    return out;
}

}  // namespace jiati::http::api
