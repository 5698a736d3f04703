// What a new password must not be: one that those who guess try first. Nothing is asked about kinds of characters;
// eight of any kind will do, for everybody.
#pragma once

#include "base/refusal.h"

#include <optional>
#include <string_view>

namespace jiati::app {

inline constexpr RefusalCode password_short{"account.password_short"};      // {characters}: at least so many
inline constexpr RefusalCode password_common{"account.password_common"};    // found in leaks again and again
inline constexpr RefusalCode password_pattern{"account.password_pattern"};  // a run, a repetition, a date, a number
inline constexpr RefusalCode password_login{"account.password_login"};      // says the login

// In small letters, sorted, one blank or line end between two.
extern std::string_view const common_passwords;

[[nodiscard]] std::optional<Refusal> guessable(std::string_view password, std::string_view login);

}  // namespace jiati::app
