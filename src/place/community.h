// What outlives a project: a community with its buildings, units and households, who holds them, and the lifts that
// run there. One stream per community. The administrative hierarchy is the area path of each building, with dates.
#pragma once

#include "base/refusal.h"
#include "base/result.h"
#include "place/types.h"
#include "policy/context.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace jiati::place {

// ---- State
struct Tenure {
    OwnerId owner;
    std::optional<Date> from;  // absent: since before the register
    Date to;                   // the day the next owner took over
};
struct HouseholdState {
    Household data;  // the owner is today's
    std::int64_t people = 0;
    AgeBands ages;
    std::int64_t reduced_mobility = 0;
    std::optional<Date> owner_since;  // absent: since before the register
    std::vector<Tenure> earlier_tenures;
    std::optional<ItemId> subject;             // changes with the owner and with an erasure
    std::vector<std::string> former_subjects;  // of earlier tenures, not erased
    std::vector<Withheld> withheld;            // of subjects erased before
};
struct UnitState {
    Unit data;
    BuildingId building;
    std::vector<HouseholdId> households;
    std::optional<Grade> grade;
    std::vector<std::string> reasons;
    std::optional<LiftStatus> lift;
    std::optional<Date> lift_on;
};
struct BuildingState {
    BuildingId id;
    std::string name;
    std::string built;
    std::string structure;
    Ground ground{};
    std::vector<UnitId> units;
    std::string grid_code, grid_name;
    std::optional<Date> grid_since;
};
struct Works {
    ItemId id;
    std::string name;
    Date from;
    Date to;
    std::string text;
};
struct State {
    CommunityId id;
    std::string name;
    std::vector<AreaName> areas;
    std::string area;  // the codes of `areas` joined by slashes, with a trailing one: "cn-jiangxi-nanchang/anyi/"
    std::string built;
    std::optional<std::int64_t> storeys;
    std::string introduction_zh, introduction_en, source;
    std::vector<BuildingState> buildings;
    std::map<UnitId, UnitState> units;
    std::map<HouseholdId, HouseholdState> households;
    std::vector<Works> works;
    std::optional<Date> registered_on;  // no claimed date may precede it
    std::int64_t version = 0;           // counts events: other aggregates name the version they relied on
    // Registered households where they are known one by one, else the declared count.
    [[nodiscard]] std::int64_t household_count() const;
    [[nodiscard]] std::int64_t household_count(UnitState const& unit) const;
};

// The area path of a building: the community's, and the grid's code where one was assigned.
[[nodiscard]] std::string area_of(State const& state, BuildingId const& building);
// The registered households of a unit by lowest floor, room, id; none of an unknown unit.
[[nodiscard]] std::vector<HouseholdId> published_order(State const& state, UnitId const& unit);
// The columns of a landing: for each household of the unit, in published order, its 0-based place among the flats that
// share its lowest floor. A duplex keeps its column on all its floors, so no two flats of one floor have the same.
struct Column {
    HouseholdId household;
    std::int64_t column = 0;
    std::int64_t columns = 0;
};
[[nodiscard]] std::vector<Column> landing_columns(State const& state, UnitId const& unit);

// The data subject of what is recorded about a household: "household/<id>", after a change of hands or an erasure
// "household/<id>/<item>". Of an unknown household the first.
[[nodiscard]] std::string subject_of(State const& state, HouseholdId const& household);

inline constexpr RefusalCode already_registered{"place.already_registered"};
inline constexpr RefusalCode not_registered{"place.not_registered"};
inline constexpr RefusalCode areas_wrong{
    "place.areas_wrong"};  // levels not from city downwards, or a code that is not [a-z0-9-]+
inline constexpr RefusalCode grid_code_wrong{"place.grid_code_wrong"};  // {code}: not [a-z0-9-]+
inline constexpr RefusalCode name_missing{"place.name_missing"};
inline constexpr RefusalCode name_taken{"place.name_taken"};    // {name}
inline constexpr RefusalCode count_wrong{"place.count_wrong"};  // {count}: not positive or absurd
inline constexpr RefusalCode units_missing{"place.units_missing"};
inline constexpr RefusalCode unit_unknown{"place.unit_unknown"};
inline constexpr RefusalCode building_unknown{"place.building_unknown"};
inline constexpr RefusalCode household_unknown{"place.household_unknown"};
inline constexpr RefusalCode room_twice{"place.room_twice"};  // {room}
inline constexpr RefusalCode floors_wrong{
    "place.floors_wrong"};  // {room}: none, not ascending, or beyond the unit's floors
inline constexpr RefusalCode area_not_positive{"place.area_not_positive"};  // {room}, {area}
inline constexpr RefusalCode area_too_large{"place.area_too_large"};        // {room}, {area}, {most}
inline constexpr RefusalCode households_missing{"place.households_missing"};
inline constexpr RefusalCode more_than_declared{"place.more_than_declared"};  // {registered}, {declared}
inline constexpr RefusalCode people_wrong{"place.people_wrong"};  // negative, or the bands exceed the people
inline constexpr RefusalCode owner_unchanged{"place.owner_unchanged"};
inline constexpr RefusalCode evidence_missing{"place.evidence_missing"};
inline constexpr RefusalCode dates_wrong{"place.dates_wrong"};        // {date}: to come, or before what it follows
inline constexpr RefusalCode lift_goes_back{"place.lift_goes_back"};  // {from}, {to}: not a step forward
inline constexpr RefusalCode nobody_before{"place.nobody_before"};    // no former owner whose data are left
inline constexpr RefusalCode not_withheld{"place.not_withheld"};
inline constexpr RefusalCode still_withheld{"place.still_withheld"};  // {until}
inline constexpr RefusalCode fields_wrong{"place.fields_wrong"};      // none, or one that is not [a-z_]+
inline constexpr RefusalCode reason_missing{"place.reason_missing"};

using Decision = Result<std::vector<Event>, Refusal>;
Decision decide(State const& state, Command const& command, policy::Context const& context);
[[nodiscard]] State evolve(State state, Event const& event, Date occurred_on);

}  // namespace jiati::place
