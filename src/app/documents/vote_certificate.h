// 表决结果证明: what the page of the certificate states, on paper: the rule, the four ratios, the dates, and the
// commitments of the ballots. The same for every reader: no ballot is told by room.
#pragma once

#include "app/ports/typesetter.h"
#include "app/read/sources.h"

#include <optional>
#include <string>

namespace jiati::app::documents {

// `certificate`: the page as read/certificate.h writes it; nothing where it is none.
[[nodiscard]] std::optional<paper::Document> vote_certificate(read::Sources const& from, std::string const& certificate,
                                                              std::string const& public_url);

}  // namespace jiati::app::documents
