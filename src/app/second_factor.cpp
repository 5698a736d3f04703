#include "app/second_factor.h"

#include "base/check.h"
#include "codec/canonical.h"

#include <liboath/oath.h>
#include <sodium.h>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

namespace jiati::app {
namespace {

constexpr unsigned step_s = 30;
constexpr unsigned digits = 6;
constexpr std::size_t secret_bytes = 20;
constexpr std::size_t recovery_bytes = 10;
constexpr std::size_t recovery_count = 10;
constexpr std::size_t group = 4;  // letters between hyphens

struct Freed {
    void operator()(char* text) const { std::free(text); }  // as liboath asks
};
using OathText = std::unique_ptr<char, Freed>;

std::string base32(std::string_view bytes) {
    char* text = nullptr;
    std::size_t size = 0;
    CHECK(oath_base32_encode(bytes.data(), bytes.size(), &text, &size) == OATH_OK);
    OathText const owned(text);
    return {text, size};
}

std::string random_base32(Randomness& randomness, std::size_t size) {
    std::vector<unsigned char> bytes(size);
    randomness.fill(bytes);
    return base32({reinterpret_cast<char const*>(bytes.data()), bytes.size()});
}

std::string hash_of(std::string_view text) { return codec::hex(codec::sha256(text)); }

bool are_equal(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

// People leave out hyphens and capitals.
std::string letters_of(std::string_view code) {
    std::string letters;
    for (char const c : code) {
        if (c == '-' || c == ' ') continue;
        letters += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return letters;
}

}  // namespace

NewSecondFactor make_second_factor(Randomness& randomness) {
    NewSecondFactor factor;
    factor.secret = random_base32(randomness, secret_bytes);
    for (std::size_t i = 0; i < recovery_count; ++i) {
        auto const letters = random_base32(randomness, recovery_bytes);
        auto& code = factor.recovery_codes.emplace_back();
        for (std::size_t at = 0; at < letters.size(); at += group)
            code += (at == 0 ? "" : "-") + letters.substr(at, group);
        factor.recovery_hashes += (i == 0 ? "" : "\n") + hash_of(letters);
    }
    return factor;
}

std::string otpauth_uri(std::string_view issuer, std::string_view login, std::string_view secret) {
    // Issuer and login are made of characters that need no escaping.
    return "otpauth://totp/" + std::string(issuer) + ":" + std::string(login) + "?secret=" + std::string(secret) +
           "&issuer=" + std::string(issuer) + "&algorithm=SHA1&digits=6&period=30";
}

std::optional<std::string> right_code(std::string const& secret, std::string_view code, Instant now) {
    if (code.size() != digits || code.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    char* bytes = nullptr;
    std::size_t size = 0;
    if (oath_base32_decode(secret.data(), secret.size(), &bytes, &size) != OATH_OK) return std::nullopt;
    OathText const owned(bytes);
    std::optional<std::string> name;
    for (std::int64_t const beside : {-1, 0, 1}) {
        auto const step = now.unix_ms / 1000 / step_s + beside;
        std::array<char, digits + 1> expected{};
        int const made =
            oath_totp_generate(bytes, size, static_cast<time_t>(step * step_s), step_s, 0, digits, expected.data());
        if (made == OATH_OK && are_equal({expected.data(), digits}, code)) name = "totp " + std::to_string(step);
    }
    sodium_memzero(bytes, size);
    return name;
}

std::optional<std::string> right_recovery_code(std::string_view hashes, std::string_view code) {
    auto const letters = letters_of(code);
    if (letters.size() != recovery_bytes * 8 / 5) return std::nullopt;
    auto const hash = hash_of(letters);
    std::optional<std::string> name;
    while (!hashes.empty()) {
        auto const end = std::min(hashes.find('\n'), hashes.size());
        if (are_equal(hashes.substr(0, end), hash)) name = "recovery " + hash;
        hashes.remove_prefix(std::min(end + 1, hashes.size()));
    }
    return name;
}

}  // namespace jiati::app
