#include "http/message.h"

#include "base/check.h"
#include "base/text.h"
#include "http/codes.h"

#include <algorithm>

namespace jiati::http {

std::string const& Request::path_parameter(std::string_view name) const {
    auto const pair = std::ranges::find_if(path_parameters, [&](auto const& p) { return p.first == name; });
    CHECK(pair != path_parameters.end());
    return pair->second;
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
    return find_cookie(header("Cookie"), name);
}

Response Response::json(int status, std::string body) { return text(status, "application/json", std::move(body)); }

Response Response::text(int status, std::string content_type, std::string body) {
    Response response{.status = status};
    response.headers.add("Content-Type", std::move(content_type));
    response.body = std::move(body);
    return response;
}

Response Response::events(std::shared_ptr<EventSource> source) {
    Response response;
    response.headers.add("Content-Type", "text/event-stream");
    response.headers.add("Cache-Control", "no-store");
    response.headers.add("X-Accel-Buffering", "no");  // a buffering proxy would hold events back
    response.stream = std::move(source);
    return response;
}

std::string to_set_cookie(Cookie const& cookie) {
    auto text = cookie.name + "=" + cookie.value + "; Path=/; Max-Age=" + std::to_string(cookie.max_age_s) +
                "; HttpOnly; SameSite=Lax";
    if (cookie.is_secure) text += "; Secure";
    return text;
}

std::optional<Refusal> refuse_unless_json(Request const& request) {
    auto const type = request.header("Content-Type");
    auto const essence = trimmed(type.substr(0, type.find(';')));
    if (equal_ignoring_case(essence, "application/json")) return std::nullopt;
    return refuse(codes::not_json);
}

std::optional<Refusal> refuse_cross_site(Request const& request) {
    if (auto const site = request.headers.find("Sec-Fetch-Site"); site && *site != "same-origin" && *site != "none")
        return refuse(codes::cross_site);
    auto const origin = request.headers.find("Origin");
    if (!origin) return std::nullopt;
    // Behind a proxy that ends TLS the scheme seen here is not the browser's, so only the authority is compared.
    auto const scheme = origin->find("://");
    bool const is_ours =
        scheme != std::string_view::npos && equal_ignoring_case(origin->substr(scheme + 3), request.header("Host"));
    if (is_ours) return std::nullopt;
    return refuse(codes::cross_site);
}

}  // namespace jiati::http
