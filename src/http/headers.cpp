#include "http/headers.h"

#include "base/text.h"

#include <algorithm>

namespace jiati::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

bool lists_token(std::string_view list, std::string_view token) {
    while (!list.empty()) {
        auto const comma = std::min(list.find(','), list.size());
        if (equal_ignoring_case(trimmed(list.substr(0, comma)), token)) return true;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

void Headers::set(std::string name, std::string value) {
    std::erase_if(fields_, [&](Header const& field) { return equal_ignoring_case(field.name, name); });
    add(std::move(name), std::move(value));
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
    auto const field =
        std::ranges::find_if(fields_, [&](Header const& f) { return equal_ignoring_case(f.name, name); });
    if (field == fields_.end()) return std::nullopt;
    return field->value;
}

}  // namespace jiati::http
