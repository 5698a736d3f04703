// What a program of the shell prints, for tests that read a document as its readers do (poppler).
#pragma once

#include <array>
#include <cstdio>
#include <string>

namespace jiati::documents {

// Empty where it cannot be run.
inline std::string output_of(std::string const& command) {
    std::string text;
    auto* const pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) return text;
    std::array<char, 4096> buffer{};
    for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) text.append(buffer.data(), n);
    pclose(pipe);
    return text;
}

}  // namespace jiati::documents
