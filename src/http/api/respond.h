// From the answers of use cases to HTTP, once for all resources.
#pragma once

#include "http/api/services.h"

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

// "limit" of the query, or the default.
Result<std::size_t, Refusal> limit_of(Request const& request, std::size_t standard, std::size_t max);

}  // namespace jiati::http::api
