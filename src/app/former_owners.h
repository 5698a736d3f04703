// What was said for a household before it came to today's owner, which is not theirs to read.
#pragma once

#include "app/ports/journal.h"
#include "app/read/sources.h"

#include <set>
#include <string>

namespace jiati::app {

// The vault references of the viewer's own households that were recorded before the last change of hands, and the
// answers given to them whenever that was. By the order of the record, as data subjects go: the day of a sale has
// both owners' words.
[[nodiscard]] Result<std::set<std::string>, StoreError> former_owners_refs(Journal& journal, std::string const& city,
                                                                           project::State const& project,
                                                                           place::State const& place,
                                                                           vote::State const* vote,
                                                                           read::Rights const& rights);

}  // namespace jiati::app
