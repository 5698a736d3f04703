#include "codec/calculators/programme.h"

#include "cli/built_in.h"
#include "cli/calculator.h"
#include "cli/commands.h"
#include "cli/table.h"

#include <fmt/format.h>
#include <cstdio>

namespace jiati::cli {
namespace {

using codec::calculators::CsvFile;
using codec::calculators::ProgrammeAnswer;

std::string percent_text(Fraction const& part) {
    auto const millionths = (part * Fraction{1'000'000}).ceil();
    auto digits = millionths.to_string();
    if (digits.size() < 5) digits.insert(0, 5 - digits.size(), '0');
    return digits.insert(digits.size() - 4, ".") + "%";
}

std::string id_of(ProgrammeAnswer const& answer, std::optional<agreement::SupportChoice> const& choice) {
    if (!choice) return "—";
    auto const level = answer.level_text(*choice);
    return answer.programme.units[choice->unit].id + (level.empty() ? "" : "（" + level + "）");
}

void print(ProgrammeAnswer const& answer) {
    auto const& found = *answer.found;
    fmt::print("\n预算 {} 元，支持 {} 个单元，用去 {} 元，效益 {}\n", answer.programme.budget.to_string(),
               found.chosen.size(), found.cost.to_string(), answer.value_text(found.value));
    fmt::print("效益最多不超过 {}，差距不超过 {}（另一段程序逐个核对过）\n\n", answer.value_text(found.bound),
               percent_text(found.gap));
    using enum Table::Align;
    Table table({{"分组"},
                 {"下限", right},
                 {"上限", right},
                 {"用去", right},
                 {"最后入选"},
                 {"最先落选"},
                 {"这条要求少做的效益", right}});
    for (std::size_t i = 0; i < answer.programme.classes.size(); ++i) {
        auto const& rule = answer.programme.classes[i];
        auto const& report = found.classes[i];
        table.add({rule.id, rule.floor ? rule.floor->to_string() : "—", rule.ceiling ? rule.ceiling->to_string() : "—",
                   report.spent.to_string(), id_of(answer, report.last_taken), id_of(answer, report.next_out),
                   answer.value_text(report.rule_costs)});
    }
    std::fputs(table.to_string().c_str(), stdout);
    fmt::print("\n入选单元：");
    for (std::size_t i = 0; i < found.chosen.size(); ++i)
        fmt::print("{}{}", i == 0 ? "" : "、", id_of(answer, found.chosen[i]));
    fmt::print("\n");
}

}  // namespace

int programme(ProgrammeOptions const& options) {
    auto const budget = Fen::parse(options.budget);
    if (!budget) return bad_input("--budget: \"" + options.budget + "\" is no sum in yuan; 3000000.00 would be");
    std::string texts[3];
    std::string const* const paths[3]{&options.file, &options.group_min, &options.group_max};
    std::optional<CsvFile> files[3];
    for (std::size_t i = 0; i < 3; ++i) {
        if (paths[i]->empty()) continue;
        auto text = read_input(*paths[i]);
        if (!text) return bad_input(text.error());
        texts[i] = *std::move(text);
        files[i] = CsvFile{*paths[i] == "-" ? "standard input" : *paths[i], texts[i]};
    }
    if (!files[0]) return bad_input("FILE: is empty; name a CSV file, or - for standard input");
    auto const answer = codec::calculators::programme({*files[0], *budget, files[1], files[2]});
    if (!answer) return bad_input(options.file, answer.error());
    if (options.json) std::puts(to_json(*answer).c_str());
    if (answer->found) {
        if (!options.json) print(*answer);
        return 0;
    }
    auto const spoken = words();
    if (!spoken) return world_failed(spoken.error());
    if (!options.json) fmt::print("{}\n", spoken->render(*answer->infeasible, http::Language::zh));
    return 1;
}

}  // namespace jiati::cli
