#include "codec/calculators/consent.h"

#include "cli/built_in.h"
#include "cli/calculator.h"
#include "cli/commands.h"
#include "cli/table.h"

#include <fmt/format.h>

namespace jiati::cli {
namespace {

template <class Quantity>
std::string text_of(Quantity const& quantity) {
    if constexpr (std::is_same_v<Quantity, SquareMetres>)
        return quantity.to_string();
    else
        return std::to_string(quantity);
}

template <class Quantity>
void add_row(Table& table, std::string name, games::Ratio<Quantity> const& ratio) {
    table.add({std::move(name), text_of(ratio.have), text_of(ratio.of), ratio.need.to_string(), text_of(ratio.least),
               ratio.holds ? "达到" : "未达到"});
}

void print(codec::calculators::ConsentAnswer::Vote const& vote) {
    auto const& article = vote.rule.basis.article;
    fmt::print("\n{}  {}\n", vote.rule.id, article);
    using enum Table::Align;
    Table table({{"项目"}, {"现有", right}, {"总数", right}, {"要求", right}, {"至少", right}, {"结果"}});
    add_row(table, "参加表决（人数）", vote.outcome.participation.heads);
    add_row(table, "参加表决（面积，m²）", vote.outcome.participation.area);
    add_row(table, "同意（人数）", vote.outcome.agreement.heads);
    add_row(table, "同意（面积，m²）", vote.outcome.agreement.area);
    fmt::print("{}", table.to_string());
}

std::string joined(std::vector<std::string> const& households) {
    std::string text;
    for (auto const& household : households) text += (text.empty() ? "" : "、") + household;
    return text;
}

void print(codec::calculators::ConsentAnswer const& answer) {
    for (auto const& vote : answer.votes) print(vote);
    fmt::print("\n  {}\n", answer.passes ? "表决通过" : "表决未通过");
    bool blocked = false;
    for (auto const& vote : answer.votes) blocked = blocked || vote.outcome.blocked;
    if (answer.passes)
        fmt::print("  {}\n", answer.secure ? "未表态的即使全部反对，也能通过" : "未表态的如果全部反对，就通不过");
    else if (!answer.least_to_win.empty())
        fmt::print("  再有这些住户同意就能通过（人数最少）：{}\n", joined(answer.least_to_win));
    else if (blocked)
        fmt::print("  未表态的即使全部同意也不够，已表态的住户中要有人改变意见\n");
}

}  // namespace

int consent(CalculatorOptions const& options) {
    auto const text = read_input(options.file);
    if (!text) return bad_input(text.error());
    auto const packs = policies();
    if (!packs) return world_failed(packs.error());
    auto const answer = codec::calculators::consent(*text, *packs);
    if (!answer) return bad_input(options.file, answer.error());
    if (options.json)
        fmt::print("{}\n", to_json(*answer));
    else
        print(*answer);
    return answer->passes ? 0 : 1;
}

}  // namespace jiati::cli
