// Problems for tests, and the search for the best plan as its definition says: by trying everything.
#pragma once

#include "agreement/plan_search.h"

#include <optional>
#include <vector>

namespace jiati::agreement {

// Household "1", "2", … of one owner each, `area` m² each, on the floors given (all on floor 1 if there are none). An
// option for each cost, with the acceptances in fen of all households.
struct Stated {
    std::vector<int> floors;
    std::vector<int> areas;
    std::vector<std::string> owners;
};
[[nodiscard]] Problem problem_of(std::vector<std::vector<std::int64_t>> const& acceptances,
                                 std::vector<std::int64_t> const& costs, Stated const& stated = {});

// Thresholds of heads only: what the vectors of the facts ask for.
[[nodiscard]] DoubleMajority heads_only(Fraction const& agreement);

// Every set of owners (free prices), every vector of candidate prices (per floor).
struct Naive {
    std::optional<Plan> best;  // without least gain and distance
    std::optional<Fen> gap;
};
[[nodiscard]] Naive try_everything(Problem const& problem);

// A small random problem in which ties, owners with several flats and refusals are common.
[[nodiscard]] Problem some_problem(PriceForm prices, int most_households, int most_floors);

}  // namespace jiati::agreement
