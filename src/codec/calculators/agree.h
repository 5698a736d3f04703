// The calculator of the broadest agreement: households with what each is taken to bear, options and thresholds, in
// JSON, to plan, gap, blockers and the cheapest flip.
#pragma once

#include "agreement/blockers.h"
#include "agreement/problem.h"
#include "base/refusal.h"
#include "base/result.h"
#include "codec/calculators/limits.h"

#include <string>
#include <string_view>

namespace jiati::codec::calculators {

// The document of the public contract (docs: agree), with the default budget of steps.
[[nodiscard]] Result<agreement::Problem, Refusal> read_agreement(std::string_view text, InputLimits const& limits = {});

struct AgreementAnswer {
    agreement::Problem problem;
    agreement::Agreement found;
};
[[nodiscard]] Result<AgreementAnswer, Refusal> agree(agreement::Problem problem);
[[nodiscard]] std::string to_json(AgreementAnswer const& answer);

}  // namespace jiati::codec::calculators
