// GET /api/v1/projects/{id}/agreement: how far the unit is from an agreement, and for those who negotiate which plan
// most could live with. What is worked out and from what: agreement_problem.h.
#pragma once

#include "app/read/sources.h"
#include "app/what_if.h"
#include "base/refusal.h"
#include "base/result.h"

#include <string>

namespace jiati::app::read {

// For a viewer with rights.verdict or rights.estimates. Without rights.estimates the what-if is not looked at, and
// nothing in the answer rests on an estimate: an owner could otherwise tell one from how the counts move.
[[nodiscard]] Result<std::string, Refusal> agreement_json(Sources const& from, WhatIf const& what_if);

}  // namespace jiati::app::read
