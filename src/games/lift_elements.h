// A lift as cost elements, for the rules of "who uses it pays for it": a pit and machine that everybody above the entry
// needs, then the way up, each part of it needed by those who go that far. How a price splits into these parts is an
// assumption, since contracts state one sum: say so wherever shares found this way are shown.
#pragma once

#include "base/fraction.h"
#include "base/result.h"
#include "games/game.h"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace jiati::games {

// At a floor, or at the landing between `floor` and `floor + 1` when `half`.
struct LiftStop {
    int floor = 0;
    bool half = false;
    friend auto operator<=>(LiftStop const&, LiftStop const&) = default;
};

struct LiftWorks {
    Fraction cost;     // of the works
    Fraction subsidy;  // and whatever else is not to be shared; at most the cost
    int entry_floor = 1;
    // Above the entry, in any order; empty: at every flat's access floor. A flat uses the stop nearest to its access
    // floor, of two equally near ones the lower, which needs less of the lift.
    std::vector<LiftStop> stops;
    std::vector<int> access_floors;  // one per flat, in published order
    Fraction pit_part{1, 4};         // the assumption: pit, machine and car are a quarter, whatever the height
};

struct LiftElement {
    enum class Kind : std::uint8_t { pit, storeys };
    Kind kind{};
    LiftStop to;                // the way up ends here; of the pit: the entry
    Fraction storeys;           // from the stop below; 0 of the pit
    Fraction gross;             // before the subsidy
    Fraction amount;            // what is left to share of it
    std::vector<Player> users;  // ascending
    friend bool operator==(LiftElement const&, LiftElement const&) = default;
};

// The pit first, then upwards; amounts sum exactly to cost − subsidy. The subsidy pays for the pit first, then for the
// rest in proportion, so that what helps everybody above the entry is paid for first; nothing becomes negative.
struct LiftElements {
    std::size_t players = 0;
    std::vector<LiftElement> elements;
    friend bool operator==(LiftElements const&, LiftElements const&) = default;

    [[nodiscard]] ElementGame game() const;
    // The same game by what each flat needs: the users nest, since whoever rides further needs the way below as well.
    [[nodiscard]] AirportGame airport() const;
};

enum class LiftElementsError : std::uint8_t {
    no_flats,
    cost_negative,
    subsidy_negative,
    subsidy_above_cost,
    pit_part_out_of_range,  // a part lies between 0 and 1
    stop_not_above_entry,
    nobody_rides,  // every flat is nearest to the entry: nobody would need the lift
};

[[nodiscard]] Result<LiftElements, LiftElementsError> lift_elements(LiftWorks const& works);

}  // namespace jiati::games
