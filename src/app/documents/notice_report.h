// 公示情况报告: where and how long the notice hung, who saw it, and what became of each objection, by number alone.
#pragma once

#include "app/ports/typesetter.h"
#include "app/read/sources.h"

#include <optional>

namespace jiati::app::documents {

// Nothing before the notice has ended.
[[nodiscard]] std::optional<paper::Document> notice_report(read::Sources const& from);

}  // namespace jiati::app::documents
