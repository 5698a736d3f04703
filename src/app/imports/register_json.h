// The public contract's form of a register that was read (docs/formats/register.md).
#pragma once

#include "app/imports/register.h"

#include <string>

namespace jiati::app::imports {

[[nodiscard]] std::string to_json(Register const& found);

}  // namespace jiati::app::imports
