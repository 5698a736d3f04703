// Plans of one option with a price for each household of its own. A set of owners can carry the cost if their
// acceptances sum to it. Whoever bears 0 or more is always in; which of those who need compensation are in is a choice
// with little cost and much area. Internal to the folder.
#pragma once

#include "agreement/knapsack.h"

namespace jiati::agreement {

class FreePrices {
  public:
    FreePrices(Instance const& instance, Offer const& offer, Steps& steps);

    // The best plan that collects `cost`, of `least_heads` at least and as many as the law needs.
    [[nodiscard]] std::optional<Plan> best(std::int64_t cost, std::int64_t least_heads) const;
    // What the lawful set that collects most lacks to the cost; negative: it has more. Nothing if no set is lawful.
    [[nodiscard]] std::optional<std::int64_t> least_gap() const;
    // For each lawful number of heads below `heads` the plans with the largest area and with the most slack.
    [[nodiscard]] std::vector<Plan> with_fewer_heads(std::int64_t heads) const;
    // Trade-offs that matter for costs between the two.
    [[nodiscard]] std::vector<Reach> reach(std::int64_t cost_from, std::int64_t cost_to) const;

  private:
    [[nodiscard]] std::int64_t room(std::int64_t cost) const { return willing_sum_ - cost; }
    // The most of those to compensate that some room pays for; nothing if the room is negative.
    [[nodiscard]] std::optional<std::size_t> most_for(std::int64_t room) const;
    [[nodiscard]] std::size_t least_count(std::int64_t heads) const;
    [[nodiscard]] std::int64_t most_area(std::size_t count) const { return area_sums_[count]; }
    [[nodiscard]] std::int64_t some_area(std::size_t count, std::int64_t room) const;
    [[nodiscard]] Plan plan_of(std::int64_t cost, std::vector<std::size_t> const& chosen) const;
    [[nodiscard]] Plan plan_at(std::int64_t cost, Fronts const& fronts, std::size_t count, Point const& point) const;
    [[nodiscard]] Int128 moved_of(Owner const& owner, std::int64_t flats, std::int64_t slack) const;

    Instance const& instance_;
    Offer const& offer_;
    Steps& steps_;
    std::vector<std::size_t> willing_;  // owners who bear 0 or more
    std::int64_t willing_area_ = 0;
    std::int64_t willing_sum_ = 0;
    std::vector<std::size_t> reluctant_;   // owners who need compensation
    std::vector<Item> items_;              // what they need
    std::vector<std::int64_t> cost_sums_;  // of the cheapest
    std::vector<std::int64_t> area_sums_;  // of the largest

    friend class FewestYuan;
};

}  // namespace jiati::agreement
