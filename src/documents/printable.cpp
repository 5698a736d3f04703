#include "documents/printable.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace jiati::documents {
namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr std::size_t unbreakable_bytes_max = 48;

struct Decoded {
    char32_t code = replacement;
    std::size_t bytes = 1;
};

Decoded decode(std::string_view text, std::size_t at) {
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    auto const first = byte(at);
    if (first < 0x80) return {first, 1};
    std::size_t const length = first >= 0xF0 && first < 0xF5 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
    if (length == 1 || first >= 0xF5 || at + length > text.size()) return {};
    char32_t code = first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return {};
        code = (code << 6U) | (byte(at + i) & 0x3FU);
    }
    constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    if (code < least.at(length) || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return {};
    return {code, length};
}

bool is_line_end(char32_t code) {
    return code == '\n' || code == 0x0B || code == 0x0C || code == 0x85 || code == 0x2028 || code == 0x2029;
}

bool is_dropped(char32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xAD || code == 0x061C ||
           (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF || (code >= 0xFFF9 && code <= 0xFFFC) ||
           (code >= 0xE0000 && code <= 0xE0FFF) || (code & 0xFFFEU) == 0xFFFEU;
}

void append(std::string& text, char32_t code) {
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xC0U | (code >> 6U));
        text += static_cast<char>(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        text += static_cast<char>(0xE0U | (code >> 12U));
        text += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
        text += static_cast<char>(0x80U | (code & 0x3FU));
    } else {
        text += static_cast<char>(0xF0U | (code >> 18U));
        text += static_cast<char>(0x80U | ((code >> 12U) & 0x3FU));
        text += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
        text += static_cast<char>(0x80U | (code & 0x3FU));
    }
}

std::string cleaned(std::string_view text, char line_end) {
    std::string clean;
    clean.reserve(std::min(text.size(), text_bytes_max));
    for (std::size_t i = 0; i < text.size();) {
        auto const [code, bytes] = decode(text, i);
        i += bytes;
        if (clean.size() >= text_bytes_max) return clean + "……";
        if (code == '\r' && i < text.size() && text[i] == '\n') continue;
        if (is_line_end(code) || code == '\r')
            clean += line_end;
        else if (code == '\t')
            clean += ' ';
        else if (!is_dropped(code))
            append(clean, code);
    }
    return clean;
}

bool is_digit(char32_t code) { return code >= '0' && code <= '9'; }

// What stands inside or after a number and belongs to it.
bool belongs_to_number(char32_t code) {
    constexpr std::u32string_view inner = U".,:/–-%㎡²年月日户元层栋室号条份次站门天米平方单千克公斤人部";
    return is_digit(code) || inner.find(code) != std::u32string_view::npos;
}

}  // namespace

std::string printable(std::string_view text) { return cleaned(text, '\n'); }
std::string printable_line(std::string_view text) { return cleaned(text, ' '); }

std::vector<std::pair<std::size_t, std::size_t>> unbreakable(std::string_view text) {
    std::vector<std::pair<std::size_t, std::size_t>> ranges;
    for (std::size_t i = 0; i < text.size();) {
        auto const first = decode(text, i);
        if (!is_digit(first.code)) {
            i += first.bytes;
            continue;
        }
        std::size_t end = i;
        for (std::size_t at = i; at < text.size();) {
            auto const next = decode(text, at);
            // One blank between a number and what it counts stays with both.
            bool const joining = next.code == ' ' && at + 1 < text.size() &&
                                 belongs_to_number(decode(text, at + 1).code) && !is_digit(decode(text, at + 1).code);
            if (!joining && !belongs_to_number(next.code)) break;
            at += next.bytes;
            end = at;
        }
        if (end - i <= unbreakable_bytes_max && end - i > 1) ranges.emplace_back(i, end);
        i = end;
    }
    return ranges;
}

}  // namespace jiati::documents
