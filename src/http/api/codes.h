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
inline constexpr RefusalCode search_wrong{"http.search_wrong"};  // q: 1–100 bytes; kind: {known}
inline constexpr RefusalCode household_missing{"http.household_missing"};
inline constexpr RefusalCode leaf_wrong{"http.leaf_wrong"};      // not 64 hexadecimal digits
inline constexpr RefusalCode leaf_unknown{"http.leaf_unknown"};  // nothing recorded has this hash
inline constexpr RefusalCode leaf_pending{"http.leaf_pending"};  // recorded, not yet signed for
inline constexpr RefusalCode log_pending{"http.log_pending"};    // nothing is signed yet

}  // namespace jiati::http::api
