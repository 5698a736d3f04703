// What may name a file: cities and ids become parts of paths.
#pragma once

#include <string_view>

namespace jiati::blobs {

inline bool is_name(std::string_view text) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    return !text.empty() && text.size() <= 64 && text.find_first_not_of(allowed) == std::string_view::npos;
}

}  // namespace jiati::blobs
