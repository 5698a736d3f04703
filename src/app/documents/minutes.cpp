#include "app/documents/minutes.h"

#include "app/documents/wording.h"

#include <algorithm>

namespace jiati::app::documents {

std::optional<paper::Document> minutes(read::Sources const& from) {
    auto const& meetings = from.project.deliberation.meetings;
    auto const latest = std::ranges::max_element(meetings, {}, [](auto const& meeting) {
        return std::pair{meeting.on, meeting.id};
    });
    if (latest == meetings.end()) return std::nullopt;
    paper::Document document{"加装电梯会议纪要", record(from), from.project.last_occurred_on, 12, {}};
    auto& blocks = document.blocks;
    blocks.emplace_back(paper::Title{document.title, place(from)});
    paper::KeyValues facts;
    auto const add = [&](std::string name, std::string value) {
        if (!value.empty()) facts.rows.emplace_back(std::move(name), std::move(value));
    };
    add("日期", date(latest->on));
    add("形式", latest->channel);
    add("地点", latest->place);
    if (latest->households_present)
        add("到会", std::to_string(*latest->households_present) + " 户（本单元共 " +
                        std::to_string(from.households().size()) + " 户，见签到表）");
    add("参加单位", joined(latest->parties));
    add("议题", latest->subject);
    blocks.emplace_back(std::move(facts));
    blocks.emplace_back(paper::Heading{"会上定下的事", ""});
    if (latest->decisions.empty()) blocks.emplace_back(paper::Paragraph{"这次会议没有定下什么事。"});
    for (std::size_t i = 0; i < latest->decisions.size(); ++i)
        blocks.emplace_back(paper::Paragraph{std::to_string(i + 1) + ". " + latest->decisions[i]});
    blocks.emplace_back(paper::Heading{"补充和更正", "（手写；改动处请签名）"});
    blocks.emplace_back(paper::Blanks{{"", "", ""}, 1});
    blocks.emplace_back(paper::Paragraph{"会议内容以这份纪要为准。会议不代替表决：没有到会的住户，票仍由自己投。"});
    blocks.emplace_back(paper::Blanks{{"主持人", "记录人", "业主代表", "社区代表"}, 2});
    return document;
}

}  // namespace jiati::app::documents
