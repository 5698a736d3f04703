// What must stand before a stage opens is policy data (policy::Policy::gates): requirement codes, evaluated here.
#pragma once

#include "project/state.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::project {

// Whether a requirement ("consent_passed", "notice_closed" …) stands; nothing for a code that does not exist.
[[nodiscard]] std::optional<bool> stands(State const& state, std::string_view requirement,
                                         policy::Policy const& policy);

// The refusal project.gate_closed naming every missing requirement of the gate at once, or nothing when it is open.
[[nodiscard]] std::optional<Refusal> closed_gate(State const& state, std::string_view gate, Context const& context);

// The refusal for a household that is not of this unit, or nothing. Before the roll is frozen any household may speak
// (the application has checked that it belongs to the unit).
[[nodiscard]] std::optional<Refusal> unknown_household(State const& state, HouseholdId const& household,
                                                       std::string pointer);

}  // namespace jiati::project
