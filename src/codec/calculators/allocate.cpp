#include "codec/calculators/allocate.h"

#include "codec/calculators/allocate_question.h"
#include "codec/calculators/refusals.h"
#include "codec/json.h"
#include "games/nucleolus.h"

#include <utility>

namespace jiati::codec::calculators {
namespace {

constexpr std::size_t decimals_max = 18;

// Refused by its size before the work begins. Beyond what anybody takes on, the rule itself says so.
bool is_within(Input& input, games::AllocationProblem const& problem, InputLimits const& limits) {
    bool const asks = std::holds_alternative<games::Nucleolus>(problem.rule) ||
                      std::holds_alternative<games::Prenucleolus>(problem.rule);
    auto const* const game = std::get_if<games::Game>(&problem.cost);
    auto const* const elements = game != nullptr ? std::get_if<games::ElementGame>(game) : nullptr;
    if (!asks || elements == nullptr || elements->players > games::nucleolus_elements_max) return true;
    auto const kinds = games::nucleolus_kinds(*elements);
    if (kinds <= limits.nucleolus_kinds_max) return true;
    return input.fail(too_much_work,
                      {{"value", std::to_string(kinds)}, {"limit", std::to_string(limits.nucleolus_kinds_max)}});
}

}  // namespace

std::string decimal_text(Fraction const& value, Fraction const& step) {
    Fraction scaled = step;
    for (std::size_t decimals = 0; decimals <= decimals_max; ++decimals, scaled *= Fraction{10})
        if (scaled.is_integer()) return fixed_text(value, decimals);
    return value.to_string();
}

Result<AllocationAnswer, Refusal> allocate(std::string_view text, std::string_view rule_override,
                                           InputLimits const& limits) {
    Input input(limits);
    AllocationQuestion question;
    {
        auto const document = parse_json(text, limits.json);
        if (!document) return Failure{document.error()};
        if (!read_allocation(input, *document, rule_override, question)) return Failure{input.take_refusal()};
    }
    games::AllocationProblem problem{question.players.all(), std::move(question.cost), {}, question.round_to};
    if (!make_rule(input, question, problem.rule)) return Failure{input.take_refusal()};
    if (!is_within(input, problem, limits)) return Failure{input.take_refusal()};
    auto allocation = games::allocate(problem);
    if (!allocation) {
        refuse_allocation(input, question, allocation.error());
        return Failure{input.take_refusal()};
    }
    return AllocationAnswer{question.rule, question.total_text, question.round_to, *std::move(allocation)};
}

std::string to_json(AllocationAnswer const& answer) {
    auto const& allocation = answer.allocation;
    JsonWriter json;
    json.object().field("rule", answer.rule).field("total", answer.total).key("shares").array();
    for (auto const& share : allocation.shares) {
        json.object().field("player", share.player).field("exact", share.exact);
        json.field("rounded", decimal_text(share.rounded, answer.round_to)).end();
    }
    json.end().key("core");
    if (!allocation.core) return json.null().end().take();
    json.object().field("member", allocation.core->member).field("max_excess", allocation.core->max_excess);
    json.key("coalition").array();
    for (auto const player : allocation.core->coalition) json.value(allocation.shares[player].player);
    return json.end().end().end().take();
}

}  // namespace jiati::codec::calculators
