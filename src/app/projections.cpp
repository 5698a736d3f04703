#include "app/projections.h"

#include "codec/json_text.h"

#include <algorithm>
#include <array>

namespace jiati::app {
namespace {

using codec::JsonWriter;

place::UnitState const* unit_of(place::State const* community, UnitId const& unit) {
    if (community == nullptr) return nullptr;
    auto const found = community->units.find(unit);
    return found == community->units.end() ? nullptr : &found->second;
}

std::string building_name(place::State const* community, BuildingId const& building) {
    if (community == nullptr) return {};
    auto const found = std::ranges::find(community->buildings, building, &place::BuildingState::id);
    return found == community->buildings.end() ? std::string{} : found->name;
}

std::string project_body(project::State const& state, place::State const* community) {
    auto const& life = state.lifecycle;
    auto const* const unit = unit_of(community, life.unit);
    JsonWriter json;
    json.object();
    json.field("id", life.project).field("title", life.title);
    json.field("community", life.community)
        .field("community_name", community == nullptr ? std::string{} : community->name);
    json.field("unit_id", life.unit);
    json.field("building", building_name(community, life.building))
        .field("unit", unit == nullptr ? std::string{} : unit->data.name);
    json.field("stage", code_of(life.stage)).field("standing", code_of(life.standing));
    json.field("in_use_since", state.acceptance.handed_over_on);
    json.field("opened_on", life.opened_on);
    json.key("floors");
    if (unit == nullptr)
        json.null();
    else
        json.value(unit->data.floors);
    return json.end().take();
}

std::string community_body(place::State const& state) {
    std::array<std::int64_t, 3> lifts{};  // by place::LiftStatus
    std::array<std::int64_t, 3> grades{};
    for (auto const& [id, unit] : state.units) {
        if (unit.lift) ++lifts.at(static_cast<std::size_t>(*unit.lift));
        if (unit.grade) ++grades.at(static_cast<std::size_t>(*unit.grade));
    }
    JsonWriter json;
    json.object().field("id", state.id).field("name", state.name).field("area", state.area);
    json.key("names").array();
    for (auto const& area : state.areas) json.value(area.name);
    json.end();
    json.key("built");
    if (state.built.empty())
        json.null();
    else
        json.value(state.built);
    json.field("storeys", state.storeys);
    json.key("stock").object().field("buildings", state.buildings.size()).field("units", state.units.size());
    json.field("households", state.household_count()).end();
    // Lifts that have no record of their own here, by unit: the summary leaves out units that have a project.
    json.key("recorded_lifts").array();
    for (auto const& [id, unit] : state.units)
        if (unit.lift) json.object().field("unit", id).field("status", static_cast<std::int64_t>(*unit.lift)).end();
    json.end();
    json.key("grades")
        .object()
        .field("suitable", grades[0])
        .field("fairly_suitable", grades[1])
        .field("unsuitable", grades[2])
        .end();
    json.key("introduction").object().field("zh", state.introduction_zh).field("en", state.introduction_en).end();
    json.key("source");
    if (state.source.empty())
        json.null();
    else
        json.value(state.source);
    return json.end().take();
}

// The erasure list: subjects whose secret must be nowhere, or is withheld until a day.
void add_erasures(place::Event const& event, std::vector<ViewRow>& rows) {
    if (auto const* const erased = std::get_if<place::PersonalDataErased>(&event)) {
        rows.push_back({"erased", erased->subject, {}, "{}"});
        for (auto const& kept : erased->withheld)
            rows.push_back({"erased", kept.subject, {}, JsonWriter().object().field("until", kept.until).end().take()});
    }
    if (auto const* const over = std::get_if<place::WithheldErased>(&event))
        rows.push_back({"erased", over->subject, {}, "{}"});
}

}  // namespace

std::vector<ViewRow> rows_of(project::State const& state, std::vector<project::Event> const&, FindPlace const& place) {
    auto const& life = state.lifecycle;
    return {{"project", life.project.text, life.area, project_body(state, place(life.community))},
            {"unit_project", life.unit.text, life.area, life.project.text}};
}

std::vector<ViewRow> rows_of(place::State const& state, std::vector<place::Event> const& new_events, FindPlace const&) {
    std::vector<ViewRow> rows{{"community", state.id.text, state.area, community_body(state)}};
    for (auto const& event : new_events) {
        add_erasures(event, rows);
        auto const* const registered = std::get_if<place::HouseholdsRegistered>(&event);
        if (registered == nullptr) continue;
        for (auto const& household : registered->households) {
            JsonWriter json;
            json.object()
                .field("community", state.id)
                .field("unit", registered->unit)
                .field("room", household.room)
                .end();
            rows.push_back({"household", household.id.text, state.area, json.take()});
        }
    }
    return rows;
}

std::vector<ViewRow> rows_of(vote::State const&, std::vector<vote::Event> const&, FindPlace const&) { return {}; }

std::vector<ViewRow> rows_of(tender::State const& state, std::vector<tender::Event> const&, FindPlace const&) {
    JsonWriter json;
    json.object().field("id", state.id).field("title", state.title).end();
    return {{"tender", state.id.text, {}, json.take()}};
}

std::vector<ViewRow> rows_of(firm::State const& state, std::vector<firm::Event> const&, FindPlace const&) {
    JsonWriter json;
    json.object().field("id", state.id).field("name", state.name).field("suspended_on", state.suspended_on).end();
    return {{"firm", state.id.text, {}, json.take()}};
}

std::vector<ViewRow> rows_of(account::State const& state, std::vector<account::Event> const& new_events,
                             FindPlace const&) {
    std::vector<ViewRow> rows{{"login", state.login, {}, state.disabled ? std::string{} : state.id.text}};
    for (auto const& event : new_events)
        if (auto const* const granted = std::get_if<account::RoleGranted>(&event);
            granted != nullptr && granted->scope.kind == account::ScopeKind::household)
            rows.push_back({"household_account", granted->scope.value + "/" + state.id.text, {}, state.id.text});
    if (state.erased) rows.push_back({"erased", "account/" + state.id.text, {}, "{}"});
    return rows;
}

std::vector<TimerRow> timers_of(place::State const& state, std::vector<place::Event> const& new_events) {
    std::vector<TimerRow> timers;
    auto const key = [](std::string const& subject) { return "withheld/" + subject; };
    for (auto const& event : new_events) {
        if (auto const* const erased = std::get_if<place::PersonalDataErased>(&event))
            for (auto const& kept : erased->withheld) {
                JsonWriter json;
                json.object().field("aggregate", "place").field("id", state.id).field("type", "place.EraseWithheld");
                json.key("data").object().field("household", erased->household).field("subject", kept.subject).end();
                json.end();
                timers.push_back({key(kept.subject), Instant::start_of(kept.until.plus_days(1)), json.take()});
            }
        if (auto const* const over = std::get_if<place::WithheldErased>(&event))
            timers.push_back({key(over->subject), Instant{}, {}});
    }
    return timers;
}

std::vector<TimerRow> timers_of(vote::State const& state, std::vector<vote::Event> const& new_events) {
    std::vector<TimerRow> timers;
    auto const key = "vote/" + state.id.text + "/close";
    for (auto const& event : new_events) {
        if (std::holds_alternative<vote::Opened>(event)) {
            JsonWriter json;
            json.object().field("aggregate", "vote").field("id", state.id).field("type", "vote.Close").end();
            timers.push_back({key, Instant::start_of(state.closes_on.plus_days(1)), json.take()});
        }
        if (std::holds_alternative<vote::Closed>(event)) timers.push_back({key, Instant{}, {}});
    }
    return timers;
}

}  // namespace jiati::app
