// What the tests of votes share: a roll, a policy, and a state folded from commands that must be accepted.
#pragma once

#include "base/check.h"
#include "policy/policy.h"
#include "vote/vote.h"

#include <string>
#include <utility>
#include <vector>

namespace jiati::vote {

inline Date const opening = Date::of(2023, 11, 1);
inline Date const last_day = Date::of(2023, 11, 25);

inline policy::Policy national() {
    policy::Policy policy;
    policy.id = "cn-2021";
    policy::ConsentStage fund;
    fund.id = "cn-278-fund";
    fund.scope = policy::ConsentScope::estate;
    fund.matters = {"use_maintenance_fund"};
    policy::ConsentStage lift;
    lift.id = "cn-278-lift";
    lift.scope = policy::ConsentScope::unit;
    lift.matters = {"lift_retrofit"};
    lift.basis.article = "民法典第278条";
    policy.consent = {fund, lift};
    return policy;
}

inline Voter voter(std::string const& room, std::int64_t area_hundredths, std::string const& owner = {}) {
    return {HouseholdId{"h" + room}, room, SquareMetres{area_hundredths}, OwnerId{owner.empty() ? "o" + room : owner}};
}
inline HouseholdId flat(std::string const& room) { return HouseholdId{"h" + room}; }

// Case B: twelve households, 988.80 m², as its page shows them.
inline std::vector<Voter> case_b_roll() {
    std::vector<Voter> voters;
    for (auto const* room : {"101", "102", "103", "104", "201", "202", "203", "204"})
        voters.push_back(voter(room, 6'180));
    for (auto const* room : {"301", "302", "501", "502"}) voters.push_back(voter(room, 12'360));
    return voters;
}

inline Open consent(std::vector<Voter> voters = case_b_roll()) {
    Open command;
    command.kind = Kind::consent;
    command.question = "同意按方案第 2 版加装电梯吗？";
    command.projects = {ProjectId{"p1"}};
    command.closes_on = last_day;
    command.fact.estate = {voters, static_cast<std::int64_t>(voters.size())};
    command.fact.voters = std::move(voters);
    command.fact.plan_version = 2;
    command.fact.frozen = true;
    return command;
}
inline Open choice() {
    Open command;
    command.kind = Kind::choice;
    command.question = "选哪家施工单位？";
    command.projects = {ProjectId{"p1"}, ProjectId{"p2"}, ProjectId{"p3"}};
    command.options = {{"firm-a", "甲公司"}, {"firm-b", "乙公司"}};
    command.closes_on = last_day;
    for (auto const* project : {"p1", "p2", "p3"}) command.fact.voters.push_back(voter(project, 0));
    return command;
}
inline CastBallot ballot(std::string const& room, std::string const& answer, std::int64_t plan_version = 2) {
    CastBallot command;
    command.household = flat(room);
    command.choice = answer;
    command.channel = Channel::paper;
    command.plan_version = plan_version;
    command.entered_by = "社区";
    return command;
}

// The same answer, given by the household itself.
inline CastBallot own_ballot_of(std::string const& room, std::string const& answer) {
    auto command = ballot(room, answer);
    command.channel = Channel::web;
    command.entered_by.clear();
    command.by_owner = true;
    return command;
}
inline Serve serving(std::string const& room, bool delivered, std::string how = {}) {
    return {flat(room), delivered, std::move(how), {}};
}
inline BallotCast answered(std::string const& room, std::string const& answer) {
    BallotCast event;
    event.household = flat(room);
    event.choice = answer;
    return event;
}
inline BallotServed served(std::string const& room, bool delivered) { return {flat(room), delivered, {}, {}, {}}; }
inline VaultText words(std::string const& reference) { return {reference, "commitment"}; }

class Given {
  public:
    explicit Given(policy::Policy policy = national()) : policy_(std::move(policy)) {}

    Given& when(Command const& command, Date date = opening) {
        auto const decision = decide(state, command, context(date));
        CHECK(decision.has_value());
        for (auto const& event : *decision) {
            state = evolve(std::move(state), event, date);
            history.emplace_back(event, date);
        }
        return *this;
    }
    [[nodiscard]] Refusal refusal(Command const& command, Date date = opening) const {
        auto const decision = decide(state, command, context(date));
        return decision ? Refusal{"accepted", {}, {}} : decision.error();
    }
    [[nodiscard]] std::string refused(Command const& command, Date date = opening) const {
        return refusal(command, date).code;
    }

    State state;
    std::vector<std::pair<Event, Date>> history;

  private:
    [[nodiscard]] policy::Context context(Date date) const {
        policy::Context context;
        context.now = Instant::start_of(Date::of(2024, 1, 1));
        context.occurred_on = date;
        context.policy = &policy_;
        context.policy_hash = "hash";
        context.ids = FreshIds({3, static_cast<std::uint64_t>(state.version)});
        return context;
    }

    policy::Policy policy_;
};

inline Given opened(Open const& command = consent()) {
    Given given;
    given.when(command);
    return given;
}

}  // namespace jiati::vote
