#include "app/documents/wording.h"

#include <algorithm>
#include <array>

namespace jiati::app::documents {
namespace {

constexpr std::array<std::string_view, 10> digits{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
constexpr std::array<std::string_view, 4> places{"", "拾", "佰", "仟"};
constexpr std::array<std::string_view, 4> groups{"", "万", "亿", "万亿"};

// Four digits at most; `after_more`: higher groups stand before it, so that a leading nought is said.
std::string group_in_words(std::int64_t number, bool after_more) {
    std::string words;
    bool nought = false, begun = after_more;
    std::int64_t weight = 1000;
    for (std::size_t place = places.size(); place-- > 0; weight /= 10) {
        auto const digit = static_cast<std::size_t>(number / weight % 10);
        if (digit == 0) {
            nought = true;
            continue;
        }
        if (nought && begun) words += digits[0];
        nought = false;
        begun = true;
        words += digits.at(digit);
        words += places.at(place);
    }
    return words;
}

std::string whole_in_words(std::int64_t yuan) {
    std::array<std::int64_t, groups.size()> parts{};
    for (auto& part : parts) {
        part = yuan % 10'000;
        yuan /= 10'000;
    }
    std::string words;
    bool skipped = false;
    for (std::size_t i = parts.size(); i-- > 0;) {
        if (parts.at(i) == 0) {
            skipped = !words.empty();
            continue;
        }
        if (skipped && parts.at(i) >= 1000) words += digits[0];
        skipped = false;
        words += group_in_words(parts.at(i), !words.empty());
        words += groups.at(i);
    }
    return words;
}

}  // namespace

std::string money(Fen amount) {
    auto text = (amount.is_negative() ? -amount : amount).to_string();
    for (auto at = static_cast<std::ptrdiff_t>(text.find('.')) - 3; at > 0; at -= 3)
        text.insert(static_cast<std::size_t>(at), 1, ',');
    return (amount.is_negative() ? "退 " : "") + text;
}

std::string money_in_words(Fen amount) {
    auto const count = amount.is_negative() ? -amount.count() : amount.count();
    auto const yuan = count / 100, jiao = count / 10 % 10, fen = count % 10;
    std::string words = amount.is_negative() ? "退" : "";
    if (yuan > 0) words += whole_in_words(yuan) + "元";
    if (jiao == 0 && fen == 0) return words + (yuan > 0 ? "整" : "零元整");
    if (jiao > 0) words += std::string(digits.at(static_cast<std::size_t>(jiao))) + "角";
    if (fen == 0) return words + "整";
    if (jiao == 0 && yuan > 0) words += digits[0];
    return words + std::string(digits.at(static_cast<std::size_t>(fen))) + "分";
}

std::string money_both(Fen amount) { return money(amount) + " 元（" + money_in_words(amount) + "）"; }

std::string date(Date day) {
    constexpr std::array<std::string_view, 7> weekdays{"一", "二", "三", "四", "五", "六", "日"};
    return std::to_string(day.year()) + "年" + std::to_string(day.month()) + "月" + std::to_string(day.day()) +
           "日（星期" + std::string(weekdays.at(day.iso_weekday() - 1)) + "）";
}

std::string floors(std::vector<std::int64_t> const& floors) {
    if (floors.empty()) return {};
    if (floors.front() == 0) return "底层";
    auto text = std::to_string(floors.front());
    if (floors.size() > 1) text += "–" + std::to_string(floors.back());
    return text + " 层";
}

std::string joined(std::vector<std::string> const& words) {
    std::string text;
    for (auto const& word : words) text += (text.empty() ? "" : "、") + word;
    return text;
}

std::string building_and_unit(read::Sources const& from) {
    auto const building =
        std::ranges::find(from.place.buildings, from.project.lifecycle.building, &place::BuildingState::id);
    auto const* const unit = from.unit();
    return (building == from.place.buildings.end() ? "" : building->name) + (unit == nullptr ? "" : unit->data.name);
}

std::string place(read::Sources const& from) { return from.place.name + building_and_unit(from); }

std::string record(read::Sources const& from) {
    std::string text = "项目 " + from.project.lifecycle.project.text;
    if (auto const* const plan = from.project.planning.current())
        text += " · 方案第 " + std::to_string(plan->version) + " 版";
    if (from.seqs != nullptr && !from.seqs->empty()) text += " · 记录第 " + std::to_string(from.seqs->back()) + " 条";
    return text;
}

}  // namespace jiati::app::documents
