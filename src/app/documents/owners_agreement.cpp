#include "app/documents/owners_agreement.h"

#include "app/documents/notice.h"
#include "app/documents/wording.h"
#include "app/read/roll.h"

#include <algorithm>
#include <array>

namespace jiati::app::documents {
namespace {

using paper::Align;
using project::operation::CostRule;

// Clauses are numbered as they come, since some are absent.
class Clauses {
  public:
    explicit Clauses(std::vector<paper::Block>& blocks) : blocks_(blocks) {}

    void begin(std::string const& title) {
        constexpr std::array<std::string_view, 12> numbers{"一", "二", "三", "四", "五",   "六",
                                                           "七", "八", "九", "十", "十一", "十二"};
        blocks_.emplace_back(paper::Heading{std::string(numbers.at(count_++)) + "、" + title, ""});
    }
    void say(std::string text) { blocks_.emplace_back(paper::Paragraph{std::move(text)}); }
    void add(paper::Block block) { blocks_.push_back(std::move(block)); }

  private:
    std::vector<paper::Block>& blocks_;
    std::size_t count_ = 0;
};

bool is_agreed(project::deliberation::Promise const& promise) {
    return promise.state != project::deliberation::PromiseState::made;
}

// Whether what is printed is about the plan that was voted on and passed.
bool has_passed(read::Sources const& from) {
    auto const* const plan = from.project.planning.current();
    return from.project.consent.passed_on && plan != nullptr &&
           from.project.consent.passed_plan_version == plan->version;
}

std::string opening(read::Sources const& from, std::vector<project::consent::RollEntry> const& roll) {
    std::vector<std::string> rooms;
    for (auto const& entry : roll) rooms.push_back(entry.room);
    std::string text = "本单元共 " + std::to_string(roll.size()) + " 户：" + joined(rooms) +
                       "。在本协议末尾签名的各户业主为协议各方，以房号表示。";
    if (has_passed(from))
        text += "本单元业主已于" + date(*from.project.consent.passed_on) + "表决通过本方案" +
                (from.project.consent.article.empty() ? "" : "（依据：" + from.project.consent.article + "）") + "。";
    return text + "各方协商一致，约定如下。";
}

void add_money(Clauses& clauses, read::Sources const& from) {
    auto const& funding = from.project.funding;
    clauses.begin("总价和钱的来源");
    clauses.say("电梯总价 " + money_both(funding.cost) + "。包括哪些项目，以合同写明的为准。");
    for (auto const& line : funding.lines)
        clauses.say(line.payer + "：" + money_both(line.amount) + (line.basis.empty() ? "" : "，依据：" + line.basis) +
                    "。");
    if (!funding.bank.empty())
        clauses.say("各户出资存入" + funding.bank + "的" + funding.account_kind + "，由" + funding.keeper +
                    "保管。每一笔收支都记入项目记录，各户随时可以查看。");
}

void add_shares(Clauses& clauses, read::Sources const& from, std::vector<project::consent::RollEntry> const& roll) {
    auto const& funding = from.project.funding;
    clauses.begin("各户出资");
    paper::Table table{
        {{"房号", 0.8, {}}, {"楼层", 0.8, {}}, {"出资（元）", 1.2, Align::right}, {"大写", 2.4, {}}}, {}, "", 0};
    Fen total;
    for (auto const& entry : roll) {
        auto const share = funding.share_of(entry.household);
        total += share;
        table.rows.push_back({{entry.room, floors(entry.floors), money(share), money_in_words(share)}, false});
    }
    table.rows.push_back({{"各户合计", money(total), money_in_words(total)}, true});
    clauses.add(std::move(table));
    clauses.say("总价因故变动的，变动部分怎么分由各户另行书面确认；没有确认以前，任何一户不因此多付。");
}

void add_compensation(Clauses& clauses, read::Sources const& from, bool names_compensation) {
    auto const& funding = from.project.funding;
    if (funding.compensation_total().is_zero()) return;
    clauses.begin("补偿");
    clauses.say("给受影响住户的补偿合计 " + money_both(funding.compensation_total()) + "，从上述款项中支付。" +
                (names_compensation ? "" : "每户的数额由受补偿的一户与经办人另行书面确认，不在本协议中列出。"));
    if (!names_compensation) return;
    paper::Table table{{{"房号", 0.8, {}}, {"补偿（元）", 1.2, Align::right}, {"大写", 2.4, {}}}, {}, "", 0};
    for (auto const& share : funding.compensation)
        table.rows.push_back({{from.room(share.household), money(share.amount), money_in_words(share.amount)}, false});
    clauses.add(std::move(table));
}

std::string running_cost(read::Sources const& from) {
    auto const& operation = from.project.operation;
    if (!operation.rule_on)
        return "电费、维保费、检验费和保险费怎么分，在电梯投入使用以前由各户书面确认，并作为本协议的附件。";
    std::string how;
    switch (operation.rule) {
        case CostRule::equal:
            how = "每户一样";
            break;
        case CostRule::coefficient:
            how = "按每层的系数分";
            break;
        case CostRule::floor_people:
            how = "按楼层乘人数分";
            break;
        case CostRule::counted_trips:
            how = "按乘坐次数分";
            break;
    }
    return "电费、维保费、检验费和保险费" + how + "，每期账单列明各户金额。";
}

void add_use(Clauses& clauses, read::Sources const& from) {
    auto const& acceptance = from.project.acceptance;
    clauses.begin("运行费");
    clauses.say(running_cost(from));
    if (auto const floor = from.project.deliberation.free_rides_up_to_floor(); floor > 0)
        clauses.say(std::to_string(floor) + " 层及以下的住户免费乘坐，不分担运行费（见附件）。");
    clauses.begin("使用单位和维护");
    clauses.say(acceptance.use_unit.empty()
                    ? "电梯的使用单位在验收以前由各户书面委托，负责日常管理、维保、检验和保险。"
                    : "电梯的使用单位是" + acceptance.use_unit + "，负责日常管理、维保、检验和保险。");
    for (auto const& commitment : from.project.contract.commitments) {
        auto const free = commitment.kind == "free_upkeep";
        clauses.say((free ? "施工单位免费维保 " : "整机质保 ") + std::to_string(commitment.years) + " 年" +
                    (commitment.text.empty() ? "" : "：" + commitment.text) + "。");
    }
}

// Nobody is excused by selling: the running agreement goes with the flat, and what is owed is settled first.
void add_terms(Clauses& clauses, std::int64_t plan_version) {
    clauses.begin("房屋出售、继承和出租");
    clauses.say(
        "房屋出售、赠与或者继承的，本协议的权利和义务随房屋转给新业主。转让前，原业主应当把本协议告诉对方，付清欠款，"
        "并把本协议写进转让合同；已经付的出资，由双方自行结算。");
    clauses.say("房屋出租的，运行费仍由业主负责；业主可以与租户约定由租户支付。");
    clauses.begin("方案改变和争议");
    clauses.say("本协议只对方案第 " + std::to_string(plan_version) + " 版有效。方案改了版，要重新表决、重新签订。");
    clauses.say(
        "有争议先在本单元协商；协商不成，由社区居委会、街道或者人民调解委员会调解；调解不成，可以向人民法院起诉。");
    clauses.say("本协议签名后生效。协议各方各持一份，社区居委会存一份。");
}

void add_signatures(Clauses& clauses, read::Sources const& from, std::vector<project::consent::RollEntry> const& roll) {
    auto const& consent = from.project.consent;
    clauses.begin("签名");
    paper::Table table;
    table.row_mm_min = 12;
    for (int side = 0; side < 2; ++side)
        for (auto const& [title, share] : {std::pair{"房号", 0.8}, {"业主签名", 1.7}, {"日期", 1.5}})
            table.columns.push_back({title, share, {}});
    auto const cells = [&](std::size_t i) {
        if (i >= roll.size()) return std::vector<std::string>(3);
        auto const signed_on = consent.signatures.find(roll[i].household);
        return std::vector<std::string>{
            roll[i].room, "", signed_on == consent.signatures.end() ? "" : signed_on->second.to_string() + " 已签"};
    };
    auto const rows = (roll.size() + 1) / 2;
    for (std::size_t i = 0; i < rows; ++i) {
        auto row = cells(i);
        for (auto& cell : cells(i + rows)) row.push_back(std::move(cell));
        table.rows.push_back({std::move(row), false});
    }
    clauses.add(std::move(table));
    clauses.say("代签的，附委托书或者身份关系证明，并写明与业主的关系。不同意的住户不必签名。");
    std::vector<std::string> lines;
    for (auto const& witness : consent.witnesses) lines.push_back("见证：" + witness);
    if (lines.empty()) lines = {"见证单位（盖章）", "见证人"};
    lines.emplace_back("日期");
    clauses.add(paper::Blanks{std::move(lines), 2});
}

void add_annex(std::vector<paper::Block>& blocks, read::Sources const& from) {
    paper::Table table{{{"", 0.35, {}}, {"给谁", 1.2, {}}, {"答应的事", 3, {}}}, {}, "", 0};
    for (auto const& promise : from.project.deliberation.promises)
        if (is_agreed(promise))
            table.rows.push_back({{std::to_string(table.rows.size() + 1), promise.to, promise.text}, false});
    if (table.rows.empty()) return;
    blocks.emplace_back(paper::Heading{"附件　对低层住户的承诺", ""});
    blocks.emplace_back(paper::Paragraph{"下列各条已由对方接受，与本协议有同样的效力，协议各方共同遵守。"});
    blocks.emplace_back(std::move(table));
}

}  // namespace

std::optional<paper::Document> owners_agreement(read::Sources const& from, bool names_compensation) {
    auto const* const plan = from.project.planning.current();
    if (plan == nullptr || !from.project.funding.adopted_on) return std::nullopt;
    auto const roll = read::roll_of(from);
    paper::Document document{"加装电梯协议书", record(from), from.project.last_occurred_on, 11.5, {}};
    document.blocks.emplace_back(
        paper::Title{document.title, has_passed(from) ? "" : "（草稿：这一版方案还没有表决通过，现在不要签名）"});
    document.blocks.emplace_back(paper::Band{"", place(from), "方案第 " + std::to_string(plan->version) + " 版"});
    document.blocks.emplace_back(paper::Paragraph{opening(from, roll)});
    Clauses clauses(document.blocks);
    clauses.begin("方案");
    clauses.add(scheme(from));
    add_money(clauses, from);
    add_shares(clauses, from, roll);
    add_compensation(clauses, from, names_compensation);
    add_use(clauses, from);
    add_terms(clauses, plan->version);
    add_signatures(clauses, from, roll);
    add_annex(document.blocks, from);
    return document;
}

}  // namespace jiati::app::documents
