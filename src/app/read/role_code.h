// The public codes of roles.
#pragma once

#include "account/account.h"

#include <optional>
#include <string_view>

namespace jiati::app::read {

[[nodiscard]] std::string_view code_of(account::Role role);
[[nodiscard]] std::optional<account::Role> role_of(std::string_view code);

}  // namespace jiati::app::read
