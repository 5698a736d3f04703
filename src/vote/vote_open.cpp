// Opening a vote: by which rule, at which stage, on which roll.
#include "base/check.h"
#include "base/text.h"
#include "policy/policy.h"
#include "vote/decide.h"

#include <algorithm>
#include <set>

namespace jiati::vote {
namespace {

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
    if (command.kind == Kind::choice && !command.private_part_owners.empty())
        return refuse(private_parts_wrong, "/private_part_owners",
                      {{"household", command.private_part_owners.front().text}});
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

// Where the law asks several times: the stage named, or the next one that has not passed; after the last has, it is
// asked again. Each stage waits for those before it.
Result<policy::VoteStage const*, Refusal> find_stage(policy::Policy const& policy, Open const& command) {
    if (!policy.vote_stages || policy.vote_stages->empty()) {
        if (command.stage.empty()) return nullptr;
        return Failure{refuse(stage_unknown, "/stage", {{"stage", command.stage}, {"known", ""}})};
    }
    auto const& passed = command.fact.stages_passed;
    std::vector<std::string> known;
    std::string missing;
    for (auto const& stage : *policy.vote_stages) {
        bool const has_passed = std::find(passed.begin(), passed.end(), stage.id) != passed.end();
        bool const is_last = &stage == &policy.vote_stages->back();
        if (command.stage.empty() ? !has_passed || is_last : stage.id == command.stage) {
            if (missing.empty()) return &stage;
            return Failure{refuse(stage_too_early, "/stage", {{"stage", stage.id}, {"missing", missing}})};
        }
        if (!has_passed && missing.empty()) missing = stage.id;
        known.push_back(stage.id);
    }
    return Failure{refuse(stage_unknown, "/stage", {{"stage", command.stage}, {"known", joined(known)}})};
}

// A unit's own roll was frozen by its project; a building's or an estate's is the register of the day.
Fault take_wider_roll(WiderRoll const& roll, Opened& event) {
    if (static_cast<std::int64_t>(roll.voters.size()) < roll.declared)
        return refuse(
            roll_incomplete, "/projects",
            {{"registered", std::to_string(roll.voters.size())}, {"declared", std::to_string(roll.declared)}});
    event.voters = roll.voters;
    return std::nullopt;
}

Fault fault_of_private_parts(Opened const& event) {
    std::set<HouseholdId> seen;
    for (std::size_t i = 0; i < event.private_part_owners.size(); ++i) {
        auto const& household = event.private_part_owners[i];
        bool const is_on_roll = std::any_of(event.voters.begin(), event.voters.end(),
                                            [&](auto const& voter) { return voter.household == household; });
        if (!is_on_roll || !seen.insert(household).second)
            return refuse(private_parts_wrong, "/private_part_owners/" + std::to_string(i),
                          {{"household", household.text}});
    }
    return std::nullopt;
}

// A consent is about one version of the plan, put to a roll that no longer moves, by one of the rules in force.
Fault prepare_consent(Open const& command, policy::Context const& context, Opened& event) {
    if (!command.fact.frozen) return refuse(roll_not_frozen, "/projects");
    CHECK(context.policy != nullptr);
    auto const stage = find_stage(*context.policy, command);
    if (!stage) return stage.error();
    if (*stage != nullptr) {
        event.stage = (*stage)->id;
        event.decides = *stage == &context.policy->vote_stages->back();
        if (!(*stage)->about_plan) event.plan_version = 0;
    }
    bool const about_plan = *stage == nullptr || (*stage)->about_plan;
    if (about_plan && command.fact.plan_version <= 0) return refuse(plan_missing, "/projects");
    auto const found =
        find_rule(*context.policy, command.rule.empty() && *stage != nullptr ? (*stage)->rule : command.rule);
    if (!found) return found.error();
    auto const& rule = **found;
    // One unit must not be carried by another's majority.
    if (rule.scope == policy::ConsentScope::unit && command.projects.size() > 1)
        return refuse(several_units, "/projects", {{"rule", rule.id}});
    if (rule.scope == policy::ConsentScope::building)
        if (auto fault = take_wider_roll(command.fact.building, event)) return fault;
    if (rule.scope == policy::ConsentScope::estate)
        if (auto fault = take_wider_roll(command.fact.estate, event)) return fault;
    event.rule = rule.id;
    event.article = rule.basis.article;
    event.majority = rule.majority;
    if (context.policy->ballots) event.terms = context.policy->ballots->terms;
    event.private_part_owners = command.private_part_owners;
    if (auto fault = fault_of_private_parts(event)) return fault;
    // The roll must be countable before anybody is asked.
    auto const countable = count(evolve(State{}, event, context.occurred_on));
    if (!countable) return countable.error();
    return std::nullopt;
}

}  // namespace

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

}  // namespace jiati::vote
