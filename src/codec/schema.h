// What a described value looks like in JSON: as JSON Schema for OpenAPI, and as the few characters a refusal shows.
#pragma once

#include "codec/fields.h"
#include "codec/json.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace jiati::codec {

// Any JSON value, kept as text.
struct JsonText {
    std::string text;
};

enum class Shape : std::uint8_t {
    text,
    truth,
    integer,
    money,
    area,
    fraction,
    date,
    instant,
    id,
    vault_text,
    choice,
    list,
    object,
    any
};

template <class M>
constexpr Shape shape_of() {
    if constexpr (is_optional<M>) {
        return shape_of<typename M::value_type>();
    } else if constexpr (is_vector<M>) {
        return Shape::list;
    } else if constexpr (is_id<M>) {
        return Shape::id;
    } else if constexpr (NamedEnum<M>) {
        return Shape::choice;
    } else if constexpr (std::is_same_v<M, std::string>) {
        return Shape::text;
    } else if constexpr (std::is_same_v<M, bool>) {
        return Shape::truth;
    } else if constexpr (std::is_integral_v<M>) {
        return Shape::integer;
    } else if constexpr (std::is_same_v<M, Fen>) {
        return Shape::money;
    } else if constexpr (std::is_same_v<M, SquareMetres>) {
        return Shape::area;
    } else if constexpr (std::is_same_v<M, Fraction>) {
        return Shape::fraction;
    } else if constexpr (std::is_same_v<M, Date>) {
        return Shape::date;
    } else if constexpr (std::is_same_v<M, Instant>) {
        return Shape::instant;
    } else if constexpr (std::is_same_v<M, VaultText>) {
        return Shape::vault_text;
    } else if constexpr (std::is_same_v<M, JsonText>) {
        return Shape::any;
    } else {
        static_assert(Described<M>, "a type without a description");
        return Shape::object;
    }
}

// The stored names of an enum, as every reader and schema of it shares them.
template <NamedEnum E>
inline constexpr auto enum_names = [] {
    static_assert(names_every_enumerator<E>(), "EnumNames lists every enumerator once, in order");
    std::array<std::string_view, EnumNames<E>::entries.size()> names{};
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = EnumNames<E>::entries[i].name;
    return names;
}();

// Of an enum or an optional one; none for other types.
template <class M>
std::span<std::string_view const> choices_of() {
    if constexpr (is_optional<M>) {
        return choices_of<typename M::value_type>();
    } else if constexpr (NamedEnum<M>) {
        return enum_names<M>;
    } else {
        return {};
    }
}

// "20000.00", "2023-10-12", "agree | neutral | oppose" … readable in any language.
[[nodiscard]] std::string expectation(Shape shape, TextRule rule, std::span<std::string_view const> choices);

// The same in words, for documents.
[[nodiscard]] std::string shape_text(Shape shape, TextRule rule, std::span<std::string_view const> choices);

// Refers to "#/components/schemas/…" for money, areas, fractions, dates, instants and ids.
[[nodiscard]] json::object scalar_schema(Shape shape, TextRule rule, std::size_t code_points_max,
                                         std::span<std::string_view const> choices);
// The shared types those references lead to.
[[nodiscard]] json::object shared_schemas();

template <class M>
json::object schema(TextRule rule, std::size_t code_points_max) {
    if constexpr (is_optional<M>) {
        return schema<typename M::value_type>(rule, code_points_max);
    } else if constexpr (is_vector<M>) {
        return {{"type", "array"},
                {"maxItems", list_size_max},
                {"items", schema<typename M::value_type>(rule, code_points_max)}};
    } else if constexpr (Described<M>) {
        json::object properties;
        json::array required;
        each_field<M>([&](auto const& f) {
            using Member = MemberOf<decltype(f)>;
            if constexpr (class_of<decltype(f)> != FieldClass::fact) {
                properties.emplace(f.name, schema<Member>(f.rule, f.code_points_max));
                if (!is_optional<Member> && !f.may_be_left_out) required.emplace_back(f.name);
            }
        });
        json::object whole{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
        if (!required.empty()) whole.emplace("required", required);
        return whole;
    } else {
        return scalar_schema(shape_of<M>(), rule, code_points_max, choices_of<M>());
    }
}

}  // namespace jiati::codec
