#include "codec/calculators/allocate.h"

#include "cli/calculator.h"
#include "cli/commands.h"
#include "cli/table.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <utility>

namespace jiati::cli {
namespace {

using codec::calculators::AllocationAnswer;
using codec::calculators::decimal_text;

constexpr std::array<std::pair<std::string_view, std::string_view>, 21> rule_names{{
    {"equal", "平均分摊"},
    {"proportional", "按比例分摊"},
    {"shapley", "谁用谁摊（沙普利值）"},
    {"weighted-shapley", "加权谁用谁摊"},
    {"owen", "先分到层再分到户（欧文值）"},
    {"nucleolus", "最吃亏的少吃亏（核仁）"},
    {"prenucleolus", "准核仁"},
    {"cec", "尽量平均、不超过自己单独要的钱"},
    {"ceb", "各家省下的钱尽量一样多"},
    {"sfc", "各段费用由最低要用到它的人平摊"},
    {"equal-gain", "各家得益一样多"},
    {"kalai-smorodinsky", "各家得到同样比例的最大得益"},
    {"benefit-proportional", "按得益比例分摊"},
    {"fixed", "约定金额"},
    {"coefficient", "楼层系数乘面积"},
    {"weighted-nash", "按权重分得益"},
    {"no-arbitrage", "各套房保持原来的价值比例"},
    {"percent", "约定百分比"},
    {"floor-percent", "各层百分比"},
    {"intervals", "各层百分比区间"},
    {"steps", "按少爬的台阶数"},
}};

std::string name_of(std::string const& rule) {
    auto const* const found =
        std::ranges::find(rule_names, rule, &std::pair<std::string_view, std::string_view>::first);
    return found == rule_names.end() ? rule : std::string(found->second) + "（" + rule + "）";
}

// Longer fractions say less than they hide.
std::string exact_text(std::optional<Fraction> const& exact) {
    constexpr std::size_t shown_max = 24;
    auto const text = exact ? exact->to_string() : std::string{};
    return text.empty() || text.size() > shown_max ? "（太长）" : text;
}

std::string percent_text(Fraction const& part, Fraction const& total) {
    if (total.is_zero()) return "";
    auto const tenths = (part * Fraction{1000} / total + Fraction{1, 2}).floor();
    return decimal_text(tenths / Fraction{10}, {1, 10}) + "%";
}

void print_core(AllocationAnswer const& answer) {
    auto const& core = answer.allocation.core;
    if (!core) return;
    if (core->member) {
        fmt::print("\n  没有哪一组人合起来比自己单独办更吃亏\n");
        return;
    }
    std::string who;
    for (auto const player : core->coalition)
        who += (who.empty() ? "" : "、") + answer.allocation.shares[player].player;
    fmt::print("\n  最吃亏的一组：{}（比自己单独办吃亏 {}）\n", who, core->max_excess.to_string());
}

void print(AllocationAnswer const& answer) {
    fmt::print("\n{}  总额 {}\n", name_of(answer.rule), answer.total);
    using enum Table::Align;
    Table table({{"住户"}, {"应付", right}, {"占比", right}, {"取整前", right}});
    for (auto const& share : answer.allocation.shares)
        table.add({share.player, decimal_text(share.rounded, answer.round_to),
                   percent_text(share.rounded, answer.allocation.total), exact_text(share.exact)});
    table.add({"合计", answer.total, "", ""});
    std::fputs(table.to_string().c_str(), stdout);
    print_core(answer);
}

}  // namespace

int allocate(AllocateOptions const& options) {
    auto const text = read_input(options.file);
    if (!text) return bad_input(text.error());
    auto const answer = codec::calculators::allocate(*text, options.rule);
    if (!answer) return bad_input(options.file, answer.error());
    if (options.json)
        std::puts(to_json(*answer).c_str());
    else
        print(*answer);
    return 0;
}

}  // namespace jiati::cli
