// Who pays what of one sum, by a named rule: the exact share and the share to the fen. The order of the players is the
// published order, which alone decides who gets an odd fen. Sums are exact under every rule, or the rule is refused.
#pragma once

#include "base/fen.h"
#include "base/fraction.h"
#include "base/result.h"
#include "base/square_metres.h"

#include <cstdint>
#include <map>
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
    std::vector<Fen> amounts;
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

using AllocationRule = std::variant<Equal, Proportional, Fixed, Coefficient, Percent, FloorPercent>;

struct AllocationProblem {
    Fen total;
    std::vector<std::string> players;
    AllocationRule rule;
};

struct Share {
    std::string player;
    Fraction exact_fen;
    Fen rounded;

    friend bool operator==(Share const&, Share const&) = default;
};

struct Allocation {
    Fen total;
    std::vector<Share> shares;  // in the order of the players

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
        does_not_close,         // the amounts sum to `sum`, not to `expected`; both in fen
        percents_do_not_close,  // the percentages sum to `sum`, not to 100
        floor_not_in_table,     // `player` lives on `floor`
        floor_missing,          // `player` has no floor
        area_not_positive,      // of `player`
        floor_has_no_flat,      // the table makes `floor` pay, and nobody lives there
        out_of_bounds,          // the total is beyond what can be split
    };
    Kind kind{};
    std::string player;
    int floor = 0;
    Fraction sum;
    Fraction expected;

    friend bool operator==(AllocationError const&, AllocationError const&) = default;
};

// The highest of a flat's floors; CHECKs that there is one.
[[nodiscard]] int access_floor(Flat const& flat);

Result<Allocation, AllocationError> allocate(AllocationProblem const& problem);

}  // namespace jiati::games
