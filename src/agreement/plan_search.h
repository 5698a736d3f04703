// The plan most neighbours can live with: option and prices, by heads, then area, then slack (most), then fewer yuan
// moved, then published order; with a certificate, and where nothing passes the least gap. Exact: equal to trying every
// set of owners (free prices) or every vector of candidate prices (per floor), while the budget of steps lasts.
#pragma once

#include "agreement/problem.h"

namespace jiati::agreement {

struct FloorPrice {
    int floor = 0;
    Fen price{};

    friend bool operator==(FloorPrice const&, FloorPrice const&) = default;
};

struct Plan {
    std::size_t option = 0;  // index
    std::int64_t heads = 0;  // agreeing owners
    SquareMetres area{};
    Fen collected{};                  // Σ prices; free: the cost
    Fen slack{};                      // free: Σ acceptances of those who agree − cost; per floor: collected − cost
    std::vector<Fen> prices;          // one per household; who does not agree is priced 0
    std::vector<std::size_t> agrees;  // households, ascending
    std::vector<FloorPrice> floors;   // per floor only: every floor, ascending, also where nobody accepts the price
    Fraction moved;                   // Σ |price|, free prices before rounding
    Fen least_gain{};                 // the smallest acceptance − price among those who agree
    std::optional<Fen> distance;      // half of Σ |price − reference|, where the option has a reference

    friend bool operator==(Plan const&, Plan const&) = default;
};

// Nothing passes: the least extra subsidy or discount that would make some lawful plan close, in the form of prices
// asked for. Ties: heads, area, fewer yuan moved, published order. `plan` is that plan, its slack −gap; with free
// prices everyone who agrees in it pays the whole acceptance.
struct LeastGap {
    Fen gap{};
    Plan plan;

    friend bool operator==(LeastGap const&, LeastGap const&) = default;
};

// "`heads` or more owners of this option bear at most `sum` together, which is below `cost`": no plan of the option
// reaches that many, whatever the form of prices. `heads` is the least number of which this is true; 0 where no set of
// owners covers the cost. Where fewer than `heads` owners could ever agree, `sum` is nothing.
struct Refutation {
    std::size_t option = 0;
    std::int64_t heads = 0;
    std::optional<Fen> sum;
    Fen cost{};

    friend bool operator==(Refutation const&, Refutation const&) = default;
};

struct Certificate {
    bool proven = false;                  // no better plan exists (nothing passes, where there is none)
    std::int64_t bound = 0;               // no plan that closes and passes has more heads
    std::vector<Refutation> refutations;  // one per option
    std::int64_t enumerated = 0;          // states the search made
    std::int64_t budget_steps = 0;

    friend bool operator==(Certificate const&, Certificate const&) = default;
};

struct PlanSearch {
    Need need;
    std::optional<Plan> best;
    std::optional<LeastGap> least_gap;  // only where nothing passes; nothing even then if no set could be lawful
    // Plans none of which is beaten in heads, least gain and distance to the reference at once, among the plans that
    // collect most and that carry the largest area for each option and number of heads. The best plan is first.
    std::vector<Plan> front;
    Certificate certificate;

    friend bool operator==(PlanSearch const&, PlanSearch const&) = default;
};

Result<PlanSearch, ProblemError> find_plan(Problem const& problem);

// Re-derives what the search claims, by other means: sums, thresholds, acceptances, the form of the prices, each
// refutation; and with at most `exhaustive_owners_max` owners (free prices) that nothing is better, by trying every
// set. The claims that do not hold, in words; empty: all hold.
inline constexpr std::size_t exhaustive_owners_max = 16;
[[nodiscard]] std::vector<std::string> check_certificate(Problem const& problem, PlanSearch const& found);

}  // namespace jiati::agreement
