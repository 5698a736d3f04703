#include "tender/tender.h"

#include "base/overloaded.h"
#include "base/text.h"

#include <algorithm>
#include <set>

namespace jiati::tender {
namespace {

bool is_blank(std::string_view text) { return trimmed(text).empty(); }

Refusal wrong_date(Date date, std::string pointer = {}) {
    return refuse(dates_wrong, std::move(pointer), {{"date", date.to_string()}});
}

Bid const* find_bid(State const& state, FirmId const& firm) {
    auto const found =
        std::find_if(state.bids.begin(), state.bids.end(), [&](auto const& bid) { return bid.firm == firm; });
    return found == state.bids.end() ? nullptr : &*found;
}

Decision announce(Announce const& command, policy::Context const& context) {
    if (is_blank(command.title)) return Failure{refuse(title_missing, "/title")};
    std::set<ProjectId> const projects(command.projects.begin(), command.projects.end());
    if (projects.empty() || projects.size() != command.projects.size())
        return Failure{refuse(projects_missing, "/projects")};
    if (command.bids_due_on < context.occurred_on) return Failure{wrong_date(command.bids_due_on, "/bids_due_on")};
    auto ids = context.ids;
    return std::vector<Event>{Announced{ids.next_as<TenderId>(), command.kind, command.title, command.projects,
                                        command.agent, command.terms, command.bids_due_on}};
}

Decision submit(State const& state, SubmitBid const& command, policy::Context const& context) {
    if (!command.fact.known || command.fact.firm != command.firm) return Failure{refuse(firm_unknown, "/firm")};
    if (command.fact.suspended) return Failure{refuse(firm_suspended, "/firm")};
    if (command.price_per_lift <= Fen{}) return Failure{refuse(price_not_positive, "/price_per_lift")};
    if (context.occurred_on > state.bids_due_on)
        return Failure{refuse(bid_late, {}, {{"due_on", state.bids_due_on.to_string()}})};
    if (find_bid(state, command.firm) != nullptr) return Failure{refuse(bid_twice, "/firm")};
    return std::vector<Event>{BidSubmitted{command.firm, command.fact.name, command.price_per_lift, command.offer}};
}

// The representatives' vote decides a public tender; a comparison may rest on one.
std::optional<Refusal> fault_of_vote(State const& state, Award const& command) {
    if (!command.vote) {
        if (state.kind == Kind::comparison) return std::nullopt;
        return refuse(vote_missing, "/vote");
    }
    if (!command.fact || command.fact->vote != *command.vote) return refuse(vote_missing, "/vote");
    if (!command.fact->closed) return refuse(vote_not_closed, "/vote");
    if (command.fact->chosen != command.firm.text)
        return refuse(vote_chose_another, "/firm", {{"chosen", command.fact->chosen}});
    return std::nullopt;
}

Decision award(State const& state, Award const& command, policy::Context const& context) {
    auto const* bid = find_bid(state, command.firm);
    if (bid == nullptr) return Failure{refuse(no_bid, "/firm")};
    // Before the last day another bid may still come in.
    if (context.occurred_on < state.bids_due_on) return Failure{wrong_date(context.occurred_on)};
    if (auto fault = fault_of_vote(state, command)) return Failure{*std::move(fault)};
    if (!command.vote && is_blank(command.reason)) return Failure{refuse(reason_missing, "/reason")};
    return std::vector<Event>{Awarded{bid->firm, bid->firm_name, bid->price_per_lift, command.vote, command.reason}};
}

Decision cancel(Cancel const& command) {
    if (is_blank(command.reason)) return Failure{refuse(reason_missing, "/reason")};
    return std::vector<Event>{Cancelled{command.reason}};
}

// A claimed date lies between the announcement and today; what ends the tender does not precede a bid.
std::optional<Refusal> fault_of_date(State const& state, Command const& command, policy::Context const& context) {
    auto const date = context.occurred_on;
    if (date > context.now.china_date() || (state.announced_on && date < *state.announced_on)) return wrong_date(date);
    bool const ends = std::holds_alternative<Award>(command) || std::holds_alternative<Cancel>(command);
    if (ends && std::any_of(state.bids.begin(), state.bids.end(), [&](auto const& bid) { return date < bid.on; }))
        return wrong_date(date);
    return std::nullopt;
}

}  // namespace

Decision decide(State const& state, Command const& command, policy::Context const& context) {
    if (auto fault = fault_of_date(state, command, context)) return Failure{*std::move(fault)};
    bool const opens = std::holds_alternative<Announce>(command);
    if (opens && state.announced_on) return Failure{refuse(already_announced)};
    if (!opens && !state.announced_on) return Failure{refuse(not_announced)};
    if (state.cancelled_on) return Failure{refuse(cancelled)};
    if (state.awarded) return Failure{refuse(already_awarded)};
    return std::visit(Overloaded{[&](Announce const& c) { return announce(c, context); },
                                 [&](SubmitBid const& c) { return submit(state, c, context); },
                                 [&](Award const& c) { return award(state, c, context); },
                                 [&](Cancel const& c) { return cancel(c); }},
                      command);
}

State evolve(State state, Event const& event, Date occurred_on) {
    std::visit(Overloaded{[&](Announced const& e) {
                              state.id = e.tender;
                              state.kind = e.kind;
                              state.title = e.title;
                              state.agent = e.agent;
                              state.terms = e.terms;
                              state.projects = e.projects;
                              state.announced_on = occurred_on;
                              state.bids_due_on = e.bids_due_on;
                          },
                          [&](BidSubmitted const& e) {
                              state.bids.push_back({e.firm, e.firm_name, e.price_per_lift, e.offer, occurred_on});
                          },
                          [&](Awarded const& e) {
                              state.awarded = e.firm;
                              state.awarded_name = e.firm_name;
                              state.awarded_price = e.price_per_lift;
                              state.awarded_on = occurred_on;
                          },
                          [&](Cancelled const&) { state.cancelled_on = occurred_on; }},
               event);
    return state;
}

}  // namespace jiati::tender
