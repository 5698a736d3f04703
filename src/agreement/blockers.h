// Who is still to be settled, by how much, why, and the least that would do.
#pragma once

#include "agreement/plan_search.h"

namespace jiati::agreement {

struct Blocker {
    std::size_t household = 0;
    std::size_t option = 0;
    Fen asked{};                  // the price it does not accept
    std::optional<Fen> short_by;  // asked − acceptance, above 0; nothing: never agrees to this option
    // By the estimate where there is one; else net_benefit, and stance for who never agrees.
    Cause cause = Cause::net_benefit;

    friend bool operator==(Blocker const&, Blocker const&) = default;
};

struct Funding {
    std::size_t household = 0;
    Fen amount{};

    friend bool operator==(Funding const&, Funding const&) = default;
};

// The set of owners whose shortfalls together are least among all that restore both thresholds. Ties: fewer heads, then
// published order.
struct Flip {
    bool possible = true;  // false: those who never agree are needed
    bool proven = true;    // false: the budget ran out, a cheaper set may exist
    Fen cost{};
    std::vector<std::size_t> households;  // of whom something is short, ascending; empty where nothing needs restoring
    std::vector<Funding> funded_by;       // slack of the willing, the largest first
    Fen unfunded{};                       // what that slack does not cover

    friend bool operator==(Flip const&, Flip const&) = default;
};

// What else could move a household: another option it accepts at the price asked or for less, instalments where the
// budget binds, compensation, or talking where it holds back.
struct Lever {
    enum class Kind : std::uint8_t { option, instalments, compensate, talk };
    Kind kind{};
    std::size_t option = 0;  // for `option`: which
    Fen amount{};  // compensate, instalments: what is missing; talk: what it holds back; option: room left there

    friend bool operator==(Lever const&, Lever const&) = default;
};

// Who accepts given prices of one option, and what would restore the thresholds. Prices: one per household.
struct Standing {
    Need need;
    std::int64_t heads = 0;
    SquareMetres area{};
    bool passes = false;  // the thresholds alone
    Fen collected{};      // from those who agree
    Fen gap{};            // cost − collected, where that is above 0
    std::vector<std::size_t> agrees;
    std::vector<Blocker> blockers;  // households not within their acceptance, in published order
    Flip cheapest_flip;

    friend bool operator==(Standing const&, Standing const&) = default;
};
Result<Standing, ProblemError> assess_prices(Problem const& problem, std::size_t option,
                                             std::vector<Fen> const& prices);

// The levers for one blocker, cheapest first within the order of Lever::Kind.
[[nodiscard]] std::vector<Lever> levers(Problem const& problem, Blocker const& blocker);

// The whole answer of `agree`. The blockers of the best plan are asked nothing (free) or their floor's price. Where
// nothing passes they are those who would not agree in the least-gap plan if nobody were compensated (a price below 0
// counts as 0), and cheapest_flip is the least compensation by which the thresholds would be met; the gap remains.
struct Agreement {
    PlanSearch search;
    std::vector<Blocker> blockers;
    Flip cheapest_flip;

    friend bool operator==(Agreement const&, Agreement const&) = default;
};
Result<Agreement, ProblemError> find_agreement(Problem const& problem);

}  // namespace jiati::agreement
