// The households a project counts with: its frozen roll, or before that the register of its unit.
#pragma once

#include "app/read/sources.h"

#include <vector>

namespace jiati::app::read {

// In the published order: lowest floor, room, id.
[[nodiscard]] std::vector<project::consent::RollEntry> roll_of(Sources const& from);

}  // namespace jiati::app::read
