// How likely consent is when each household's acceptance is uncertain, how many defections a plan survives, and the
// prices that keep everybody the same number of spreads away from refusing. Exact; never a bare percentage: callers
// show the interval.
#pragma once

#include "agreement/problem.h"

namespace jiati::agreement {

// One head.
struct Voter {
    SquareMetres area{};
    Fraction low;   // probability to agree, at least
    Fraction high;  // at most; equal to low where it is known

    friend bool operator==(Voter const&, Voter const&) = default;
};

// A state is a big number here.
inline constexpr std::int64_t chance_steps_default = 200'000;

// From the lower to the upper probabilities. Where the areas are so many that the budget of steps runs out, they are
// rounded outward to a grid, and the interval widens: it always holds the exact values.
struct Chance {
    Fraction low;
    Fraction high;
    bool exact = true;  // false: widened

    friend bool operator==(Chance const&, Chance const&) = default;
};
Result<Chance, ProblemError> chance_of_consent(std::vector<Voter> const& voters, Need const& need,
                                               std::int64_t budget_steps = chance_steps_default);

// A shock that moves everybody at once (a mood, a rumour about the price): nodes with weights that sum to 1, each with
// its own voters.
struct Shock {
    Fraction weight;
    std::vector<Voter> voters;
};
Result<Chance, ProblemError> chance_of_consent(std::vector<Shock> const& nodes, Need const& need,
                                               std::int64_t budget_steps = chance_steps_default);

// The greatest number of agreeing owners any so many of whom may leave, and the thresholds still hold. −1: they do not
// hold now.
[[nodiscard]] std::int64_t defections_survived(std::vector<SquareMetres> areas, Need const& need);

// price = acceptance − t·spread with t the same for all who pay, Σ price = cost; t below 0: the acceptances do not
// cover the cost. Nothing where all spreads are 0.
struct SafestPrices {
    Fraction t;
    std::vector<Fen> prices;  // rounded by largest remainder

    friend bool operator==(SafestPrices const&, SafestPrices const&) = default;
};
struct Spread {
    Fen acceptance{};
    Fen spread{};  // not negative
};
[[nodiscard]] std::optional<SafestPrices> safest_prices(std::vector<Spread> const& households, Fen cost);

}  // namespace jiati::agreement
