#include "codec/calculators/agree.h"

#include "cli/calculator.h"
#include "cli/commands.h"
#include "cli/table.h"

#include <fmt/format.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>

namespace jiati::cli {
namespace {

using codec::calculators::AgreementAnswer;
using Clock = std::chrono::steady_clock;

std::string_view name_of(agreement::Cause cause) {
    switch (cause) {
        case agreement::Cause::budget:
            return "超出预算";
        case agreement::Cause::net_benefit:
            return "得不偿失";
        case agreement::Cause::stance:
            return "还不愿意";
    }
    return {};
}

bool agrees_in(agreement::Plan const& plan, std::size_t household) {
    return std::ranges::binary_search(plan.agrees, household);
}

void print_plan(AgreementAnswer const& answer, agreement::Plan const& plan) {
    using enum Table::Align;
    Table table({{"住户"}, {"楼层", right}, {"最多愿承担", right}, {"出资", right}, {"结果"}});
    auto const& option = answer.problem.options[plan.option];
    for (std::size_t i = 0; i < answer.problem.households.size(); ++i) {
        auto const& household = answer.problem.households[i];
        auto const most = option.acceptance.find(household.id);
        table.add({household.id, std::to_string(household.floor),
                   most == option.acceptance.end() ? "—" : most->second.to_string(), plan.prices[i].to_string(),
                   agrees_in(plan, i) ? "同意" : "尚待协商"});
    }
    std::fputs(table.to_string().c_str(), stdout);
}

std::string joined(AgreementAnswer const& answer, std::vector<std::size_t> const& households) {
    std::string text;
    for (auto const household : households)
        text += (text.empty() ? "" : "、") + answer.problem.households[household].id;
    return text;
}

void print_blockers(AgreementAnswer const& answer) {
    if (answer.found.blockers.empty()) return;
    using enum Table::Align;
    Table table({{"尚待协商"}, {"差额", right}, {"原因"}});
    for (auto const& blocker : answer.found.blockers)
        table.add({answer.problem.households[blocker.household].id,
                   blocker.short_by ? blocker.short_by->to_string() : "—", std::string(name_of(blocker.cause))});
    fmt::print("\n{}", table.to_string());
    auto const& flip = answer.found.cheapest_flip;
    if (flip.possible && !flip.households.empty())
        fmt::print("\n  最省的办法：给 {} 补足 {}\n", joined(answer, flip.households), flip.cost.to_string());
}

void print(AgreementAnswer const& answer) {
    auto const& search = answer.found.search;
    auto const& need = search.need;
    fmt::print("\n要求 {} 人、{} m² 同意（共 {} 人、{} m²）\n", need.heads, need.area.to_string(), need.of_heads,
               need.of_area.to_string());
    if (search.best) {
        auto const& best = *search.best;
        fmt::print("方案 {}：{} 人、{} m² 同意，共出资 {}，还有余地 {}\n\n", answer.problem.options[best.option].id,
                   best.heads, best.area.to_string(), best.collected.to_string(), best.slack.to_string());
        print_plan(answer, best);
    } else if (search.least_gap) {
        auto const& least = *search.least_gap;
        fmt::print("没有能通过的方案。方案 {} 差得最少，还差 {}\n\n", answer.problem.options[least.plan.option].id,
                   least.gap.to_string());
        print_plan(answer, least.plan);
    } else {
        fmt::print("没有能通过的方案：即使不计费用，愿意的人也不够\n");
    }
    print_blockers(answer);
    fmt::print("\n  {}；同意人数不会超过 {} 人\n",
               search.certificate.proven ? "已证明没有更好的方案" : "时间用完，可能还有更好的方案",
               search.certificate.bound);
}

// The engine counts steps, so that its answer is the same everywhere. Time is turned into steps by asking again with
// four times as many while, at the pace seen, that still fits.
Result<AgreementAnswer, Refusal> agree_within(agreement::Problem problem, std::chrono::milliseconds budget) {
    constexpr std::int64_t first_steps = 50'000;
    constexpr std::int64_t growth = 4;
    auto const start = Clock::now();
    for (problem.budget_steps = first_steps;; problem.budget_steps *= growth) {
        auto const before = Clock::now();
        auto answer = codec::calculators::agree(problem);
        auto const now = Clock::now();
        bool const is_done = !answer || answer->found.search.certificate.proven;
        if (is_done || (now - start) + growth * (now - before) > budget) return answer;
    }
}

}  // namespace

int agree(AgreeOptions const& options) {
    auto const text = read_input(options.file);
    if (!text) return bad_input(text.error());
    auto problem = codec::calculators::read_agreement(*text);
    if (!problem) return bad_input(options.file, problem.error());
    auto const answer = options.budget_ms
                            ? agree_within(*std::move(problem), std::chrono::milliseconds(*options.budget_ms))
                            : codec::calculators::agree(*std::move(problem));
    if (!answer) return bad_input(options.file, answer.error());
    if (options.json)
        std::puts(to_json(*answer).c_str());
    else
        print(*answer);
    return answer->found.search.best ? 0 : 1;
}

}  // namespace jiati::cli
