// Small helpers for the read models' JSON. Included by sources of this folder only: Boost stays out of other headers.
#pragma once

#include "base/date.h"
#include "base/fen.h"
#include "base/id.h"
#include "base/square_metres.h"

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace jiati::app::read {

namespace json = boost::json;

inline json::value of(Date date) { return json::string(date.to_string()); }
inline json::value of(Fen amount) { return json::string(amount.to_string()); }
inline json::value of(SquareMetres area) { return json::string(area.to_string()); }
inline json::value of(std::int64_t number) { return number; }
inline json::value of(std::string const& text) { return json::string(text); }
template <class Tag>
json::value of(Id<Tag> const& id) {
    return json::string(id.text);
}
template <class T>
json::value of(std::optional<T> const& maybe) {
    return maybe ? of(*maybe) : json::value(nullptr);
}
template <class T>
json::value of(std::vector<T> const& list) {
    json::array array;
    for (auto const& item : list) array.push_back(of(item));
    return array;
}
// Text that is absent when empty.
inline json::value text_or_null(std::string const& text) {
    return text.empty() ? json::value(nullptr) : json::value(json::string(text));
}
inline json::value word(std::string_view code) { return json::string(code); }

}  // namespace jiati::app::read
