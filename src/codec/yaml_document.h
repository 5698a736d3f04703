// A YAML file as a JSON document that knows its lines. Inside the codec only.
#pragma once

#include "codec/json.h"
#include "codec/yaml.h"

#include <boost/json/value.hpp>

#include <string>
#include <string_view>

namespace jiati::codec {

struct YamlDocument {
    json::value value;
    LineMap lines;
};

// One document. Refuses broken UTF-8, more than 4 MiB, keys that stand twice or are no scalars, tags, unknown aliases,
// and more depth or values (aliases counted as often as they are used) than a file written by people has.
Result<YamlDocument, YamlError> read_yaml(std::string_view text, std::string const& file);

}  // namespace jiati::codec
