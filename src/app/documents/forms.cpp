#include "app/documents/forms.h"

#include "app/documents/wording.h"

namespace jiati::app::documents {
namespace {

constexpr double large_pt = 15.5;  // read and filled in by the old

paper::Document begun(read::Sources const& from, std::string title, double body_pt) {
    paper::Document document{std::move(title), record(from), from.project.last_occurred_on, body_pt, {}};
    document.blocks.emplace_back(paper::Title{document.title, ""});
    return document;
}

}  // namespace

paper::Document survey_form(read::Sources const& from, place::HouseholdState const& household) {
    auto document = begun(from, "加装电梯意见征询表", large_pt);
    auto& blocks = document.blocks;
    blocks.emplace_back(
        paper::Band{building_and_unit(from), household.data.room + " 室", floors(household.data.floors)});
    blocks.emplace_back(paper::Heading{"一、装电梯，你家怎么想？", "（选一个）"});
    blocks.emplace_back(paper::Choices{{"愿意", "还没想好", "不愿意"}, 3, true});
    blocks.emplace_back(paper::Heading{"二、担心什么？", "（可以多选）"});
    blocks.emplace_back(paper::Choices{{"采光", "通风", "噪音", "隐私", "安全", "房价", "价格", "分摊比例", "质量",
                                        "外观", "工期", "运行费", "离得太近", "补偿", "别的"},
                                       4});
    blocks.emplace_back(paper::Heading{"三、还想说什么？", ""});
    blocks.emplace_back(paper::Blanks{{"", "", ""}, 1});
    blocks.emplace_back(paper::Heading{"四、家里几口人？", "（可以不填）"});
    blocks.emplace_back(paper::Blanks{{"常住几人", "60 岁以上几人", "上下楼不方便几人"}, 1});
    blocks.emplace_back(paper::Paragraph{"你的意见只给社区工作人员看，不会告诉邻居。这不是投票，以后可以改。"});
    blocks.emplace_back(paper::Blanks{{"业主签名", "日期"}, 2});
    return document;
}

std::optional<paper::Document> ballot(read::Sources const& from, place::HouseholdState const& household,
                                      std::string const& public_url) {
    if (from.vote == nullptr || !from.vote->is_open() || from.vote->find(household.data.id) == nullptr)
        return std::nullopt;
    auto const& vote = *from.vote;
    auto document = begun(from, "加装电梯表决票", large_pt);
    auto& blocks = document.blocks;
    blocks.emplace_back(paper::Band{building_and_unit(from), household.data.room + " 室",
                                    "方案第 " + std::to_string(vote.plan_version) + " 版"});
    blocks.emplace_back(paper::Paragraph{vote.question, true, true});
    if (from.project.funding.adopted_on)
        blocks.emplace_back(paper::Paragraph{"按这个方案，你家出资 " +
                                             money_both(from.project.funding.share_of(household.data.id)) + "。"});
    blocks.emplace_back(paper::Heading{"请在一个方框里打钩", ""});
    blocks.emplace_back(paper::Choices{{"同意", "反对", "弃权"}, 3, true});
    blocks.emplace_back(paper::Heading{"如有条件，写在这里", "（没有确认满足以前，按弃权计）"});
    blocks.emplace_back(paper::Blanks{{"", ""}, 1});
    blocks.emplace_back(paper::Blanks{{"业主签名", "日期"}, 2});
    blocks.emplace_back(paper::Blanks{{"代签人（附委托书）", "经手人"}, 1});
    blocks.emplace_back(
        paper::Paragraph{"请在" + date(vote.closes_on) + "当天结束前交回。一户一票；方案改了版，这张票就不算数。"});
    if (!public_url.empty())
        blocks.emplace_back(paper::QrCode{public_url + "/h/ballot/" + vote.id.text +
                                              "?plan=" + std::to_string(vote.plan_version) +
                                              "&household=" + household.data.id.text,
                                          "用手机投也一样", "扫码登录后投票；纸票和手机票只算一次。"});
    return document;
}

paper::Document sign_in(read::Sources const& from) {
    auto document = begun(from, place(from) + "加装电梯会议签到表", 11);
    auto& blocks = document.blocks;
    blocks.emplace_back(paper::Blanks{{"时间", "地点", "议题", "主持人"}, 2});
    paper::Table table{{{"房号", 1, {}}, {"楼层", 1, {}}, {"签名", 2.4, {}}, {"与业主关系", 1.6, {}}, {"电话", 2, {}}},
                       {},
                       "这个单元还没有登记住户",
                       9};
    for (auto const* const household : from.households())
        table.rows.push_back({{household->data.room, floors(household->data.floors), "", "", ""}, false});
    blocks.emplace_back(std::move(table));
    return document;
}

}  // namespace jiati::app::documents
