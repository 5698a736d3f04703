#include "project/construction.h"

#include "base/overloaded.h"
#include "base/text.h"
#include "project/rules.h"

#include <algorithm>

namespace jiati::project::construction {
namespace {

constexpr std::int64_t most_defects = 10'000;

Decision on(project::State const&, AgreeSitePlan const& command, Context const&) {
    if (blank(command.parties, {})) return Failure{refuse(parties_missing, "/parties")};
    if (auto refusal = blank(command.text, "/text")) return Failure{*refusal};
    return happened(Event(SitePlanAgreed{command.parties, command.text}));
}

Decision on(project::State const&, CoordinateWorks const& command, Context const&) {
    if (auto refusal = first_of({blank(command.with, "/with"), blank(command.text, "/text")})) return Failure{*refusal};
    return happened(Event(WorksCoordinated{command.with, command.text}));
}

Decision on(project::State const& project, Commence const& command, Context const& context) {
    if (project.construction.commenced_on) return Failure{refuse(already_commenced)};
    if (auto refusal = closed_gate(project, "construction", context)) return Failure{*refusal};
    return happened(Event(Commenced{command.supervisor}));
}

Milestone const* find_milestone(State const& state, std::string const& code) {
    auto const found = std::find_if(state.milestones.begin(), state.milestones.end(),
                                    [&](auto const& each) { return each.code == code; });
    return found == state.milestones.end() ? nullptr : &*found;
}

std::optional<Refusal> no_open_milestone(State const& state, std::string const& code) {
    if (trimmed(code).empty()) return refuse(milestone_missing, "/code");
    auto const* const known = find_milestone(state, code);
    if (known != nullptr && known->reached_on)
        return refuse(milestone_reached, "/code", {{"reached_on", known->reached_on->to_string()}});
    return std::nullopt;
}

Decision on(project::State const& project, PlanMilestone const& command, Context const&) {
    if (project.construction.finished_on) return Failure{refuse(already_finished)};
    if (auto refusal = no_open_milestone(project.construction, command.code)) return Failure{*refusal};
    return happened(Event(MilestonePlanned{command.code, command.on}));
}

// On site between start and end of the works; what happened then may be entered later.
std::optional<Refusal> not_on_site(State const& state, Context const& context) {
    if (!state.commenced_on) return refuse(not_commenced);
    if (state.finished_on && context.occurred_on > *state.finished_on) return refuse(already_finished);
    return too_early(context, state.commenced_on);
}

Decision on(project::State const& project, ReachMilestone const& command, Context const& context) {
    if (auto refusal = first_of(
            {not_on_site(project.construction, context), no_open_milestone(project.construction, command.code)}))
        return Failure{*refusal};
    return happened(Event(MilestoneReached{command.code, command.text}));
}

// Pipes and cables may be moved before the works begin.
Decision on(project::State const& project, ListRelocation const& command, Context const& context) {
    if (project.construction.finished_on) return Failure{refuse(already_finished)};
    auto ids = context.ids;
    return happened(Event(RelocationListed{ids.next_as<ItemId>(), command.utility, command.owner, command.text}));
}

Decision on(project::State const& project, FinishRelocation const& command, Context const&) {
    auto const* const relocation = find_item(project.construction.relocations, command.relocation);
    if (relocation == nullptr) return Failure{refuse(item_unknown, "/relocation")};
    if (relocation->done_on) return Failure{refuse(already_done, "/relocation")};
    return happened(Event(RelocationFinished{command.relocation}));
}

// Patrols and bureaus look at finished works too.
Decision on(project::State const& project, RecordCheck const& command, Context const& context) {
    auto const& state = project.construction;
    if (!state.commenced_on) return Failure{refuse(not_commenced)};
    if (auto refusal = first_of({too_early(context, state.commenced_on), blank(command.by, "/by")}))
        return Failure{*refusal};
    if (command.defects < 0 || command.defects > most_defects)
        return Failure{refuse(defects_wrong, "/defects", {{"open", "0"}})};
    auto ids = context.ids;
    return happened(
        Event(CheckRecorded{ids.next_as<ItemId>(), command.kind, command.by, command.text, command.defects}));
}

Decision on(project::State const& project, RectifyDefects const& command, Context const& context) {
    auto const* const check = find_item(project.construction.checks, command.check);
    if (check == nullptr) return Failure{refuse(item_unknown, "/check")};
    auto const open = check->defects - check->rectified;
    if (command.defects < 1 || command.defects > open)
        return Failure{refuse(defects_wrong, "/defects", {{"open", std::to_string(open)}})};
    if (auto refusal = too_early(context, check->on)) return Failure{*refusal};
    return happened(Event(DefectsRectified{command.check, command.defects, command.text}));
}

Decision on(project::State const& project, Finish const&, Context const& context) {
    auto const& state = project.construction;
    if (!state.commenced_on) return Failure{refuse(not_commenced)};
    if (state.finished_on) return Failure{refuse(already_finished)};
    std::vector<std::string> open;
    if (std::any_of(state.relocations.begin(), state.relocations.end(), [](auto const& r) { return !r.done_on; }))
        open.emplace_back("relocations");
    if (std::any_of(state.checks.begin(), state.checks.end(), [](auto const& c) { return c.rectified < c.defects; }))
        open.emplace_back("defects");
    if (!open.empty()) return Failure{refuse(work_open, {}, {{"what", joined(open)}})};
    auto latest = state.commenced_on;
    for (auto const& milestone : state.milestones) latest = std::max(latest, milestone.reached_on);
    if (auto refusal = too_early(context, latest)) return Failure{*refusal};
    return happened(Event(Finished{}));
}

Milestone& milestone(State& state, std::string const& code) {
    for (auto& each : state.milestones)
        if (each.code == code) return each;
    return state.milestones.emplace_back(Milestone{code, {}, {}, {}});
}

}  // namespace

Decision decide(project::State const& project, Command const& command, Context const& context) {
    return std::visit([&](auto const& one) { return on(project, one, context); }, command);
}

State evolve(State state, Event const& event, Date occurred_on) {
    std::visit(Overloaded{
                   [&](SitePlanAgreed const& e) {
                       state.site_plan_parties = e.parties;
                       state.site_plan_on = occurred_on;
                   },
                   [&](WorksCoordinated const& e) {
                       state.coordination.push_back({occurred_on, e.with, e.text});
                   },
                   [&](Commenced const& e) {
                       state.commenced_on = occurred_on;
                       state.supervisor = e.supervisor;
                   },
                   [&](MilestonePlanned const& e) { milestone(state, e.code).planned_on = e.on; },
                   [&](MilestoneReached const& e) {
                       auto& reached = milestone(state, e.code);
                       reached.reached_on = occurred_on;
                       reached.text = e.text;
                   },
                   [&](RelocationListed const& e) {
                       state.relocations.push_back({e.relocation, e.utility, e.owner, e.text, {}});
                   },
                   [&](RelocationFinished const& e) {
                       if (auto* const relocation = find_item(state.relocations, e.relocation))
                           relocation->done_on = occurred_on;
                   },
                   [&](CheckRecorded const& e) {
                       state.checks.push_back({e.check, occurred_on, e.kind, e.by, e.text, e.defects, 0});
                   },
                   [&](DefectsRectified const& e) {
                       if (auto* const check = find_item(state.checks, e.check)) check->rectified += e.defects;
                   },
                   [&](Finished const&) { state.finished_on = occurred_on; },
               },
               event);
    return state;
}

}  // namespace jiati::project::construction
