// All that a share-out was worked out from, as `jiati allocate` takes it: the record keeps it beside the result, so
// that anybody entitled can recompute the shares years later. Only what the rule uses is filled.
#pragma once

#include "base/fen.h"
#include "base/fraction.h"
#include "base/id.h"
#include "base/result.h"
#include "base/square_metres.h"
#include "games/allocation.h"
#include "policy/policy.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jiati::project::funding {

// One player.
struct ShareInput {
    HouseholdId household;
    std::vector<std::int64_t> floors;
    SquareMetres area;
    std::optional<Fraction> weight;  // a percentage, a count of steps, a value before
    std::optional<Fen> amount;       // fixed
    std::optional<Fen> benefit;
    std::optional<Fen> least;
    std::optional<Fen> most;
    friend bool operator==(ShareInput const&, ShareInput const&) = default;
};
struct FloorWeight {
    std::int64_t floor = 0;
    Fraction value;
    friend bool operator==(FloorWeight const&, FloorWeight const&) = default;
};
// A part of what is to be shared, after subsidies. Its amount may be no whole number of fen: a storey of three.
struct ElementInput {
    std::string kind;                   // pit, storeys, compensation, or as given
    std::optional<std::int64_t> floor;  // of the default split: where it leads to
    Fraction fen;
    std::vector<HouseholdId> users;
    friend bool operator==(ElementInput const&, ElementInput const&) = default;
};
struct UnionInput {
    std::vector<HouseholdId> households;
    friend bool operator==(UnionInput const&, UnionInput const&) = default;
};
struct ShareInputs {
    std::string rule;  // as `jiati allocate` spells it; empty in events of version 1, which kept no inputs
    Fen total;
    // The table of a policy that was used, and the policy it was in force by.
    std::string table;
    std::string policy;
    std::string policy_hash;
    std::vector<ShareInput> households;  // the players, in the published order
    std::vector<FloorWeight> floors;
    policy::WithinFloor within = policy::WithinFloor::by_area;
    std::vector<ElementInput> elements;
    std::vector<UnionInput> unions;
    friend bool operator==(ShareInputs const&, ShareInputs const&) = default;
};

// A flat as the rules of games/ take it.
[[nodiscard]] games::Flat flat_of(std::vector<std::int64_t> const& floors, SquareMetres area);

// The problem these inputs state, in fen. Empty where the rule is none of `jiati allocate`'s.
[[nodiscard]] std::optional<games::AllocationProblem> problem_of(ShareInputs const& inputs);

// Whether each element is needed by all who need a smaller one above it: then the costs form an airport game.
[[nodiscard]] bool is_nested(std::vector<ElementInput> const& elements);

}  // namespace jiati::project::funding
