// 公示: what the house is about to do, where, for how much, who pays what, and how to object. By room number, no names.
#pragma once

#include "app/ports/typesetter.h"
#include "app/read/sources.h"

namespace jiati::app::documents {

// Nothing before the notice is posted. `public_url`: empty where no phone could open one.
[[nodiscard]] std::optional<paper::Document> notice(read::Sources const& from, std::string const& public_url);
// Every household's amount and where the rest comes from; nothing before shares are adopted.
[[nodiscard]] std::optional<paper::Workbook> shares_workbook(read::Sources const& from);
// The plan in short: entry, size, shaft, how it is built, by whom.
[[nodiscard]] paper::KeyValues scheme(read::Sources const& from);
[[nodiscard]] paper::Table shares_table(read::Sources const& from);
[[nodiscard]] paper::FloorFigure floor_figure(read::Sources const& from, std::string caption);

}  // namespace jiati::app::documents
