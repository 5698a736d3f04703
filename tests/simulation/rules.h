// The rules as they lie in policies/, for tests that need a town.
#pragma once

#include "app/policy_library.h"
#include "codec/yaml.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace jiati::simulation {

inline app::PolicyLibrary const& rules() {
    static app::PolicyLibrary const library = [] {
        std::vector<policy::Policy> packs;
        for (auto const& entry : std::filesystem::directory_iterator(JIATI_SOURCE_DIR "/policies")) {
            if (entry.path().extension() != ".yaml") continue;
            std::ifstream file(entry.path(), std::ios::binary);
            std::string const text{std::istreambuf_iterator<char>(file), {}};
            auto read = codec::read_policies(text, entry.path().filename());
            CHECK(read.has_value());
            std::ranges::move(*read, std::back_inserter(packs));
        }
        return app::PolicyLibrary(std::move(packs));
    }();
    return library;
}

}  // namespace jiati::simulation
