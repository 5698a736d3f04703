// One price for each floor, by dynamic programming from the top floor down, because ties go to the lower price on the
// lowest floor that differs. For each last price (where prices must not fall with the floor) and number of heads the
// best trade-offs of area, money and yuan moved are kept. Internal to the folder.
#pragma once

#include "agreement/instance.h"

#include <limits>

namespace jiati::agreement {

// An owner with flats on several floors couples them: it is decided beforehand who of these agrees, and a price is
// demanded that each of the others refuses.
struct FloorModel {
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
    std::size_t owners = 0;
    bool is_monotone = false;
    std::vector<std::int64_t> candidates;   // ascending
    std::vector<Floor> floors;              // ascending
    std::vector<std::int64_t> split_areas;  // of the owners with flats on several floors
};

// What a search may leave out: whatever has less.
struct FloorGoal {
    std::int64_t collected = std::numeric_limits<std::int64_t>::min();
    std::int64_t heads = 0;
    std::int64_t area = 0;
};

struct FloorFound {
    std::int64_t heads = 0;
    std::int64_t area = 0;
    std::int64_t collected = 0;
    std::int64_t moved = 0;
    std::vector<std::int32_t> prices;  // candidates by floor, ascending
};

// Every best trade-off in which of the split owners exactly those agree whose bit is set.
[[nodiscard]] std::vector<FloorFound> search_floors(FloorModel const& model, FloorGoal const& goal,
                                                    std::uint32_t agreeing, Steps& steps);

}  // namespace jiati::agreement
