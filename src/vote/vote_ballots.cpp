// What may be said about a ballot while the vote is open.
#include "base/text.h"
#include "vote/decide.h"

#include <algorithm>

namespace jiati::vote {
namespace {

using policy::BallotChange;
using policy::ProxyKind;
using policy::StaffEntry;

Fault fault_of_day(State const& state, HouseholdId const& household, Date occurred_on) {
    if (state.find(household) == nullptr) return refuse(not_on_roll, "/household", {{"household", household.text}});
    if (occurred_on > state.closes_on) return refuse(after_close, {}, {{"closes_on", state.closes_on.to_string()}});
    return std::nullopt;
}

Fault fault_of_voting_day(State const& state, HouseholdId const& household, Date occurred_on) {
    if (auto fault = fault_of_day(state, household, occurred_on)) return fault;
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

// Whether an answer that counts may still give way to another, by the terms the vote was opened under.
Fault fault_of_change(State const& state, Ballot const& before) {
    if (!before.counts()) return std::nullopt;
    switch (state.terms.change) {
        case BallotChange::until_close:
            return std::nullopt;
        case BallotChange::never:
            return refuse(change_not_allowed, "/household");
        case BallotChange::until_adopted:
            break;
    }
    // Saying so of a hidden vote would tell how it stands.
    if (state.kind != Kind::consent || state.hidden_until_close) return std::nullopt;
    auto const outcome = count(state);
    if (outcome && outcome->secure) return refuse(already_adopted, "/household");
    return std::nullopt;
}

std::string code_of(ProxyKind kind) {
    switch (kind) {
        case ProxyKind::proxy:
            return "proxy";
        case ProxyKind::spouse:
            return "spouse";
        case ProxyKind::heir:
            return "heir";
        case ProxyKind::employer:
            return "employer";
    }
    return {};
}

Fault fault_of_proxy(State const& state, CastBallot const& command) {
    bool const has_document = !command.proxy_document.empty() || !command.proxy_file.empty();
    if (!command.proxy) {
        if (!has_document && command.proxy_name.empty()) return std::nullopt;
        return refuse(proxy_incomplete, "/proxy");
    }
    auto const& allowed = state.terms.proxies;
    if (std::find(allowed.begin(), allowed.end(), *command.proxy) == allowed.end())
        return refuse(proxy_not_allowed, "/proxy", {{"proxy", code_of(*command.proxy)}});
    if (command.proxy_name.empty()) return refuse(proxy_incomplete, "/proxy_name");
    if (!has_document) return refuse(proxy_incomplete, "/proxy_document");
    return std::nullopt;
}

// One picture of a signature or of a power of attorney speaks for one owner: nobody signs for a whole stair.
Fault fault_of_attachments(State const& state, CastBallot const& command) {
    auto const& owner = state.find(command.household)->owner;
    for (auto const& voter : state.voters) {
        if (voter.owner == owner) continue;
        auto const& other = state.ballots.at(voter.household);
        auto const same = [](Attachment const& a, Attachment const& b) { return !a.empty() && a.file == b.file; };
        if (same(command.signature_file, other.signature_file))
            return refuse(document_used, "/signature_file", {{"household", voter.household.text}});
        if (same(command.proxy_file, other.proxy_file))
            return refuse(document_used, "/proxy_file", {{"household", voter.household.text}});
    }
    return std::nullopt;
}

bool is_signed(CastBallot const& command) { return !command.signature.empty() || !command.signature_file.empty(); }

// What an office enters waits for its owner where the terms say so. A document in the owner's place speaks for itself.
bool waits_for_owner(State const& state, CastBallot const& command) {
    if (command.by_owner || command.proxy) return false;
    switch (state.terms.staff_entry) {
        case StaffEntry::counts:
            return false;
        case StaffEntry::with_signature:
            return !is_signed(command);
        case StaffEntry::awaits_owner:
            return true;
    }
    return true;
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

BallotCast cast_for(HouseholdId const& household, CastBallot const& command, bool waits) {
    return {household,
            command.choice,
            command.channel,
            command.entered_by,
            command.by_owner,
            waits,
            command.condition,
            command.proxy,
            command.proxy_name,
            command.proxy_document,
            command.proxy_file.file,
            command.proxy_file.commitment,
            command.signature,
            command.signature_file.file,
            command.signature_file.commitment,
            command.signed_at_place,
            command.signed_at,
            command.handler};
}

}  // namespace

Decision serve(State const& state, Serve const& command, policy::Context const& context) {
    if (auto fault = fault_of_day(state, command.household, context.occurred_on)) return Failure{*std::move(fault)};
    return std::vector<Event>{
        BallotServed{command.household, command.delivered, command.how, command.photo.file, command.photo.commitment}};
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
    if (!command.condition.empty() && (state.kind != Kind::consent || command.choice != "agree"))
        return Failure{refuse(condition_needs_agree, "/condition")};
    if (auto fault = fault_of_proxy(state, command)) return Failure{*std::move(fault)};
    if (auto fault = fault_of_attachments(state, command)) return Failure{*std::move(fault)};
    auto const& before = state.ballots.at(command.household);
    if (auto fault = fault_of_change(state, before)) return Failure{*std::move(fault)};
    // An office may enter a later paper over the owner's own answer, but not without the owner's hand on it.
    if (!command.by_owner && !is_signed(command) && ((before.counts() && before.by_owner) || before.contested))
        return Failure{refuse(owner_answered, "/household")};

    bool const waits = waits_for_owner(state, command);
    std::vector<Event> events{cast_for(command.household, command, waits)};
    for (auto const& flat : answered_flats_beside(state, command.household)) {
        auto const& other = state.ballots.at(flat);
        if (other.choice == command.choice && other.is_conditional() == !command.condition.empty()) continue;
        if (!state.majority.answer_covers_all_flats)
            return Failure{refuse(owner_disagrees, "/choice", {{"owner", state.find(command.household)->owner.text}})};
        events.emplace_back(cast_for(flat, command, waits));
    }
    return events;
}

Decision withdraw(State const& state, WithdrawBallot const& command, policy::Context const& context) {
    if (auto fault = fault_of_voting_day(state, command.household, context.occurred_on))
        return Failure{*std::move(fault)};
    auto const& before = state.ballots.at(command.household);
    if (before.state != BallotState::returned) return Failure{refuse(no_ballot, "/household")};
    if (auto fault = fault_of_change(state, before)) return Failure{*std::move(fault)};
    std::vector<Event> events{BallotWithdrawn{command.household, command.reason}};
    if (state.majority.answer_covers_all_flats)
        for (auto const& flat : answered_flats_beside(state, command.household))
            events.emplace_back(BallotWithdrawn{flat, command.reason});
    return events;
}

// For all flats of the owner at once: they must not say different things.
Decision confirm_condition(State const& state, ConfirmCondition const& command, policy::Context const& context) {
    if (auto fault = fault_of_voting_day(state, command.household, context.occurred_on))
        return Failure{*std::move(fault)};
    auto const& ballot = state.ballots.at(command.household);
    if (!ballot.counts() || !ballot.is_conditional()) return Failure{refuse(no_condition, "/household")};
    bool const has_to_be_owner =
        state.terms.staff_entry == StaffEntry::awaits_owner ||
        (state.terms.staff_entry == StaffEntry::with_signature && command.signature_file.empty());
    if (!command.by_owner && (has_to_be_owner || trimmed(command.entered_by).empty()))
        return Failure{refuse(owner_must_confirm, "/household")};
    std::vector<Event> events;
    auto const add = [&](HouseholdId const& household) {
        events.emplace_back(ConditionConfirmed{household, command.entered_by, command.signature_file.file,
                                               command.signature_file.commitment});
    };
    add(command.household);
    for (auto const& flat : answered_flats_beside(state, command.household))
        if (state.ballots.at(flat).is_conditional()) add(flat);
    return events;
}

Decision confirm(State const& state, ConfirmBallot const& command, policy::Context const& context) {
    if (auto fault = fault_of_voting_day(state, command.household, context.occurred_on))
        return Failure{*std::move(fault)};
    auto const& ballot = state.ballots.at(command.household);
    if (ballot.state != BallotState::returned || !ballot.waits_for_owner)
        return Failure{refuse(nothing_to_confirm, "/household")};
    if (!command.by_owner) return Failure{refuse(owner_must_confirm, "/household")};
    return std::vector<Event>{BallotConfirmed{command.household}};
}

Decision contest(State const& state, ContestBallot const& command, policy::Context const& context) {
    if (auto fault = fault_of_voting_day(state, command.household, context.occurred_on))
        return Failure{*std::move(fault)};
    auto const& ballot = state.ballots.at(command.household);
    if (ballot.state != BallotState::returned) return Failure{refuse(no_ballot, "/household")};
    if (ballot.contested) return Failure{refuse(already_contested, "/household")};
    if (!command.by_owner) return Failure{refuse(owner_must_confirm, "/household")};
    if (ballot.by_owner && !ballot.proxy) return Failure{refuse(own_ballot, "/household")};
    return std::vector<Event>{BallotContested{command.household, command.reason}};
}

Decision settle(State const& state, SettleBallot const& command, policy::Context const& context) {
    if (auto fault = fault_of_voting_day(state, command.household, context.occurred_on))
        return Failure{*std::move(fault)};
    if (!state.ballots.at(command.household).contested) return Failure{refuse(not_contested, "/household")};
    return std::vector<Event>{BallotSettled{command.household, command.stands, command.reason}};
}

}  // namespace jiati::vote
