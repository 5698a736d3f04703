// The plan, the works, and acceptance.
#include "app/read/sections.h"

#include <algorithm>

namespace jiati::app::read {
namespace {

namespace works = project::construction;

std::string_view code_of_utility(works::Utility utility) {
    switch (utility) {
        case works::Utility::gas:
            return "gas";
        case works::Utility::sewage:
            return "sewage";
        case works::Utility::power:
            return "power";
        case works::Utility::greenery:
            return "greenery";
        case works::Utility::sheds:
            return "sheds";
        case works::Utility::chargers:
            return "chargers";
        case works::Utility::lamps:
            return "lamps";
        case works::Utility::fire_lane:
            return "fire_lane";
        case works::Utility::water:
            return "water";
        case works::Utility::telecom:
            return "telecom";
        case works::Utility::meter:
            return "meter";
        case works::Utility::other:
            return "other";
    }
    return "other";
}

std::string_view code_of_check(works::CheckKind kind) {
    switch (kind) {
        case works::CheckKind::supervision:
            return "supervision";
        case works::CheckKind::patrol:
            return "patrol";
        case works::CheckKind::bureau:
            return "bureau";
        case works::CheckKind::material:
            return "material";
        case works::CheckKind::process:
            return "process";
        case works::CheckKind::quality:
            return "quality";
    }
    return "quality";
}

std::optional<Date> first_reached(works::State const& state) {
    std::optional<Date> first;
    for (auto const& milestone : state.milestones)
        if (milestone.reached_on && (!first || *milestone.reached_on < *first)) first = milestone.reached_on;
    return first;
}

}  // namespace

json::value plan(Sources const& from) {
    auto const* const version = from.project.planning.current();
    if (version == nullptr) return nullptr;
    auto const& drawn = version->plan;
    json::array stops, details;
    for (auto const& stop : drawn.stops_at) stops.push_back(json::object{{"floor", stop.floor}, {"half", stop.half}});
    for (auto const& detail : drawn.details)
        details.push_back(json::object{{"topic", of(detail.topic)}, {"text", of(detail.text)}});
    return json::object{{"version", version->version},
                        {"published_on", of(version->published_on)},
                        {"entry", word(drawn.entry == project::planning::Entry::level ? "level" : "half_landing")},
                        {"levels", drawn.levels},
                        {"stops", static_cast<std::int64_t>(drawn.stops_at.size())},
                        {"doors", drawn.doors},
                        {"corridors", drawn.corridors},
                        {"stops_at", std::move(stops)},
                        {"load_kg", of(drawn.load_kg)},
                        {"persons", of(drawn.persons)},
                        {"shaft", text_or_null(drawn.shaft)},
                        {"details", std::move(details)}};
}

json::array plan_versions(Sources const& from) {
    json::array list;
    for (auto const& version : from.project.planning.versions)
        list.push_back(json::object{{"version", version.version}, {"published_on", of(version.published_on)}});
    return list;
}

json::value construction(Sources const& from) {
    auto const& state = from.project.construction;
    if (!state.commenced_on && state.relocations.empty() && !state.site_plan_on) return nullptr;
    json::array milestones, utilities, checks, coordination;
    for (auto const& milestone : state.milestones)
        milestones.push_back(json::object{{"code", of(milestone.code)},
                                          {"label", of(milestone.code)},
                                          {"planned_on", of(milestone.planned_on)},
                                          {"reached_on", of(milestone.reached_on)},
                                          {"text", text_or_null(milestone.text)}});
    for (auto const& relocation : state.relocations)
        utilities.push_back(json::object{{"id", of(relocation.id)},
                                         {"kind", word(code_of_utility(relocation.utility))},
                                         {"owner", of(relocation.owner)},
                                         {"done_on", of(relocation.done_on)}});
    for (auto const& check : state.checks)
        checks.push_back(json::object{{"on", of(check.on)},
                                      {"kind", word(code_of_check(check.kind))},
                                      {"by", of(check.by)},
                                      {"text", of(check.text)},
                                      {"defects", check.defects},
                                      {"rectified", check.rectified}});
    for (auto const& agreed : state.coordination)
        coordination.push_back(
            json::object{{"on", of(agreed.on)}, {"with", of(agreed.with)}, {"text", of(agreed.text)}});
    auto const first = first_reached(state);
    auto const accepted = from.project.acceptance.accepted_on;
    return json::object{
        {"contractor", text_or_null(from.project.contract.firm_name)},
        {"supervisor", text_or_null(state.supervisor)},
        {"commenced_on", of(state.commenced_on)},
        {"finished_on", of(state.finished_on)},
        {"milestones", std::move(milestones)},
        {"utilities", std::move(utilities)},
        {"checks", std::move(checks)},
        {"coordination", std::move(coordination)},
        {"site_plan", json::object{{"on", of(state.site_plan_on)}, {"parties", of(state.site_plan_parties)}}},
        {"days", first && accepted ? json::value(days_between(*first, *accepted)) : json::value(nullptr)}};
}

json::value acceptance(Sources const& from) {
    auto const& state = from.project.acceptance;
    if (!state.inspected_on && !state.accepted_on && state.inspections_failed == 0) return nullptr;
    json::value satisfaction = nullptr;
    if (state.satisfaction_on)
        satisfaction = json::object{{"responses", state.responses}, {"satisfied", state.satisfied}};
    return json::object{{"inspection_on", of(state.inspected_on)},
                        {"inspection_body", text_or_null(state.inspection_body)},
                        {"inspections_failed", state.inspections_failed},
                        {"accepted_on", of(state.accepted_on)},
                        {"parties", of(state.parties)},
                        {"registered_on", of(state.registered_on)},
                        {"certificate", text_or_null(state.certificate)},
                        {"satisfaction", std::move(satisfaction)}};
}

}  // namespace jiati::app::read
