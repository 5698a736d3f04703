#include "project/planning.h"

#include "base/overloaded.h"
#include "project/rules.h"

#include <algorithm>

namespace jiati::project::planning {
namespace {

// Far beyond any building a lift is added to; only to catch slips of the keyboard.
constexpr std::int64_t most_levels = 60;
constexpr std::int64_t most_doors = 120;
constexpr std::int64_t most_load_kg = 5000;
constexpr std::int64_t most_persons = 66;
constexpr std::int64_t lowest_floor = -3;

std::optional<Refusal> out_of_range(std::string field, std::int64_t value, std::int64_t least, std::int64_t most) {
    if (value >= least && value <= most) return std::nullopt;
    return refuse(numbers_wrong, "/plan/" + field, {{"field", field}});
}

std::optional<Refusal> wrong(Plan const& plan) {
    if (auto refusal = first_of({out_of_range("levels", plan.levels, 2, most_levels),
                                 out_of_range("doors", plan.doors, 0, most_doors),
                                 out_of_range("corridors", plan.corridors, 0, most_doors),
                                 out_of_range("load_kg", plan.load_kg.value_or(1), 1, most_load_kg),
                                 out_of_range("persons", plan.persons.value_or(1), 1, most_persons)}))
        return refusal;
    auto const& stops = plan.stops_at;
    auto const count = static_cast<std::int64_t>(stops.size());
    auto stops_are_wrong = stops.empty() || count > plan.levels;
    for (auto stop = stops.begin(); stop != stops.end(); ++stop)
        stops_are_wrong = stops_are_wrong || stop->floor < lowest_floor || stop->floor > plan.levels ||
                          std::find(stops.begin(), stop, *stop) != stop;
    if (stops_are_wrong)
        return refuse(stops_wrong, "/plan/stops_at",
                      {{"stops", std::to_string(count)}, {"levels", std::to_string(plan.levels)}});
    if (plan.doors < count)
        return refuse(doors_wrong, "/plan/doors",
                      {{"doors", std::to_string(plan.doors)}, {"stops", std::to_string(count)}});
    return std::nullopt;
}

// What the application computed of that plan version, where it could.
void add_light(Decision& decision, LightFact const& light, std::int64_t plan_version) {
    if (light.windows.empty() || !decision) return;
    decision->emplace_back(
        EventVariant(Event(DaylightComputed{plan_version, light.engine, light.input_hash, light.windows})));
}

Decision on(project::State const&, AssessFeasibility const& command, Context const&) {
    if (auto refusal = blank(command.by, "/by")) return Failure{*refusal};
    if (command.grade == Suitability::unsuitable)
        if (auto refusal = blank(command.reasons, "/reasons")) return Failure{*refusal};
    return happened(Event(FeasibilityAssessed{command.grade, command.reasons, command.by}));
}

Decision on(project::State const& project, Publish const& command, Context const& context) {
    if (project.planning.grade == Suitability::unsuitable) return Failure{refuse(unsuitable)};
    if (project.consent.open_vote) return Failure{refuse(vote_is_open)};
    if (auto refusal = closed_gate(project, "planning", context)) return Failure{*refusal};
    if (auto refusal = wrong(command.plan)) return Failure{*refusal};
    auto const* const current = project.planning.current();
    if (current != nullptr && current->plan == command.plan) return Failure{refuse(unchanged, "/plan")};
    if (auto refusal = current != nullptr ? too_early(context, current->published_on) : std::nullopt)
        return Failure{*refusal};

    Event published{Published{current == nullptr ? 1 : current->version + 1, command.plan}};
    // Owners agreed to, and neighbours read, another plan: it is talked over and voted on again.
    auto decision =
        project.consent.passed_on || project.notice.posted_on
            ? happened(std::move(published), lifecycle::Event(lifecycle::SentBack{project.lifecycle.stage,
                                                                                  Stage::deliberation, "plan_changed"}))
            : happened(std::move(published));
    add_light(decision, command.light, current == nullptr ? 1 : current->version + 1);
    return decision;
}

Decision on(project::State const& project, RecordGeometry const& command, Context const&) {
    if (auto refusal = wrong(command.geometry)) return Failure{*refusal};
    if (project.planning.geometry == command.geometry) return Failure{refuse(geometry_unchanged, "/geometry")};
    auto decision = happened(Event(GeometryRecorded{command.geometry}));
    if (auto const* const current = project.planning.current()) add_light(decision, command.light, current->version);
    return decision;
}

}  // namespace

Decision decide(project::State const& project, Command const& command, Context const& context) {
    return std::visit([&](auto const& one) { return on(project, one, context); }, command);
}

State evolve(State state, Event const& event, Date occurred_on) {
    std::visit(Overloaded{
                   [&](FeasibilityAssessed const& e) {
                       state.grade = e.grade;
                       state.reasons = e.reasons;
                       state.assessed_on = occurred_on;
                   },
                   [&](Published const& e) {
                       state.versions.push_back({e.version, occurred_on, e.plan});
                   },
                   [&](GeometryRecorded const& e) {
                       state.geometry = e.geometry;
                       state.geometry_on = occurred_on;
                   },
                   [&](DaylightComputed const& e) {
                       state.light = Light{e.plan_version, {e.engine, e.input_hash, e.windows}, occurred_on};
                   },
               },
               event);
    return state;
}

}  // namespace jiati::project::planning
