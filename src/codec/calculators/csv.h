// Tables in CSV by RFC 4180, read strictly: quoted cells with doubled quotes, line ends LF or CRLF, a byte order mark
// skipped. Our own because the libraries at hand (libcsv, fast-cpp-csv-parser) skip blank lines silently or refuse line
// ends in quotes, so that the line of a mistake cannot be named.
#pragma once

#include "base/refusal.h"
#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::codec::calculators {

struct CsvRow {
    std::size_t line = 0;  // of its first character, from 1
    std::vector<std::string> cells;
};

// Every line as a row, all as long as the first, which names the columns. The refusal's pointer is "NAME:LINE".
[[nodiscard]] Result<std::vector<CsvRow>, Refusal> read_csv(std::string_view text, std::string const& name);

}  // namespace jiati::codec::calculators
