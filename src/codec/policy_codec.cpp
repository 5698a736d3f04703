#include "codec/codec.h"
#include "codec/descriptions/policy.h"
#include "codec/yaml.h"
#include "codec/yaml_document.h"

namespace jiati::codec {

namespace {

template <class T>
bool read_whole(Reader& reader, json::value const& value, T& out) {
    return read(reader, value, out, TextDemand{});
}

}  // namespace

Result<std::vector<policy::Policy>, YamlError> read_policies(std::string_view text, std::string const& file) {
    auto const document = read_yaml(text, file);
    if (!document) return Failure{document.error()};
    Reader reader(Origin::document);
    std::vector<policy::Policy> packs;
    bool const fine = document->value.is_array() ? read_whole(reader, document->value, packs)
                                                 : read_whole(reader, document->value, packs.emplace_back());
    if (!fine) {
        auto refusal = reader.take_refusal();
        auto const line = document->lines.line_of(refusal.pointer);
        return Failure{YamlError{file, line, std::move(refusal)}};
    }
    return packs;
}

std::string encode_policy(policy::Policy const& policy) { return to_canonical(write(policy)); }

Result<policy::Policy, Refusal> decode_policy(std::string_view text) {
    auto const parsed = parse_own_json(text);
    if (!parsed) return Failure{parsed.error()};
    Reader reader(Origin::journal);
    policy::Policy pack;
    if (!read_whole(reader, *parsed, pack)) return Failure{reader.take_refusal()};
    return pack;
}

}  // namespace jiati::codec
