#include "project/estimate.h"

#include "project/rules.h"

#include <algorithm>

namespace jiati::project::deliberation {
std::string_view code_of(Basis basis) {
    switch (basis) {
        case Basis::stance:
            return "stance";
        case Basis::condition:
            return "condition";
        case Basis::worry:
            return "worry";
        case Basis::conversation:
            return "conversation";
    }
    return {};
}

namespace {

// No household of any city bears or is paid more than this for one lift.
Fen const most = Fen::yuan(100'000'000);

enum class Sign : std::uint8_t { any, not_negative };

std::optional<Refusal> beyond(std::optional<Fen> const& amount, std::string const& field, Sign sign) {
    if (!amount) return std::nullopt;
    bool const fine = *amount <= most && *amount >= (sign == Sign::any ? -most : Fen{});
    if (fine) return std::nullopt;
    return refuse(estimate_out_of_bounds, "/" + field,
                  {{"field", field}, {"amount", amount->to_string()}, {"most", most.to_string()}});
}

// A what-if rests on what the household did say, not on what its neighbours guess.
bool is_founded(project::State const& project, HouseholdId const& household, Basis basis) {
    auto const found = project.survey.households.find(household);
    bool const surveyed = found != project.survey.households.end();
    bool const has_stance = surveyed && found->second.stance && *found->second.stance != survey::Stance::unreached;
    auto const of_household = [&](auto const& each) { return each.household == household; };
    auto const& worries = project.survey.worries;
    auto const& questions = project.deliberation.questions;
    bool const has_worry = (surveyed && !found->second.topics.empty()) ||
                           std::any_of(worries.begin(), worries.end(), of_household) ||
                           std::any_of(questions.begin(), questions.end(), of_household);
    switch (basis) {
        case Basis::stance:
            return has_stance;
        case Basis::condition:
            return has_stance || has_worry;
        case Basis::worry:
            return has_worry;
        case Basis::conversation:
            return has_stance || has_worry ||
                   (surveyed && found->second.outcome && *found->second.outcome == survey::VisitOutcome::met) ||
                   !project.deliberation.meetings.empty();
    }
    return false;
}

}  // namespace

Decision decide_estimate(project::State const& project, EstimateAcceptance const& command, Context const&) {
    if (auto refusal = first_of(
            {unknown_household(project, command.household, "/household"), beyond(command.low, "low", Sign::any),
             beyond(command.high, "high", Sign::any), beyond(command.benefit, "benefit", Sign::not_negative),
             beyond(command.harm, "harm", Sign::not_negative), beyond(command.budget, "budget", Sign::not_negative),
             beyond(command.reserve, "reserve", Sign::any)}))
        return Failure{*refusal};
    if (command.low.has_value() != command.high.has_value())
        return Failure{refuse(estimate_missing, command.low ? "/high" : "/low")};
    if (!command.low && !command.benefit) return Failure{refuse(estimate_missing, "/low")};
    auto low = command.low.value_or(Fen{});
    auto high = command.high.value_or(Fen{});
    if (!command.low) {
        auto const net = *command.benefit - command.harm.value_or(Fen{}) - command.reserve.value_or(Fen{});
        low = high = command.budget ? std::min(net, *command.budget) : net;
    }
    if (low > high)
        return Failure{refuse(estimate_crossed, "/low", {{"low", low.to_string()}, {"high", high.to_string()}})};
    if (!is_founded(project, command.household, command.basis))
        return Failure{refuse(estimate_unfounded, "/basis", {{"basis", std::string(code_of(command.basis))}})};
    return happened(Event(AcceptanceEstimated{command.household, low, high, command.benefit, command.harm,
                                              command.budget, command.reserve, command.basis, command.by}));
}

Decision decide_estimate(project::State const& project, WithdrawEstimate const& command, Context const&) {
    if (!project.deliberation.estimates.contains(command.household))
        return Failure{refuse(estimate_unknown, "/household")};
    return happened(Event(EstimateWithdrawn{command.household}));
}

}  // namespace jiati::project::deliberation
