// What a household is taken to bear at most: a what-if that staff or the lead owner make from what it did say (a
// stance, a condition, a worry, a conversation). Nobody asks a household for a lowest price. All amounts are money; a
// negative one says that the household needs compensation.
#pragma once

#include "base/date.h"
#include "base/fen.h"
#include "base/id.h"
#include "project/decision.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jiati::project::deliberation {

enum class Basis : std::uint8_t { stance, condition, worry, conversation };
[[nodiscard]] std::string_view code_of(Basis basis);

// Where the figure comes from, as far as anybody thought about it.
struct EstimateParts {
    std::optional<Fen> benefit;  // what the lift is worth to the household, not negative
    std::optional<Fen> harm;     // light, quiet, value lost, not negative
    std::optional<Fen> budget;   // what it can pay at all, not negative
    std::optional<Fen> reserve;  // what it holds out for; below zero for a supporter who would stretch
    friend bool operator==(EstimateParts const&, EstimateParts const&) = default;
};

// The interval, or the parts of which it follows: min(benefit − harm − reserve, budget). Where both are given the
// interval counts and the parts only say what binds.
struct EstimateAcceptance {
    HouseholdId household;
    std::optional<Fen> low;
    std::optional<Fen> high;
    std::optional<Fen> benefit;
    std::optional<Fen> harm;
    std::optional<Fen> budget;
    std::optional<Fen> reserve;
    Basis basis{};
    std::string by;  // the estimator's role; given by the application
};
struct WithdrawEstimate {
    HouseholdId household;
};

// A later estimate takes the place of an earlier one.
struct AcceptanceEstimated {
    HouseholdId household;
    Fen low;
    Fen high;
    std::optional<Fen> benefit;
    std::optional<Fen> harm;
    std::optional<Fen> budget;
    std::optional<Fen> reserve;
    Basis basis{};
    std::string by;
};
struct EstimateWithdrawn {
    HouseholdId household;
};

struct Estimate {
    Fen low;
    Fen high;
    EstimateParts parts;
    Basis basis{};
    std::string by;
    Date on;
    std::int64_t entry = 0;  // version of the project's stream at which it stands
    friend bool operator==(Estimate const&, Estimate const&) = default;
};

inline constexpr RefusalCode estimate_missing{
    "deliberation.estimate_missing"};  // neither low and high, nor a benefit to work them out from
inline constexpr RefusalCode estimate_crossed{"deliberation.estimate_crossed"};  // {low}, {high}
inline constexpr RefusalCode estimate_out_of_bounds{
    "deliberation.estimate_out_of_bounds"};  // {field}, {amount}, {most}: negative where it cannot be, or absurd
inline constexpr RefusalCode estimate_unfounded{
    "deliberation.estimate_unfounded"};  // {basis}: nothing of that kind is on record for the household
inline constexpr RefusalCode estimate_unknown{"deliberation.estimate_unknown"};  // the household has none

Decision decide_estimate(project::State const& project, EstimateAcceptance const& command, Context const& context);
Decision decide_estimate(project::State const& project, WithdrawEstimate const& command, Context const& context);

}  // namespace jiati::project::deliberation
