#include "app/read/summary_view.h"

#include "app/read/json_parts.h"
#include "project/stage.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace jiati::app::read {
namespace {

struct Lifts {
    std::int64_t running = 0, building = 0, preparing = 0;

    void add(Lifts const& other) {
        running += other.running;
        building += other.building;
        preparing += other.preparing;
    }
    [[nodiscard]] json::object json() const {
        return {{"running", running}, {"building", building}, {"preparing", preparing}};
    }
};

std::string text(json::object const& row, std::string_view name) { return std::string(row.at(name).as_string()); }

void count_project(Lifts& lifts, json::object const& card) {
    if (text(card, "standing") == "withdrawn") return;
    auto const stage = project::stage_of(text(card, "stage"));
    if (!stage) return;
    if (*stage == project::Stage::operation)
        ++lifts.running;
    else if (*stage >= project::Stage::construction)
        ++lifts.building;
    else
        ++lifts.preparing;
}

// A lift recorded at its unit counts unless the unit has a project of its own.
void count_recorded(Lifts& lifts, json::object const& community, std::set<std::string> const& units_with_project) {
    for (auto const& recorded : community.at("recorded_lifts").as_array()) {
        if (units_with_project.contains(text(recorded.as_object(), "unit"))) continue;
        switch (static_cast<place::LiftStatus>(recorded.at("status").as_int64())) {
            case place::LiftStatus::wanted:
                ++lifts.preparing;
                break;
            case place::LiftStatus::building:
                ++lifts.building;
                break;
            case place::LiftStatus::in_use:
                ++lifts.running;
                break;
        }
    }
}

}  // namespace

std::string summary_json(std::string const& area, std::vector<ViewRow> const& communities,
                         std::vector<ViewRow> const& projects) {
    std::map<std::string, std::vector<json::object>> cards;  // by community
    std::set<std::string> units;
    std::array<std::int64_t, project::stage_count> at_stage{};
    for (auto const& row : projects) {
        auto card = json::parse(row.body).as_object();
        units.insert(text(card, "unit_id"));
        if (auto const stage = project::stage_of(text(card, "stage")); stage && text(card, "standing") != "withdrawn")
            ++at_stage.at(static_cast<std::size_t>(*stage));
        cards[text(card, "community")].push_back(std::move(card));
    }
    Lifts total;
    std::int64_t buildings = 0, all_units = 0, households = 0;
    json::array list;
    json::array names;
    for (auto const& row : communities) {
        auto community = json::parse(row.body).as_object();
        Lifts lifts;
        json::array own;
        for (auto& card : cards[row.key]) {
            count_project(lifts, card);
            own.push_back(std::move(card));
        }
        count_recorded(lifts, community, units);
        total.add(lifts);
        auto const& stock = community.at("stock").as_object();
        buildings += stock.at("buildings").as_int64();
        all_units += stock.at("units").as_int64();
        households += stock.at("households").as_int64();
        if (names.empty()) names.push_back(community.at("names").as_array().at(0));
        community.erase("recorded_lifts");
        community["lifts"] = lifts.json();
        community["projects"] = std::move(own);
        list.push_back(std::move(community));
    }
    json::array funnel;
    for (std::size_t i = 0; i < at_stage.size(); ++i)
        funnel.push_back(
            json::object{{"stage", word(code_of(static_cast<project::Stage>(i)))}, {"projects", at_stage.at(i)}});
    return json::serialize(
        json::object{{"area", of(area)},
                     {"names", std::move(names)},
                     {"lifts", total.json()},
                     {"stock", json::object{{"communities", static_cast<std::int64_t>(communities.size())},
                                            {"buildings", buildings},
                                            {"units", all_units},
                                            {"households", households}}},
                     {"funnel", std::move(funnel)},
                     {"communities", std::move(list)}});
}

std::string project_list_json(std::vector<ViewRow> const& projects, std::string const& stage, std::string const& after,
                              std::size_t limit) {
    json::array items;
    json::value next = nullptr;
    for (auto const& row : projects) {
        if (row.key <= after) continue;
        auto card = json::parse(row.body).as_object();
        if (!stage.empty() && text(card, "stage") != stage) continue;
        if (items.size() == limit) {
            next = items.back().at("id");
            break;
        }
        items.push_back(std::move(card));
    }
    return json::serialize(json::object{{"items", std::move(items)}, {"next", std::move(next)}});
}

std::string place_json(place::State const& place, bool register_seen) {
    json::array buildings;
    for (auto const& building : place.buildings) {
        json::array units;
        for (auto const& id : building.units) {
            auto const& unit = place.units.at(id);
            json::array households;
            if (register_seen)
                for (auto const& household : unit.households) {
                    auto const& data = place.households.at(household).data;
                    households.push_back(json::object{{"id", of(data.id)},
                                                      {"room", of(data.room)},
                                                      {"floors", of(data.floors)},
                                                      {"area_m2", of(data.area)}});
                }
            units.push_back(json::object{{"id", of(id)},
                                         {"name", of(unit.data.name)},
                                         {"floors", unit.data.floors},
                                         {"household_count", place.household_count(unit)},
                                         {"households", std::move(households)}});
        }
        buildings.push_back(
            json::object{{"id", of(building.id)}, {"name", of(building.name)}, {"units", std::move(units)}});
    }
    return json::serialize(json::object{{"id", of(place.id)},
                                        {"name", of(place.name)},
                                        {"area", of(place.area)},
                                        {"version", place.version},
                                        {"buildings", std::move(buildings)}});
}

}  // namespace jiati::app::read
