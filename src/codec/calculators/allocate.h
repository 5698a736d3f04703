// The calculator of shares: one cost and a rule, in JSON, to who pays what.
#pragma once

#include "base/fraction.h"
#include "base/refusal.h"
#include "base/result.h"
#include "codec/calculators/limits.h"
#include "games/allocation.h"

#include <string>
#include <string_view>

namespace jiati::codec::calculators {

struct AllocationAnswer {
    std::string rule;
    std::string total;  // as it was given; a sum with as many decimals as its longest part
    Fraction round_to;
    games::Allocation allocation;
};

// The document of the public contract (docs: allocate); a `rule_override` that is not empty is taken instead of its
// "rule". Parameters of other rules than the one asked for may stand there: one file serves to compare rules.
[[nodiscard]] Result<AllocationAnswer, Refusal> allocate(std::string_view text, std::string_view rule_override = {},
                                                         InputLimits const& limits = {});
[[nodiscard]] std::string to_json(AllocationAnswer const& answer);

// A multiple of `step` with the decimals of `step`: 20000 by 1/100 is "20000.00".
[[nodiscard]] std::string decimal_text(Fraction const& value, Fraction const& step);

}  // namespace jiati::codec::calculators
