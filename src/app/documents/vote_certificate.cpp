#include "app/documents/vote_certificate.h"

#include "app/documents/wording.h"

#include <boost/json.hpp>

namespace jiati::app::documents {
namespace {

namespace json = boost::json;
using paper::Align;

std::string text(json::object const& page, std::string_view name) {
    auto const* const value = page.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string{};
}

std::string date_of(json::object const& page, std::string_view name) {
    auto const day = Date::parse(text(page, name));
    return day ? date(*day) : std::string{};
}

std::string number(json::object const& page, std::string_view name) {
    auto const* const value = page.if_contains(name);
    return value != nullptr && value->is_int64() ? std::to_string(value->get_int64()) : std::string{};
}

bool flag(json::object const& page, std::string_view name) {
    auto const* const value = page.if_contains(name);
    return value != nullptr && value->is_bool() && value->get_bool();
}

std::string words_of(std::string const& ratio) {
    if (ratio == "participation_heads") return "参加表决的人数";
    if (ratio == "participation_area") return "参加表决的面积（平方米）";
    if (ratio == "agreement_heads") return "同意的人数";
    return "同意的面积（平方米）";
}

paper::KeyValues facts(json::object const& page, json::object const& rule) {
    paper::KeyValues pairs;
    auto const add = [&](std::string name, std::string value) {
        if (!value.empty()) pairs.rows.emplace_back(std::move(name), std::move(value));
    };
    add("表决事项", text(page, "question"));
    auto const& plan = page.at("plan").as_object();
    if (plan.at("version").to_number<std::int64_t>() > 0)
        add("方案", "第 " + number(plan, "version") + " 版" +
                        (text(plan, "published_on").empty() ? "" : "，" + date_of(plan, "published_on") + "公布"));
    add("表决时间", date_of(page, "opened_on") + "至" + date_of(page, "closed_on"));
    auto const& roll = page.at("roll").as_object();
    add("名册", number(roll, "households") + " 户，业主 " + number(roll, "heads") + " 人，专有面积 " +
                    text(roll, "area_m2") + " 平方米");
    add("依据", text(rule, "article"));
    add("政策", text(rule, "policy_name_zh"));
    return pairs;
}

paper::Table ratios(json::object const& page, bool strict) {
    paper::Table table{{{"", 2.3, {}},
                        {"实际", 1, Align::right},
                        {"总数", 1, Align::right},
                        {"法定要求", 1.3, Align::right},
                        {"至少要", 1, Align::right},
                        {"结果", 0.8, Align::centre}},
                       {},
                       "",
                       9};
    for (auto const& one : page.at("ratios").as_array()) {
        auto const& ratio = one.as_object();
        auto const need = text(ratio, "need");
        bool const more = strict && text(ratio, "name").starts_with("agreement");
        table.rows.push_back(
            {{words_of(text(ratio, "name")), text(ratio, "have"), text(ratio, "of"),
              (more ? "超过 " : "不少于 ") + need, text(ratio, "need_count"), flag(ratio, "holds") ? "达到" : "未达到"},
             false});
    }
    return table;
}

}  // namespace

std::optional<paper::Document> vote_certificate(read::Sources const& from, std::string const& certificate,
                                                std::string const& public_url) {
    boost::system::error_code error;
    auto const parsed = json::parse(certificate, error);
    if (error || !parsed.is_object()) return std::nullopt;
    auto const& page = parsed.get_object();
    auto const& rule = page.at("rule").as_object();
    bool const passes = flag(page, "passes");

    paper::Document document{"加装电梯表决结果证明", record(from), from.project.last_occurred_on, 11.5, {}};
    auto& blocks = document.blocks;
    blocks.emplace_back(paper::Title{document.title, place(from)});
    blocks.emplace_back(paper::Band{"结果", passes ? "表决通过" : "表决未通过", ""});
    blocks.emplace_back(facts(page, rule));
    blocks.emplace_back(paper::Heading{"四个比例", "（四个都达到，才算通过）"});
    blocks.emplace_back(ratios(page, flag(rule, "more_than")));
    auto const& own = page.at("private_parts").as_object();
    if (own.at("flats").to_number<std::int64_t>() > 0)
        blocks.emplace_back(paper::Paragraph{"另有 " + number(own, "flats") + " 户的专有部分要被占用，须每户同意：" +
                                             (flag(own, "agree") ? "都已同意。" : "没有都同意。")});
    blocks.emplace_back(
        paper::Paragraph{"一人有几套房的，按一人计；弃权和没有交回的票不算同意。本证明不写哪一户投了什么票。"
                         "下面的编号和校验码是记录中每张票的凭据：本单元业主可以用自己的回执核对自己的票有没有计入。"});
    std::vector<paper::Block> issued{paper::Issuer{{"社区居民委员会", date_of(page, "closed_on")}, "社区\n盖章"}};
    std::vector<paper::Block> checked;
    if (public_url.empty())
        checked.emplace_back(paper::Blanks{{"计票人", "监票人", "见证人"}, 1});
    else
        checked.emplace_back(paper::QrCode{public_url + "/v/" + text(page, "vote") + "/certificate", "核对原件",
                                           "扫码看原件，可以按公布的数字重新计算一遍。"});
    blocks.emplace_back(paper::Side{std::move(checked), std::move(issued), 0.6});
    blocks.emplace_back(paper::Heading{"附：选票凭据", ""});
    paper::Table table{{{"记录第几条", 1, Align::right}, {"校验码", 5, {}}}, {}, "没有交回的票", 0};
    for (auto const& one : page.at("ballots").as_array()) {
        auto const& ballot = one.as_object();
        table.rows.push_back({{number(ballot, "entry"), text(ballot, "leaf")}, false});
    }
    blocks.emplace_back(std::move(table));
    return document;
}

}  // namespace jiati::app::documents
