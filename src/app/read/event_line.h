// GET /api/v1/projects/{id}/events: the record line by line, each with what this viewer may see of it.
#pragma once

#include "app/ports/journal.h"
#include "app/read/sources.h"

#include <string>
#include <vector>

namespace jiati::app::read {

[[nodiscard]] std::string event_page(std::vector<StoredEvent> const& rows, place::State const& place,
                                     Rights const& rights, std::int64_t after_seq, std::size_t limit);

}  // namespace jiati::app::read
