// Which vault texts a viewer may read on a project's page, and where a household lives.
#pragma once

#include "app/ports/views.h"
#include "app/read/sources.h"
#include "app/repository.h"

#include <optional>
#include <string>
#include <vector>

namespace jiati::app::read {

[[nodiscard]] std::vector<std::string> refs_for(project::State const& project, Rights const& rights);

// {"id","project","room","address"} as JSON; nothing when the register does not know the household.
Result<std::optional<std::string>, StoreError> household_of(Views& views, Repository& repository,
                                                            std::string const& city, std::string const& household);

}  // namespace jiati::app::read
