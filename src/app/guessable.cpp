#include "app/guessable.h"

#include "base/text.h"

#include <algorithm>
#include <string>

namespace jiati::app {
namespace {

constexpr std::size_t characters_min = 8;
constexpr std::size_t login_bytes_min = 4;  // a shorter one is in too many words to tell anything
constexpr std::size_t unit_bytes_max = 4;   // of what is repeated

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

std::string in_small_letters(std::string_view text) {
    std::string small(text);
    for (auto& c : small)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return small;
}

bool is_common(std::string_view small) {
    if (small.find_first_of(" \n") != std::string_view::npos) return false;
    for (auto at = common_passwords.find(small); at != std::string_view::npos;
         at = common_passwords.find(small, at + 1)) {
        auto const end = at + small.size();
        auto const is_edge = [](char c) { return c == ' ' || c == '\n'; };
        if ((at == 0 || is_edge(common_passwords[at - 1])) &&
            (end == common_passwords.size() || is_edge(common_passwords[end])))
            return true;
    }
    return false;
}

// "abcabcabc", "88888888"
bool repeats(std::string_view text) {
    for (std::size_t unit = 1; unit <= unit_bytes_max && unit * 2 <= text.size(); ++unit)
        if (text.substr(unit) == text.substr(0, text.size() - unit)) return true;
    return false;
}

// "12345678", "87654321", "abcdefgh"; after 9 comes 0.
bool runs(std::string_view text) {
    for (int const step : {1, -1}) {
        bool holds = true;
        for (std::size_t i = 1; i < text.size() && holds; ++i) {
            bool const wraps = (step == 1 && text[i - 1] == '9' && text[i] == '0') ||
                               (step == -1 && text[i - 1] == '0' && text[i] == '9');
            holds = wraps || text[i] - text[i - 1] == step;
        }
        if (holds) return true;
    }
    return false;
}

bool is_date(std::string_view year, std::string_view month, std::string_view day) {
    bool const of_a_life = year.starts_with("19") || year.starts_with("20");
    return of_a_life && month >= "01" && month <= "12" && day >= "01" && day <= "31";
}

// 19650308, 1965-03-08, 08031965, 03081965 and 1965年3月8日: birthdays are the first that neighbours try.
bool is_date(std::string_view text) {
    std::string digits;
    std::size_t others = 0;
    for (char const c : text) {
        if (is_digit(c))
            digits += c;
        else
            ++others;
    }
    if (others > 9) return false;  // three marks of three bytes
    if (others > 0 && digits.size() >= 6 && digits.size() < 8)
        return digits.starts_with("19") || digits.starts_with("20");
    if (digits.size() != 8) return false;
    std::string_view const d = digits;
    return is_date(d.substr(0, 4), d.substr(4, 2), d.substr(6)) ||
           is_date(d.substr(4), d.substr(2, 2), d.substr(0, 2)) || is_date(d.substr(4), d.substr(0, 2), d.substr(2, 2));
}

// A mobile telephone, or an identity number of 15 or 18 places.
bool is_number_of_a_person(std::string_view small) {
    if (small.starts_with("+86")) small.remove_prefix(3);
    if (small.size() == 11 && all_digits(small)) return small[0] == '1' && small[1] >= '3';
    if (small.size() == 15) return all_digits(small);
    return small.size() == 18 && all_digits(small.substr(0, 17)) && (is_digit(small.back()) || small.back() == 'x');
}

}  // namespace

std::optional<Refusal> guessable(std::string_view password, std::string_view login) {
    auto const small = in_small_letters(password);
    if (count_code_points(small) < characters_min)
        return refuse(password_short, "/credential", {{"characters", std::to_string(characters_min)}});
    if (login.size() >= login_bytes_min && small.find(login) != std::string::npos)
        return refuse(password_login, "/credential");
    if (repeats(small) || runs(small) || is_date(small) || is_number_of_a_person(small))
        return refuse(password_pattern, "/credential");
    if (is_common(small)) return refuse(password_common, "/credential");
    return std::nullopt;
}

}  // namespace jiati::app
