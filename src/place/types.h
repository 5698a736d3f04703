// What commands and events of a community are made of. Events are kept for ever: add a kind rather than change one.
#pragma once

#include "base/date.h"
#include "base/id.h"
#include "base/personal_data.h"
#include "base/square_metres.h"
#include "base/vault_text.h"

#include <cstdint>
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
};  // households: the declared count, before they are registered one by one; 0 where it is not known
// `owner` says which flats belong to one owner and is never stored, because people may write a name there: within one
// RegisterHouseholds equal keys are one owner. A key that is the OwnerId of someone who holds a flat of the community
// means that owner; any other key, seen again in a later command, means nobody known. Empty: an owner of its own.
struct NewHousehold {
    std::string room;
    std::vector<std::int64_t> floors;  // ascending; two for a duplex; 0 is the ground row, where shops are
    SquareMetres area;
    std::string owner;
};

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
};  // a stock that is known by number only: `count` buildings, units_each[i] units in the i-th. Their names are
    // name_prefix, the next number not taken, 栋; their units are 1单元, 2单元 …
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
    std::string owner;  // the OwnerId of one who holds another flat here; anything else, or nothing: somebody new
    std::string evidence;
};
struct RecordEstateWorks {
    std::string name;
    Date from;
    Date to;
    std::string text;
};
// Texts that a law keeps beyond an erasure: the data subject they lie under, and the last day of it.
struct Withheld {
    std::string subject;
    Date until;
    friend bool operator==(Withheld const&, Withheld const&) = default;
};
struct ErasePersonalData {
    HouseholdId household;
    AskedBy asked_by{};
    bool former = false;             // what was recorded of those who held the flat before, and not of today's owner
    std::vector<Withheld> withheld;  // fact: what the vault holds under a legal retention period
};
struct EraseWithheld {
    HouseholdId household;
    std::string subject;
};  // once the period is over; sent by the clock
struct RecordRead {
    HouseholdId household;
    std::vector<std::string> fields;
    ReadPurpose purpose{};
    VaultText reason;
};  // someone looked at what is masked to them; recorded before they see it
using Command =
    std::variant<RegisterCommunity, AddBuilding, AddBuildings, RegisterHouseholds, RecordPeople, AssignGrid, GradeUnit,
                 RecordLift, ChangeTenure, RecordEstateWorks, ErasePersonalData, EraseWithheld, RecordRead>;

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
    std::optional<ItemId> tenure;  // names the new data subject; absent in events of the first version
};
struct EstateWorksRecorded {
    ItemId works;
    std::string name;
    Date from;
    Date to;
    std::string text;
};
struct PersonalDataErased {
    HouseholdId household;
    std::string subject;  // whose secret is destroyed
    AskedBy asked_by{};
    std::vector<Withheld> withheld;
    std::optional<ItemId> next;  // names the subject of what is recorded from now on; absent where it was a former one
};
struct WithheldErased {
    HouseholdId household;
    std::string subject;
};
struct PersonalDataRead {
    HouseholdId household;
    std::vector<std::string> fields;
    ReadPurpose purpose{};
    VaultText reason;
};  // who and when: the event's own
using Event = std::variant<CommunityRegistered, BuildingAdded, HouseholdsRegistered, PeopleRecorded, GridAssigned,
                           UnitGraded, LiftRecorded, TenureChanged, EstateWorksRecorded, PersonalDataErased,
                           WithheldErased, PersonalDataRead>;

}  // namespace jiati::place
