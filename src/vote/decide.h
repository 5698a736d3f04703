// The parts of vote::decide, one source file each; for this folder only.
#pragma once

#include "policy/context.h"
#include "vote/vote.h"

#include <string>
#include <vector>

namespace jiati::vote {

using Fault = std::optional<Refusal>;

Decision open(State const& state, Open const& command, policy::Context const& context);
Decision close(State const& state, policy::Context const& context);

Decision serve(State const& state, Serve const& command, policy::Context const& context);
Decision cast(State const& state, CastBallot const& command, policy::Context const& context);
Decision withdraw(State const& state, WithdrawBallot const& command, policy::Context const& context);
Decision confirm_condition(State const& state, ConfirmCondition const& command, policy::Context const& context);
Decision confirm(State const& state, ConfirmBallot const& command, policy::Context const& context);
Decision contest(State const& state, ContestBallot const& command, policy::Context const& context);
Decision settle(State const& state, SettleBallot const& command, policy::Context const& context);

inline std::string joined(std::vector<std::string> const& words) {
    std::string text;
    for (auto const& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

}  // namespace jiati::vote
