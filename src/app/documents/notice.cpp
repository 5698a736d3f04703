#include "app/documents/notice.h"

#include "app/documents/wording.h"
#include "app/read/roll.h"

#include <algorithm>
#include <map>

namespace jiati::app::documents {
namespace {

using paper::Align;

std::string percent_of(Fen part, Fen whole) {
    if (whole.count() <= 0) return {};
    auto const hundredths = (part.count() * 10'000 + whole.count() / 2) / whole.count();
    auto text = Fen(hundredths).to_string();
    if (text.ends_with(".00")) text.resize(text.size() - 3);
    return text + "%";
}

std::string ground_word(place::Ground ground) {
    switch (ground) {
        case place::Ground::none:
            return {};
        case place::Ground::storage:
            return "储藏间";
        case place::Ground::stilt:
            return "架空层";
        case place::Ground::shops:
            return "店面";
    }
    return {};
}

// Into how many parts a household's landing is cut: as many as its floor has flats, or where a flat joins floors of
// different numbers, as the fullest floor has, so that no two overlap.
std::map<HouseholdId, std::int64_t> landings_of(read::Sources const& from, std::vector<place::Column> const& columns) {
    std::map<std::int64_t, std::int64_t> on_floor;
    auto const floors_of = [&](place::Column const& column) -> std::vector<std::int64_t> const& {
        return from.place.households.at(column.household).data.floors;
    };
    std::int64_t fullest = 1;
    for (auto const& column : columns)
        for (auto const floor : floors_of(column)) {
            on_floor[floor] = std::max(on_floor[floor], column.column + 1);
            fullest = std::max(fullest, column.column + 1);
        }
    bool const uneven = std::ranges::any_of(columns, [&](auto const& column) {
        return std::ranges::any_of(floors_of(column), [&](auto const floor) {
            return on_floor.at(floor) != on_floor.at(floors_of(column).front());
        });
    });
    std::map<HouseholdId, std::int64_t> landings;
    for (auto const& column : columns)
        if (!floors_of(column).empty())
            landings[column.household] = uneven ? fullest : on_floor.at(floors_of(column).front());
    return landings;
}

std::string opening(read::Sources const& from) {
    auto const& consent = from.project.consent;
    std::string text = place(from) + "业主拟加装电梯一部。";
    if (consent.ratios.size() >= 4 && consent.passed_on) {
        auto const& r = consent.ratios;
        text += "本单元有业主 " + r[0].of + " 人、专有面积 " + r[1].of + " 平方米；参加表决 " + r[0].have + " 人、" +
                r[1].have + " 平方米，同意 " + r[2].have + " 人、" + r[3].have + " 平方米，达到" +
                (consent.article.empty() ? "规定" : consent.article) + "的比例。";
    }
    return text + "现公示如下。";
}

}  // namespace

paper::KeyValues scheme(read::Sources const& from) {
    paper::KeyValues pairs;
    auto const add = [&](std::string name, std::string value) {
        if (!value.empty()) pairs.rows.emplace_back(std::move(name), std::move(value));
    };
    if (auto const* const version = from.project.planning.current()) {
        auto const& plan = version->plan;
        add("方案", "第 " + std::to_string(version->version) + " 版，" +
                        (plan.entry == project::planning::Entry::level ? "平层入户" : "半层入户"));
        add("规格", std::to_string(plan.levels) + " 层 " + std::to_string(plan.stops_at.size()) + " 站 " +
                        std::to_string(plan.doors) + " 门 " + std::to_string(plan.corridors) + " 连廊");
        if (plan.load_kg) add("载重", std::to_string(*plan.load_kg) + " 千克");
        add("井道", plan.shaft);
        for (std::size_t i = 0; i < std::min<std::size_t>(plan.details.size(), 3); ++i)
            add(i == 0 ? "做法" : "　", plan.details[i].text);
    }
    add("施工", from.project.contract.firm_name);
    return pairs;
}

paper::FloorFigure floor_figure(read::Sources const& from, std::string caption) {
    paper::FloorFigure figure;
    figure.caption = std::move(caption);
    auto const* const unit = from.unit();
    figure.floors = unit == nullptr ? 1 : unit->data.floors;
    auto const building =
        std::ranges::find(from.place.buildings, from.project.lifecycle.building, &place::BuildingState::id);
    if (building != from.place.buildings.end()) figure.ground = ground_word(building->ground);
    auto const columns = place::landing_columns(from.place, from.project.lifecycle.unit);
    auto const landings = landings_of(from, columns);
    for (auto const* const household : from.households()) {
        auto const& data = household->data;
        auto const column = std::ranges::find(columns, data.id, &place::Column::household);
        if (column == columns.end() || data.floors.empty()) continue;
        std::string amount;
        if (from.project.funding.adopted_on) {
            amount = money(from.project.funding.share_of(data.id));
            if (amount.ends_with(".00")) amount.resize(amount.size() - 3);
        }
        figure.cells.push_back({data.room, std::move(amount), data.floors.front(), data.floors.back(), column->column,
                                1, landings.at(data.id)});
    }
    if (auto const* const plan = from.project.planning.current())
        for (auto const& stop : plan->plan.stops_at) figure.stops.push_back({stop.floor, stop.half});
    return figure;
}

// Flats of the same floors that pay the same stand in one row; many rows two and two side by side, so that a notice
// stays on its page.
paper::Table shares_table(read::Sources const& from) {
    struct Group {
        std::vector<std::string> rooms;
        std::string floors;
        Fen each;
    };
    auto const& funding = from.project.funding;
    std::vector<Group> groups;
    for (auto const& entry : read::roll_of(from)) {
        auto const each = funding.share_of(entry.household);
        auto where = floors(entry.floors);
        if (groups.empty() || groups.back().floors != where || groups.back().each != each)
            groups.push_back({{}, std::move(where), each});
        groups.back().rooms.push_back(entry.room);
    }
    bool const folded = groups.size() > 12;
    bool const grouped = std::ranges::any_of(groups, [](auto const& group) { return group.rooms.size() > 1; });
    paper::Table table;
    auto const columns = [&] {
        table.columns.push_back({"房号", grouped && !folded ? 1.6 : 1.0, {}});
        table.columns.push_back({"楼层", 0.9, {}});
        table.columns.push_back({"每户出资（元）", 1.5, Align::right});
    };
    columns();
    if (folded) columns();
    if (!folded && grouped) table.columns.push_back({"小计（元）", 1.3, Align::right});
    if (!folded) table.columns.push_back({"占总价", 0.9, Align::right});
    auto const cells = [&](std::size_t i) {
        if (i >= groups.size()) return std::vector<std::string>(3);
        auto const& group = groups[i];
        auto const many = static_cast<std::int64_t>(group.rooms.size());
        Fen const sum(group.each.count() * many);
        std::vector<std::string> row{joined(group.rooms), group.floors,
                                     (many > 1 && !folded ? "各 " : "") + money(group.each)};
        if (!folded && grouped) row.push_back(money(sum));
        if (!folded) row.push_back(percent_of(sum, funding.cost));
        return row;
    };
    auto const rows = folded ? (groups.size() + 1) / 2 : groups.size();
    for (std::size_t i = 0; i < rows; ++i) {
        auto row = cells(i);
        if (folded)
            for (auto& cell : cells(i + rows)) row.push_back(std::move(cell));
        table.rows.push_back({std::move(row), false});
    }
    auto const add_sum = [&](std::string const& label, Fen amount, bool strong) {
        std::vector<std::string> row{label, money(amount)};
        if (!folded) row.push_back(percent_of(amount, funding.cost));
        table.rows.push_back({std::move(row), strong});
    };
    for (auto const& line : funding.lines) add_sum(line.payer, line.amount, false);
    auto const compensation = funding.compensation_total();
    auto const total = funding.cost + compensation;
    add_sum((compensation.is_zero() ? "合计（" : "总价与补偿合计（") + money_in_words(total) + "）", total, true);
    return table;
}

std::optional<paper::Document> notice(read::Sources const& from, std::string const& public_url) {
    auto const& state = from.project.notice;
    if (!state.posted_on) return std::nullopt;
    paper::Document document{
        "关于" + building_and_unit(from) + "加装电梯的公示", record(from), from.project.last_occurred_on, 10.5, {}};
    auto& blocks = document.blocks;
    blocks.emplace_back(paper::Title{document.title, ""});
    blocks.emplace_back(paper::Paragraph{opening(from)});
    blocks.emplace_back(paper::Band{
        "公示期", date(*state.posted_on) + (state.ends_on ? " 至 " + date(*state.ends_on) : ""),
        "共 " + std::to_string(state.days) + (state.kind == project::notice::DayKind::working ? " 个工作日" : " 日")});
    blocks.emplace_back(paper::Side{{floor_figure(from, "图一　各户出资（元）与停靠位置")}, {scheme(from)}, 0.58});
    auto const& quotes = from.project.contract.quotes;
    std::string talked;
    if (quotes.size() > 1 && quotes.front().amount != quotes.back().amount)
        talked = "总价由 " + money(quotes.front().amount) + " 元谈到 " + money(quotes.back().amount) + " 元。";
    blocks.emplace_back(paper::Heading{"一、钱从哪来，各户出多少", std::move(talked)});
    if (from.project.funding.adopted_on)
        blocks.emplace_back(shares_table(from));
    else
        blocks.emplace_back(paper::Paragraph{"各户出资还没有定。"});
    std::string const until = state.ends_on ? date(*state.ends_on) : "公示结束";
    std::string const how = until +
                            "前，写明房号、姓名和理由，交到社区居委会；相邻楼栋的住户也可以提。"
                            "每条意见都编号、答复、留底，提意见的人不会被公开。";
    std::vector<paper::Block> said;
    if (public_url.empty()) {
        said.emplace_back(paper::Heading{"二、有意见，这样提", ""});
        said.emplace_back(paper::Paragraph{how, false});
    } else {
        said.emplace_back(paper::QrCode{public_url + "/p/" + from.project.lifecycle.project.text, "二、有意见，这样提",
                                        how + "扫码可核对原件和全部记录。"});
    }
    said.emplace_back(paper::Blanks{{"社区电话"}, 1});
    std::vector<paper::Block> issued{
        paper::Issuer{{building_and_unit(from) + "加装电梯工作小组", date(*state.posted_on)}, "社区\n盖章"}};
    blocks.emplace_back(paper::Side{std::move(said), std::move(issued), 0.62});
    return document;
}

std::optional<paper::Workbook> shares_workbook(read::Sources const& from) {
    auto const& funding = from.project.funding;
    if (!funding.adopted_on) return std::nullopt;
    paper::Sheet sheet{"分摊", {place(from) + "加装电梯各户出资表", record(from)}, {}, {}, {}};
    sheet.columns = {{"房号", 14, {}}, {"楼层", 10, {}}, {"出资（元）", 16, paper::CellKind::money}};
    for (auto const& entry : read::roll_of(from))
        sheet.rows.push_back({entry.room, floors(entry.floors), funding.share_of(entry.household).to_string()});
    for (auto const& line : funding.lines) sheet.rows.push_back({line.payer, "", line.amount.to_string()});
    sheet.total = {"合计", "", (funding.cost + funding.compensation_total()).to_string()};
    return paper::Workbook{sheet.above.front(), from.project.last_occurred_on, {std::move(sheet)}};
}

}  // namespace jiati::app::documents
