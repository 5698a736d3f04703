// What a handler gets and what it gives back. Nothing here knows the network library.
#pragma once

#include "base/refusal.h"
#include "http/headers.h"
#include "http/target.h"
#include "http/words.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jiati::http {

class EventSource;

struct Request {
    std::string method;     // upper case; HEAD stays HEAD though a GET handler answers it
    std::string path;       // see Target
    std::string raw_query;  // as sent
    QueryParameters query;
    Headers headers;
    std::string body;
    std::vector<std::pair<std::string, std::string>> path_parameters;  // {id} of the route
    std::string remote_address;  // the client's, see client_of(); forwarding fields of strangers are never believed
    std::string request_id;
    Language language = Language::zh;
    bool is_encrypted = false;  // here or at a trusted proxy

    // A {name} of the route's pattern. Asking for a name the pattern lacks is a broken program.
    [[nodiscard]] std::string const& path_parameter(std::string_view name) const;
    [[nodiscard]] std::string_view header(std::string_view name) const { return headers.find(name).value_or(""); }
    [[nodiscard]] std::optional<std::string_view> cookie(std::string_view name) const;
    // Where a returning listener of an event stream left off; empty for a new one.
    [[nodiscard]] std::string_view last_event_id() const { return header("Last-Event-ID"); }
};

struct Response {
    int status = 200;
    Headers headers = {};
    std::string body = {};
    // Bytes that outlive the server, sent in place of `body` when not empty (files built into the program).
    std::string_view static_body = {};
    // When set, the body is the stream's events, for as long as both sides like.
    std::shared_ptr<EventSource> stream = {};
    bool close = false;
    // Goes to the log with the request id and never to the client.
    std::string log_detail = {};

    static Response json(int status, std::string body);
    static Response text(int status, std::string content_type, std::string body);
    static Response events(std::shared_ptr<EventSource> source);
    static Response no_content() { return {.status = 204}; }
    [[nodiscard]] std::string_view bytes() const { return static_body.empty() ? body : static_body; }
};

struct Cookie {
    std::string name;
    std::string value;
    std::int64_t max_age_s = 0;  // 0 removes the cookie
    bool is_secure = true;       // false only where the service runs without TLS
};
// The value of a Set-Cookie header: HttpOnly, SameSite=Lax, the whole site.
[[nodiscard]] std::string to_set_cookie(Cookie const& cookie);

// Why the body cannot be taken for JSON by its Content-Type; nothing when it can.
[[nodiscard]] std::optional<Refusal> refuse_unless_json(Request const& request);

// Why a request that changes something must be one of another site's making (Sec-Fetch-Site, Origin against Host);
// nothing when it is our own page's or not a browser's.
[[nodiscard]] std::optional<Refusal> refuse_cross_site(Request const& request);

}  // namespace jiati::http
