// What the HTTP layer itself refuses. Resources add their own codes; words for all of them are in
// web/src/locales/{zh,en}/refusals.json.
#pragma once

#include "base/refusal.h"

#include <optional>
#include <string_view>

namespace jiati::http::codes {

inline constexpr RefusalCode bad_request{"http.bad_request"};
inline constexpr RefusalCode bad_host{"http.bad_host"};
inline constexpr RefusalCode bad_framing{"http.bad_framing"};
inline constexpr RefusalCode body_not_allowed{"http.body_not_allowed"};
inline constexpr RefusalCode bad_target{"http.bad_target"};
inline constexpr RefusalCode bad_query{"http.bad_query"};
inline constexpr RefusalCode duplicate_parameter{"http.duplicate_parameter"};
inline constexpr RefusalCode unknown_parameter{"http.unknown_parameter"};
inline constexpr RefusalCode bad_if_match{"http.bad_if_match"};
inline constexpr RefusalCode bad_json{"http.bad_json"};
inline constexpr RefusalCode cross_site{"http.cross_site"};
inline constexpr RefusalCode not_found{"http.not_found"};
inline constexpr RefusalCode method_not_allowed{"http.method_not_allowed"};
inline constexpr RefusalCode timeout{"http.timeout"};
inline constexpr RefusalCode body_too_large{"http.body_too_large"};
inline constexpr RefusalCode not_json{"http.not_json"};
inline constexpr RefusalCode expectation_failed{"http.expectation_failed"};
inline constexpr RefusalCode too_many_requests{"http.too_many_requests"};  // {seconds}
inline constexpr RefusalCode header_too_large{"http.header_too_large"};
inline constexpr RefusalCode too_many_fields{"http.too_many_fields"};
inline constexpr RefusalCode internal{"http.internal"};
inline constexpr RefusalCode busy{"http.busy"};

// The status that goes with one of the codes above; nothing for any other code.
[[nodiscard]] std::optional<int> status_of(std::string_view code);

}  // namespace jiati::http::codes
