// The words in which a struct is described, once, beside its stored name: writer, strict reader, public leaf, JSON
// Schema and documentation all follow from the description.
//
//   template <> struct Description<survey::WorryAnswered> {
//       using T = survey::WorryAnswered;
//       static constexpr std::string_view name = "survey.WorryAnswered/1";
//       static constexpr auto fields() {
//           return std::tuple{open("worry", &T::worry), sealed("by", &T::by), vault("text", &T::text)};
//       }
//   };
#pragma once

#include "base/date.h"
#include "base/fen.h"
#include "base/fraction.h"
#include "base/id.h"
#include "base/square_metres.h"
#include "base/vault_text.h"

#include <boost/pfr/tuple_size.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace jiati::codec {

// Of an event's field: what the public leaf shows of it. Commands and structs that only stand inside a field are plain.
enum class FieldClass : std::uint8_t {
    plain,
    open,         // as it is
    sealed,       // one commitment
    sealed_each,  // a list: one commitment per element, each under the secret of the household it names
    parts,        // a struct, or a list of them, whose own fields have classes
    vault,        // the commitment made when the text was kept
    fact          // added by the application; no part of a command's JSON
};

// What a text field may hold. Only `free` ones can name a person, so an open text field is never free.
enum class TextRule : std::uint8_t {
    free,
    code,      // [A-Za-z0-9][A-Za-z0-9_.:-]*, at most 64, or empty
    path,      // "nanchang/anyi/xiangyang/": parts of [a-z0-9-], each with its slash, at most 200, or empty
    published  // written by the program or taken from a published policy, never typed in a command
};

inline constexpr std::size_t text_code_points_max = 4000;
inline constexpr std::size_t list_size_max = 20000;

template <FieldClass field_class_, class T, class M>
struct Field {
    static constexpr FieldClass field_class = field_class_;
    using Struct = T;
    using Member = M;

    std::string_view name;
    M T::*member;
    TextRule rule = TextRule::free;
    bool may_be_left_out = false;  // then the struct's own default stands; optional members always may
    std::size_t code_points_max = text_code_points_max;
    bool is_password = false;

    [[nodiscard]] constexpr Field code() const { return with_rule(TextRule::code); }
    [[nodiscard]] constexpr Field path() const { return with_rule(TextRule::path); }
    [[nodiscard]] constexpr Field published() const { return with_rule(TextRule::published); }
    [[nodiscard]] constexpr Field or_default() const {
        Field copy = *this;
        copy.may_be_left_out = true;
        return copy;
    }
    [[nodiscard]] constexpr Field at_most(std::size_t code_points) const {
        Field copy = *this;
        copy.code_points_max = code_points;
        return copy;
    }

  private:
    [[nodiscard]] constexpr Field with_rule(TextRule wanted) const {
        Field copy = *this;
        copy.rule = wanted;
        return copy;
    }
};

template <class T, class M>
constexpr auto field(std::string_view name, M T::*member) {
    return Field<FieldClass::plain, T, M>{name, member};
}
template <class T, class M>
constexpr auto open(std::string_view name, M T::*member) {
    return Field<FieldClass::open, T, M>{name, member};
}
template <class T, class M>
constexpr auto sealed(std::string_view name, M T::*member) {
    return Field<FieldClass::sealed, T, M>{name, member};
}
template <class T, class M>
constexpr auto sealed_each(std::string_view name, std::vector<M> T::*member) {
    return Field<FieldClass::sealed_each, T, std::vector<M>>{name, member};
}
template <class T, class M>
constexpr auto parts(std::string_view name, M T::*member) {
    return Field<FieldClass::parts, T, M>{name, member};
}
template <class T>
constexpr auto vault(std::string_view name, VaultText T::*member) {
    return Field<FieldClass::vault, T, VaultText>{name, member};
}
// A password in a command; the vault keeps its Argon2id string.
template <class T>
constexpr auto password(std::string_view name, VaultText T::*member) {
    auto described = Field<FieldClass::plain, T, VaultText>{name, member}.at_most(256);
    described.is_password = true;
    return described;
}
template <class T, class M>
constexpr auto fact(std::string_view name, M T::*member) {
    return Field<FieldClass::fact, T, M>{name, member};
}

template <class T>
struct Description;

template <class T>
concept Described = requires {
    Description<T>::fields();
};

// The stored names of an enum, in the order of its enumerators.
template <class E>
struct Named {
    E value;
    std::string_view name;
};
template <class E>
constexpr Named<E> named(E value, std::string_view name) {
    return {value, name};
}
template <class E>
struct EnumNames;

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_id = false;
template <class Tag>
inline constexpr bool is_id<Id<Tag>> = true;

// ---- walking over a description
// -----------------------------------------------------------------------------------------

template <class T>
inline constexpr auto fields_of = Description<T>::fields();
template <class T>
inline constexpr std::size_t field_count = std::tuple_size_v<decltype(Description<T>::fields())>;

// True when `see` holds for each field, asked in order until one does not.
template <class T, class See>
constexpr bool all_fields(See&& see) {
    return [&]<std::size_t... i>(std::index_sequence<i...>) { return (see(std::get<i>(fields_of<T>)) && ...); }
    (std::make_index_sequence<field_count<T>>{});
}
template <class T, class See>
constexpr void each_field(See&& see) {
    [&]<std::size_t... i>(std::index_sequence<i...>) { (see(std::get<i>(fields_of<T>)), ...); }
    (std::make_index_sequence<field_count<T>>{});
}
template <class F>
using MemberOf = typename std::remove_cvref_t<F>::Member;
template <class F>
inline constexpr FieldClass class_of = std::remove_cvref_t<F>::field_class;

// ---- what a description must obey, checked where it is used
// --------------------------------------------------------------

// A field that nobody described would silently never be stored.
template <class T>
consteval bool describes_every_field() {
    return field_count<T> == boost::pfr::tuple_size_v<T>;
}

// Nothing in it, if it were shown as it is, could name a household, an owner or a person.
template <class M>
constexpr bool names_nobody(TextRule rule) {
    if constexpr (is_vector<M> || is_optional<M>) {
        return names_nobody<typename M::value_type>(rule);
    } else if constexpr (std::is_same_v<M, std::string>) {
        return rule != TextRule::free;
    } else if constexpr (std::is_same_v<M, HouseholdId> || std::is_same_v<M, OwnerId> || std::is_same_v<M, VaultText>) {
        return false;
    } else if constexpr (Described<M>) {
        return all_fields<M>([](auto const& f) { return names_nobody<MemberOf<decltype(f)>>(f.rule); });
    } else {
        return true;
    }
}

// Every field of an event has a class, and what is open names nobody.
template <class T>
constexpr bool classes_are_sound() {
    return all_fields<T>([](auto const& f) {
        using M = MemberOf<decltype(f)>;
        constexpr auto its_class = class_of<decltype(f)>;
        if constexpr (its_class == FieldClass::plain || its_class == FieldClass::fact) {
            return false;
        } else if constexpr (std::is_same_v<M, VaultText>) {
            return its_class == FieldClass::vault;
        } else if constexpr (its_class == FieldClass::open) {
            return names_nobody<M>(f.rule);
        } else if constexpr (its_class == FieldClass::parts && is_vector<M>) {
            return classes_are_sound<typename M::value_type>();
        } else if constexpr (its_class == FieldClass::parts) {
            return classes_are_sound<M>();
        } else {
            return true;
        }
    });
}

namespace detail {
// The compiler spells a value that is no enumerator as a cast.
template <auto value>
consteval bool is_enumerator() {
    std::string_view const spelled = __PRETTY_FUNCTION__;
    auto const at = spelled.find("value = ");
    return spelled.substr(at + 8, 1) != "(";
}
}  // namespace detail

// One entry per enumerator, in order, and none behind the last.
template <class E>
consteval bool names_every_enumerator() {
    constexpr auto const& entries = EnumNames<E>::entries;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (static_cast<std::size_t>(entries[i].value) != i || entries[i].name.empty()) return false;
        for (std::size_t j = 0; j < i; ++j) {
            if (entries[i].name == entries[j].name) return false;
        }
    }
    return !detail::is_enumerator<static_cast<E>(entries.size())>();
}

template <class E>
concept NamedEnum = std::is_enum_v<E> && requires {
    EnumNames<E>::entries;
};

template <NamedEnum E>
[[nodiscard]] constexpr std::string_view name_of(E value) {
    return EnumNames<E>::entries.at(static_cast<std::size_t>(value)).name;
}
template <NamedEnum E>
[[nodiscard]] constexpr std::optional<E> value_of(std::string_view name) {
    for (auto const& entry : EnumNames<E>::entries) {
        if (entry.name == name) return entry.value;
    }
    return std::nullopt;
}

// The household a struct is about: its first member that is a household's id.
template <class T>
[[nodiscard]] HouseholdId const* household_in(T const& value) {
    HouseholdId const* found = nullptr;
    each_field<T>([&](auto const& f) {
        using M = MemberOf<decltype(f)>;
        if constexpr (std::is_same_v<M, HouseholdId>) {
            if (found == nullptr) found = &(value.*f.member);
        } else if constexpr (std::is_same_v<M, std::optional<HouseholdId>>) {
            if (found == nullptr && value.*f.member) found = &*(value.*f.member);
        }
    });
    return found;
}

}  // namespace jiati::codec
