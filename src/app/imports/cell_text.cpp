#include "app/imports/cell_text.h"

#include "base/text.h"

#include <utf8proc.h>
#include <algorithm>
#include <array>
#include <cstdlib>

namespace jiati::app::imports {
namespace {

using Words = std::initializer_list<std::string_view>;

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

std::string compatible(std::string_view text) {
    if (!is_clean_utf8(text)) return {};
    utf8proc_uint8_t* mapped = nullptr;
    auto const length = utf8proc_map(
        reinterpret_cast<utf8proc_uint8_t const*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &mapped,
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_IGNORE));
    if (length < 0) return {};
    std::string made(reinterpret_cast<char const*>(mapped), static_cast<std::size_t>(length));
    std::free(mapped);
    for (auto const* dash : {"—", "–", "‐", "‑", "−", "~", "～", "〜", "﹣"}) replace_all(made, dash, "-");
    while (made.find("--") != std::string::npos) replace_all(made, "--", "-");
    return made;
}

bool is_blank(char c) { return static_cast<unsigned char>(c) <= 0x20 || c == '\x7f'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// The longest end of `text` that names a number, letter or side: "幸福小区12" → "12", "东" → "东".
std::string last_token(std::string_view text) {
    static constexpr std::array<std::string_view, 20> numerals = {"一", "二", "三", "四", "五", "六", "七",
                                                                  "八", "九", "十", "甲", "乙", "丙", "丁",
                                                                  "东", "西", "南", "北", "中", "两"};
    auto from = text.size();
    for (;;) {
        if (from > 0 && (is_digit(text[from - 1]) || is_letter(text[from - 1]))) {
            --from;
            continue;
        }
        auto const head = text.substr(0, from);
        bool const is_numeral = std::ranges::any_of(numerals, [&](auto word) { return head.ends_with(word); });
        if (!is_numeral) return std::string(text.substr(from));
        from -= 3;  // each is three bytes of UTF-8
    }
}

std::string numbered(std::string_view token, std::string_view suffix) {
    auto const number = whole_number(token);
    return (number ? std::to_string(*number) : std::string(token)) + std::string(suffix);
}

void strip_end(std::string& text, Words suffixes) {
    for (auto const suffix : suffixes)
        if (text.size() > suffix.size() && text.ends_with(suffix)) {
            text.resize(text.size() - suffix.size());
            return;
        }
}

std::vector<std::string> split(std::string_view text, std::string_view separators) {
    std::vector<std::string> parts(1);
    for (char const c : text) {
        if (separators.find(c) == std::string_view::npos)
            parts.back() += c;
        else
            parts.emplace_back();
    }
    return parts;
}

bool is_phone(std::string_view digits) {
    if (digits.size() == 11 && digits[0] == '1') return digits[1] >= '3';
    if (digits.starts_with('0')) return digits.size() >= 10 && digits.size() <= 12;
    return (digits.size() == 7 || digits.size() == 8) && digits[0] >= '2';
}

}  // namespace

std::string plain(std::string_view text) {
    auto made = compatible(text);
    std::erase_if(made, is_blank);
    return made;
}

std::string plain_name(std::string_view text) {
    auto const made = compatible(text);
    bool const latin = std::ranges::all_of(made, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return latin ? std::string(trimmed(made)) : plain(made);
}

bool has_any(std::string_view text, Words words) {
    return std::ranges::any_of(words, [&](auto word) { return text.find(word) != std::string_view::npos; });
}

std::string quoted(std::string_view text) {
    std::size_t bytes = 0, points = 0;
    for (; bytes < text.size(); ++bytes)
        if ((static_cast<unsigned char>(text[bytes]) & 0xC0U) != 0x80U && ++points > 20) break;
    return "“" + std::string(text.substr(0, bytes)) + (bytes < text.size() ? "…" : "") + "”";
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    if (!text.empty() && text.size() <= 6 && std::ranges::all_of(text, is_digit)) {
        std::int64_t number = 0;
        for (char const c : text) number = number * 10 + (c - '0');
        return number;
    }
    static constexpr std::array<std::string_view, 10> digits = {"零", "一", "二", "三", "四",
                                                                "五", "六", "七", "八", "九"};
    auto const digit = [&](std::string_view one) -> std::optional<std::int64_t> {
        if (one == "两") return 2;
        auto const found = std::ranges::find(digits, one);
        if (found == digits.end()) return std::nullopt;
        return found - digits.begin();
    };
    constexpr std::string_view ten = "十";
    auto const at = text.find(ten);
    if (at == std::string_view::npos) return digit(text);
    auto const tens = at == 0 ? std::optional<std::int64_t>(1) : digit(text.substr(0, at));
    auto const rest = text.substr(at + ten.size());
    auto const ones = rest.empty() ? std::optional<std::int64_t>(0) : digit(rest);
    if (!tens || !ones) return std::nullopt;
    return *tens * 10 + *ones;
}

Result<SquareMetres, Reason> read_area(std::string_view text) {
    std::string digits(text);
    strip_end(digits, {"平方米", "平米", "平方", "m2", "M2", "平"});
    auto const groups = split(digits, ",");
    bool const in_thousands =
        groups.size() > 1 && std::ranges::all_of(groups.begin() + 1, groups.end(), [](auto const& group) {
            return group.size() >= 3 && (group.size() == 3 || group[3] == '.');
        });
    if (in_thousands) std::erase(digits, ',');
    auto area = SquareMetres::parse(digits);
    auto const point = digits.find('.');
    if (!area && point != std::string::npos && digits.size() > point + 8) {
        // A sum of the sheet's own, 80.3500000001: the hundredth is meant.
        auto const rest = digits.substr(point + 3);
        if (rest.starts_with("00000") && std::ranges::all_of(rest, is_digit))
            area = SquareMetres::parse(digits.substr(0, point + 3));
    }
    if (!area) {
        bool const too_fine = point != std::string::npos && SquareMetres::parse(digits.substr(0, point)) &&
                              std::ranges::all_of(digits.substr(point + 1), is_digit);
        if (too_fine) return Failure{"面积" + quoted(text) + "的小数太多，最多两位，请按房产证填写"};
        return Failure{"面积" + quoted(text) + "不是数字，应写成 80.50 这样"};
    }
    if (area->hundredths() <= 0) return Failure{"面积应大于 0，现在是 " + area->to_string()};
    if (*area < area_min) return Failure{"面积太小（" + area->to_string() + " 平方米），请核对"};
    if (*area > area_max) return Failure{"面积太大（" + area->to_string() + " 平方米），请核对是不是漏了小数点"};
    return *area;
}

Result<std::vector<std::int64_t>, Reason> read_floors(std::string_view text) {
    Failure const unknown{"楼层" + quoted(text) + "看不懂，应写成 3，复式写成 5-6"};
    if (has_any(text, {"负", "地下", "B"}) || text.starts_with("-"))
        return Failure{"地下的楼层不能登记：" + quoted(text)};
    std::string words(text);
    if (words == "底层" || words == "架空层" || words == "杂物层" || words == "储藏层")
        return std::vector<std::int64_t>{0};
    for (auto const* filler : {"第", "楼", "层", "复式", "F", "f"}) replace_all(words, filler, "");
    for (auto const* range : {"至", "到", "跃"}) replace_all(words, range, "-");
    for (auto const* list : {"、", "和", "及", ",", "+", ";"}) replace_all(words, list, "/");
    strip_end(words, {"-"});  // 5-6跃
    std::vector<std::int64_t> floors;
    for (auto const& part : split(words, "/")) {
        auto const ends = split(part, "-");
        if (ends.size() > 2) return unknown;
        auto const first = whole_number(ends.front()), last = whole_number(ends.back());
        if (!first || !last || *last < *first || *last > floor_max) return unknown;
        if (*last - *first > 3) return Failure{"一户占的楼层太多：" + quoted(text)};
        for (auto floor = *first; floor <= *last; ++floor) floors.push_back(floor);
    }
    std::ranges::sort(floors);
    floors.erase(std::unique(floors.begin(), floors.end()), floors.end());
    if (floors.size() > 4) return Failure{"一户占的楼层太多：" + quoted(text)};
    return floors;
}

Result<std::int64_t, Reason> read_people(std::string_view text) {
    std::string words(text);
    strip_end(words, {"口人", "个人", "人", "口"});
    auto const people = whole_number(words);
    if (!people) return Failure{"人口" + quoted(text) + "不是整数，应写成 3 这样"};
    if (*people > people_max) return Failure{"人口太多（" + std::to_string(*people) + " 人），请核对"};
    return *people;
}

Result<std::string, Reason> read_phone(std::string_view text) {
    std::string words(text), joined;
    for (auto const* list : {"、", "或", ",", ";"}) replace_all(words, list, "/");
    for (auto const& part : split(words, "/")) {
        std::string digits = part;
        std::erase_if(digits, [](char c) { return c == '-' || c == '(' || c == ')' || c == '.'; });
        if (digits.starts_with("+86")) digits.erase(0, 3);
        if (digits.starts_with("0086")) digits.erase(0, 4);
        if (digits.size() == 13 && digits.starts_with("861")) digits.erase(0, 2);
        if (!std::ranges::all_of(digits, is_digit) || !is_phone(digits))
            return Failure{"电话" + quoted(part) + "不对，手机号应是 11 位数字，座机应带区号"};
        joined += (joined.empty() ? "" : "、") + digits;
    }
    return joined;
}

std::string building_name(std::string_view text) {
    std::string words(text);
    if (words.starts_with("第")) words.erase(0, std::string_view("第").size());
    strip_end(words, {"号楼", "号栋", "号幢", "栋", "幢", "座", "楼", "#楼", "#"});
    return words.empty() ? "" : numbered(words, "栋");
}

std::string unit_name(std::string_view text) {
    std::string words(text);
    if (words.starts_with("第")) words.erase(0, std::string_view("第").size());
    strip_end(words, {"号单元", "单元", "梯"});
    return words.empty() ? "" : numbered(words, "单元");
}

Door read_door(std::string_view text) {
    Door door;
    std::string rest(text);
    std::size_t end = 0;
    for (std::string_view const mark : {"号楼", "号栋", "号幢", "栋", "幢", "座", "#楼", "#"}) {
        auto const at = rest.find(mark);
        auto const token = at == std::string::npos ? std::string() : last_token(std::string_view(rest).substr(0, at));
        if (token.empty()) continue;
        door.building = building_name(token);
        end = at + mark.size();
        break;
    }
    constexpr std::string_view unit_mark = "单元";
    if (auto const at = rest.find(unit_mark, end); at != std::string::npos) {
        auto const token = last_token(std::string_view(rest).substr(end, at - end));
        if (!token.empty()) {
            door.unit = unit_name(token);
            end = at + unit_mark.size();
        }
    }
    rest.erase(0, end);
    strip_end(rest, {"室", "房", "号", "户"});
    // Without a door behind it, "号" ends the room's number; with one, the house's: 12号301.
    constexpr std::string_view street_mark = "号";
    if (auto const at = rest.rfind(street_mark); at != std::string::npos && at + street_mark.size() < rest.size()) {
        auto const token = last_token(std::string_view(rest).substr(0, at));
        if (door.building.empty() && !token.empty()) door.building = numbered(token, street_mark);
        rest.erase(0, at + street_mark.size());
    }
    while (!rest.empty() && (rest.front() == '-' || rest.front() == '/')) rest.erase(0, 1);
    auto const parts = split(rest, "-");
    bool const short_parts = parts.size() == 3 && parts[0].size() <= 3 && parts[1].size() <= 2 && parts[2].size() >= 3;
    if (end == 0 && short_parts && whole_number(parts[0]) && whole_number(parts[1]) && whole_number(parts[2]))
        return {building_name(parts[0]), unit_name(parts[1]), parts[2]};
    door.room = rest;
    return door;
}

std::vector<std::string> doors_of_room(std::string_view room) {
    std::string words(room);
    for (auto const* list : {"、", "和", "及", ",", "+", ";"}) replace_all(words, list, "/");
    auto const dashed = split(words, "-");
    if (dashed.size() == 2 && dashed[0].size() >= 3 && dashed[1].size() >= 3 && whole_number(dashed[0]) &&
        whole_number(dashed[1]))
        return dashed;
    auto doors = split(words, "/");
    std::erase(doors, "");
    return doors;
}

std::vector<std::int64_t> floors_of_room(std::string_view room) {
    std::vector<std::int64_t> floors;
    for (auto const& part : doors_of_room(room)) {
        auto const last = std::ranges::find_if(part.rbegin(), part.rend(), is_digit).base();
        auto first = last;
        while (first != part.begin() && is_digit(*(first - 1))) --first;
        std::string const digits(first, last);
        if (digits.size() < 3 || digits.size() > 6) {
            if (has_any(part, {"商", "店", "门面", "储", "杂物", "车库", "车棚", "车位"})) return {0};
            return {};
        }
        auto const floor = *whole_number(digits) / 100 % 100;  // 10301 is unit 1, floor 3
        if (floor > floor_max) return {};
        floors.push_back(floor);
    }
    std::ranges::sort(floors);
    floors.erase(std::unique(floors.begin(), floors.end()), floors.end());
    return floors;
}

Owner read_owner(std::string_view text) {
    Owner owner;
    std::string names(text);
    for (auto open = names.find('('); open != std::string::npos; open = names.find('(')) {
        auto const close = std::min(names.find(')', open), names.size());
        auto inside = names.substr(open + 1, close - open - 1);
        names.erase(open, close + 1 - open);
        if (inside.find("租") == std::string::npos) {
            owner.note += (owner.note.empty() ? "" : "、") + inside;
            continue;
        }
        for (auto const* word : {"承租人", "租户", "租客", "租住", "出租给", "出租", "租给", "租", ":"})
            replace_all(inside, word, "");
        if (inside.empty()) std::swap(inside, names);  // 王五(租户): who lives there, not who owns it
        owner.tenant = inside;
    }
    // "和" may be a name's own character: 王和平 is one person.
    for (auto const* list : {",", ";", "/", "&"}) replace_all(names, list, "、");
    strip_end(names, {"、"});
    owner.names = names;
    return owner;
}

}  // namespace jiati::app::imports
