#include "place/community.h"

#include "base/overloaded.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

namespace jiati::place {
namespace {

std::string joined_codes(std::vector<AreaName> const& areas) {
    std::string path;
    for (auto const& area : areas) path += area.code + "/";
    return path;
}

void add_building(State& state, BuildingAdded const& event) {
    BuildingState building;
    building.id = event.building;
    building.name = event.name;
    building.built = event.built;
    building.structure = event.structure;
    building.ground = event.ground;
    for (auto const& unit : event.units) {
        building.units.push_back(unit.id);
        UnitState added;
        added.data = unit;
        added.building = event.building;
        state.units[unit.id] = std::move(added);
    }
    state.buildings.push_back(std::move(building));
}

void register_households(State& state, HouseholdsRegistered const& event) {
    auto const unit = state.units.find(event.unit);
    if (unit == state.units.end()) return;
    for (auto const& household : event.households) {
        unit->second.households.push_back(household.id);
        HouseholdState added;
        added.data = household;
        state.households[household.id] = std::move(added);
    }
}

void change_tenure(State& state, TenureChanged const& event, Date occurred_on) {
    auto const found = state.households.find(event.household);
    if (found == state.households.end()) return;
    auto& household = found->second;
    household.earlier_tenures.push_back({household.data.owner, household.owner_since, occurred_on});
    household.data.owner = event.owner;
    household.owner_since = occurred_on;
    if (!event.tenure) return;
    household.former_subjects.push_back(subject_of(state, event.household));
    household.subject = event.tenure;
}

void erase(State& state, PersonalDataErased const& event) {
    auto const found = state.households.find(event.household);
    if (found == state.households.end()) return;
    if (event.next) found->second.subject = event.next;
    std::erase(found->second.former_subjects, event.subject);
    for (auto const& kept : event.withheld) found->second.withheld.push_back(kept);
}

}  // namespace

std::string subject_of(State const& state, HouseholdId const& household) {
    auto const first = "household/" + household.text;
    auto const found = state.households.find(household);
    if (found == state.households.end() || !found->second.subject) return first;
    return first + "/" + found->second.subject->text;
}

State evolve(State state, Event const& event, Date occurred_on) {
    ++state.version;
    std::visit(Overloaded{[&](CommunityRegistered const& e) {
                              state.id = e.community;
                              state.name = e.name;
                              state.areas = e.areas;
                              state.area = e.area.empty() ? joined_codes(e.areas) : e.area;
                              state.built = e.built;
                              state.storeys = e.storeys;
                              state.introduction_zh = e.introduction_zh;
                              state.introduction_en = e.introduction_en;
                              state.source = e.source;
                              state.registered_on = occurred_on;
                          },
                          [&](BuildingAdded const& e) { add_building(state, e); },
                          [&](HouseholdsRegistered const& e) { register_households(state, e); },
                          [&](PeopleRecorded const& e) {
                              auto const household = state.households.find(e.household);
                              if (household == state.households.end()) return;
                              household->second.people = e.people;
                              household->second.ages = e.ages;
                              household->second.reduced_mobility = e.reduced_mobility;
                          },
                          [&](GridAssigned const& e) {
                              for (auto& building : state.buildings) {
                                  if (building.id != e.building) continue;
                                  building.grid_code = e.code;
                                  building.grid_name = e.name;
                                  building.grid_since = occurred_on;
                              }
                          },
                          [&](UnitGraded const& e) {
                              auto const unit = state.units.find(e.unit);
                              if (unit == state.units.end()) return;
                              unit->second.grade = e.grade;
                              unit->second.reasons = e.reasons;
                          },
                          [&](LiftRecorded const& e) {
                              auto const unit = state.units.find(e.unit);
                              if (unit == state.units.end()) return;
                              unit->second.lift = e.status;
                              unit->second.lift_on = occurred_on;
                          },
                          [&](TenureChanged const& e) { change_tenure(state, e, occurred_on); },
                          [&](EstateWorksRecorded const& e) {
                              state.works.push_back({e.works, e.name, e.from, e.to, e.text});
                          },
                          [&](PersonalDataErased const& e) { erase(state, e); },
                          [&](WithheldErased const& e) {
                              auto const household = state.households.find(e.household);
                              if (household == state.households.end()) return;
                              std::erase_if(household->second.withheld,
                                            [&](auto const& kept) { return kept.subject == e.subject; });
                          },
                          [&](PersonalDataRead const&) {}},
               event);
    return state;
}

std::int64_t State::household_count(UnitState const& unit) const {
    return unit.households.empty() ? unit.data.households : static_cast<std::int64_t>(unit.households.size());
}

std::int64_t State::household_count() const {
    std::int64_t count = 0;
    for (auto const& entry : units) count += household_count(entry.second);
    return count;
}

std::string area_of(State const& state, BuildingId const& building) {
    auto const found = std::find_if(state.buildings.begin(), state.buildings.end(),
                                    [&](auto const& candidate) { return candidate.id == building; });
    if (found == state.buildings.end() || found->grid_code.empty()) return state.area;
    return state.area + found->grid_code + "/";
}

std::vector<HouseholdId> published_order(State const& state, UnitId const& unit) {
    auto const found = state.units.find(unit);
    if (found == state.units.end()) return {};
    auto order = found->second.households;
    std::sort(order.begin(), order.end(), [&](auto const& a, auto const& b) {
        auto const& first = state.households.at(a).data;
        auto const& second = state.households.at(b).data;
        auto const lowest = [](Household const& household) {
            return household.floors.empty() ? 0 : household.floors.front();
        };
        return std::make_tuple(lowest(first), first.room, first.id) <
               std::make_tuple(lowest(second), second.room, second.id);
    });
    return order;
}

std::vector<Column> landing_columns(State const& state, UnitId const& unit) {
    std::vector<Column> columns;
    std::map<std::int64_t, std::set<std::int64_t>> taken;  // by floor
    for (auto const& id : published_order(state, unit)) {
        auto const& floors = state.households.at(id).data.floors;
        auto const is_taken = [&](std::int64_t column) {
            return std::any_of(floors.begin(), floors.end(),
                               [&](auto floor) { return taken[floor].find(column) != taken[floor].end(); });
        };
        std::int64_t column = 0;
        while (is_taken(column)) ++column;
        for (auto floor : floors) taken[floor].insert(column);
        columns.push_back({id, column, 0});
    }
    for (auto& column : columns) {
        auto const& floors = state.households.at(column.household).data.floors;
        if (!floors.empty()) column.columns = *taken[floors.front()].rbegin() + 1;
    }
    return columns;
}

}  // namespace jiati::place
