// What the sub-commands of the calculators share: the document asked with, and how a refusal is told.
#pragma once

#include "base/refusal.h"
#include "base/result.h"

#include <string>

namespace jiati::cli {

// The bytes of a file, "-" for standard input. The message is one line: place: what is wrong; what would be right.
Result<std::string, std::string> read_input(std::string const& path);

// Prints "place: what is wrong; what would be right" in one line on standard error, the place being the JSON pointer or
// else the file; answers the exit status of bad input.
[[nodiscard]] int bad_input(std::string const& path, Refusal const& refusal);
[[nodiscard]] int bad_input(std::string const& line);
// The built-in policies or words are broken.
[[nodiscard]] int world_failed(std::string const& line);

}  // namespace jiati::cli
