// The decision that adopts shares: gathered by share_rules.h, worked out by games/, moved by agreed transfers. Internal
// to this folder.
#pragma once

#include "project/funding.h"

#include <vector>

namespace jiati::project::funding {

[[nodiscard]] Decision adopt_shares(project::State const& project, AdoptShares const& command, Context const& context);

[[nodiscard]] Fen total_of(std::vector<Share> const& shares);

}  // namespace jiati::project::funding
