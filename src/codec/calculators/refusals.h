// How the calculators say no to what they are asked, beside the codes of the codec (codec/refusals.h). The pointer
// names the place in the document asked with.
#pragma once

#include "base/refusal.h"

namespace jiati::codec::calculators {

// ---- of every calculator
inline constexpr RefusalCode repeated{"calculator.repeated"};          // {value}: the id that stands twice
inline constexpr RefusalCode unknown_name{"calculator.unknown_name"};  // {value}: no player or household is called so
inline constexpr RefusalCode negative{"calculator.negative"};          // {value}
inline constexpr RefusalCode not_positive{"calculator.not_positive"};  // {value}
inline constexpr RefusalCode out_of_range{"calculator.out_of_range"};  // {value}, {expected}
inline constexpr RefusalCode nothing_given{
    "calculator.nothing_given"};                                 // {expected}: what there must be at least one of
inline constexpr RefusalCode one_of{"calculator.one_of"};        // {expected}: exactly one of these fields
inline constexpr RefusalCode too_exact{"calculator.too_exact"};  // {limit}: bits of the common denominator

inline constexpr RefusalCode too_many_players{"calculator.too_many_players"};  // {value}, {limit}; {rule}
inline constexpr RefusalCode too_much_work{
    "calculator.too_much_work"};  // {value} kinds of players, {limit} over the network; the command line has none
inline constexpr RefusalCode all_zero{"calculator.all_zero"};  // numbers of which one must be positive

// ---- shares
inline constexpr RefusalCode needed{"calculator.needed"};                // {value}: the field that {rule} needs
inline constexpr RefusalCode name_missing{"calculator.name_missing"};    // {value}: the player who stands nowhere here
inline constexpr RefusalCode count_differs{"calculator.count_differs"};  // {value} numbers for {expected} players
inline constexpr RefusalCode bad_coalition{"calculator.bad_coalition"};  // {value}; {expected}: one that would do
inline constexpr RefusalCode coalition_missing{"calculator.coalition_missing"};  // {value}; {expected}: how many
inline constexpr RefusalCode limits_crossed{"calculator.limits_crossed"};        // {least}, {most}
inline constexpr RefusalCode total_below{"calculator.total_below"};              // {sum} of the least, above {total}
inline constexpr RefusalCode total_above{"calculator.total_above"};              // {sum} of the most, below {total}
inline constexpr RefusalCode no_surplus{"calculator.no_surplus"};  // {sum}: the most without a loss, below {total}
inline constexpr RefusalCode does_not_close{"calculator.does_not_close"};          // {sum} instead of {total}
inline constexpr RefusalCode single_number{"calculator.single_number"};            // {value}: an interval
inline constexpr RefusalCode floor_not_in_table{"calculator.floor_not_in_table"};  // {player}, {floor}
inline constexpr RefusalCode floor_has_no_flat{"calculator.floor_has_no_flat"};    // {floor}
inline constexpr RefusalCode needs_game{"calculator.needs_game"};                  // {rule}
inline constexpr RefusalCode needs_airport{"calculator.needs_airport"};            // {rule}
inline constexpr RefusalCode no_imputation{"calculator.no_imputation"};
inline constexpr RefusalCode total_not_on_grid{"calculator.total_not_on_grid"};      // {total}, {value}: the step
inline constexpr RefusalCode total_out_of_bounds{"calculator.total_out_of_bounds"};  // {value}

// ---- a building
inline constexpr RefusalCode subsidy_above_cost{"calculator.subsidy_above_cost"};  // {value}, {expected}: the cost
inline constexpr RefusalCode nobody_rides{"calculator.nobody_rides"};              // no home above the entry

// ---- a programme
// {id}, {value}: a level of a unit that stands in other groups than its first
inline constexpr RefusalCode other_groups{"calculator.other_groups"};
// {id}, {level}, {before}: costs as much as the one before, or more and is worth no more
inline constexpr RefusalCode level_not_rising{"calculator.level_not_rising"};
inline constexpr RefusalCode bad_table{"calculator.bad_table"};                      // {expected}
inline constexpr RefusalCode floor_out_of_reach{"calculator.floor_out_of_reach"};    // {group}, {sum}: all it could get
inline constexpr RefusalCode floors_above_budget{"calculator.floors_above_budget"};  // {sum}, {total}: the budget
inline constexpr RefusalCode floor_above_ceiling{"calculator.floor_above_ceiling"};  // {group}, {sum}: the floor
inline constexpr RefusalCode infeasible{"calculator.infeasible"};  // {group}: a rule that stays broken

// ---- consent
inline constexpr RefusalCode unknown_rule{"calculator.unknown_rule"};      // {value}; {expected}: those known
inline constexpr RefusalCode no_rule_then{"calculator.no_rule_then"};      // {value}, {date}; {expected}
inline constexpr RefusalCode ballots_differ{"calculator.ballots_differ"};  // {owner}

// ---- light
inline constexpr RefusalCode too_much_light{"calculator.too_much_light"};  // {value} windows, {boxes}
inline constexpr RefusalCode no_shadow{"calculator.no_shadow"};            // {value}: when the sun stood wrong for one

}  // namespace jiati::codec::calculators
