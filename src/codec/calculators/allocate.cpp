#include "codec/calculators/allocate.h"

#include "codec/calculators/allocate_question.h"
#include "codec/json.h"

#include <utility>

namespace jiati::codec::calculators {
namespace {

constexpr std::size_t decimals_max = 18;

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
