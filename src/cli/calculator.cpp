#include "cli/calculator.h"

#include "cli/built_in.h"

#include <fstream>
#include <iostream>
#include <vector>

namespace jiati::cli {
namespace {

// One line, whatever a file's name or the text in it holds.
std::string one_line(std::string text) {
    for (auto& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == '\x7f') c = ' ';
    return text;
}

std::string shown(std::string const& path) { return path == "-" ? "standard input" : path; }

}  // namespace

Result<std::string, std::string> read_input(std::string const& path) {
    std::ifstream file;
    if (path != "-") file.open(path, std::ios::binary);
    std::istream& from = path == "-" ? std::cin : file;
    std::string text;
    std::vector<char> chunk(std::size_t{1} << 20U);
    while (from.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || from.gcount() > 0)
        text.append(chunk.data(), static_cast<std::size_t>(from.gcount()));
    if (from.bad() || (path != "-" && !file.is_open()))
        return Failure{shown(path) + ": cannot be read; name a file, or - for standard input"};
    return text;
}

int bad_input(std::string const& line) {
    std::cerr << one_line(line) << "\n";
    return 2;
}

int bad_input(std::string const& path, Refusal const& refusal) {
    auto const spoken = words();
    if (!spoken) return world_failed(spoken.error());
    auto const& place = refusal.pointer.empty() ? shown(path) : refusal.pointer;
    return bad_input(place + ": " + spoken->render(refusal, http::Language::en));
}

int world_failed(std::string const& line) {
    std::cerr << one_line(line) << "\n";
    return 3;
}

}  // namespace jiati::cli
