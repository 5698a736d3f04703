// The web app: its files, and index.html for each of its pages, which it tells apart by itself.
#pragma once

#include "http/assets.h"
#include "http/problem.h"
#include "http/router.h"

#include <memory>
#include <string>
#include <vector>

namespace jiati::http {

// A handler for Router::set_fallback. Files under assets/ carry a hash of their content in their names and are kept by
// browsers for ever; everything else is asked for again with its ETag. A path below one of `reserved` ("/api") or with
// an extension is never a page. Both references must outlive the handler.
[[nodiscard]] Handler static_site(Assets const& assets, Problems const& problems, std::vector<std::string> reserved);

}  // namespace jiati::http
