// The OpenAPI 3.1 document: paths from the routes, request bodies from the descriptions that read them.
#pragma once

#include "http/router.h"

#include <string>

namespace jiati::http::api {

[[nodiscard]] std::string openapi_document(Router const& router);
// Routes of the router that have no description here; a test demands none.
[[nodiscard]] std::vector<std::string> undescribed(Router const& router);

}  // namespace jiati::http::api
