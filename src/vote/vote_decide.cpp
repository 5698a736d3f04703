// The close of a vote, and which part decides which command.
#include "base/overloaded.h"
#include "vote/decide.h"

#include <algorithm>

namespace jiati::vote {
namespace {

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
    closed.private_parts_agree = outcome->private_parts_missing.empty();
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

// Those whose answer is awaited, and those who may still say that their condition is met.
std::size_t undecided(State const& state) {
    auto awaited = outstanding(state).size();
    for (auto const& [household, ballot] : state.ballots)
        if (ballot.counts() && ballot.is_conditional()) ++awaited;
    return awaited;
}

}  // namespace

Decision close(State const& state, policy::Context const& context) {
    for (auto const& entry : state.ballots)
        if (entry.second.on && context.occurred_on < *entry.second.on)
            return Failure{refuse(too_early, {},
                                  {{"date", context.occurred_on.to_string()}, {"from", entry.second.on->to_string()}})};
    auto const awaited = undecided(state);
    if (awaited > 0 && context.occurred_on < state.closes_on)
        return Failure{refuse(too_early_to_close, {},
                              {{"closes_on", state.closes_on.to_string()}, {"outstanding", std::to_string(awaited)}})};
    if (state.kind == Kind::choice) return std::vector<Event>{result_of_choice(state)};
    auto closed = result_of_consent(state);
    if (!closed) return Failure{closed.error()};
    return std::vector<Event>{*std::move(closed)};
}

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
                                 [&](ConfirmCondition const& c) { return confirm_condition(state, c, context); },
                                 [&](ConfirmBallot const& c) { return confirm(state, c, context); },
                                 [&](ContestBallot const& c) { return contest(state, c, context); },
                                 [&](SettleBallot const& c) { return settle(state, c, context); },
                                 [&](Close const&) { return close(state, context); }},
                      command);
}

}  // namespace jiati::vote
