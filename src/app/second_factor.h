// One-time codes from an app on the telephone (TOTP, RFC 6238: SHA-1, six digits, thirty seconds, as every such app
// takes them) and the recovery codes for the day the telephone is lost.
#pragma once

#include "app/ports/randomness.h"
#include "base/date.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::app {

struct NewSecondFactor {
    std::string secret;                       // base32, 160 bits
    std::vector<std::string> recovery_codes;  // ten, "ABCD-EFGH-IJKL-MNOP"; told once and kept nowhere
    std::string recovery_hashes;              // what is kept: SHA-256 in hexadecimal, one a line
};
[[nodiscard]] NewSecondFactor make_second_factor(Randomness& randomness);

// What an app reads from a QR code.
[[nodiscard]] std::string otpauth_uri(std::string_view issuer, std::string_view login, std::string_view secret);

// The name under which a code is used up, when it is right: of now or of the steps beside it, since telephones' clocks
// are off by some seconds. Nothing for a wrong code, and for anything that is no code.
[[nodiscard]] std::optional<std::string> right_code(std::string const& secret, std::string_view code, Instant now);
[[nodiscard]] std::optional<std::string> right_recovery_code(std::string_view hashes, std::string_view code);

// Codes are accepted for so long; a used one must be remembered at least until then.
inline constexpr std::int64_t code_life_ms = 3 * 30'000;

}  // namespace jiati::app
