// What the record says that bears on an agreement, gathered from a page's sources.
#pragma once

#include "app/read/agreement_problem.h"
#include "app/read/sources.h"

#include <optional>

namespace jiati::app::read {

// Whether the last vote is closed and was about the plan that stands.
[[nodiscard]] bool has_voted(Sources const& from);

// Of the vote that a lift needs, by the policy in force; nothing where it states none.
[[nodiscard]] std::optional<DoubleMajority> majority_of(Sources const& from);

// `price`: the standing one, or one to try where there is none.
[[nodiscard]] AgreementFacts facts_of(Sources const& from, std::optional<Fen> const& price, DoubleMajority const& rule);

}  // namespace jiati::app::read
