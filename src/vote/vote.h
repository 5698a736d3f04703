// One question put to one roll, once: a consent by the legal double majority, or a choice among options by the units'
// representatives. Ballots belong to households and are counted here, by the rule in force when the vote was opened.
#pragma once

#include "base/fraction.h"
#include "base/id.h"
#include "base/refusal.h"
#include "base/result.h"
#include "base/square_metres.h"
#include "games/consent.h"
#include "policy/context.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace jiati::vote {

enum class Kind : std::uint8_t { consent, choice };
enum class Channel : std::uint8_t { web, paper, meeting };
enum class BallotState : std::uint8_t { not_returned, not_delivered, returned };

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
// Given by the application: the frozen rolls of the projects the vote serves, and their current plan version.
struct RollFact {
    std::vector<Voter> voters;
    std::int64_t plan_version = 0;
    bool frozen = false;
};

// ---- Commands ("vote.Open" …)
struct Open {
    Kind kind{};
    std::string question;
    std::vector<ProjectId> projects;
    std::string rule;             // consent: id of the consent rule of the policy in force; empty = its first
    std::vector<Option> options;  // choice
    Date closes_on;               // ballots count until the end of this day
    bool hidden_until_close = false;
    RollFact fact;  // added by the application
};
struct Serve {
    HouseholdId household;
    bool delivered = true;
    std::string how;
};
struct CastBallot {
    HouseholdId household;
    std::string choice;
    Channel channel{};
    std::int64_t plan_version = 0;
    std::string entered_by;
};  // choice: agree | oppose | abstain, or an option's id; entered_by: office that entered a paper ballot
struct WithdrawBallot {
    HouseholdId household;
    std::string reason;
};
struct Close {};
using Command = std::variant<Open, Serve, CastBallot, WithdrawBallot, Close>;

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
    std::vector<Option> options;
    std::int64_t plan_version = 0;
    Date closes_on;
    bool hidden_until_close = false;
    std::vector<Voter> voters;
};
struct BallotServed {
    HouseholdId household;
    bool delivered = true;
    std::string how;
};
struct BallotCast {
    HouseholdId household;
    std::string choice;
    Channel channel{};
    std::string entered_by;
};
struct BallotWithdrawn {
    HouseholdId household;
    std::string reason;
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
};  // chosen: option id of a choice; empty on a tie
using Event = std::variant<Opened, BallotServed, BallotCast, BallotWithdrawn, Closed>;

struct Ballot {
    BallotState state{};
    std::string choice;
    std::optional<Date> on;
    std::int64_t entry = 0;
    Channel channel{};
    std::string entered_by;
};  // entry: stream version of the ballot's event
struct State {
    VoteId id;
    Kind kind{};
    std::string question;
    std::vector<ProjectId> projects;
    std::string policy, policy_hash, rule, article;
    games::DoubleMajority majority;  // of the rule, as it stood when the vote was opened; consent only
    std::vector<Option> options;
    std::int64_t plan_version = 0;
    std::optional<Date> opened_on;
    Date closes_on;
    bool hidden_until_close = false;
    std::vector<Voter> voters;  // published order
    std::map<HouseholdId, Ballot> ballots;
    std::optional<Date> closed_on;
    bool passes = false;
    std::vector<Ratio> ratios;
    std::vector<Tally> tallies;
    std::string chosen;
    std::int64_t version = 0;
    [[nodiscard]] bool is_open() const { return opened_on && !closed_on; }
    [[nodiscard]] Voter const* find(HouseholdId const& household) const;
};

inline constexpr RefusalCode already_open{"vote.already_open"};
inline constexpr RefusalCode not_open{"vote.not_open"};  // no such vote, or closed
inline constexpr RefusalCode question_missing{"vote.question_missing"};
inline constexpr RefusalCode roll_not_frozen{"vote.roll_not_frozen"};
inline constexpr RefusalCode roll_empty{"vote.roll_empty"};
inline constexpr RefusalCode roll_wrong{"vote.roll_wrong"};  // {household}: twice, without an owner or a sane area
inline constexpr RefusalCode projects_missing{"vote.projects_missing"};
inline constexpr RefusalCode several_units{"vote.several_units"};  // {rule}: counts one unit at a time
inline constexpr RefusalCode plan_missing{"vote.plan_missing"};
inline constexpr RefusalCode closes_too_early{"vote.closes_too_early"};
inline constexpr RefusalCode rule_unknown{"vote.rule_unknown"};  // {rule}, {known}
inline constexpr RefusalCode options_wrong{
    "vote.options_wrong"};  // a choice needs two or more distinct options, a consent none
inline constexpr RefusalCode not_on_roll{"vote.not_on_roll"};        // {household}: of another unit
inline constexpr RefusalCode choice_unknown{"vote.choice_unknown"};  // {choice}, {known}
inline constexpr RefusalCode older_plan{"vote.older_plan"};          // {form}, {current}
inline constexpr RefusalCode after_close{"vote.after_close"};        // {closes_on}
inline constexpr RefusalCode no_ballot{"vote.no_ballot"};
inline constexpr RefusalCode too_early_to_close{"vote.too_early_to_close"};  // {closes_on}, {outstanding}
inline constexpr RefusalCode owner_disagrees{"vote.owner_disagrees"};  // {owner}: one owner's flats voted differently
inline constexpr RefusalCode too_early{"vote.too_early"};  // {date}, {from}: before the vote, or the ballot it replaces
inline constexpr RefusalCode in_the_future{"vote.in_the_future"};  // {date}

using Decision = Result<std::vector<Event>, Refusal>;
Decision decide(State const& state, Command const& command, policy::Context const& context);
[[nodiscard]] State evolve(State state, Event const& event, Date occurred_on);

// Households whose answer is still awaited, in published order: those not delivered to as well, since they may yet
// answer; not those for whom another flat of their owner has answered, where the rule says that it stands for all.
[[nodiscard]] std::vector<HouseholdId> outstanding(State const& state);

// The legal test on the ballots as they stand. CHECKs that it is a consent. Where a rule does not let one flat's answer
// stand for all of its owner's, an owner has answered once all of them have.
[[nodiscard]] Result<games::ConsentOutcome, Refusal> count(State const& state);

}  // namespace jiati::vote
