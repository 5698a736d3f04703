#include "codec/calculators/policies_testing.h"

#include "codec/yaml.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace jiati::codec::calculators {

std::vector<policy::Policy> const& policies() {
    static auto const packs = [] {
        std::vector<policy::Policy> all;
        for (auto const& entry : std::filesystem::directory_iterator(JIATI_SOURCE_DIR "/policies")) {
            if (entry.path().extension() != ".yaml") continue;
            std::ifstream file(entry.path(), std::ios::binary);
            std::string const text(std::istreambuf_iterator<char>(file), {});
            auto read = read_policies(text, entry.path().filename());
            EXPECT_TRUE(read) << read.error().to_string();
            std::ranges::move(*read, std::back_inserter(all));
        }
        return all;
    }();
    return packs;
}

}  // namespace jiati::codec::calculators
