// The calculator for anyone's building: floors, doors, cost and city, in JSON, to every door's amount under three
// rules.
#pragma once

#include "base/date.h"
#include "base/fen.h"
#include "base/refusal.h"
#include "base/result.h"
#include "codec/calculators/limits.h"
#include "policy/policy.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::codec::calculators {

struct BuildingAnswer {
    struct Subsidy {
        Fen amount{};
        std::optional<std::string> rule;   // the id of the city's rule; nothing where the asker stated the sum
        std::optional<std::string> basis;  // where that rule stands
    };
    struct Door {
        int floor = 0;
        std::string door;  // "301"
    };
    // Doors that together pay more than a lift that served them alone would cost.
    struct WorstOff {
        std::vector<std::size_t> doors;
        Fen by{};
    };
    struct Rule {
        std::string key;  // "area", "equal-payers", "shapley" or the id of the city's table
        std::optional<policy::Names> name;
        std::vector<Fen> shares;  // one per door
        std::optional<WorstOff> paying_for_others;
    };

    Fen cost{};
    std::optional<Subsidy> subsidy;
    Fen to_share{};
    std::vector<Door> doors;  // floor by floor from the lowest
    std::vector<Rule> rules;
    Fraction pit_part;         // assumed, for "shapley" and for who pays for others
    bool equal_areas = false;  // assumed, where none were given
};

// {"floors","first_floor","households_per_floor","area_m2"?,"cost","subsidy"?,"city"?,"on"?}; without "on" the rules of
// `today` are taken.
[[nodiscard]] Result<BuildingAnswer, Refusal> building(std::string_view text,
                                                       std::vector<policy::Policy> const& policies, Date today,
                                                       InputLimits const& limits = {});
[[nodiscard]] std::string to_json(BuildingAnswer const& answer);

}  // namespace jiati::codec::calculators
