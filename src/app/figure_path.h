// Paths of stated figures into read models: a JSON pointer whose array segments may select and whose last may count or
// add up. "/funding/cost", "/stages[code=vote]/on", "/house/cells[share=60000.00]/#",
// "/funding/lines[kind=household]/+amount".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace jiati::app {

// The value's JSON text; nothing when the path leads nowhere.
[[nodiscard]] std::optional<std::string> value_at(std::string_view json, std::string_view path);

// Equal as values: decimals by amount ("310000" = "310000.00" = 310000), everything else by text.
[[nodiscard]] bool same_value(std::string_view stated_json, std::string_view computed_json);

}  // namespace jiati::app
