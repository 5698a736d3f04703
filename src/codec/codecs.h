// What the codec can do with the events or the commands of one stage or aggregate. Declared for all, defined in one
// source file each, so that no file pays for the descriptions of another.
#pragma once

#include "codec/catalogue.h"
#include "codec/fields.h"
#include "codec/json.h"
#include "codec/reader.h"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::codec {

// A step into a member, or into a list when `name` is empty.
struct FaceStep {
    std::string_view name;
    std::size_t index = 0;
};

// One entry of a leaf: a value to show, or one to commit to first.
struct FaceItem {
    enum class Section : std::uint8_t { open, sealed, vault };
    Section section{};
    std::vector<FaceStep> path;
    json::value value;
    bool to_commit = false;
    std::string household;  // whose secret makes the salt; empty: the stream's
};

template <class Variant>
struct EventCodec {
    static std::string_view type_name(Variant const& event);
    static json::value write(Variant const& event);
    static std::vector<FaceItem> face(Variant const& event);
    // Nothing when the reader refused.
    static std::optional<Variant> read(std::string_view type, json::value const& payload, Reader& reader);
    static std::vector<EventText> describe();
};

template <class Variant>
struct CommandCodec {
    static std::optional<Variant> read(std::string_view type, json::value const& data, Reader& reader);
    static std::vector<std::string_view> types();
    // Empty for a type that is not of this stage.
    static json::object schema(std::string_view type);
};

}  // namespace jiati::codec
