// How the shares of a lift are found: by amounts given, equally, or by coefficient. Internal to this folder.
#pragma once

#include "project/funding.h"

#include <vector>

namespace jiati::project::funding {

[[nodiscard]] Decision adopt_shares(project::State const& project, AdoptShares const& command, Context const& context);

[[nodiscard]] Fen total_of(std::vector<Share> const& shares);

}  // namespace jiati::project::funding
