// For tests: the words that people get to read.
#pragma once

#include "http/words.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace jiati::http {

inline std::string read_file(std::string const& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) throw std::runtime_error("cannot read " + path);
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline Words test_words() {
    std::string const locales = JIATI_SOURCE_DIR "/web/src/locales/";
    return Words::parse(read_file(locales + "zh/refusals.json"), read_file(locales + "en/refusals.json")).value();
}

}  // namespace jiati::http
