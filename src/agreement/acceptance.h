// The acceptance price: the most a household is taken to bear under an option, min(budget, benefit − harm − reserve);
// below zero it needs compensation. It is a what-if made from what is on record (stance, conditions, worries), stated
// as a number or as an interval; households are never asked for it.
#pragma once

#include "base/fen.h"
#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace jiati::agreement {

// What keeps a household from a price: it cannot pay it, it would lose by it, or it holds back although it would gain.
enum class Cause : std::uint8_t { budget, net_benefit, stance };
// As documents spell it: "budget", "net_benefit", "stance".
[[nodiscard]] std::string_view code_of(Cause cause);

struct Estimate {
    Fen benefit{};
    Fen harm{};                 // light, noise, privacy, the value of the flat
    std::optional<Fen> budget;  // nothing: no limit
    Fen reserve{};              // stance: above 0 holds back, below 0 would give more than it gains

    friend bool operator==(Estimate const&, Estimate const&) = default;
};

[[nodiscard]] Fen acceptance_price(Estimate const& estimate);
// Why the estimate does not reach the price; nothing where it does. Budget before net benefit before stance.
[[nodiscard]] std::optional<Cause> binding_cause(Estimate const& estimate, Fen price);

struct Interval {
    Fen low{};
    Fen high{};

    friend bool operator==(Interval const&, Interval const&) = default;
};

struct EstimateRange {
    Interval benefit;
    Interval harm;
    std::optional<Interval> budget;
    Interval reserve;

    friend bool operator==(EstimateRange const&, EstimateRange const&) = default;
};

struct IntervalError {
    enum class Field : std::uint8_t { benefit, harm, budget, reserve };
    Field field{};
    Interval interval;  // low above high

    friend bool operator==(IntervalError const&, IntervalError const&) = default;
};

// The least and the most that numbers inside the intervals can give.
Result<Interval, IntervalError> acceptance_interval(EstimateRange const& range);

}  // namespace jiati::agreement
