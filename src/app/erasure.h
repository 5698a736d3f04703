// What an erasure in the journal means for the vault. The event comes first and is the proof; the secrets go right
// after it, and again at each start, because a restored keys.db may have them back.
#pragma once

#include "app/commands.h"

namespace jiati::app {

// Destroys and withholds as these events say; others are passed over. May be repeated.
Result<Done, StoreError> settle_erasures(Vault& vault, std::string const& city, std::vector<StoredEvent> const& events);

// The same for everything the journal has ever had erased; answers how many secrets were still there.
Result<std::size_t, StoreError> settle_all_erasures(Stores const& stores);

// Fills in what of a subject is kept by law, with the last day.
Result<std::vector<place::Withheld>, StoreError> withheld_of(Vault& vault, std::string const& city,
                                                             std::string const& subject);

}  // namespace jiati::app
