// Prices shaped by rules: a mixture of two share-outs, compensation by a schedule, relief for hardship and agreed
// transfers, swept exactly over the mixture. Everyone has a price; who does not accept it is priced 0 and what that
// household would have paid is missing.
#pragma once

#include "agreement/plan_search.h"

namespace jiati::agreement {

// Paid to households below; its sum is a further cost, carried by those who get none.
struct Compensation {
    std::map<std::string, Fen> amounts;  // none negative
    std::optional<Fen> each_most;        // an amount above it is cut to it
    std::optional<Fraction> pool_most;   // part of the cost; a larger pool is cut in proportion

    friend bool operator==(Compensation const&, Compensation const&) = default;
};

// `from` carries `amount` of what `to` would pay.
struct Transfer {
    std::string from;
    std::string to;
    Fen amount{};

    friend bool operator==(Transfer const&, Transfer const&) = default;
};

// The pool is carried by those who get no compensation, what relief leaves over by those who get none and are not named
// in `relief`; both in proportion to `weights`. Who is not named there weighs 1, and nothing if neither share-out asks
// anything of that household.
struct RulePrices {
    std::size_t option = 0;
    std::vector<Fen> first;               // θ = 0; one per household, the sum is the option's cost
    std::vector<Fen> second;              // θ = 1
    std::vector<Compensation> schedules;  // each is tried, and none at all
    std::map<std::string, Fen> relief;    // a household's price is at most this
    std::map<std::string, Fraction> weights;
    std::vector<Transfer> transfers;

    friend bool operator==(RulePrices const&, RulePrices const&) = default;
};

struct RulePricesError {
    enum class Kind : std::uint8_t {
        problem,            // `problem` says what is wrong with the problem itself
        option_unknown,     // `number`
        schedule_unknown,   // `number`
        count_differs,      // `number` prices for `expected` households
        does_not_close,     // the shares sum to `number`, not to `expected` fen
        household_unknown,  // `household`
        amount_negative,    // of `household`: `number`
        amount_too_large,   // of `household`: `number`; `expected` at most
        part_out_of_range,  // pool_most, or θ, is `number`
        weight_not_positive,
        nobody_carries,      // everybody is compensated or relieved
        too_many_transfers,  // `number`; `expected` at most
        too_many_breakpoints,
    };
    Kind kind{};
    std::string household;
    Fraction number;
    Fraction expected;
    std::optional<ProblemError> problem{};

    friend bool operator==(RulePricesError const&, RulePricesError const&) = default;
};

// The whole household prices at one θ, in fen, exact; they sum to the cost.
Result<std::vector<Fraction>, RulePricesError> rule_prices_at(Problem const& problem, RulePrices const& rules,
                                                              std::optional<std::size_t> schedule,
                                                              Fraction const& theta);

// One stretch of θ on which the same households agree; a single point where from = to.
struct Stretch {
    Fraction from;
    Fraction to;
    bool is_open = false;  // without its ends
    std::int64_t heads = 0;
    SquareMetres area{};
    bool passes = false;  // thresholds, and what is collected covers the cost at `at`
    Fraction at;          // the point looked at; in an open stretch one that closes, if any does
    Fen collected{};

    friend bool operator==(Stretch const&, Stretch const&) = default;
};

struct RulePlan {
    Fraction theta;
    std::optional<std::size_t> schedule;
    Plan plan;

    friend bool operator==(RulePlan const&, RulePlan const&) = default;
};

struct RuleSweep {
    std::optional<RulePlan> best;                 // heads, area, slack, fewer yuan moved, no schedule first, lowest θ
    std::vector<std::vector<Stretch>> stretches;  // [0] without compensation, then one per schedule; cover [0, 1]

    friend bool operator==(RuleSweep const&, RuleSweep const&) = default;
};
Result<RuleSweep, RulePricesError> sweep_rules(Problem const& problem, RulePrices const& rules);

}  // namespace jiati::agreement
