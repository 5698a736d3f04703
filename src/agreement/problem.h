// What the search for agreement is given: households, options with what each household is taken to bear, the law's
// thresholds, and the form that prices may have. The order of the households is the published order, which decides
// ties.
#pragma once

#include "agreement/acceptance.h"
#include "base/double_majority.h"
#include "base/fen.h"
#include "base/fraction.h"
#include "base/result.h"
#include "base/square_metres.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace jiati::agreement {

// Heads are distinct owners, each with the area of all its flats. An owner agrees when the price of each of its flats
// is within that flat's acceptance; an owner who refuses one of them agrees with none.
struct Household {
    std::string id;
    int floor = 0;
    SquareMetres area{};
    std::string owner;

    friend bool operator==(Household const&, Household const&) = default;
};

struct Option {
    std::string id;
    Fen cost{};  // what is left to share after subsidies
    // By household id; who is not here never agrees to this option.
    std::map<std::string, Fen> acceptance;
    // Where known, what the acceptance is made of; it tells causes apart and says nothing else.
    std::map<std::string, Estimate> estimates;
    // By household id: the shares of a rule that plans are compared with; may be empty. Who is not here has 0.
    std::map<std::string, Fen> reference;

    friend bool operator==(Option const&, Option const&) = default;
};

// free: any price for each household. per_floor: all who agree on a floor pay the same. per_floor_monotone: and no
// floor pays less than a lower one.
enum class PriceForm : std::uint8_t { free, per_floor, per_floor_monotone };

// secure: it passes whatever those who do not agree do. possible: it passes if they stay away.
enum class Reading : std::uint8_t { secure, possible };

// A count of search states, not of time: the same answer on every machine. 2,000,000 is about a second.
inline constexpr std::int64_t budget_steps_default = 2'000'000;

struct Problem {
    std::vector<Household> households;
    std::vector<Option> options;  // earlier ones win ties
    DoubleMajority rule;
    PriceForm prices = PriceForm::free;
    Reading reading = Reading::secure;
    std::int64_t budget_steps = budget_steps_default;  // for each option

    friend bool operator==(Problem const&, Problem const&) = default;
};

// Up to exact_households_max the answer is exact within the default budget for the areas and amounts that occur; beyond
// it, up to households_max, the search may end unproven and says so.
inline constexpr std::size_t exact_households_max = 64;
inline constexpr std::size_t households_max = 400;
inline constexpr std::size_t options_max = 64;
// 10^12 yuan; keeps every sum inside 64 bits.
inline constexpr Fen amount_max{100'000'000'000'000};

struct ProblemError {
    enum class Kind : std::uint8_t {
        no_households,
        too_many_households,  // `number` of them; `expected` at most
        household_repeated,
        owner_missing,
        area_not_positive,  // of `household`, `number` hundredths of a square metre
        area_too_large,
        no_options,
        too_many_options,
        option_repeated,
        cost_negative,      // of `option`, `number` fen
        amount_too_large,   // `number` fen in `option` (and `household`); `expected` at most
        household_unknown,  // `option` names `household`
        option_unknown,     // no option at position `number`; there are `expected`
        threshold_out_of_range,
        budget_not_positive,
        count_differs,             // `number` values for `expected` households
        interval_crossed,          // of `household`: the lower end `number` lies above the upper, `expected`
        probability_out_of_range,  // of `household`: `number`
        range_crossed,             // from `number` to `expected` fen
    };
    Kind kind{};
    std::string household;
    std::string option;
    Fraction number;
    Fraction expected;

    friend bool operator==(ProblemError const&, ProblemError const&) = default;
};

[[nodiscard]] std::optional<ProblemError> fault_of(Problem const& problem);

// The least heads and area that carry it in the reading asked for. `of` + 1 where even unanimity would not.
struct Need {
    std::int64_t heads = 0;
    SquareMetres area{};
    std::int64_t of_heads = 0;
    SquareMetres of_area{};

    [[nodiscard]] bool met_by(std::int64_t h, SquareMetres a) const { return h >= heads && a >= area; }
    friend bool operator==(Need const&, Need const&) = default;
};
[[nodiscard]] Need need_of(std::vector<Household> const& households, DoubleMajority const& rule, Reading reading);

}  // namespace jiati::agreement
