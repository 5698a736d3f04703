// What may be kept as an attachment.
#pragma once

#include <cstdint>

namespace jiati {

enum class FileType : std::uint8_t { jpeg, pdf, xlsx, docx };

}  // namespace jiati
