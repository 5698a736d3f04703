#include "base/check.h"
#include "base/overloaded.h"
#include "base/text.h"
#include "policy/policy.h"
#include "vote/vote.h"

#include <algorithm>
#include <set>

namespace jiati::vote {
namespace {

using Fault = std::optional<Refusal>;

std::string joined(std::vector<std::string> const& words) {
    std::string text;
    for (auto const& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

// ---- opening -------------------------------------------------------------------------------------------------------

Result<policy::ConsentStage const*, Refusal> find_rule(policy::Policy const& policy, std::string const& id) {
    std::vector<std::string> known;
    for (auto const& rule : policy.consent) {
        bool const is_for_lifts =
            std::find(rule.matters.begin(), rule.matters.end(), "lift_retrofit") != rule.matters.end();
        if (id.empty() ? is_for_lifts : rule.id == id) return &rule;
        known.push_back(rule.id);
    }
    return Failure{refuse(rule_unknown, "/rule", {{"rule", id}, {"known", joined(known)}})};
}

Fault fault_of_options(Open const& command) {
    if (command.kind == Kind::consent) {
        if (command.options.empty()) return std::nullopt;
        return refuse(options_wrong, "/options");
    }
    std::set<std::string> ids;
    for (std::size_t i = 0; i < command.options.size(); ++i) {
        auto const& option = command.options[i];
        if (option.id.empty() || trimmed(option.label).empty() || !ids.insert(option.id).second)
            return refuse(options_wrong, "/options/" + std::to_string(i));
    }
    if (ids.size() < 2) return refuse(options_wrong, "/options");
    return std::nullopt;
}

Fault fault_of_choice_roll(std::vector<Voter> const& voters) {
    std::set<HouseholdId> seen;
    for (auto const& voter : voters)
        if (voter.household.empty() || !seen.insert(voter.household).second)
            return refuse(roll_wrong, {}, {{"household", voter.household.text}});
    return std::nullopt;
}

// A consent is about one version of the plan, put to a roll that no longer moves, by one of the rules in force.
Fault prepare_consent(Open const& command, policy::Context const& context, Opened& event) {
    if (!command.fact.frozen) return refuse(roll_not_frozen, "/projects");
    if (command.fact.plan_version <= 0) return refuse(plan_missing, "/projects");
    CHECK(context.policy != nullptr);
    auto const rule = find_rule(*context.policy, command.rule);
    if (!rule) return rule.error();
    auto const& stage = **rule;
    // One unit must not be carried by another's majority.
    if (stage.scope == policy::ConsentScope::unit && command.projects.size() > 1)
        return refuse(several_units, "/projects", {{"rule", stage.id}});
    event.rule = stage.id;
    event.article = stage.basis.article;
    event.majority = stage.majority;
    // The roll must be countable before anybody is asked.
    auto const countable = count(evolve(State{}, event, context.occurred_on));
    if (!countable) return countable.error();
    return std::nullopt;
}

Decision open(State const& state, Open const& command, policy::Context const& context) {
    if (state.opened_on) return Failure{refuse(already_open)};
    if (trimmed(command.question).empty()) return Failure{refuse(question_missing, "/question")};
    if (command.projects.empty()) return Failure{refuse(projects_missing, "/projects")};
    if (auto fault = fault_of_options(command)) return Failure{*std::move(fault)};
    if (command.closes_on < context.occurred_on)
        return Failure{refuse(closes_too_early, "/closes_on", {{"closes_on", command.closes_on.to_string()}})};
    if (command.fact.voters.empty()) return Failure{refuse(roll_empty, "/projects")};

    auto ids = context.ids;
    Opened event;
    event.vote = ids.next_as<VoteId>();
    event.kind = command.kind;
    event.question = command.question;
    event.projects = command.projects;
    if (context.policy != nullptr) event.policy = context.policy->id;
    event.policy_hash = context.policy_hash;
    event.options = command.options;
    event.plan_version = command.fact.plan_version;
    event.closes_on = command.closes_on;
    event.hidden_until_close = command.hidden_until_close;
    event.voters = command.fact.voters;
    auto fault =
        command.kind == Kind::consent ? prepare_consent(command, context, event) : fault_of_choice_roll(event.voters);
    if (fault) return Failure{*std::move(fault)};
    return std::vector<Event>{std::move(event)};
}

// ---- ballots -------------------------------------------------------------------------------------------------------

Fault fault_of_voting_day(State const& state, HouseholdId const& household, Date occurred_on) {
    if (state.find(household) == nullptr) return refuse(not_on_roll, "/household", {{"household", household.text}});
    if (occurred_on > state.closes_on) return refuse(after_close, {}, {{"closes_on", state.closes_on.to_string()}});
    // A ballot entered late, from paper, does not replace one given on a later day.
    auto const& ballot = state.ballots.at(household);
    if (ballot.on && occurred_on < *ballot.on)
        return refuse(too_early, {}, {{"date", occurred_on.to_string()}, {"from", ballot.on->to_string()}});
    return std::nullopt;
}

Fault fault_of_choice(State const& state, std::string const& choice) {
    std::vector<std::string> known{"agree", "oppose", "abstain"};
    if (state.kind == Kind::choice) {
        known.clear();
        for (auto const& option : state.options) known.push_back(option.id);
    }
    if (std::find(known.begin(), known.end(), choice) != known.end()) return std::nullopt;
    return refuse(choice_unknown, "/choice", {{"choice", choice}, {"known", joined(known)}});
}

// The other flats of the owner whose ballots are in; they matter to a consent only, where owners are counted.
std::vector<HouseholdId> answered_flats_beside(State const& state, HouseholdId const& household) {
    std::vector<HouseholdId> flats;
    if (state.kind != Kind::consent) return flats;
    auto const& owner = state.find(household)->owner;
    for (auto const& voter : state.voters)
        if (voter.owner == owner && voter.household != household &&
            state.ballots.at(voter.household).state == BallotState::returned)
            flats.push_back(voter.household);
    return flats;
}

Decision serve(State const& state, Serve const& command, policy::Context const& context) {
    if (state.find(command.household) == nullptr)
        return Failure{refuse(not_on_roll, "/household", {{"household", command.household.text}})};
    if (context.occurred_on > state.closes_on)
        return Failure{refuse(after_close, {}, {{"closes_on", state.closes_on.to_string()}})};
    return std::vector<Event>{BallotServed{command.household, command.delivered, command.how}};
}

Decision cast(State const& state, CastBallot const& command, policy::Context const& context) {
    if (auto fault = fault_of_voting_day(state, command.household, context.occurred_on))
        return Failure{*std::move(fault)};
    if (auto fault = fault_of_choice(state, command.choice)) return Failure{*std::move(fault)};
    // A choice among firms is not about one plan: it may come before there is any.
    if (state.kind == Kind::consent && command.plan_version != state.plan_version)
        return Failure{
            refuse(older_plan, "/plan_version",
                   {{"form", std::to_string(command.plan_version)}, {"current", std::to_string(state.plan_version)}})};

    std::vector<Event> events;
    auto const add = [&](HouseholdId const& household) {
        events.emplace_back(BallotCast{household, command.choice, command.channel, command.entered_by});
    };
    add(command.household);
    for (auto const& flat : answered_flats_beside(state, command.household)) {
        if (state.ballots.at(flat).choice == command.choice) continue;
        if (!state.majority.answer_covers_all_flats)
            return Failure{refuse(owner_disagrees, "/choice", {{"owner", state.find(command.household)->owner.text}})};
        add(flat);
    }
    return events;
}

Decision withdraw(State const& state, WithdrawBallot const& command, policy::Context const& context) {
    if (auto fault = fault_of_voting_day(state, command.household, context.occurred_on))
        return Failure{*std::move(fault)};
    if (state.ballots.at(command.household).state != BallotState::returned)
        return Failure{refuse(no_ballot, "/household")};
    std::vector<Event> events{BallotWithdrawn{command.household, command.reason}};
    if (state.majority.answer_covers_all_flats)
        for (auto const& flat : answered_flats_beside(state, command.household))
            events.emplace_back(BallotWithdrawn{flat, command.reason});
    return events;
}

// ---- the close -----------------------------------------------------------------------------------------------------

void add_ratios(std::vector<Ratio>& ratios, std::string const& name, games::DoubleRatio const& ratio) {
    ratios.push_back({name + "_heads", std::to_string(ratio.heads.have), std::to_string(ratio.heads.of),
                      ratio.heads.need.to_string(), ratio.heads.holds});
    ratios.push_back({name + "_area", ratio.area.have.to_string(), ratio.area.of.to_string(),
                      ratio.area.need.to_string(), ratio.area.holds});
}

Result<Closed, Refusal> result_of_consent(State const& state) {
    auto const outcome = count(state);
    if (!outcome) return Failure{outcome.error()};
    Closed closed;
    closed.passes = outcome->passes;
    add_ratios(closed.ratios, "participation", outcome->participation);
    add_ratios(closed.ratios, "agreement", outcome->agreement);
    return closed;
}

// Most ballots win; a tie chooses nothing, and the question is put again.
Closed result_of_choice(State const& state) {
    Closed closed;
    std::int64_t most = 0;
    for (auto const& option : state.options) {
        auto const ballots = std::count_if(state.ballots.begin(), state.ballots.end(), [&](auto const& entry) {
            return entry.second.state == BallotState::returned && entry.second.choice == option.id;
        });
        closed.tallies.push_back({option.id, ballots});
        if (ballots == most) closed.chosen.clear();
        if (ballots > most) closed.chosen = option.id;
        most = std::max<std::int64_t>(most, ballots);
    }
    closed.passes = !closed.chosen.empty();
    return closed;
}

Decision close(State const& state, policy::Context const& context) {
    for (auto const& entry : state.ballots)
        if (entry.second.on && context.occurred_on < *entry.second.on)
            return Failure{refuse(too_early, {},
                                  {{"date", context.occurred_on.to_string()}, {"from", entry.second.on->to_string()}})};
    auto const awaited = outstanding(state).size();
    if (awaited > 0 && context.occurred_on < state.closes_on)
        return Failure{refuse(too_early_to_close, {},
                              {{"closes_on", state.closes_on.to_string()}, {"outstanding", std::to_string(awaited)}})};
    if (state.kind == Kind::choice) return std::vector<Event>{result_of_choice(state)};
    auto closed = result_of_consent(state);
    if (!closed) return Failure{closed.error()};
    return std::vector<Event>{*std::move(closed)};
}

}  // namespace

Decision decide(State const& state, Command const& command, policy::Context const& context) {
    if (context.occurred_on > context.now.china_date())
        return Failure{refuse(in_the_future, {}, {{"date", context.occurred_on.to_string()}})};
    if (auto const* first = std::get_if<Open>(&command)) return open(state, *first, context);
    if (!state.is_open()) return Failure{refuse(not_open)};
    if (context.occurred_on < *state.opened_on)
        return Failure{
            refuse(too_early, {}, {{"date", context.occurred_on.to_string()}, {"from", state.opened_on->to_string()}})};
    return std::visit(Overloaded{[&](Open const& c) { return open(state, c, context); },
                                 [&](Serve const& c) { return serve(state, c, context); },
                                 [&](CastBallot const& c) { return cast(state, c, context); },
                                 [&](WithdrawBallot const& c) { return withdraw(state, c, context); },
                                 [&](Close const&) { return close(state, context); }},
                      command);
}

}  // namespace jiati::vote
