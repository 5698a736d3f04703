// Words that the register and accounts share when personal data are erased or looked at.
#pragma once

#include <cstdint>

namespace jiati {

enum class AskedBy : std::uint8_t { person, representative, office };  // who wanted the data erased
// Why someone looked at data that are masked to them.
enum class ReadPurpose : std::uint8_t { contact, verification, dispute, works, audit };

}  // namespace jiati
