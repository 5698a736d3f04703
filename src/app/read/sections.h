// The sections of a project's page, each from the sources alone. JSON shapes: web/src/api/types.ts.
#pragma once

#include "app/read/json_parts.h"
#include "app/read/sources.h"

#include <string_view>

namespace jiati::app::read {

// The enumerators' public codes.
[[nodiscard]] std::string_view code_of(project::survey::Stance stance);
[[nodiscard]] std::string_view code_of(project::survey::Topic topic);
[[nodiscard]] std::string_view code_of(project::operation::CostRule rule);

// Amounts by room are public once the notice states them.
[[nodiscard]] bool shares_are_public(Sources const& from);

[[nodiscard]] json::object house(Sources const& from);
[[nodiscard]] json::value stance_counts(Sources const& from);
[[nodiscard]] json::value people(Sources const& from);
[[nodiscard]] json::array stage_marks(Sources const& from);
[[nodiscard]] json::value next_step(Sources const& from);
[[nodiscard]] json::value plan(Sources const& from);
[[nodiscard]] json::array plan_versions(Sources const& from);
[[nodiscard]] json::object price(Sources const& from);
[[nodiscard]] json::value funding(Sources const& from);
[[nodiscard]] json::object shares(Sources const& from);
// The sum by many rules, side by side (comparison.h); null without a price, a register or the right to see it.
[[nodiscard]] json::value share_comparison(Sources const& from);
// {question, table, policy, policy_hash, transfers}: `question` is what `jiati allocate` takes, and answers the adopted
// shares before the agreed transfers. Null before shares are adopted, and to whoever may not see all of it.
[[nodiscard]] json::value adopted_inputs(Sources const& from);
[[nodiscard]] json::value consent(Sources const& from);
[[nodiscard]] json::value vote_form(Sources const& from);
[[nodiscard]] json::value notice(Sources const& from);
[[nodiscard]] json::value approval(Sources const& from);
[[nodiscard]] json::object deliberation(Sources const& from);
// The talks with single households: all of them to those who negotiate, its own to a household, none to anybody else.
[[nodiscard]] json::array mediations(Sources const& from);
[[nodiscard]] json::value construction(Sources const& from);
[[nodiscard]] json::value acceptance(Sources const& from);
[[nodiscard]] json::value operation(Sources const& from);
// Days between milestones, each null while one of the two is missing.
[[nodiscard]] json::object durations(Sources const& from);

}  // namespace jiati::app::read
