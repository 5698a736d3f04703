// Views and timers follow from the journal. A start with rows of another format makes them anew, beside the old ones.
#pragma once

#include "app/commands.h"

namespace jiati::app {

// Folds every stream of every city and replaces all rows.
Result<Done, StoreError> rebuild_views(Stores const& stores, Repository& repository);
// The same rows, for comparison with what the store holds: `jiati check`.
Result<std::vector<Views::CityRow>, StoreError> rows_from_journal(Stores const& stores, Repository& repository,
                                                                  std::string const& city);
// What the clock still owes, for a store that was cut back to an earlier moment.
Result<std::vector<Views::DueTimer>, StoreError> timers_from_journal(Journal& journal, Repository& repository,
                                                                     std::string const& city);

// Does it only when the rows were written in another format.
Result<Done, StoreError> ensure_views(Stores const& stores, Repository& repository);

}  // namespace jiati::app
