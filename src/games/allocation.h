// Who pays what of one sum, by a named rule: the exact share and the share rounded. The order of the players is the
// published order, which alone decides who gets an odd unit. Sums are exact under every rule, or the rule is refused.
#pragma once

#include "base/fraction.h"
#include "base/result.h"
#include "base/square_metres.h"
#include "games/bargaining.h"
#include "games/excess.h"
#include "games/game.h"
#include "games/shapley.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace jiati::games {

// Where a household is in the building. A duplex has two floors; its access floor is the highest, because that is the
// height the lift saves and the floor by which the origin case's duplexes pay.
struct Flat {
    std::vector<int> floors;
    SquareMetres area{};

    friend bool operator==(Flat const&, Flat const&) = default;
};

using FloorTable = std::map<int, Fraction>;

struct Equal {};
// One weight per player, none negative, not all zero.
struct Proportional {
    std::vector<Fraction> weights;
};
// One amount per player, none negative; they must close.
struct Fixed {
    std::vector<Fraction> amounts;
};
// Weight = the table's coefficient for the access floor × the flat's area. One flat per player.
struct Coefficient {
    FloorTable table;
    std::vector<Flat> flats;
};
// One percentage per player; they must sum to 100.
struct Percent {
    std::vector<Fraction> percents;
};
// The table says which percentage of the whole each floor pays (the sum must be 100); the flats whose access floor it
// is share it by area or equally.
struct FloorPercent {
    enum class Within : std::uint8_t { area, equal };
    FloorTable table;
    std::vector<Flat> flats;
    Within within = Within::equal;
};

// ---- rules of a game; Equal, Proportional … above ask for its total only
struct Shapley {};
struct WeightedShapley {
    std::vector<Fraction> weights;  // one per player, all positive
};
struct Owen {
    Unions unions;  // every player in exactly one
};
struct Nucleolus {};
struct Prenucleolus {};
// These three: airport games only.
struct ConstrainedEqualContributions {};
struct ConstrainedEqualBenefits {};
struct SequentialFullContributions {};

// ---- rules of what each gains (games/bargaining.h); the limits are empty or one per player
struct EqualGain {
    std::vector<Fraction> benefits;
    std::vector<Limits> limits;
};
struct WeightedNash {
    std::vector<Fraction> benefits;
    std::vector<Fraction> weights;
    std::vector<Limits> limits;
};
struct KalaiSmorodinsky {
    std::vector<Fraction> benefits;
    std::vector<Limits> limits;
};
struct BenefitProportional {
    std::vector<Fraction> benefits;
    std::vector<Limits> limits;
};
struct NoArbitrage {
    std::vector<Fraction> gains;   // of each flat's value
    std::vector<Fraction> values;  // before
};

using AllocationRule = std::variant<Equal, Proportional, Fixed, Coefficient, Percent, FloorPercent, Shapley,
                                    WeightedShapley, Owen, Nucleolus, Prenucleolus, ConstrainedEqualContributions,
                                    ConstrainedEqualBenefits, SequentialFullContributions, EqualGain, WeightedNash,
                                    KalaiSmorodinsky, BenefitProportional, NoArbitrage>;

// All amounts are in one unit, which the caller chooses (fen, yuan).
struct AllocationProblem {
    std::vector<std::string> players;
    std::variant<Fraction, Game> cost;  // a total, or a game that all players together play
    AllocationRule rule;
    Fraction round_to{1};  // positive; the total is a multiple of it
};

struct Share {
    std::string player;
    std::optional<Fraction> exact;  // nothing beyond exact_bits_max bits; `rounded` is certain all the same
    Fraction rounded;

    friend bool operator==(Share const&, Share const&) = default;
};

struct Allocation {
    Fraction total;
    std::vector<Share> shares;       // in the order of the players
    std::optional<CoreReport> core;  // of the exact shares; nothing without a game, or beyond its limits

    friend bool operator==(Allocation const&, Allocation const&) = default;
};

struct AllocationError {
    enum class Kind : std::uint8_t {
        no_players,
        player_repeated,
        count_differs,          // `sum` values for `expected` players
        weight_negative,        // of `player`, or of `floor` in a table
        amount_negative,        // of `player`; what someone is to receive is compensation, not a share
        weights_all_zero,       // nobody to pay
        does_not_close,         // the amounts sum to `sum`, not to `expected`
        percents_do_not_close,  // the percentages sum to `sum`, not to 100
        floor_not_in_table,     // `player` lives on `floor`
        floor_missing,          // `player` has no floor
        area_not_positive,      // of `player`
        floor_has_no_flat,      // the table makes `floor` pay, and nobody lives there
        out_of_bounds,          // the total is beyond what can be split
        player_unknown,         // an element or a union names the player with index `sum`
        player_twice,           // `player` stands twice in an element, or in two unions
        player_in_no_union,     // `player`
        element_without_users,  // the element at `sum`
        cost_negative,          // of `player` (airport), or of the element at `sum`
        coalitions_missing,     // an explicit game states `sum` values instead of `expected`
        needs_game,             // the rule cannot do with a total
        needs_airport,          // the rule is for airport games
        weight_not_positive,    // of `player`
        too_many_players,       // `sum` players; the rule goes to `expected` for such a game
        no_imputation,          // no share-out gives everybody what they have alone
        bargain,                // `bargain` says what does not fit
        round_to_not_positive,
        total_not_on_grid,  // the total `sum` is no multiple of round_to, `expected`
    };
    Kind kind{};
    std::string player;
    int floor = 0;
    Fraction sum;
    Fraction expected;
    std::optional<BargainError> bargain{};

    friend bool operator==(AllocationError const&, AllocationError const&) = default;
};

// The highest of a flat's floors; CHECKs that there is one.
[[nodiscard]] int access_floor(Flat const& flat);

Result<Allocation, AllocationError> allocate(AllocationProblem const& problem);

}  // namespace jiati::games
