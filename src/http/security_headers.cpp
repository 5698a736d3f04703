#include "http/security_headers.h"

#include <array>
#include <utility>

namespace jiati::http {
namespace {

// Charts place their tooltips with style attributes, hence 'unsafe-inline' for those; browsers too old to tell them
// from style elements read style-src. Scripts come from our files only.
constexpr std::string_view page_policy =
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; style-src-elem 'self'; "
    "style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'";
constexpr std::string_view data_policy =
    "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> always{{
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"X-Frame-Options", "DENY"},  // for browsers that do not know frame-ancestors
    {"Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"},
}};

}  // namespace

void add_security_headers(Request const& request, Response& response) {
    auto const add_if_new = [&](std::string_view name, std::string_view value) {
        if (!response.headers.has(name)) response.headers.add(std::string(name), std::string(value));
    };
    for (auto const& [name, value] : always) add_if_new(name, value);
    auto const type = response.headers.find("Content-Type").value_or("");
    // A service worker obeys the policy its own script came with: that of the pages, since it fetches for them.
    bool const is_page = type.starts_with("text/html") || request.path == "/sw.js";
    add_if_new("Content-Security-Policy", is_page ? page_policy : data_policy);
    if (request.path.starts_with("/api/")) add_if_new("Cache-Control", "no-store");
    if (request.is_encrypted) add_if_new("Strict-Transport-Security", "max-age=31536000");
}

}  // namespace jiati::http
