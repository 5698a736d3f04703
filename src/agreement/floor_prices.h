// Plans of one option with one price for each floor, out of the acceptances and 0: whoever accepts the floor's price
// agrees. Internal to the folder.
#pragma once

#include "agreement/floor_run.h"

namespace jiati::agreement {

class FloorPrices {
  public:
    // Beyond this number of owners with flats on several floors the search is not exact.
    static constexpr std::size_t split_owners_max = 8;

    FloorPrices(Instance const& instance, Offer const& offer, Steps& steps);

    // Lawful plans that collect the cost, the best first: for each number of heads from `least_heads` on the one with
    // the largest area and the one that collects most.
    [[nodiscard]] std::vector<Plan> plans(std::int64_t least_heads) const;
    // The lawful plan that collects most; then heads, area, fewer yuan moved, published order.
    [[nodiscard]] std::optional<Plan> most_collected() const;
    // Every trade-off of heads, area and what is collected, from `least_collected` on.
    [[nodiscard]] std::vector<Reach> reach(std::int64_t least_collected) const;

  private:
    void add_owner(Owner const& owner);
    [[nodiscard]] std::vector<FloorFound> search(FloorGoal const& goal) const;
    // Who agrees is counted afresh; nothing where that is not what the search counted on.
    [[nodiscard]] std::optional<Plan> plan_of(FloorFound const& found, std::int64_t cost) const;

    Instance const& instance_;
    Offer const& offer_;
    Steps& steps_;
    FloorModel model_;
};

}  // namespace jiati::agreement
