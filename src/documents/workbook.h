// Tables as .xlsx. Text is always written as text, so that a cell beginning with "=" calculates nothing.
#pragma once

#include "app/ports/typesetter.h"

#include <string>

namespace jiati::documents {

[[nodiscard]] Result<std::string, std::string> write_workbook(app::paper::Workbook const& workbook);

}  // namespace jiati::documents
