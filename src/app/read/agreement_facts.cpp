#include "app/read/agreement_facts.h"

#include "app/read/roll.h"
#include "policy/selection.h"

#include <algorithm>

namespace jiati::app::read {
namespace {

namespace funds = project::funding;

// A ballot of the last vote, once that is closed and was about the plan that stands; else the stance.
bool said_yes(Sources const& from, HouseholdId const& household) {
    if (has_voted(from)) {
        auto const ballot = vote::legal_ballot(*from.vote, household);
        if (games::is_answer(ballot)) return ballot == games::Ballot::agree;
    }
    auto const found = from.project.survey.households.find(household);
    return found != from.project.survey.households.end() && found->second.stance == project::survey::Stance::agree;
}

Fen amount_for(std::vector<funds::Share> const& shares, HouseholdId const& household) {
    auto const found = std::ranges::find(shares, household, &funds::Share::household);
    return found == shares.end() ? Fen{} : found->amount;
}

// The adopted shares, or before that those of the first table in force that knows every floor, else floor × area.
std::vector<Fen> planned(Sources const& from, std::vector<project::consent::RollEntry> const& roll, Fen price) {
    std::vector<Fen> amounts(roll.size());
    auto const& funding = from.project.funding;
    if (funding.adopted_on) {
        for (std::size_t i = 0; i < roll.size(); ++i) amounts[i] = amount_for(funding.shares, roll[i].household);
        return amounts;
    }
    auto const* const plan = from.project.planning.current();
    funds::ShareSources const sources{roll, plan == nullptr ? nullptr : &plan->plan, from.policy, {}};
    std::vector<std::string> keys;
    for (auto const& table : from.policy.coefficient_tables) keys.push_back(table.id);
    keys.insert(keys.end(), {"floor-area", "equal"});
    for (auto const& key : keys) {
        funds::AdoptShares command;
        command.rule = key;
        auto const inputs = funds::share_inputs(sources, command, {price, std::min(funding.lines_total(), price), {}});
        if (!inputs) continue;
        auto const shares = funds::shares_of(inputs.value(), roll);
        if (!shares) continue;
        for (std::size_t i = 0; i < roll.size(); ++i) amounts[i] = shares.value()[i].amount;
        break;
    }
    return amounts;
}

}  // namespace

bool has_voted(Sources const& from) {
    auto const* const plan = from.project.planning.current();
    return from.vote != nullptr && from.vote->closed_on && from.vote->decides &&
           from.vote->plan_version == (plan == nullptr ? 0 : plan->version);
}

std::optional<DoubleMajority> majority_of(Sources const& from) {
    auto const stages = policy::consent_stages(from.policy, "lift_retrofit");
    if (stages.empty()) return std::nullopt;
    return stages.front().majority;
}

AgreementFacts facts_of(Sources const& from, std::optional<Fen> const& price, DoubleMajority const& rule) {
    AgreementFacts facts;
    facts.roll = roll_of(from);
    facts.rule = rule;
    facts.price = price.value_or(Fen{});
    facts.lines = from.project.funding.lines_total();
    facts.pool = from.project.funding.compensation_total();
    facts.planned = planned(from, facts.roll, facts.price);
    for (auto const& entry : facts.roll) {
        facts.agreed.push_back(said_yes(from, entry.household));
        facts.compensated.push_back(amount_for(from.project.funding.compensation, entry.household));
        if (auto const found = from.project.deliberation.estimates.find(entry.household);
            found != from.project.deliberation.estimates.end())
            facts.estimates.emplace(entry.household, found->second);
    }
    return facts;
}

}  // namespace jiati::app::read
