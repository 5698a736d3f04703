// Sharing by what each gains: gain = benefit − payment, the payments sum to a total, each within limits. With money
// that moves freely, equal gains within limits is the leximin solution and Nash's (1950) at once.
#pragma once

#include "base/fraction.h"
#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace jiati::games {

struct Limits {
    Fraction least;  // may be negative: compensation
    Fraction most;
    friend bool operator==(Limits const&, Limits const&) = default;
};

struct Bargain {
    Fraction total;                  // what the payments sum to
    std::vector<Fraction> benefits;  // one per player
    std::vector<Limits> limits;      // one per player, or empty: payments are free
    friend bool operator==(Bargain const&, Bargain const&) = default;
};

struct BargainError {
    enum class Kind : std::uint8_t {
        limits_crossed,    // of `player`: its least, `bound`, is above its most
        total_below,       // the least payments sum to `bound`, above the total
        total_above,       // the most payments sum to `bound`, below the total
        benefit_negative,  // of `player`: `bound`, where a rule needs it not to be
        benefits_all_zero,
        weight_not_positive,  // of `player`: `bound`
        count_differs,        // `bound` values for so many players, or no players
        no_surplus,           // so that nobody loses, payments sum to at most `bound`, below the total
    };
    Kind kind{};
    std::size_t player = 0;
    Fraction bound;
    friend bool operator==(BargainError const&, BargainError const&) = default;
};

using Payments = Result<std::vector<Fraction>, BargainError>;

// Without limits payments are free: everyone gains the same, negative payments included.
[[nodiscard]] Payments equal_gain(Bargain const& bargain);
// Gains in proportion to the weights, as far as the limits let them.
[[nodiscard]] Payments weighted_nash(Bargain const& bargain, std::vector<Fraction> const& weights);
// Everyone gains the same part of the most they could get while the others lose nothing (Kalai & Smorodinsky 1975), as
// far as the limits let them. The disagreement is no lift: no payment, no benefit, a gain of 0. Whom the limits make
// lose in any case (least above benefit) stays at that smallest loss, so that one such household does not end all
// bargaining.
[[nodiscard]] Payments kalai_smorodinsky(Bargain const& bargain);
// In proportion to the benefit (Lindahl), within the limits; who has no benefit pays as near to nothing as theirs
// allow.
[[nodiscard]] Payments benefit_proportional(Bargain const& bargain);
// Every flat keeps its part of the building's value: payment = its gain in value − κ × its value before, κ the same for
// all, within the limits. Negative: compensation. `benefits` are the gains in value, `values` the values before, all
// positive.
[[nodiscard]] Payments no_arbitrage(Bargain const& bargain, std::vector<Fraction> const& values);

}  // namespace jiati::games
