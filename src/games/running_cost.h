// The running cost of a lift (electricity, upkeep, inspection) of one period, split in the way the unit chose. The
// shares sum to the total to the fen; an odd fen goes by largest remainder in the published order.
#pragma once

#include "base/fen.h"
#include "base/fraction.h"
#include "base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace jiati::games {

enum class RunningCostMethod : std::uint8_t {
    equal,         // each household that pays, the same
    coefficient,   // by the household's coefficient
    floor_people,  // by floors above the entrance × persons
    counted_trips  // by trips counted; a fixed part may be split equally first (two-part tariff)
};

// What a method does not use is ignored. A household that rides free pays nothing under any method, and its trips are
// borne by the others.
struct RunningCostHousehold {
    std::string id;
    bool rides_free = false;
    Fraction coefficient{};
    int floors_above_entrance = 0;
    int persons = 0;
    std::int64_t trips = 0;

    friend bool operator==(RunningCostHousehold const&, RunningCostHousehold const&) = default;
};

struct RunningCostProblem {
    Fen total;
    RunningCostMethod method = RunningCostMethod::equal;
    Fen fixed_part{};  // counted_trips only; the rest of the total goes by trips
    std::vector<RunningCostHousehold> households;
};

struct RunningCostShare {
    std::string household;
    Fraction exact_fen;
    Fen rounded;

    friend bool operator==(RunningCostShare const&, RunningCostShare const&) = default;
};

struct RunningCostError {
    enum class Kind : std::uint8_t {
        no_households,
        household_repeated,
        total_negative,
        fixed_part_out_of_range,  // below zero, above the total, or given with another method
        value_negative,           // of `household`
        nobody_pays,              // all ride free
        weights_all_zero,         // no coefficient, no floor × person, no trip among those who pay
    };
    Kind kind{};
    std::string household;

    friend bool operator==(RunningCostError const&, RunningCostError const&) = default;
};

Result<std::vector<RunningCostShare>, RunningCostError> split_running_cost(RunningCostProblem const& problem);

}  // namespace jiati::games
