// Writer, strict reader and JSON Schema of any described type, from its one description (codec/fields.h).
#pragma once

#include "codec/fields.h"
#include "codec/json.h"
#include "codec/reader.h"
#include "codec/schema.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <string>
#include <type_traits>

namespace jiati::codec {

template <Described T>
inline constexpr auto json_names = [] {
    static_assert(describes_every_field<T>(), "a field of the struct is missing in its description");
    constexpr std::size_t facts = [] {
        std::size_t count = 0;
        each_field<T>([&](auto const& f) { count += class_of<decltype(f)> == FieldClass::fact ? 1 : 0; });
        return count;
    }();
    std::array<std::string_view, field_count<T> - facts> names{};
    std::size_t next = 0;
    each_field<T>([&](auto const& f) {
        if (class_of<decltype(f)> != FieldClass::fact) names[next++] = f.name;
    });
    return names;
}();

// ---- writing
// ---------------------------------------------------------------------------------------------------------

template <class M>
json::value write(M const& value) {
    if constexpr (is_vector<M>) {
        json::array items;
        items.reserve(value.size());
        for (auto const& item : value) items.push_back(write(item));
        return items;
    } else if constexpr (is_optional<M>) {
        return value ? write(*value) : json::value(nullptr);
    } else if constexpr (Described<M>) {
        json::object members;
        members.reserve(json_names<M>.size());
        each_field<M>([&](auto const& f) {
            if constexpr (class_of<decltype(f)> != FieldClass::fact) {
                auto const& member = value.*f.member;
                if constexpr (is_optional<MemberOf<decltype(f)>>) {
                    if (member) members.emplace(f.name, write(*member));
                } else {
                    members.emplace(f.name, write(member));
                }
            }
        });
        return members;
    } else if constexpr (NamedEnum<M>) {
        return json::value(enum_names<M>.at(static_cast<std::size_t>(value)));
    } else if constexpr (is_id<M>) {
        return json::value(value.text);
    } else if constexpr (std::is_same_v<M, std::string>) {
        return json::value(value);
    } else if constexpr (std::is_same_v<M, bool>) {
        return json::value(value);
    } else if constexpr (std::is_integral_v<M>) {
        return write_scalar(std::int64_t{value});
    } else if constexpr (std::is_same_v<M, VaultText>) {
        return write_scalar(value);
    } else {
        return json::value(value.to_string());
    }
}

// ---- reading
// ---------------------------------------------------------------------------------------------------------

template <class M>
bool read(Reader& reader, json::value const& value, M& out, TextDemand demand);

template <Described T, class F>
bool read_field(Reader& reader, json::object const& object, F const& f, T& out) {
    using M = MemberOf<F>;
    if constexpr (class_of<F> == FieldClass::fact) {
        return true;
    } else {
        Reader::Step const step(reader, f.name);
        auto const* found = object.if_contains(f.name);
        if (found == nullptr || (is_optional<M> && found->is_null())) {
            bool const fine = is_optional<M> || (f.may_be_left_out && found == nullptr);
            return fine || reader.fail(missing, expectation(shape_of<M>(), f.rule, choices_of<M>()));
        }
        return read(reader, *found, out.*f.member, TextDemand{f.rule, f.code_points_max});
    }
}

// The vault text of a command, once all else is readable.
template <Described T, class F>
bool read_into_vault(Reader& reader, json::object const& object, F const& f, T& out) {
    if constexpr (std::is_same_v<MemberOf<F>, VaultText>) {
        Reader::Step const step(reader, f.name);
        auto const* found = object.if_contains(f.name);
        std::string text;
        if (found != nullptr && !read_vault_text(reader, *found, f.code_points_max, text)) return false;
        if (text.empty()) return f.may_be_left_out || reader.fail(missing, "text");
        if (f.is_password) {
            out.*f.member = reader.vault().put_password(text);
        } else {
            auto const* household = household_in(out);
            out.*f.member = reader.vault().put(household ? *household : HouseholdId{}, text);
        }
    }
    return true;
}

template <Described T>
bool read_struct(Reader& reader, json::value const& value, T& out) {
    auto const* object = reader.object(value, json_names<T>);
    if (object == nullptr) return false;
    bool const from_command = reader.origin() == Origin::command;
    bool const read_all = all_fields<T>([&](auto const& f) {
        if constexpr (std::is_same_v<MemberOf<decltype(f)>, VaultText>) {
            if (from_command) return true;
        }
        return read_field(reader, *object, f, out);
    });
    if (!read_all || !from_command) return read_all;
    return all_fields<T>([&](auto const& f) { return read_into_vault(reader, *object, f, out); });
}

template <class M>
bool read(Reader& reader, json::value const& value, M& out, TextDemand demand) {
    if constexpr (is_vector<M>) {
        auto const* items = reader.array(value);
        if (items == nullptr) return false;
        out.clear();
        out.reserve(items->size());
        for (auto const& item : *items) {
            Reader::Step const step(reader, out.size());
            if (!read(reader, item, out.emplace_back(), demand)) return false;
        }
        return true;
    } else if constexpr (is_optional<M>) {
        return read(reader, value, out.emplace(), demand);
    } else if constexpr (Described<M>) {
        return read_struct(reader, value, out);
    } else if constexpr (std::is_same_v<M, JsonText>) {
        out.text = to_text(value);
        return true;
    } else if constexpr (NamedEnum<M>) {
        std::size_t position = 0;
        if (!read_choice(reader, value, enum_names<M>, position)) return false;
        out = static_cast<M>(position);
        return true;
    } else if constexpr (is_id<M>) {
        return read_id(reader, value, out.text);
    } else if constexpr (std::is_same_v<M, std::string>) {
        return read_scalar(reader, value, out, demand);
    } else {
        return read_scalar(reader, value, out);
    }
}

}  // namespace jiati::codec
