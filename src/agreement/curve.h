// How many would agree as the total cost moves: a falling step curve with exact breakpoints, for sliders.
#pragma once

#include "agreement/problem.h"

namespace jiati::agreement {

// For total costs above the step before and up to `up_to`.
struct Step {
    Fen up_to{};
    std::int64_t heads = 0;
    SquareMetres area{};
    bool passes = false;

    friend bool operator==(Step const&, Step const&) = default;
};

struct Curve {
    std::vector<Step> steps;  // ascending; the last one reaches to the end of the range
    bool proven = true;

    friend bool operator==(Curve const&, Curve const&) = default;
};

// The broadest plan that closes (lawful ones first, then heads, then area) for every total cost from `from` to `to` of
// one option, in the problem's form of prices.
Result<Curve, ProblemError> cost_curve(Problem const& problem, std::size_t option, Fen from, Fen to);

}  // namespace jiati::agreement
