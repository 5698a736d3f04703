// Plans of one option with one price for each floor, out of the acceptances and 0: whoever accepts the floor's price
// agrees. Floors are taken from the top, because ties go to the lower price on the lowest floor that differs; for each
// last price (where prices must not fall with the floor) and number of heads the best trade-offs of area, money and
// yuan moved are kept. Internal to the folder.
#pragma once

#include "agreement/instance.h"

namespace jiati::agreement {

class FloorPrices {
  public:
    // An owner with flats on several floors couples them: it is decided beforehand who of these agrees, and a price is
    // demanded that each of the others refuses. Beyond this number of such owners the search is not exact.
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
    // What a search may leave out.
    struct Goal {
        std::int64_t collected = 0;
        std::int64_t heads = 0;
        std::int64_t area = 0;
    };
    struct Local {  // an owner whose flats are all on the floor
        std::int64_t accepts = 0;
        std::int64_t flats = 0;
        std::int64_t area = 0;
    };
    struct Part {  // the flats on the floor of an owner who has others elsewhere
        std::size_t split = 0;
        std::int64_t accepts = 0;
        std::int64_t flats = 0;
    };
    struct Floor {
        int number = 0;
        std::vector<Local> locals;
        std::vector<Part> parts;
    };
    struct Found {
        std::int64_t heads = 0;
        std::int64_t area = 0;
        std::int64_t collected = 0;
        std::int64_t moved = 0;
        std::vector<std::int32_t> prices;  // candidates by floor, ascending
    };
    class Run;

    void add_owner(Owner const& owner);
    [[nodiscard]] std::vector<Found> search(Goal const& goal) const;
    // Who agrees is counted afresh; nothing where that is not what the search counted on.
    [[nodiscard]] std::optional<Plan> plan_of(Found const& found, std::int64_t cost) const;

    Instance const& instance_;
    Offer const& offer_;
    Steps& steps_;
    std::vector<std::int64_t> candidates_;  // ascending
    std::vector<Floor> floors_;             // ascending
    std::vector<std::int64_t> split_areas_;
};

}  // namespace jiati::agreement
