#include "base/check.h"
#include "base/overloaded.h"
#include "base/text.h"
#include "games/consent.h"
#include "place/community.h"

#include <algorithm>
#include <set>

namespace jiati::place {
namespace {

// Beyond these a number is a slip of the pen.
constexpr std::int64_t floors_max = 60;
constexpr std::int64_t units_per_building_max = 60;
constexpr std::int64_t households_per_unit_max = 400;
constexpr std::int64_t buildings_per_command_max = 2000;
constexpr std::int64_t people_max = 100;

using Fault = std::optional<Refusal>;

bool is_blank(std::string_view text) { return trimmed(text).empty(); }

bool is_area_code(std::string_view code) {
    return !code.empty() && std::all_of(code.begin(), code.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

std::string at(std::string_view list, std::size_t index, std::string_view field = {}) {
    auto pointer = "/" + std::string(list) + "/" + std::to_string(index);
    if (!field.empty()) pointer += "/" + std::string(field);
    return pointer;
}

Fault fault_of_count(std::int64_t count, std::int64_t least, std::int64_t most, std::string pointer) {
    if (count >= least && count <= most) return std::nullopt;
    return refuse(count_wrong, std::move(pointer), {{"count", std::to_string(count)}});
}

Refusal wrong_date(Date date, std::string pointer = {}) {
    return refuse(dates_wrong, std::move(pointer), {{"date", date.to_string()}});
}

// ---- the community -------------------------------------------------------------------------------------------------

// From the city downwards; a level may be left out. Grids are the buildings', because they change.
Fault fault_of_areas(std::vector<AreaName> const& areas) {
    if (areas.empty() || areas.front().level != Level::city) return refuse(areas_wrong, "/areas");
    for (std::size_t i = 0; i < areas.size(); ++i) {
        if (areas[i].level == Level::grid || (i > 0 && areas[i].level <= areas[i - 1].level))
            return refuse(areas_wrong, at("areas", i, "level"));
        if (!is_area_code(areas[i].code)) return refuse(areas_wrong, at("areas", i, "code"));
        if (is_blank(areas[i].name)) return refuse(name_missing, at("areas", i, "name"));
    }
    return std::nullopt;
}

Decision register_community(State const& state, RegisterCommunity const& command, policy::Context const& context) {
    if (state.registered_on) return Failure{refuse(already_registered)};
    if (is_blank(command.name)) return Failure{refuse(name_missing, "/name")};
    if (auto fault = fault_of_areas(command.areas)) return Failure{*std::move(fault)};
    if (command.storeys)
        if (auto fault = fault_of_count(*command.storeys, 1, floors_max, "/storeys")) return Failure{*std::move(fault)};
    std::string area;
    for (auto const& level : command.areas) area += level.code + "/";
    auto ids = context.ids;
    return std::vector<Event>{CommunityRegistered{ids.next_as<CommunityId>(), command.name, command.areas, area,
                                                  command.built, command.storeys, command.introduction_zh,
                                                  command.introduction_en, command.source}};
}

// ---- buildings -----------------------------------------------------------------------------------------------------

BuildingState const* find_building(State const& state, BuildingId const& id) {
    for (auto const& building : state.buildings)
        if (building.id == id) return &building;
    return nullptr;
}

bool is_taken(State const& state, std::string const& name) {
    return std::any_of(state.buildings.begin(), state.buildings.end(),
                       [&](auto const& building) { return building.name == name; });
}

Fault fault_of_units(std::vector<NewUnit> const& units) {
    if (units.empty()) return refuse(units_missing, "/units");
    if (auto fault = fault_of_count(std::ssize(units), 1, units_per_building_max, "/units")) return fault;
    std::set<std::string> names;
    for (std::size_t i = 0; i < units.size(); ++i) {
        auto const& unit = units[i];
        if (is_blank(unit.name)) return refuse(name_missing, at("units", i, "name"));
        if (!names.insert(unit.name).second) return refuse(name_taken, at("units", i, "name"), {{"name", unit.name}});
        if (auto fault = fault_of_count(unit.floors, 1, floors_max, at("units", i, "floors"))) return fault;
        if (auto fault = fault_of_count(unit.households, 0, households_per_unit_max, at("units", i, "households")))
            return fault;
    }
    return std::nullopt;
}

Decision add_building(State const& state, AddBuilding const& command, policy::Context const& context) {
    if (is_blank(command.name)) return Failure{refuse(name_missing, "/name")};
    if (is_taken(state, command.name)) return Failure{refuse(name_taken, "/name", {{"name", command.name}})};
    if (auto fault = fault_of_units(command.units)) return Failure{*std::move(fault)};
    auto ids = context.ids;
    BuildingAdded event{ids.next_as<BuildingId>(), command.name, command.built, command.structure, command.ground, {}};
    for (auto const& unit : command.units)
        event.units.push_back({ids.next_as<UnitId>(), unit.name, unit.floors, unit.households});
    return std::vector<Event>{std::move(event)};
}

Decision add_buildings(State const& state, AddBuildings const& command, policy::Context const& context) {
    if (auto fault = fault_of_count(command.count, 1, buildings_per_command_max, "/count"))
        return Failure{*std::move(fault)};
    if (std::ssize(command.units_each) != command.count)
        return Failure{refuse(units_missing, "/units_each", {{"count", std::to_string(command.units_each.size())}})};
    if (auto fault = fault_of_count(command.floors, 1, floors_max, "/floors")) return Failure{*std::move(fault)};
    if (auto fault = fault_of_count(command.households_per_unit, 0, households_per_unit_max, "/households_per_unit"))
        return Failure{*std::move(fault)};
    auto ids = context.ids;
    std::vector<Event> events;
    std::int64_t number = 0;
    for (std::size_t i = 0; i < command.units_each.size(); ++i) {
        auto const units = command.units_each[i];
        if (auto fault = fault_of_count(units, 1, units_per_building_max, at("units_each", i)))
            return Failure{*std::move(fault)};
        std::string name;
        do name = command.name_prefix + std::to_string(++number) + "栋";
        while (is_taken(state, name));
        BuildingAdded event{ids.next_as<BuildingId>(), name, {}, {}, command.ground, {}};
        for (std::int64_t unit = 1; unit <= units; ++unit)
            event.units.push_back(
                {ids.next_as<UnitId>(), std::to_string(unit) + "单元", command.floors, command.households_per_unit});
        events.emplace_back(std::move(event));
    }
    return events;
}

Decision assign_grid(State const& state, AssignGrid const& command, policy::Context const& context) {
    auto const* building = find_building(state, command.building);
    if (building == nullptr) return Failure{refuse(building_unknown, "/building")};
    if (!is_area_code(command.code)) return Failure{refuse(grid_code_wrong, "/code", {{"code", command.code}})};
    if (is_blank(command.name)) return Failure{refuse(name_missing, "/name")};
    if (building->grid_since && context.occurred_on < *building->grid_since)
        return Failure{wrong_date(context.occurred_on)};
    return std::vector<Event>{GridAssigned{command.building, command.code, command.name}};
}

// ---- households and who holds them ---------------------------------------------------------------------------------

Fault fault_of_floors(NewHousehold const& household, UnitState const& unit, Ground ground, std::string pointer) {
    auto const& floors = household.floors;
    std::int64_t const lowest = ground == Ground::shops ? 0 : 1;
    bool const fits = !floors.empty() && floors.front() >= lowest && floors.back() <= unit.data.floors;
    bool const ascends =
        std::adjacent_find(floors.begin(), floors.end(), [](auto a, auto b) { return a >= b; }) == floors.end();
    if (fits && ascends) return std::nullopt;
    return refuse(floors_wrong, std::move(pointer), {{"room", household.room}});
}

Fault fault_of_area(NewHousehold const& household, std::string pointer) {
    std::vector<Refusal::Argument> arguments{{"room", household.room}, {"area", household.area.to_string()}};
    if (household.area <= SquareMetres{}) return refuse(area_not_positive, std::move(pointer), std::move(arguments));
    if (household.area <= games::household_area_max) return std::nullopt;
    arguments.push_back({"most", games::household_area_max.to_string()});
    return refuse(area_too_large, std::move(pointer), std::move(arguments));
}

Fault fault_of_households(State const& state, UnitState const& unit, std::vector<NewHousehold> const& households) {
    if (households.empty()) return refuse(households_missing, "/households");
    std::set<std::string> rooms;
    for (auto const& id : unit.households) rooms.insert(state.households.at(id).data.room);
    auto const* building = find_building(state, unit.building);
    CHECK(building != nullptr);  // units come with their building
    for (std::size_t i = 0; i < households.size(); ++i) {
        auto const& household = households[i];
        if (is_blank(household.room)) return refuse(name_missing, at("households", i, "room"));
        if (!rooms.insert(household.room).second)
            return refuse(room_twice, at("households", i, "room"), {{"room", household.room}});
        if (auto fault = fault_of_floors(household, unit, building->ground, at("households", i, "floors")))
            return fault;
        if (auto fault = fault_of_area(household, at("households", i, "area"))) return fault;
    }
    auto const registered = std::ssize(unit.households) + std::ssize(households);
    auto const declared = unit.data.households == 0 ? households_per_unit_max : unit.data.households;
    if (registered > declared)
        return refuse(more_than_declared, "/households",
                      {{"registered", std::to_string(registered)}, {"declared", std::to_string(declared)}});
    return std::nullopt;
}

// The owner a key means beyond one command: only someone who holds a flat now, by the opaque id.
bool holds_a_flat(State const& state, std::string const& key) {
    return std::any_of(state.households.begin(), state.households.end(),
                       [&](auto const& entry) { return entry.second.data.owner.text == key; });
}

Decision register_households(State const& state, RegisterHouseholds const& command, policy::Context const& context) {
    auto const unit = state.units.find(command.unit);
    if (unit == state.units.end()) return Failure{refuse(unit_unknown, "/unit")};
    if (auto fault = fault_of_households(state, unit->second, command.households)) return Failure{*std::move(fault)};
    auto ids = context.ids;
    std::map<std::string, OwnerId> owner_of;  // lives as long as this command
    HouseholdsRegistered event{command.unit, {}};
    for (auto const& household : command.households) {
        auto const id = ids.next_as<HouseholdId>();
        OwnerId owner;
        auto const known = owner_of.find(household.owner);
        if (known != owner_of.end())
            owner = known->second;
        else if (!household.owner.empty() && holds_a_flat(state, household.owner))
            owner = OwnerId{household.owner};
        else
            owner = ids.next_as<OwnerId>();
        if (!household.owner.empty()) owner_of[household.owner] = owner;
        event.households.push_back({id, household.room, household.floors, household.area, owner});
    }
    return std::vector<Event>{std::move(event)};
}

Decision record_people(State const& state, RecordPeople const& command) {
    if (state.households.find(command.household) == state.households.end())
        return Failure{refuse(household_unknown, "/household")};
    auto const within = [](std::int64_t value, std::int64_t most) { return value >= 0 && value <= most; };
    if (!within(command.people, people_max)) return Failure{refuse(people_wrong, "/people")};
    auto const& ages = command.ages;
    std::int64_t counted = 0;
    for (auto band : {ages.under_60, ages.from_60, ages.from_65, ages.from_70, ages.from_80}) {
        if (!within(band, command.people)) return Failure{refuse(people_wrong, "/ages")};
        counted += band;
    }
    if (counted > command.people) return Failure{refuse(people_wrong, "/ages")};
    if (!within(command.reduced_mobility, command.people)) return Failure{refuse(people_wrong, "/reduced_mobility")};
    return std::vector<Event>{
        PeopleRecorded{command.household, command.people, command.ages, command.reduced_mobility}};
}

Decision change_tenure(State const& state, ChangeTenure const& command, policy::Context const& context) {
    auto const household = state.households.find(command.household);
    if (household == state.households.end()) return Failure{refuse(household_unknown, "/household")};
    if (household->second.data.owner.text == command.owner) return Failure{refuse(owner_unchanged, "/owner")};
    if (is_blank(command.evidence)) return Failure{refuse(evidence_missing, "/evidence")};
    auto const since = household->second.owner_since;
    if (since && context.occurred_on < *since) return Failure{wrong_date(context.occurred_on)};
    auto ids = context.ids;
    auto const owner = holds_a_flat(state, command.owner) ? OwnerId{command.owner} : ids.next_as<OwnerId>();
    return std::vector<Event>{TenureChanged{command.household, owner, command.evidence, ids.next_as<ItemId>()}};
}

// ---- personal data -------------------------------------------------------------------------------------------------

Decision erase_personal_data(State const& state, ErasePersonalData const& command, policy::Context const& context) {
    auto const household = state.households.find(command.household);
    if (household == state.households.end()) return Failure{refuse(household_unknown, "/household")};
    auto ids = context.ids;
    auto const subjects =
        command.former ? household->second.former_subjects : std::vector{subject_of(state, command.household)};
    if (subjects.empty()) return Failure{refuse(nobody_before, "/former")};
    std::vector<Event> events;
    for (auto const& subject : subjects) {
        PersonalDataErased erased{command.household, subject, command.asked_by, {}, {}};
        for (auto const& kept : command.withheld)
            if (kept.subject.compare(0, subject.size() + 1, subject + "+") == 0) erased.withheld.push_back(kept);
        if (!command.former) erased.next = ids.next_as<ItemId>();
        events.emplace_back(std::move(erased));
    }
    return events;
}

Decision erase_withheld(State const& state, EraseWithheld const& command, policy::Context const& context) {
    auto const household = state.households.find(command.household);
    if (household == state.households.end()) return Failure{refuse(household_unknown, "/household")};
    auto const& all = household->second.withheld;
    auto const kept =
        std::find_if(all.begin(), all.end(), [&](auto const& one) { return one.subject == command.subject; });
    if (kept == all.end()) return Failure{refuse(not_withheld, "/subject")};
    if (context.occurred_on <= kept->until)
        return Failure{refuse(still_withheld, "/subject", {{"until", kept->until.to_string()}})};
    return std::vector<Event>{WithheldErased{command.household, command.subject}};
}

Decision record_read(State const& state, RecordRead const& command) {
    if (!state.households.contains(command.household)) return Failure{refuse(household_unknown, "/household")};
    bool const named = !command.fields.empty() && command.fields.size() <= 20 &&
                       std::all_of(command.fields.begin(), command.fields.end(), [](std::string const& field) {
                           return !field.empty() && field.size() <= 40 &&
                                  field.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos;
                       });
    if (!named) return Failure{refuse(fields_wrong, "/fields")};
    if (command.reason.empty()) return Failure{refuse(reason_missing, "/reason")};
    return std::vector<Event>{PersonalDataRead{command.household, command.fields, command.purpose, command.reason}};
}

// ---- units and lifts -----------------------------------------------------------------------------------------------

std::string code_of(LiftStatus status) {
    switch (status) {
        case LiftStatus::wanted:
            return "wanted";
        case LiftStatus::building:
            return "building";
        case LiftStatus::in_use:
            return "in_use";
    }
    return {};
}

Decision record_lift(State const& state, RecordLift const& command, policy::Context const& context) {
    auto const unit = state.units.find(command.unit);
    if (unit == state.units.end()) return Failure{refuse(unit_unknown, "/unit")};
    auto const& before = unit->second.lift;
    if (before && command.status <= *before)
        return Failure{
            refuse(lift_goes_back, "/status", {{"from", code_of(*before)}, {"to", code_of(command.status)}})};
    if (unit->second.lift_on && context.occurred_on < *unit->second.lift_on)
        return Failure{wrong_date(context.occurred_on)};
    return std::vector<Event>{LiftRecorded{command.unit, command.status, command.basis}};
}

Decision grade_unit(State const& state, GradeUnit const& command) {
    if (state.units.find(command.unit) == state.units.end()) return Failure{refuse(unit_unknown, "/unit")};
    return std::vector<Event>{UnitGraded{command.unit, command.grade, command.reasons}};
}

Decision record_works(RecordEstateWorks const& command, policy::Context const& context) {
    if (is_blank(command.name)) return Failure{refuse(name_missing, "/name")};
    if (command.to < command.from) return Failure{wrong_date(command.to, "/to")};
    auto ids = context.ids;
    return std::vector<Event>{
        EstateWorksRecorded{ids.next_as<ItemId>(), command.name, command.from, command.to, command.text}};
}

}  // namespace

Decision decide(State const& state, Command const& command, policy::Context const& context) {
    if (context.occurred_on > context.now.china_date()) return Failure{wrong_date(context.occurred_on)};
    if (!state.registered_on) {
        if (auto const* first = std::get_if<RegisterCommunity>(&command))
            return register_community(state, *first, context);
        return Failure{refuse(not_registered)};
    }
    if (context.occurred_on < *state.registered_on) return Failure{wrong_date(context.occurred_on)};
    return std::visit(Overloaded{[&](RegisterCommunity const& c) { return register_community(state, c, context); },
                                 [&](AddBuilding const& c) { return add_building(state, c, context); },
                                 [&](AddBuildings const& c) { return add_buildings(state, c, context); },
                                 [&](RegisterHouseholds const& c) { return register_households(state, c, context); },
                                 [&](RecordPeople const& c) { return record_people(state, c); },
                                 [&](AssignGrid const& c) { return assign_grid(state, c, context); },
                                 [&](GradeUnit const& c) { return grade_unit(state, c); },
                                 [&](RecordLift const& c) { return record_lift(state, c, context); },
                                 [&](ChangeTenure const& c) { return change_tenure(state, c, context); },
                                 [&](RecordEstateWorks const& c) { return record_works(c, context); },
                                 [&](ErasePersonalData const& c) { return erase_personal_data(state, c, context); },
                                 [&](EraseWithheld const& c) { return erase_withheld(state, c, context); },
                                 [&](RecordRead const& c) { return record_read(state, c); }},
                      command);
}

}  // namespace jiati::place
