// 加装电梯协议书: what the owners sign once the vote has passed, bound to one version of the plan. By room number;
// whoever signs writes the name by hand.
#pragma once

#include "app/ports/typesetter.h"
#include "app/read/sources.h"

#include <optional>

namespace jiati::app::documents {

// Nothing before there is a plan and its shares are adopted. What a single flat is compensated with is named only where
// `names_compensation`; the total always is.
[[nodiscard]] std::optional<paper::Document> owners_agreement(read::Sources const& from, bool names_compensation);

}  // namespace jiati::app::documents
