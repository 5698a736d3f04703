#include "app/documents/notice_report.h"

#include "app/documents/wording.h"

namespace jiati::app::documents {
namespace {

namespace notices = project::notice;

// Codes of the policies; a place that was written out stands as it is.
std::string place_words(std::string const& code) {
    if (code == "unit_entrance") return "单元门口";
    if (code == "building") return "楼栋";
    if (code == "estate_board") return "小区公告栏";
    if (code == "neighbouring_buildings") return "相邻楼栋";
    return code;
}

std::string outcome_words(notices::Outcome outcome) {
    switch (outcome) {
        case notices::Outcome::open:
            return "待答复";
        case notices::Outcome::dismissed:
            return "已说明";
        case notices::Outcome::accommodated:
            return "已采纳";
        case notices::Outcome::upheld:
            return "成立";
        case notices::Outcome::withdrawn:
            return "已撤回";
    }
    return {};
}

std::string words(std::optional<Date> const& day) { return day ? date(*day) : "—"; }

}  // namespace

std::optional<paper::Document> notice_report(read::Sources const& from) {
    auto const& state = from.project.notice;
    if (!state.posted_on || !state.closed_on) return std::nullopt;
    paper::Document document{"加装电梯公示情况报告", record(from), from.project.last_occurred_on, 11.5, {}};
    auto& blocks = document.blocks;
    blocks.emplace_back(paper::Title{document.title, place(from)});
    blocks.emplace_back(paper::Band{
        "公示期", date(*state.posted_on) + (state.ends_on ? " 至 " + date(*state.ends_on) : ""),
        "共 " + std::to_string(state.days) + (state.kind == notices::DayKind::working ? " 个工作日" : " 日")});
    std::vector<std::string> places;
    for (auto const& one : state.places) places.push_back(place_words(one));
    paper::KeyValues facts;
    facts.rows = {{"公示的方案", "第 " + std::to_string(state.plan_version) + " 版"},
                  {"张贴地点", joined(places)},
                  {"见证", state.witnesses.empty() ? "—" : joined(state.witnesses)},
                  {"结束", date(*state.closed_on)}};
    blocks.emplace_back(std::move(facts));
    auto const count = state.objections.size();
    blocks.emplace_back(
        paper::Heading{"收到的意见", count == 0 ? "" : "共 " + std::to_string(count) + " 条，只写编号，不写是谁提的"});
    if (count == 0) {
        blocks.emplace_back(paper::Paragraph{"公示期间没有收到意见。"});
    } else {
        paper::Table table{{{"编号", 0.6, {}}, {"提出", 2, {}}, {"答复", 2, {}}, {"结果", 1, {}}}, {}, "", 0};
        for (std::size_t i = 0; i < count; ++i) {
            auto const& objection = state.objections[i];
            table.rows.push_back({{std::to_string(i + 1), date(objection.raised_on), words(objection.answered_on),
                                   outcome_words(objection.outcome)},
                                  false});
        }
        blocks.emplace_back(std::move(table));
        blocks.emplace_back(paper::Paragraph{
            "“已说明”是经解释没有采纳，“已采纳”是照意见作了调整，“成立”是项目因此退回修改。", true, false, true});
    }
    blocks.emplace_back(paper::Heading{"张贴证明", "（照片贴在背面）"});
    std::vector<std::string> lines;
    for (auto const& one : places) lines.push_back(one + "　张贴人");
    lines.emplace_back("见证人");
    std::vector<paper::Block> issued{
        paper::Issuer{{building_and_unit(from) + "加装电梯工作小组", date(*state.closed_on)}, "社区\n盖章"}};
    blocks.emplace_back(paper::Side{{paper::Blanks{std::move(lines), 1}}, std::move(issued), 0.6});
    return document;
}

}  // namespace jiati::app::documents
