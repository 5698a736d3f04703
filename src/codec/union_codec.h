// The definitions of codecs.h, for the source files that hold a stage's or an aggregate's descriptions.
#pragma once

#include "codec/codec.h"
#include "codec/codecs.h"

#include <utility>
#include <variant>

namespace jiati::codec {

// The JSON side of a command whose data are not its struct: what people send where the application adds the rest.
template <class Command>
struct CommandData {
    using Data = Command;
    static Command command(Data data) { return data; }
};

// ---- the public face
// -------------------------------------------------------------------------------------------------

template <class T>
bool has_class(FieldClass wanted) {
    bool found = false;
    each_field<T>([&](auto const& f) { found = found || class_of<decltype(f)> == wanted; });
    return found;
}

class FaceBuilder {
  public:
    template <class T>
    void show(T const& value, std::string const& enclosing_household) {
        static_assert(classes_are_sound<T>(), "every field of an event has a class, and what is open names nobody");
        auto const* own = household_in(value);
        std::string const household = own != nullptr && !own->empty() ? own->text : enclosing_household;
        each_field<T>([&](auto const& f) {
            path_.push_back({f.name});
            show_field<class_of<decltype(f)>>(value.*f.member, household);
            path_.pop_back();
        });
    }
    std::vector<FaceItem> take() { return std::move(items_); }

  private:
    using Section = FaceItem::Section;

    template <FieldClass its_class, class M>
    void show_field(M const& member, std::string const& household) {
        if constexpr (its_class == FieldClass::open) {
            if constexpr (is_optional<M>) {
                if (!member) return;
            }
            add(Section::open, write(member));
        } else if constexpr (its_class == FieldClass::vault) {
            if (!member.empty()) add(Section::vault, json::value(member.commitment));
        } else if constexpr (its_class == FieldClass::sealed) {
            add_commitment(write(member), household);
        } else if constexpr (its_class == FieldClass::sealed_each) {
            add(Section::sealed, json::array());
            for (auto const& element : member) {
                path_.push_back({{}, static_cast<std::size_t>(&element - member.data())});
                add_commitment(write(element), household_of(element, household));
                path_.pop_back();
            }
        } else if constexpr (is_vector<M>) {  // parts
            using Part = typename M::value_type;
            json::array const empty_parts(member.size(), json::object());
            if (has_class<Part>(FieldClass::open)) add(Section::open, empty_parts);
            if (has_class<Part>(FieldClass::sealed) || has_class<Part>(FieldClass::sealed_each)) {
                add(Section::sealed, empty_parts);
            }
            for (auto const& element : member) {
                path_.push_back({{}, static_cast<std::size_t>(&element - member.data())});
                show(element, household);
                path_.pop_back();
            }
        } else {
            show(member, household);
        }
    }

    template <class Element>
    static std::string household_of(Element const& element, std::string const& otherwise) {
        HouseholdId const* own = nullptr;
        if constexpr (std::is_same_v<Element, HouseholdId>) {
            own = &element;
        } else if constexpr (Described<Element>) {
            own = household_in(element);
        }
        return own != nullptr && !own->empty() ? own->text : otherwise;
    }

    void add(Section section, json::value value) { items_.push_back({section, path_, std::move(value), false, {}}); }
    void add_commitment(json::value value, std::string household) {
        items_.push_back({Section::sealed, path_, std::move(value), true, std::move(household)});
    }

    std::vector<FaceStep> path_;
    std::vector<FaceItem> items_;
};

// ---- documentation
// ---------------------------------------------------------------------------------------------------

template <class M>
std::string type_text(TextRule rule) {
    if constexpr (is_optional<M>) {
        return type_text<typename M::value_type>(rule);
    } else if constexpr (is_vector<M>) {
        return "list of " + type_text<typename M::value_type>(rule);
    } else if constexpr (Described<M>) {
        std::string text = "{";
        each_field<M>([&](auto const& f) {
            text +=
                (text.size() > 1 ? ", " : "") + std::string(f.name) + ": " + type_text<MemberOf<decltype(f)>>(f.rule);
        });
        return text + "}";
    } else {
        return shape_text(shape_of<M>(), rule, choices_of<M>());
    }
}

template <class T>
void describe_fields(std::string const& prefix, std::vector<FieldText>& out) {
    each_field<T>([&](auto const& f) {
        using M = MemberOf<decltype(f)>;
        auto const name = prefix + std::string(f.name);
        if constexpr (class_of<decltype(f)> == FieldClass::parts && is_vector<M>) {
            describe_fields<typename M::value_type>(name + "/*/", out);
        } else if constexpr (class_of<decltype(f)> == FieldClass::parts) {
            describe_fields<M>(name + "/", out);
        } else {
            out.push_back({name, type_text<M>(f.rule), class_of<decltype(f)>, is_optional<M>});
        }
    });
}

// ---- the unions
// ------------------------------------------------------------------------------------------------------

template <class Variant, class See>
constexpr void each_alternative(See&& see) {
    [&]<std::size_t... i>(std::index_sequence<i...>) {
        (see.template operator()<std::variant_alternative_t<i, Variant>>(), ...);
    }
    (std::make_index_sequence<std::variant_size_v<Variant>>{});
}

// The types of a union as a refusal lists them.
template <class Variant>
std::string event_names() {
    std::string names;
    each_alternative<Variant>(
        [&]<class T>() { names += (names.empty() ? "" : ", ") + std::string(Description<T>::name); });
    return names;
}

template <class Variant>
std::string_view EventCodec<Variant>::type_name(Variant const& event) {
    return std::visit([]<class T>(T const&) { return Description<T>::name; }, event);
}

template <class Variant>
json::value EventCodec<Variant>::write(Variant const& event) {
    return std::visit([](auto const& one) { return codec::write(one); }, event);
}

template <class Variant>
std::vector<FaceItem> EventCodec<Variant>::face(Variant const& event) {
    FaceBuilder builder;
    std::visit([&](auto const& one) { builder.show(one, {}); }, event);
    return builder.take();
}

template <class Variant>
std::optional<Variant> EventCodec<Variant>::read(std::string_view type, json::value const& payload, Reader& reader) {
    std::optional<Variant> event;
    bool known = false;
    each_alternative<Variant>([&]<class T>() {
        if (known || Description<T>::name != type) return;
        known = true;
        T one{};
        if (read_struct(reader, payload, one)) event.emplace(std::move(one));
    });
    if (!known) reader.fail_text(unknown_type, event_names<Variant>(), type);
    return event;
}

template <class Variant>
std::vector<EventText> EventCodec<Variant>::describe() {
    std::vector<EventText> all;
    each_alternative<Variant>([&]<class T>() {
        all.push_back({Description<T>::name, {}});
        describe_fields<T>({}, all.back().fields);
    });
    return all;
}

template <class Variant>
std::optional<Variant> CommandCodec<Variant>::read(std::string_view type, json::value const& data, Reader& reader) {
    std::optional<Variant> command;
    bool known = false;
    each_alternative<Variant>([&]<class T>() {
        using Data = typename CommandData<T>::Data;
        if (known || Description<Data>::name != type) return;
        known = true;
        Data one{};
        if (read_struct(reader, data, one)) command.emplace(CommandData<T>::command(std::move(one)));
    });
    if (!known) {
        std::string names;
        for (auto const name : types()) names += (names.empty() ? "" : ", ") + std::string(name);
        reader.fail_text(unknown_type, names, type);
    }
    return command;
}

template <class Variant>
std::vector<std::string_view> CommandCodec<Variant>::types() {
    std::vector<std::string_view> all;
    each_alternative<Variant>([&]<class T>() { all.push_back(Description<typename CommandData<T>::Data>::name); });
    return all;
}

template <class Variant>
json::object CommandCodec<Variant>::schema(std::string_view type) {
    json::object found;
    each_alternative<Variant>([&]<class T>() {
        using Data = typename CommandData<T>::Data;
        if (Description<Data>::name == type) found = codec::schema<Data>(TextRule::free, text_code_points_max);
    });
    return found;
}

}  // namespace jiati::codec
