// How personal data look to whoever has not asked to see them in full: enough to recognise what one knows already.
// UTF-8 in, UTF-8 out; a star for each character that is hidden.
#pragma once

#include <string>
#include <string_view>

namespace jiati {

// The first character alone is kept, of compound surnames too; "·", "." and blanks stay: 欧阳娜娜 → 欧***.
[[nodiscard]] std::string mask_name(std::string_view name);
// 110***********0123: the first three and the last four characters.
[[nodiscard]] std::string mask_identity_number(std::string_view number);
// 138****8000, +86 138****8000, 0791-****1234: the network or area code and the last four digits.
[[nodiscard]] std::string mask_phone(std::string_view phone);
// E******78
[[nodiscard]] std::string mask_passport(std::string_view number);
// A free text with every number masked that looks like one of a person: phones, identity numbers, passports, and
// anything else of nine digits and more (its last four stay). Years, dates, rooms and amounts stay.
[[nodiscard]] std::string mask_numbers(std::string_view text);

}  // namespace jiati
