// What the resources refuse by themselves; everything else comes from the use cases.
#pragma once

#include "base/refusal.h"

namespace jiati::http::api {

inline constexpr RefusalCode key_missing{
    "http.idempotency_key_missing"};  // Idempotency-Key: 1–100 visible ASCII characters
inline constexpr RefusalCode key_reused{"http.idempotency_key_reused"};
inline constexpr RefusalCode version_moved{"http.version_moved"};  // {current}, {asked}
inline constexpr RefusalCode store_failed{"http.store_failed"};    // nothing was recorded; try again
inline constexpr RefusalCode limit_wrong{"http.limit_wrong"};      // {limit}: 1 to {max}
inline constexpr RefusalCode stage_unknown{"http.stage_unknown"};  // {stage}, {known}
inline constexpr RefusalCode cursor_wrong{"http.cursor_wrong"};    // {after}
inline constexpr RefusalCode credentials_missing{"http.credentials_missing"};

}  // namespace jiati::http::api
