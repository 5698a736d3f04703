#include "base/text.h"

#include <algorithm>
#include <charconv>

namespace jiati {
namespace {

constexpr std::int64_t hundredths_max = 100'000'000'000'000;  // 10^14

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The length of the well-formed sequence at the front, or 0.
std::size_t sequence_length(std::string_view text) {
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    auto const continues = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0U) == 0x80U; };
    unsigned char const first = byte(0);
    if (first < 0x80U) return first == 0 ? 0 : 1;
    if (first >= 0xC2U && first <= 0xDFU) return continues(1) ? 2 : 0;
    if (first >= 0xE0U && first <= 0xEFU) {
        if (!continues(1) || !continues(2)) return 0;
        if (first == 0xE0U && byte(1) < 0xA0U) return 0;  // overlong
        if (first == 0xEDU && byte(1) > 0x9FU) return 0;  // surrogate
        return 3;
    }
    if (first >= 0xF0U && first <= 0xF4U) {
        if (!continues(1) || !continues(2) || !continues(3)) return 0;
        if (first == 0xF0U && byte(1) < 0x90U) return 0;
        if (first == 0xF4U && byte(1) > 0x8FU) return 0;  // beyond U+10FFFF
        return 4;
    }
    return 0;
}

}  // namespace

std::optional<std::int64_t> parse_hundredths(std::string_view text) {
    bool const negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    auto const dot = text.find('.');
    auto const whole = text.substr(0, dot);
    auto const decimals = dot == std::string_view::npos ? std::string_view{} : text.substr(dot + 1);
    bool const decimals_fit = dot == std::string_view::npos || (all_digits(decimals) && decimals.size() <= 2);
    if (!all_digits(whole) || whole.size() > 15 || !decimals_fit) return std::nullopt;
    std::int64_t value = 0;
    for (char c : whole) value = value * 10 + (c - '0');
    value *= 100;
    if (!decimals.empty()) value += (decimals[0] - '0') * 10;
    if (decimals.size() == 2) value += decimals[1] - '0';
    if (value > hundredths_max) return std::nullopt;
    return negative ? -value : value;
}

std::string print_hundredths(std::int64_t hundredths) {
    bool const negative = hundredths < 0;
    auto const magnitude =
        negative ? 0 - static_cast<std::uint64_t>(hundredths) : static_cast<std::uint64_t>(hundredths);
    auto decimals = std::to_string(magnitude % 100);
    if (decimals.size() == 1) decimals.insert(0, 1, '0');
    return (negative ? "-" : "") + std::to_string(magnitude / 100) + "." + decimals;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
    auto const digits = text.starts_with('-') ? text.substr(1) : text;
    if (!all_digits(digits) || (digits.size() > 1 && digits[0] == '0')) return std::nullopt;
    std::int64_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

bool is_clean_utf8(std::string_view text) {
    while (!text.empty()) {
        auto const length = sequence_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::size_t count_code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    auto const first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace jiati
