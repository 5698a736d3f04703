#include "firm/firm.h"

#include "base/overloaded.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace jiati::firm {
namespace {

constexpr std::array<std::string_view, 7> known_duties{"contractor", "lift_maker",  "supervisor", "appraiser",
                                                       "designer",   "maintenance", "property"};

bool is_blank(std::string_view text) { return trimmed(text).empty(); }

Refusal wrong_date(Date date) { return refuse(dates_wrong, {}, {{"date", date.to_string()}}); }

std::optional<Refusal> fault_of_duties(std::vector<std::string> const& duties) {
    if (duties.empty()) return refuse(duties_missing, "/duties");
    for (std::size_t i = 0; i < duties.size(); ++i) {
        if (std::find(known_duties.begin(), known_duties.end(), duties[i]) != known_duties.end()) continue;
        std::string known;
        for (auto duty : known_duties) known += (known.empty() ? "" : ", ") + std::string(duty);
        return refuse(duty_unknown, "/duties/" + std::to_string(i), {{"duty", duties[i]}, {"known", known}});
    }
    return std::nullopt;
}

Decision register_firm(Register const& command, policy::Context const& context) {
    if (is_blank(command.name)) return Failure{refuse(name_missing, "/name")};
    if (auto fault = fault_of_duties(command.duties)) return Failure{*std::move(fault)};
    for (std::size_t i = 0; i < command.licences.size(); ++i)
        if (is_blank(command.licences[i].kind) || is_blank(command.licences[i].number))
            return Failure{refuse(licence_incomplete, "/licences/" + std::to_string(i))};
    auto ids = context.ids;
    return std::vector<Event>{Registered{ids.next_as<FirmId>(), command.name, command.duties, command.licences}};
}

// An office's act, in its name and with its reason.
template <class Act>
std::optional<Refusal> fault_of_act(Act const& command) {
    if (is_blank(command.office)) return refuse(office_missing, "/office");
    if (is_blank(command.reason)) return refuse(reason_missing, "/reason");
    return std::nullopt;
}

Decision suspend(State const& state, Suspend const& command, policy::Context const& context) {
    if (state.suspended_on) return Failure{refuse(already_suspended)};
    if (state.reinstated_on && context.occurred_on < *state.reinstated_on)
        return Failure{wrong_date(context.occurred_on)};
    if (auto fault = fault_of_act(command)) return Failure{*std::move(fault)};
    return std::vector<Event>{Suspended{command.office, command.reason}};
}

Decision reinstate(State const& state, Reinstate const& command, policy::Context const& context) {
    if (!state.suspended_on) return Failure{refuse(not_suspended)};
    if (context.occurred_on < *state.suspended_on) return Failure{wrong_date(context.occurred_on)};
    if (auto fault = fault_of_act(command)) return Failure{*std::move(fault)};
    return std::vector<Event>{Reinstated{command.office, command.reason}};
}

Decision rate(State const& state, Rate const& command) {
    if (command.score < 1 || command.score > 5)
        return Failure{refuse(score_wrong, "/score", {{"score", std::to_string(command.score)}})};
    for (auto const& rating : state.ratings)
        if (rating.project == command.project && rating.household == command.household)
            return Failure{refuse(rated_before)};
    return std::vector<Event>{Rated{command.project, command.household, command.score, command.text}};
}

}  // namespace

Decision decide(State const& state, Command const& command, policy::Context const& context) {
    if (context.occurred_on > context.now.china_date()) return Failure{wrong_date(context.occurred_on)};
    bool const opens = std::holds_alternative<Register>(command);
    if (opens && state.registered_on) return Failure{refuse(already_registered)};
    if (!opens && !state.registered_on) return Failure{refuse(not_registered)};
    if (state.registered_on && context.occurred_on < *state.registered_on)
        return Failure{wrong_date(context.occurred_on)};
    return std::visit(Overloaded{[&](Register const& c) { return register_firm(c, context); },
                                 [&](Suspend const& c) { return suspend(state, c, context); },
                                 [&](Reinstate const& c) { return reinstate(state, c, context); },
                                 [&](Rate const& c) { return rate(state, c); }},
                      command);
}

State evolve(State state, Event const& event, Date occurred_on) {
    std::visit(Overloaded{[&](Registered const& e) {
                              state.id = e.firm;
                              state.name = e.name;
                              state.duties = e.duties;
                              state.licences = e.licences;
                              state.registered_on = occurred_on;
                          },
                          [&](Suspended const& e) {
                              state.suspended_on = occurred_on;
                              state.suspension_reason = e.reason;
                          },
                          [&](Reinstated const&) {
                              state.suspended_on.reset();
                              state.reinstated_on = occurred_on;
                              state.suspension_reason.clear();
                          },
                          [&](Rated const& e) {
                              state.ratings.push_back({e.project, e.household, e.score, occurred_on});
                          }},
               event);
    return state;
}

}  // namespace jiati::firm
