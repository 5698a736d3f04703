// What the readers of all calculators share: limits, exact numbers, names, lists, and objects keyed by name. For the
// sources of codec/ only.
#pragma once

#include "base/fraction.h"
#include "base/square_metres.h"
#include "codec/calculators/limits.h"
#include "codec/calculators/refusals.h"
#include "codec/reader.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace jiati::codec::calculators {

using Step = Reader::Step;

// Reads one document. Each function notes the refusal at the present place and answers false; the first one is kept.
class Input {
  public:
    explicit Input(InputLimits const& limits) : limits_(limits), reader_(Origin::document) {}

    [[nodiscard]] Reader& reader() { return reader_; }
    bool fail(RefusalCode code, std::vector<Refusal::Argument> arguments);
    [[nodiscard]] Refusal take_refusal();

    // "20/3", "8.5", 8
    bool exact(json::value const& value, Fraction& out);
    bool not_negative(json::value const& value, Fraction& out);
    bool positive(json::value const& value, Fraction& out);
    bool positive(json::value const& value, SquareMetres& out);
    bool whole(json::value const& value, int least, int most, int& out);
    // As people write it: clean text, not empty, at most 100 characters; comes out in normal form C.
    bool name(json::value const& value, std::string& out);

    // The list at the present place, at least one of `what`; `read(element, index)` for each.
    template <class Read>
    bool list(json::value const& value, std::string_view what, Read&& read);
    // A member by `read(value)`; without it nothing is read, and a field that must stand is refused.
    template <class Read>
    bool field(json::object const& object, std::string_view name, std::string_view expected, Read&& read);
    template <class Read>
    bool optional_field(json::object const& object, std::string_view name, Read&& read);

  private:
    InputLimits limits_;
    Reader reader_;
    std::optional<Refusal> refusal_;
    Fraction denominators_{1};
};

// With that many digits behind the point; CHECKs that no more are needed.
[[nodiscard]] std::string fixed_text(Fraction const& value, std::size_t decimals);

// The players or households in published order.
class Names {
  public:
    // False when it stands there already.
    bool add(std::string name);
    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> const& all() const { return names_; }
    [[nodiscard]] std::size_t size() const { return names_.size(); }

  private:
    std::vector<std::string> names_;
    std::unordered_map<std::string, std::size_t> places_;
};

// {"a": …, "b": …} by `read(value, place)`; refuses unknown and repeated names, and, unless `some_will_do`, missing
// ones.
template <class Read>
bool by_name(Input& input, json::value const& value, Names const& names, bool some_will_do, Read&& read);

// ---- bodies of templates

template <class Read>
bool Input::list(json::value const& value, std::string_view what, Read&& read) {
    auto const* items = value.if_array();
    if (items == nullptr) return reader_.fail(wrong_type, "[…]", value);
    if (items->empty()) return fail(nothing_given, {{"expected", std::string(what)}});
    for (std::size_t i = 0; i < items->size(); ++i) {
        Step const step(reader_, i);
        if (!read((*items)[i], i)) return false;
    }
    return true;
}

template <class Read>
bool Input::optional_field(json::object const& object, std::string_view name, Read&& read) {
    auto const* found = object.if_contains(name);
    if (found == nullptr) return true;
    Step const step(reader_, name);
    return read(*found);
}

template <class Read>
bool Input::field(json::object const& object, std::string_view name, std::string_view expected, Read&& read) {
    if (object.contains(name)) return optional_field(object, name, read);
    Step const step(reader_, name);
    return reader_.fail(missing, expected);
}

// The place of a key among the names, or a refusal.
std::optional<std::size_t> place_of(Input& input, std::string_view key, Names const& names);

template <class Read>
bool by_name(Input& input, json::value const& value, Names const& names, bool some_will_do, Read&& read) {
    auto const* object = value.if_object();
    if (object == nullptr) return input.reader().fail(wrong_type, "{…}", value);
    std::vector<bool> seen(names.size());
    for (auto const& member : *object) {
        Step const step(input.reader(), std::string_view(member.key()));
        auto const place = place_of(input, member.key(), names);
        if (!place) return false;
        // Two spellings of one name, alike in normal form C.
        if (seen[*place]) return input.fail(repeated, {{"value", names.all()[*place]}});
        seen[*place] = true;
        if (!read(member.value(), *place)) return false;
    }
    for (std::size_t i = 0; !some_will_do && i < seen.size(); ++i) {
        if (seen[i]) continue;
        Step const step(input.reader(), names.all()[i]);
        return input.reader().fail(missing, "\"0\"");
    }
    return true;
}

}  // namespace jiati::codec::calculators
