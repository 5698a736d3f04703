// The primal side of the city programme: a choice within the rules, rounded from the multipliers, filled, improved by
// exchanges, and settled by enumeration where few choices are left open. Internal to this folder.
#pragma once

#include "agreement/programme_dual.h"

#include <optional>
#include <vector>

namespace jiati::agreement::primal {

inline constexpr int nothing = -1;

// What is chosen, with its sums kept up to date.
class Selection {
  public:
    explicit Selection(Programme const& programme);

    [[nodiscard]] int level_of(std::size_t unit) const { return levels_[unit]; }
    void choose(std::size_t unit, int level);
    [[nodiscard]] std::int64_t value() const { return value_; }
    [[nodiscard]] std::int64_t cost() const { return cost_; }
    [[nodiscard]] std::int64_t spent_on(std::size_t in_class) const { return spent_[in_class]; }
    [[nodiscard]] std::int64_t cost_of(std::size_t unit, int level) const;
    [[nodiscard]] std::int64_t value_of(std::size_t unit, int level) const;

    [[nodiscard]] bool is_within_limits() const;  // budget and ceilings
    [[nodiscard]] bool meets_floors() const;
    // Whether adding `cost` to the unit's classes and the total keeps the budget and the ceilings.
    [[nodiscard]] bool fits(std::size_t unit, std::int64_t cost) const;
    // Whether taking `cost` away keeps the floors.
    [[nodiscard]] bool can_spare(std::size_t unit, std::int64_t cost) const;
    [[nodiscard]] std::optional<std::size_t> broken_class() const;

  private:
    Programme const* programme_;
    std::vector<int> levels_;
    std::vector<std::int64_t> spent_;
    std::int64_t cost_ = 0;
    std::int64_t value_ = 0;
};

// Rounded, repaired, filled and exchanged; may still break a floor where the rules are tight.
[[nodiscard]] Selection rounded(Programme const& programme, dual::Market const& market, Multipliers const& at);

struct Enumeration {
    bool complete = false;          // every choice the multipliers leave open was tried
    std::optional<Selection> best;  // within the rules and worth more than the one given, if there is one
};
// Depth first over the choices whose loss against the multipliers is small enough to beat `incumbent` (if any), at most
// a fixed number of them.
[[nodiscard]] Enumeration enumerate(Programme const& programme, dual::Market const& market, Multipliers const& at,
                                    std::optional<Selection> const& incumbent);

}  // namespace jiati::agreement::primal
