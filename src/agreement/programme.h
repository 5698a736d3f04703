// A city's programme: which units get support this year, and how much, so that the value is greatest under one budget,
// with floors and ceilings of what districts (or any classes, also overlapping ones) receive. The answer comes with a
// proof: multipliers from which anybody can work out, by weak duality, that no programme is worth more than `bound`.
// Method: Lagrangian dual over the upper hulls of the menus (Sinha & Zoltners 1979; Zemel 1984), rounded down, filled,
// improved by exchanges; small cases are settled by enumeration.
#pragma once

#include "base/fen.h"
#include "base/fraction.h"
#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jiati::agreement {

// One way to support a unit. Its value is in a unit the caller chooses, the same for all.
struct SupportLevel {
    Fen cost;  // positive
    std::int64_t value = 0;
    friend bool operator==(SupportLevel const&, SupportLevel const&) = default;
};

struct ProgrammeUnit {
    std::string id;
    std::vector<std::size_t> classes;  // indices into Programme::classes; none twice
    // The menu: ascending in cost and in value (a level that costs more and is worth no more is refused). At most one
    // is chosen; none is always possible.
    std::vector<SupportLevel> levels;
    friend bool operator==(ProgrammeUnit const&, ProgrammeUnit const&) = default;
};

// A district, an income group …: what its units receive together lies between floor and ceiling.
struct EquityRule {
    std::string id;
    std::optional<Fen> floor;
    std::optional<Fen> ceiling;
    friend bool operator==(EquityRule const&, EquityRule const&) = default;
};

struct Programme {
    std::vector<ProgrammeUnit> units;
    std::vector<EquityRule> classes;
    Fen budget;
};

inline constexpr std::size_t programme_units_max = 1'000'000;
inline constexpr std::int64_t programme_value_max = 1'000'000'000'000;  // of one level

struct SupportChoice {
    std::size_t unit = 0;
    std::size_t level = 0;
    friend bool operator==(SupportChoice const&, SupportChoice const&) = default;
};

// Prices of the constraints, in value per fen, as whole multiples of 2^-40: `budget` ≥ 0; per class positive where the
// ceiling binds, negative where the floor does.
struct Multipliers {
    static constexpr int fraction_bits = 40;
    std::int64_t budget = 0;
    std::vector<std::int64_t> classes;
    friend bool operator==(Multipliers const&, Multipliers const&) = default;
};

struct ClassReport {
    Fen spent;
    Fraction price_per_yuan;                  // value gained by one yuan more of ceiling, or lost by one more of floor
    std::optional<SupportChoice> last_taken;  // the least worthwhile step taken: the marginal unit
    std::optional<SupportChoice> next_out;    // the most worthwhile step left out
    std::int64_t rule_costs = 0;              // what the bound would gain without this class's rule
    friend bool operator==(ClassReport const&, ClassReport const&) = default;
};

struct ProgrammeResult {
    std::vector<SupportChoice> chosen;  // ascending by unit
    std::int64_t value = 0;
    Fen cost;
    std::int64_t bound = 0;   // no programme within the rules is worth more
    Fraction gap;             // (bound − value) / bound; 0 when the bound is 0
    bool enumerated = false;  // every programme the multipliers leave open was tried, so the bound is the value
    Multipliers multipliers;
    std::vector<ClassReport> classes;
    std::int64_t value_without_rules = 0;  // the bound with the budget as the only limit
};

struct ProgrammeError {
    enum class Kind : std::uint8_t {
        no_units,
        too_many_units,
        unit_repeated,       // `unit`
        level_not_rising,    // `unit`: a level that costs more is worth no more, or costs no more than the one before
        cost_not_positive,   // `unit`
        value_out_of_range,  // `unit`
        class_unknown,       // `unit` names a class that is not listed, or one twice
        budget_negative,
        floor_above_ceiling,  // of `rule`
        floor_out_of_reach,   // the units of `rule` cost less than its floor; `least` is what they cost
        floors_above_budget,  // all floors together need `least`
        infeasible,           // no programme was found that keeps every rule; `rule` is one that stays broken
    };
    Kind kind{};
    std::string unit;
    std::string rule;
    Fen least;
    friend bool operator==(ProgrammeError const&, ProgrammeError const&) = default;
};

[[nodiscard]] Result<ProgrammeResult, ProgrammeError> plan_programme(Programme const& programme);

// Re-derives every claim of a result from the definitions alone: choices within the rules, value, cost, the bound from
// the multipliers. Empty when all hold, else what does not, in English.
[[nodiscard]] std::vector<std::string> check_programme(Programme const& programme, ProgrammeResult const& result);

}  // namespace jiati::agreement
