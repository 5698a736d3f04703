// What a sent file claims to be and what its bytes say. Total on any bytes.
#pragma once

#include "base/file_type.h"

#include <optional>
#include <string_view>

namespace jiati::app {

// A type as it is sent; pictures of every kind are kept as JPEG.
struct SentType {
    std::string_view media_type;
    FileType kept;
    std::size_t bytes_max;
};
// Nothing for a type that is not taken.
[[nodiscard]] SentType const* sent_type(std::string_view media_type);
[[nodiscard]] std::string_view media_type_of(FileType type);
[[nodiscard]] std::string_view extension_of(FileType type);

// Whether the bytes begin (and, for documents, end) as their type does. Office documents are archives that hold their
// own main part and no macros.
[[nodiscard]] bool is_of_type(std::string_view bytes, SentType const& type);

inline constexpr std::size_t file_bytes_max = std::size_t{20} << 20U;

}  // namespace jiati::app
