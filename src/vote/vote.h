// One question put to one roll, once: a consent by the legal double majority, or a choice among options by the units'
// representatives. Ballots belong to households and are counted here, by the rule in force when the vote was opened.
#pragma once

#include "base/fraction.h"
#include "base/id.h"
#include "base/result.h"
#include "base/square_metres.h"
#include "games/consent.h"
#include "policy/context.h"
#include "vote/ballots.h"
#include "vote/refusals.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace jiati::vote {

enum class Kind : std::uint8_t { consent, choice };

// One entitled household; for a representatives' vote, one unit with its project id as `household` and area 0.
struct Voter {
    HouseholdId household;
    std::string room;
    SquareMetres area;
    OwnerId owner;
};
struct Option {
    std::string id;
    std::string label;
};
// The register of a building or an estate, where the rule asks more than one unit.
struct WiderRoll {
    std::vector<Voter> voters;
    std::int64_t declared = 0;  // households there are, as the units declare
};
// Given by the application: the frozen rolls of the projects the vote serves, their current plan version, and the
// stages of the law that have passed for all of them.
struct RollFact {
    std::vector<Voter> voters;
    std::int64_t plan_version = 0;
    bool frozen = false;
    WiderRoll building;
    WiderRoll estate;
    std::vector<std::string> stages_passed;
};

// ---- Commands ("vote.Open" …)
struct Open {
    Kind kind{};
    std::string question;
    std::vector<ProjectId> projects;
    std::string rule;             // consent: id of the consent rule of the policy in force; empty = its first
    std::string stage;            // of a law that asks several times; empty = the next one
    std::vector<Option> options;  // choice
    Date closes_on;               // ballots count until the end of this day
    bool hidden_until_close = false;
    std::vector<HouseholdId> private_part_owners;  // flats whose own part the works take in: each must agree
    RollFact fact;                                 // added by the application
};
struct Close {};
using Command = std::variant<Open, Serve, CastBallot, WithdrawBallot, ConfirmCondition, ConfirmBallot, ContestBallot,
                             SettleBallot, Close>;

// ---- Events
struct Opened {
    VoteId vote;
    Kind kind{};
    std::string question;
    std::vector<ProjectId> projects;
    std::string policy;
    std::string policy_hash;
    std::string rule;
    std::string article;
    games::DoubleMajority majority;
    std::string stage;    // empty: the law asks once
    bool decides = true;  // the only stage or the last
    policy::BallotTerms terms;
    std::vector<Option> options;
    std::int64_t plan_version = 0;  // 0: asked before there was a plan
    Date closes_on;
    bool hidden_until_close = false;
    std::vector<Voter> voters;
    std::vector<HouseholdId> private_part_owners;
};
struct Ratio {
    std::string name;
    std::string have;
    std::string of;
    std::string need;
    bool holds = false;
};  // name: participation_heads …; exact decimals; need "2/3"
struct Tally {
    std::string option;
    std::int64_t ballots = 0;
};
struct Closed {
    bool passes = false;
    std::vector<Ratio> ratios;
    std::vector<Tally> tallies;
    std::string chosen;
    bool private_parts_agree = true;  // passes needs it, whatever the ratios
};                                    // chosen: option id of a choice; empty on a tie
using Event = std::variant<Opened, BallotServed, BallotCast, BallotWithdrawn, ConditionConfirmed, BallotConfirmed,
                           BallotContested, BallotSettled, Closed>;

struct State {
    VoteId id;
    Kind kind{};
    std::string question;
    std::vector<ProjectId> projects;
    std::string policy, policy_hash, rule, article;
    games::DoubleMajority majority;  // of the rule, as it stood when the vote was opened; consent only
    std::string stage;
    bool decides = true;
    policy::BallotTerms terms;
    std::vector<Option> options;
    std::int64_t plan_version = 0;
    std::optional<Date> opened_on;
    Date closes_on;
    bool hidden_until_close = false;
    std::vector<Voter> voters;  // published order
    std::vector<HouseholdId> private_part_owners;
    std::map<HouseholdId, Ballot> ballots;
    std::optional<Date> closed_on;
    bool passes = false;
    bool private_parts_agree = true;
    std::vector<Ratio> ratios;
    std::vector<Tally> tallies;
    std::string chosen;
    std::int64_t version = 0;
    [[nodiscard]] bool is_open() const { return opened_on && !closed_on; }
    [[nodiscard]] Voter const* find(HouseholdId const& household) const;
};

using Decision = Result<std::vector<Event>, Refusal>;
Decision decide(State const& state, Command const& command, policy::Context const& context);
[[nodiscard]] State evolve(State state, Event const& event, Date occurred_on);

// Households whose answer is still awaited, in published order: those not delivered to as well, since they may yet
// answer, and those whose ballot waits for its owner or is contested; not those for whom another flat of their owner
// has answered, where the rule says that it stands for all.
[[nodiscard]] std::vector<HouseholdId> outstanding(State const& state);

// What a household's ballot counts as today; conditional ones as abstaining.
[[nodiscard]] games::Ballot legal_ballot(State const& state, HouseholdId const& household);

// The roll with its ballots as the legal test takes them: what anyone entitled recomputes the result from. Where a rule
// does not let one flat's answer stand for all of its owner's, an owner has answered once all of them have.
[[nodiscard]] std::vector<games::ConsentHousehold> counted_roll(State const& state);

// The legal test on the ballots as they stand. CHECKs that it is a consent.
[[nodiscard]] Result<games::ConsentOutcome, Refusal> count(State const& state);

}  // namespace jiati::vote
