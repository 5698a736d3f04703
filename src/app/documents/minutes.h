// 会议纪要 of the latest meeting: as recorded, to be signed on paper.
#pragma once

#include "app/ports/typesetter.h"
#include "app/read/sources.h"

#include <optional>

namespace jiati::app::documents {

// Nothing before there was a meeting.
[[nodiscard]] std::optional<paper::Document> minutes(read::Sources const& from);

}  // namespace jiati::app::documents
