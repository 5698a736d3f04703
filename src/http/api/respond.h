// From the answers of use cases to HTTP, once for all resources.
#pragma once

#include "http/api/services.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace jiati::http::api {

[[nodiscard]] Response respond(Services const& services, Request const& request, app::CommandError const& error);
[[nodiscard]] Response respond(Services const& services, Request const& request, app::QueryError const& error);
[[nodiscard]] Response respond(Services const& services, Request const& request, app::StoreError const& error);
// 200 with the page. Its entity tag is the version of what is shown and a digest of the bytes, since a page of one
// version also changes with who looks and with the day; without a version the digest alone.
[[nodiscard]] Response respond(app::Page page);

// Runs `then` with the viewer behind the session cookie.
using WithViewer = std::function<Response(app::Viewer const&)>;
[[nodiscard]] Response with_viewer(Services const& services, Request const& request, WithViewer const& then);

// The same for what only somebody signed in has: 404 to the public.
[[nodiscard]] Response with_account(Services const& services, Request const& request, WithViewer const& then);

// Cookies are bound to the host and to TLS where there is TLS, and only such are believed there.
[[nodiscard]] std::optional<std::string_view> cookie_of(Services const& services, Request const& request,
                                                        std::string_view name);
void set_cookie(Services const& services, Request const& request, Response& response, std::string_view name,
                std::string value, std::int64_t max_age_s);

// The strings of a JSON object that has these members and no others; nothing when it is none such. A name that ends
// with a question mark may be missing and is then empty.
[[nodiscard]] std::optional<std::vector<std::string>> strings_of(std::string const& body,
                                                                 std::initializer_list<std::string_view> names);

// 1–100 visible ASCII characters.
[[nodiscard]] bool is_idempotency_key(std::string_view key);

// "limit" of the query, or the default.
Result<std::size_t, Refusal> limit_of(Request const& request, std::size_t standard, std::size_t max);

}  // namespace jiati::http::api
