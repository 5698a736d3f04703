// A refusal: the rules say no. The code is stable and lower case ("consent.not_open"); the words for people live in
// web/src/locales/{zh,en}/refusals.json under the same code, with the arguments by name. The pointer is an RFC 6901
// pointer into the command's data and names the place; empty when no single field is at fault.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace jiati {

// Declared once per stage as `inline constexpr RefusalCode not_open{"consent.not_open"};`. A test reads these
// declarations and demands words for each code in every language.
struct RefusalCode {
    std::string_view text;
    friend bool operator==(RefusalCode, RefusalCode) = default;
};

struct Refusal {
    struct Argument {
        std::string name;
        std::string value;
        friend bool operator==(Argument const&, Argument const&) = default;
    };

    std::string code;
    std::string pointer;
    std::vector<Argument> arguments;

    friend bool operator==(Refusal const&, Refusal const&) = default;
};

[[nodiscard]] inline Refusal refuse(RefusalCode code, std::string pointer = {},
                                    std::vector<Refusal::Argument> arguments = {}) {
    return Refusal{std::string(code.text), std::move(pointer), std::move(arguments)};
}

}  // namespace jiati
