// Part of the agreement's page: shares by coefficients somebody tries, and who would live with them.
#pragma once

#include "app/read/agreement_problem.h"
#include "app/read/json_parts.h"
#include "app/read/sources.h"

namespace jiati::app::read {

// The city's first table for the floors of this roll, {"2":"0.5"}: where trying starts. Null without such a table.
[[nodiscard]] json::value coefficients_in_force(policy::Policy const& policy, AgreementFacts const& facts);

// Share = coefficient of the access floor × area; who bears it, who is still to be settled and the cheapest that would
// do. A floor without a coefficient is refused.
[[nodiscard]] Result<json::object, Refusal> tried_coefficients(AgreementFacts const& facts,
                                                               agreement::Problem const& problem, Fen to_share,
                                                               std::map<int, Fraction> const& coefficients);

}  // namespace jiati::app::read
