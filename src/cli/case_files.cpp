#include "cli/case_files.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>

namespace jiati::cli {
namespace {

constexpr std::uintmax_t case_bytes_max = 4U << 20U;

Result<std::string, std::string> contents(std::filesystem::path const& path) {
    if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
    std::error_code error;
    auto const size = std::filesystem::file_size(path, error);
    if (error) return Failure{path.string() + ": cannot be read (" + error.message() + "); name a case file"};
    if (size > case_bytes_max)
        return Failure{path.string() + ": larger than 4 MiB; a case file is a few dozen kilobytes"};
    std::ifstream file(path, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(file), {});
    if (!file) return Failure{path.string() + ": cannot be read"};
    return text;
}

}  // namespace

Result<NamedCase, std::string> read_case_file(std::filesystem::path const& path, Date today) {
    auto text = contents(path);
    if (!text) return Failure{std::move(text).error()};
    auto file = codec::read_case(*text, path.string(), today);
    if (!file) return Failure{file.error().to_string()};
    return NamedCase{path.string(), std::move(*file)};
}

Result<std::vector<NamedCase>, std::string> read_case_folder(std::filesystem::path const& folder, Date today) {
    std::error_code error;
    std::vector<std::filesystem::path> paths;
    for (auto const& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().extension() == ".yaml") paths.push_back(entry.path());
    if (error)
        return Failure{folder.string() + ": cannot be read (" + error.message() + "); name a folder of case files"};
    std::ranges::sort(paths);
    std::vector<NamedCase> cases;
    for (auto const& path : paths) {
        auto one = read_case_file(path, today);
        if (!one) return Failure{std::move(one).error()};
        cases.push_back(std::move(*one));
    }
    return cases;
}

}  // namespace jiati::cli
