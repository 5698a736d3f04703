// The questions of the calculators in the OpenAPI document.
#pragma once

#include <string_view>

namespace jiati::http::api {

// A JSON object: schema by name.
[[nodiscard]] std::string_view calculator_schemas();

}  // namespace jiati::http::api
