// The exact shares under each rule, or why the rule is refused. Internal to this folder.
#pragma once

#include "games/allocation.h"

#include <vector>

namespace jiati::games {

using ExactShares = Result<std::vector<Fraction>, AllocationError>;

// What a rule works on: players and game are in order, the total is what the game's players cost together.
struct Allocated {
    std::vector<std::string> const& players;
    Fraction const& total;
    Game const* game;  // nothing where only a total is stated
};

[[nodiscard]] ExactShares shares_under(Equal const& rule, Allocated const& problem);
[[nodiscard]] ExactShares shares_under(Proportional const& rule, Allocated const& problem);
[[nodiscard]] ExactShares shares_under(Fixed const& rule, Allocated const& problem);
[[nodiscard]] ExactShares shares_under(Coefficient const& rule, Allocated const& problem);
[[nodiscard]] ExactShares shares_under(Percent const& rule, Allocated const& problem);
[[nodiscard]] ExactShares shares_under(FloorPercent const& rule, Allocated const& problem);

[[nodiscard]] ExactShares shares_under(Shapley const& rule, Allocated const& problem);
[[nodiscard]] ExactShares shares_under(WeightedShapley const& rule, Allocated const& problem);
[[nodiscard]] ExactShares shares_under(Owen const& rule, Allocated const& problem);
[[nodiscard]] ExactShares shares_under(Nucleolus const& rule, Allocated const& problem);
[[nodiscard]] ExactShares shares_under(Prenucleolus const& rule, Allocated const& problem);
[[nodiscard]] ExactShares shares_under(ConstrainedEqualContributions const& rule, Allocated const& problem);
[[nodiscard]] ExactShares shares_under(ConstrainedEqualBenefits const& rule, Allocated const& problem);
[[nodiscard]] ExactShares shares_under(SequentialFullContributions const& rule, Allocated const& problem);

[[nodiscard]] ExactShares shares_under(EqualGain const& rule, Allocated const& problem);
[[nodiscard]] ExactShares shares_under(WeightedNash const& rule, Allocated const& problem);
[[nodiscard]] ExactShares shares_under(KalaiSmorodinsky const& rule, Allocated const& problem);
[[nodiscard]] ExactShares shares_under(BenefitProportional const& rule, Allocated const& problem);
[[nodiscard]] ExactShares shares_under(NoArbitrage const& rule, Allocated const& problem);

}  // namespace jiati::games
