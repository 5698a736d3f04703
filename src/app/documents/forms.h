// What goes from door to door on paper: survey form, ballot, sign-in sheet. Without a name: the flat's owner signs.
#pragma once

#include "app/ports/typesetter.h"
#include "app/read/sources.h"

#include <optional>

namespace jiati::app::documents {

[[nodiscard]] paper::Document survey_form(read::Sources const& from, place::HouseholdState const& household);
// Bound to the vote's plan version; nothing while no vote is open or the household is not on its roll.
[[nodiscard]] std::optional<paper::Document> ballot(read::Sources const& from, place::HouseholdState const& household,
                                                    std::string const& public_url);
[[nodiscard]] paper::Document sign_in(read::Sources const& from);

}  // namespace jiati::app::documents
