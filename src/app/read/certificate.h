// GET /api/v1/votes/{id}/certificate: all that the certificate of a closed vote states, for the page and the print. To
// everyone the rule, the dates, the four ratios and the commitments of the ballots; to the entitled also ballot by
// ballot, and what `jiati consent` recomputes the result from.
#pragma once

#include "app/ports/journal.h"
#include "app/read/sources.h"

#include <string>
#include <vector>

namespace jiati::app::read {

// `rows`: the vote's own events. CHECKs that the vote is a consent and closed.
[[nodiscard]] std::string certificate_json(Sources const& from, std::vector<StoredEvent> const& rows,
                                           std::vector<policy::Policy> const& packs);

}  // namespace jiati::app::read
