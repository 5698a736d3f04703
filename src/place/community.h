// What outlives a project: a community with its buildings, units and households, who holds them, and the lifts that
// run there. One stream per community. The administrative hierarchy is the area path of each building, with dates.
#pragma once

#include "base/id.h"
#include "base/refusal.h"
#include "base/result.h"
#include "base/square_metres.h"
#include "base/vault_text.h"
#include "policy/context.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace jiati::place {

enum class Ground : std::uint8_t { none, storage, stilt, shops };  // a row of its own below floor 1
enum class Grade : std::uint8_t { suitable, fairly_suitable, unsuitable };
enum class LiftStatus : std::uint8_t { wanted, building, in_use };
enum class Level : std::uint8_t { city, district, street, neighbourhood, grid };
struct AreaName {
    Level level{};
    std::string code;
    std::string name;
    friend bool operator==(AreaName const&, AreaName const&) = default;
};
struct AgeBands {
    std::int64_t under_60 = 0, from_60 = 0, from_65 = 0, from_70 = 0, from_80 = 0;
};  // 60–64, 65–69 (case H: 65–70), 70–79, 80+

// What a command says of a unit and of a household before they have ids.
struct NewUnit {
    std::string name;
    std::int64_t floors = 0;
    std::int64_t households = 0;
};  // households: the declared count, before they are registered one by one
struct NewHousehold {
    std::string room;
    std::vector<std::int64_t> floors;
    SquareMetres area;
    std::string owner;
};  // owner: a key that equals for one owner of several flats; empty = an owner of its own

// ---- Commands ("place.RegisterCommunity" …)
struct RegisterCommunity {
    std::string name;
    std::vector<AreaName> areas;
    std::string built;
    std::optional<std::int64_t> storeys;
    std::string introduction_zh;
    std::string introduction_en;
    std::string source;
};
struct AddBuilding {
    std::string name;
    std::string built;
    std::string structure;
    Ground ground{};
    std::vector<NewUnit> units;
};
struct AddBuildings {
    std::string name_prefix;
    std::int64_t count = 0;
    std::int64_t floors = 0;
    std::vector<std::int64_t> units_each;
    std::int64_t households_per_unit = 0;
    Ground ground{};
};  // a stock that is known by number only: `count` buildings, units_each[i] units in the i-th
struct RegisterHouseholds {
    UnitId unit;
    std::vector<NewHousehold> households;
};
struct RecordPeople {
    HouseholdId household;
    std::int64_t people = 0;
    AgeBands ages;
    std::int64_t reduced_mobility = 0;
};
struct AssignGrid {
    BuildingId building;
    std::string code;
    std::string name;
};
struct GradeUnit {
    UnitId unit;
    Grade grade{};
    std::vector<std::string> reasons;
};
struct RecordLift {
    UnitId unit;
    LiftStatus status{};
    std::string basis;
};  // a lift without its own record here
struct ChangeTenure {
    HouseholdId household;
    std::string owner;
    std::string evidence;
};
struct RecordEstateWorks {
    std::string name;
    Date from;
    Date to;
    std::string text;
};
using Command = std::variant<RegisterCommunity, AddBuilding, AddBuildings, RegisterHouseholds, RecordPeople, AssignGrid,
                             GradeUnit, RecordLift, ChangeTenure, RecordEstateWorks>;

struct Unit {
    UnitId id;
    std::string name;
    std::int64_t floors = 0;
    std::int64_t households = 0;
};
struct Household {
    HouseholdId id;
    std::string room;
    std::vector<std::int64_t> floors;
    SquareMetres area;
    OwnerId owner;
};

// ---- Events
struct CommunityRegistered {
    CommunityId community;
    std::string name;
    std::vector<AreaName> areas;
    std::string area;
    std::string built;
    std::optional<std::int64_t> storeys;
    std::string introduction_zh;
    std::string introduction_en;
    std::string source;
};
struct BuildingAdded {
    BuildingId building;
    std::string name;
    std::string built;
    std::string structure;
    Ground ground{};
    std::vector<Unit> units;
};
struct HouseholdsRegistered {
    UnitId unit;
    std::vector<Household> households;
};
struct PeopleRecorded {
    HouseholdId household;
    std::int64_t people = 0;
    AgeBands ages;
    std::int64_t reduced_mobility = 0;
};
struct GridAssigned {
    BuildingId building;
    std::string code;
    std::string name;
};
struct UnitGraded {
    UnitId unit;
    Grade grade{};
    std::vector<std::string> reasons;
};
struct LiftRecorded {
    UnitId unit;
    LiftStatus status{};
    std::string basis;
};
struct TenureChanged {
    HouseholdId household;
    OwnerId owner;
    std::string evidence;
};
struct EstateWorksRecorded {
    ItemId works;
    std::string name;
    Date from;
    Date to;
    std::string text;
};
using Event = std::variant<CommunityRegistered, BuildingAdded, HouseholdsRegistered, PeopleRecorded, GridAssigned,
                           UnitGraded, LiftRecorded, TenureChanged, EstateWorksRecorded>;

// ---- State
struct HouseholdState {
    Household data;
    std::int64_t people = 0;
    AgeBands ages;
    std::int64_t reduced_mobility = 0;
    std::optional<Date> owner_since;
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
    std::int64_t version = 0;  // counts events: other aggregates name the version they relied on
    // Registered households where they are known one by one, else the declared count.
    [[nodiscard]] std::int64_t household_count() const;
    [[nodiscard]] std::int64_t household_count(UnitState const& unit) const;
};

// The area path of a building: the community's, and the grid's code where one was assigned.
[[nodiscard]] std::string area_of(State const& state, BuildingId const& building);
// The columns of a landing: for each household of the unit its 0-based place among the flats that share its lowest
// floor.
struct Column {
    HouseholdId household;
    std::int64_t column = 0;
    std::int64_t columns = 0;
};
[[nodiscard]] std::vector<Column> landing_columns(State const& state, UnitId const& unit);

inline constexpr RefusalCode already_registered{"place.already_registered"};
inline constexpr RefusalCode not_registered{"place.not_registered"};
inline constexpr RefusalCode areas_wrong{
    "place.areas_wrong"};  // levels not from city downwards, or a code that is not [a-z0-9-]+
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
inline constexpr RefusalCode area_not_positive{"place.area_not_positive"};    // {room}, {area}
inline constexpr RefusalCode more_than_declared{"place.more_than_declared"};  // {registered}, {declared}
inline constexpr RefusalCode people_wrong{"place.people_wrong"};  // negative, or the bands exceed the people
inline constexpr RefusalCode dates_wrong{"place.dates_wrong"};
inline constexpr RefusalCode lift_goes_back{"place.lift_goes_back"};  // {from}, {to}

using Decision = Result<std::vector<Event>, Refusal>;
Decision decide(State const& state, Command const& command, policy::Context const& context);
[[nodiscard]] State evolve(State state, Event const& event, Date occurred_on);

}  // namespace jiati::place
