// How the codec says no to what it reads. The pointer names the place (RFC 6901, into the document read); `expected`
// says what would be right there, `value` shows what stood there, shortened. Texts meant for the vault are never shown.
#pragma once

#include "base/refusal.h"

namespace jiati::codec {

inline constexpr RefusalCode bad_json{"codec.bad_json"};            // {expected}: not one JSON document; {value}: byte
inline constexpr RefusalCode duplicate_key{"codec.duplicate_key"};  // {value}: the key that stands twice
inline constexpr RefusalCode too_long{"codec.too_long"};            // {expected}: the most there may be
inline constexpr RefusalCode missing{"codec.missing"};              // {expected}: what must stand at the pointer
inline constexpr RefusalCode unknown_field{"codec.unknown_field"};  // {expected}: the fields there are
inline constexpr RefusalCode wrong_type{"codec.wrong_type"};        // {expected}, {value}
inline constexpr RefusalCode bad_value{"codec.bad_value"};          // {expected}, {value}
inline constexpr RefusalCode unknown_type{"codec.unknown_type"};    // {value}; {expected}: the types there are

}  // namespace jiati::codec
