// What is answered before any handler runs: paths and methods that there are not, OPTIONS, and requests of other sites'
// making, refused here once for all routes.
#pragma once

#include "http/problem.h"
#include "http/router.h"

#include <optional>

namespace jiati::http {

// Nothing when the matched route's handler is to answer.
[[nodiscard]] std::optional<Response> answer_at_the_door(Request const& request, Router::Match const& match,
                                                         Problems const& problems);

}  // namespace jiati::http
