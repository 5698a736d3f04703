// The readers of case files and policy files: whatever the bytes are, a step's data is JSON that the strict reader
// accepts, a pack survives its own writing, and a refusal has a code.
#include "base/check.h"
#include "codec/json_text.h"
#include "codec/yaml.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
    using namespace jiati;
    std::string_view const text{reinterpret_cast<char const*>(bytes), size};
    if (auto const read = codec::read_case(text, "case.yaml", Date::of(2024, 3, 1))) {
        for (auto const& step : read->steps) {
            CHECK(codec::check_json(step.data, {.bytes_max = 8U << 20U, .depth_max = 40}).has_value());
            CHECK(step.line_of("/anything") > 0);
        }
    } else {
        CHECK(read.error().refusal.code.starts_with("codec."));
    }
    if (auto const packs = codec::read_policies(text, "policy.yaml")) {
        for (auto const& pack : *packs) CHECK(codec::decode_policy(codec::encode_policy(pack)).value() == pack);
    } else {
        CHECK(packs.error().refusal.code.starts_with("codec."));
    }
    return 0;
}
