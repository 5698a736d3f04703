#include "codec/calculators/daylight.h"

#include "cli/calculator.h"
#include "cli/commands.h"
#include "cli/table.h"

#include <fmt/format.h>
#include <cmath>
#include <cstdio>

namespace jiati::cli {
namespace {

using codec::calculators::DaylightAnswer;

// A printed figure says no more than is known: minutes to five, sky to whole points, shares to 5 %.
std::string minutes_text(double minutes) { return std::to_string(5 * std::lround(minutes / 5)); }
std::string points_text(double vsc) { return std::to_string(std::lround(vsc)); }
std::string share_text(double share) { return std::to_string(5 * std::lround(share * 20)) + "%"; }

std::string change_text(double before, double after) {
    if (before == 0) return "原本无直射日照";
    return minutes_text(before) + " → " + minutes_text(after);
}

std::string facing_text(double azimuth_deg) {
    constexpr std::string_view names[]{"北", "东北", "东", "东南", "南", "西南", "西", "西北"};
    return std::string(names[static_cast<std::size_t>(std::lround(azimuth_deg / 45 + 8)) % 8]);
}

void print(DaylightAnswer const& answer, std::size_t at) {
    using enum Table::Align;
    auto const& option = answer.options[at];
    auto const& asked = answer.question.options[at];
    if (!asked.name.empty())
        fmt::print("\n{}{}\n", asked.name, asked.cost.empty() ? "" : "  造价 " + asked.cost + " 元");
    Table table({{"窗位"},
                 {"朝向"},
                 {"大寒日照（分钟）", right},
                 {"冬至日照（分钟）", right},
                 {"天空份额", right},
                 {"为原来的", right},
                 {"浮动范围", right},
                 {"玻璃井道", right},
                 {"室内采光约为原来的", right},
                 {"备注"}});
    for (auto const i : option.worst_first) {
        auto const& window = answer.question.scene.windows[i];
        auto const& before = answer.before[i];
        auto const& now = option.windows[i];
        auto const& after = now.after.light;
        std::string remark;
        for (auto const note : answer.notes(at, i))
            if (note == "near_threshold") remark = "临界，建议实测或委托复核";
        table.add({window.id, facing_text(window.azimuth_deg), change_text(before.dahan.minutes, after.dahan.minutes),
                   change_text(before.dongzhi.minutes, after.dongzhi.minutes),
                   points_text(before.vsc) + " → " + points_text(after.vsc), share_text(answer.vsc_ratio(at, i)),
                   now.interval
                       ? share_text(now.interval->vsc_ratio.low) + "–" + share_text(now.interval->vsc_ratio.high)
                       : "—",
                   points_text(now.after.vsc_glass), share_text(answer.indoor_ratio(at, i)), remark});
    }
    std::fputs(table.to_string().c_str(), stdout);
    for (auto const& finding : option.findings) {
        constexpr std::string_view words[]{"后面没有墙", "埋在别的体块里", "被走廊挡在里面", "与别的体块重叠",
                                           "尺寸或位置不像真的"};
        auto const part = finding.part.list == daylight::List::windows
                              ? "窗 " + answer.question.scene.windows[finding.part.index].id
                              : (finding.part.list == daylight::List::lift ? "电梯体块 " : "体块 ") +
                                    std::to_string(finding.part.index + 1);
        fmt::print("  请核对：{}{}\n", part, words[static_cast<std::size_t>(finding.fault)]);
    }
}

}  // namespace

int daylight(CalculatorOptions const& options) {
    auto const text = read_input(options.file);
    if (!text) return bad_input(text.error());
    auto const answer = codec::calculators::daylight(*text);
    if (!answer) return bad_input(options.file, answer.error());
    if (options.json) {
        std::puts(to_json(*answer).c_str());
        return 0;
    }
    for (std::size_t i = 0; i < answer->options.size(); ++i) print(*answer, i);
    fmt::print(
        "\n  估算，不代替有资质单位的日照分析报告。日照按真太阳时计，井道和走廊一律按不透光计。\n"
        "  天空份额（VSC）是国外参考指标；玻璃井道一栏以玻璃保持洁净透亮为前提。\n");
    if (!answer->question.guessed.empty())
        fmt::print("  有 {} 项数据没有填，按常见尺寸猜的。\n", answer->question.guessed.size());
    return 0;
}

}  // namespace jiati::cli
