// The rules by which a project may share what is left of its price, and how each gathers its inputs from the record and
// the command; app/read asks the same functions when it compares rules.
//
//   fixed                 amounts given
//   equal, equal-payers   among the households named (all when none); among those of the third floor and above
//   coefficient           a table of floors × area; <id>: a city's own table, coefficients or percentages
//   area, steps           by legal area; by the stairs up to the door (steps_per_storey each unless counted)
//   floor-area            floor number × area, the first floor nothing
//   proportional, percent, floor-percent   by numbers given per household, or percentages per floor
//   shapley, weighted-shapley, owen, nucleolus, prenucleolus, cec, ceb, sfc   by cost elements (games/lift_elements.h
//                         splits the price where none are given: an assumption)
//   equal-gain, weighted-nash, kalai-smorodinsky, benefit-proportional, no-arbitrage   by what each has from the lift
#pragma once

#include "project/consent.h"
#include "project/funding.h"
#include "project/planning.h"

namespace jiati::project::funding {

// What there is to share: price + compensation − lines, among the households of the roll.
struct ToShare {
    Fen price;
    Fen lines;
    Fen compensation;
    [[nodiscard]] Fen total() const { return price + compensation - lines; }
};

// What a rule may look at besides the command.
struct ShareSources {
    std::vector<consent::RollEntry> const& roll;  // in the published order
    planning::Plan const* plan = nullptr;         // null: no plan yet
    policy::Policy const& policy;
    std::string policy_hash;
};

// A flight of stairs is taken as two of nine steps; counted steps replace that.
inline constexpr std::int64_t steps_per_storey = 18;
// Who lives lower walks, in most agreements, and does not pay for the building of the lift.
inline constexpr std::int64_t first_paying_floor = 3;

// Up to a household's own door: that of a duplex is on its lower floor.
[[nodiscard]] std::int64_t assumed_steps(consent::RollEntry const& entry);

[[nodiscard]] Result<ShareInputs, Refusal> share_inputs(ShareSources const& from, AdoptShares const& command,
                                                        ToShare const& money);

// The shares these inputs make, in their order.
[[nodiscard]] Result<std::vector<Share>, Refusal> shares_of(ShareInputs const& inputs,
                                                            std::vector<consent::RollEntry> const& roll);

// Whether adopted shares are what their inputs and transfers make; nothing where the event kept no inputs (version 1).
[[nodiscard]] std::optional<bool> is_recomputed(State const& state);

}  // namespace jiati::project::funding
