// The strict readers of JSON and YAML text alone, without what is made of it: quick to build, so every run feeds them.
#include "base/check.h"
#include "base/text.h"
#include "codec/canonical.h"
#include "codec/json.h"
#include "codec/yaml_document.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace jiati;
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    auto const checked = codec::check_json(text);
    auto const parsed = codec::parse_json(text);
    CHECK(checked.has_value() == parsed.has_value());
    if (parsed) {
        // What was read is written as JSON that reads the same.
        auto const written = codec::to_text(*parsed);
        CHECK(codec::check_json(written, {.bytes_max = 16U << 20U, .depth_max = 64}).has_value());
    } else {
        CHECK(parsed.error().code.starts_with("codec."));
    }
    if (auto const canonical = codec::canonical(text)) {
        CHECK(is_clean_utf8(*canonical));
        CHECK(codec::canonical(*canonical).value() == *canonical);
    }
    if (auto const bytes = codec::from_base64url(text)) CHECK(codec::base64url(*bytes) == text);
    if (auto const bytes = codec::from_hex(text)) CHECK(codec::hex(*bytes) == text);
    if (auto const document = codec::read_yaml(text, "file.yaml")) {
        CHECK(codec::check_json(codec::to_text(document->value), {.bytes_max = 64U << 20U, .depth_max = 64}));
        CHECK(document->lines.line_of("/anything") > 0);
    } else {
        CHECK(document.error().refusal.code.starts_with("codec."));
    }
    return 0;
}
