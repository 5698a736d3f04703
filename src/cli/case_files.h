// Case files from disk.
#pragma once

#include "base/result.h"
#include "codec/yaml.h"

#include <filesystem>
#include <string>
#include <vector>

namespace jiati::cli {

struct NamedCase {
    std::string path;
    codec::CaseFile file;
};

// `today` is what T means in a file with `as_of: today`. The message is one line: place: what is wrong.
Result<NamedCase, std::string> read_case_file(std::filesystem::path const& path, Date today);
// All *.yaml of a folder, by name.
Result<std::vector<NamedCase>, std::string> read_case_folder(std::filesystem::path const& folder, Date today);

}  // namespace jiati::cli
