#include "base/masking.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace jiati {
namespace {

// A character of a text: its bytes, and the digit it stands for, full-width ones too.
struct Character {
    std::string_view bytes;
    int digit = -1;
};

std::vector<Character> characters_of(std::string_view text) {
    std::vector<Character> list;
    while (!text.empty()) {
        std::size_t length = 1;
        while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) ++length;
        Character one{text.substr(0, length), -1};
        if (length == 1 && text[0] >= '0' && text[0] <= '9') one.digit = text[0] - '0';
        constexpr unsigned char zero = 0x90;  // U+FF10 is EF BC 90
        if (length == 3 && text[0] == '\xEF' && text[1] == '\xBC') {
            auto const last = static_cast<unsigned char>(text[2]);
            if (last >= zero && last <= zero + 9) one.digit = last - zero;
        }
        list.push_back(one);
        text.remove_prefix(length);
    }
    return list;
}

bool is_separator(Character const& one) { return one.bytes == " " || one.bytes == "-" || one.bytes == "－"; }
bool is_letter(Character const& one) {
    return one.bytes.size() == 1 &&
           ((one.bytes[0] >= 'A' && one.bytes[0] <= 'Z') || (one.bytes[0] >= 'a' && one.bytes[0] <= 'z'));
}
bool is_check_letter(Character const& one) { return one.bytes == "X" || one.bytes == "x" || one.bytes == "Ｘ"; }

std::string joined(std::vector<Character> const& all, std::size_t from, std::size_t to) {
    std::string text;
    for (std::size_t i = from; i < to; ++i) text += all[i].bytes;
    return text;
}

// The signs of a number, at `places`, with all but the first and last few hidden.
void hide(std::vector<Character>& all, std::vector<std::size_t> const& places, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i + last < places.size(); ++i) all[places[i]].bytes = "*";
}

struct Kept {
    std::size_t first = 0, last = 0;
};

// Identity numbers are written in groups of four and more, lists of rooms are not.
bool groups_are_long(std::vector<std::size_t> const& places) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        ++length;
        bool const ends = i + 1 == places.size() || places[i + 1] != places[i] + 1;
        if (ends && length < 4) return false;
        if (ends) length = 0;
    }
    return true;
}

// What may be shown of a number of a person; nothing of what is none. `spaced`: with blanks or hyphens inside, as dates
// and lists have them too, so that only well-known forms count.
bool is_personal(std::vector<Character> const& all, std::vector<std::size_t> const& places, bool spaced, Kept& kept) {
    auto const count = places.size();
    auto const digit = [&](std::size_t i) { return all[places[i]].digit; };
    std::size_t country = 0;
    if (count == 13 && digit(0) == 8 && digit(1) == 6) country = 2;
    if (count == 15 && digit(0) == 0 && digit(1) == 0) country = 4;
    if (count - country == 11 && digit(country) == 1 && digit(country + 1) >= 3) {
        kept = {country + 3, 4};
        return true;
    }
    if (count == 18 || count == 15) {
        kept = {3, 4};
        return !spaced || groups_are_long(places);
    }
    if (count >= 10 && count <= 12 && digit(0) == 0 && digit(1) != 0) {
        kept = {digit(1) <= 2 ? 3U : 4U, 4};
        return true;
    }
    kept = {0, 4};
    return !spaced && count >= 9;
}

}  // namespace

std::string mask_name(std::string_view name) {
    std::string masked;
    auto const all = characters_of(name);
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto const& bytes = all[i].bytes;
        bool const joins = bytes == "·" || bytes == "•" || bytes == "." || bytes == " ";
        masked += joins || (i == 0 && all.size() > 1) ? bytes : "*";
    }
    return masked;
}

std::string mask_identity_number(std::string_view number) {
    auto all = characters_of(number);
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < all.size(); ++i) places.push_back(i);
    // A number too short to be one is hidden whole.
    bool const whole = all.size() < 15;
    hide(all, places, whole ? 0 : 3, whole ? 0 : 4);
    return joined(all, 0, all.size());
}

std::string mask_phone(std::string_view phone) {
    auto all = characters_of(phone);
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].digit >= 0) places.push_back(i);
    Kept kept;
    if (places.size() < 7 || !is_personal(all, places, true, kept)) kept = {0, places.size() >= 7 ? 4U : 0U};
    hide(all, places, kept.first, kept.last);
    return joined(all, 0, all.size());
}

std::string mask_passport(std::string_view number) {
    auto all = characters_of(number);
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < all.size(); ++i) places.push_back(i);
    bool const whole = all.size() < 7;
    hide(all, places, whole ? 0 : 1, whole ? 0 : 2);
    return joined(all, 0, all.size());
}

std::string mask_numbers(std::string_view text) {
    auto all = characters_of(text);
    for (std::size_t at = 0; at < all.size();) {
        if (all[at].digit < 0) {
            ++at;
            continue;
        }
        // As far as digits go with at most one separator between two of them; then, where that is no number of a
        // person, the first group of digits by itself.
        for (bool const spaced : {true, false}) {
            std::vector<std::size_t> places;
            auto end = at;
            for (auto i = at; i < all.size(); ++i) {
                bool const bridge = spaced && is_separator(all[i]) && i + 1 < all.size() && all[i + 1].digit >= 0;
                if (all[i].digit >= 0)
                    places.push_back(i);
                else if (!bridge)
                    break;
                end = i + 1;
            }
            if (places.size() == 17 && end < all.size() && is_check_letter(all[end])) places.push_back(end++);
            bool const is_spaced = places.size() != end - at;
            bool const is_passport =
                places.size() == 8 && at > 0 && is_letter(all[at - 1]) && (at == 1 || !is_letter(all[at - 2]));
            Kept kept;
            if (is_passport) {
                hide(all, places, 0, 2);
            } else if (is_personal(all, places, is_spaced, kept)) {
                hide(all, places, kept.first, kept.last);
            } else if (spaced) {
                continue;
            }
            at = end;
            break;
        }
    }
    return joined(all, 0, all.size());
}

}  // namespace jiati
