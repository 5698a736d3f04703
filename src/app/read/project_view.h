// GET /api/v1/projects/{id} and its parts, as JSON text.
#pragma once

#include "app/read/sources.h"

#include <string>

namespace jiati::app::read {

[[nodiscard]] std::string project_json(Sources const& from);
[[nodiscard]] std::string shares_json(Sources const& from);
[[nodiscard]] std::string consent_json(Sources const& from);

}  // namespace jiati::app::read
