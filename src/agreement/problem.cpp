#include "agreement/problem.h"

#include "games/consent.h"

#include <algorithm>
#include <set>

namespace jiati::agreement {
namespace {

using Kind = ProblemError::Kind;

ProblemError error(Kind kind, std::string household = {}, std::string option = {}, Fraction number = {},
                   Fraction expected = {}) {
    return {kind, std::move(household), std::move(option), std::move(number), std::move(expected)};
}

Fraction count(std::size_t number) { return Fraction{static_cast<std::int64_t>(number)}; }

bool is_part(Fraction const& value) { return !value.is_negative() && value <= Fraction{1}; }

bool is_too_large(Fen amount) { return amount > amount_max || amount < -amount_max; }

std::optional<ProblemError> fault_of_households(std::vector<Household> const& households) {
    if (households.empty()) return error(Kind::no_households);
    if (households.size() > households_max)
        return error(Kind::too_many_households, {}, {}, count(households.size()), count(households_max));
    std::set<std::string> ids;
    for (auto const& household : households) {
        auto const area = household.area.hundredths();
        if (!ids.insert(household.id).second) return error(Kind::household_repeated, household.id);
        if (household.owner.empty()) return error(Kind::owner_missing, household.id);
        if (area <= 0) return error(Kind::area_not_positive, household.id, {}, area);
        if (household.area > games::household_area_max)
            return error(Kind::area_too_large, household.id, {}, area, games::household_area_max.hundredths());
    }
    return std::nullopt;
}

std::optional<ProblemError> fault_of_option(Option const& option, std::set<std::string> const& households) {
    auto const fault_of_amount = [&](std::string const& household, Fen amount) -> std::optional<ProblemError> {
        if (!households.contains(household)) return error(Kind::household_unknown, household, option.id);
        if (is_too_large(amount))
            return error(Kind::amount_too_large, household, option.id, amount.count(), amount_max.count());
        return std::nullopt;
    };
    if (option.cost.is_negative()) return error(Kind::cost_negative, {}, option.id, option.cost.count());
    if (is_too_large(option.cost))
        return error(Kind::amount_too_large, {}, option.id, option.cost.count(), amount_max.count());
    for (auto const* amounts : {&option.acceptance, &option.reference})
        for (auto const& [household, amount] : *amounts)
            if (auto fault = fault_of_amount(household, amount)) return fault;
    for (auto const& [household, estimate] : option.estimates)
        for (auto const amount : {estimate.benefit, estimate.harm, estimate.reserve, estimate.budget.value_or(Fen{})})
            if (auto fault = fault_of_amount(household, amount)) return fault;
    return std::nullopt;
}

// The least number out of `of` that reaches both parts; of + 1 where none does.
std::int64_t least_of(std::int64_t of, Fraction const& participation, Fraction const& agreement,
                      DoubleMajority const& rule, Reading reading) {
    auto const whole = Fraction{of};
    std::int64_t least = std::max<std::int64_t>(1, *(participation * whole).ceil().to_int64());
    if (reading == Reading::secure || rule.base == AgreementBase::all_owners) {
        auto const threshold = agreement * whole;
        auto const agreeing = rule.strict_agreement ? threshold.floor() + Fraction{1} : threshold.ceil();
        least = std::max(least, *agreeing.to_int64());
    } else if (rule.strict_agreement && agreement == Fraction{1}) {
        least = of + 1;  // all who take part are not more than all who take part
    }
    return least;
}

}  // namespace

std::optional<ProblemError> fault_of(Problem const& problem) {
    auto const& rule = problem.rule;
    for (auto const* part :
         {&rule.participation_heads, &rule.participation_area, &rule.agreement_heads, &rule.agreement_area})
        if (!is_part(*part)) return error(Kind::threshold_out_of_range, {}, {}, *part);
    if (problem.budget_steps <= 0) return error(Kind::budget_not_positive, {}, {}, problem.budget_steps);
    if (auto fault = fault_of_households(problem.households)) return fault;
    if (problem.options.empty()) return error(Kind::no_options);
    if (problem.options.size() > options_max)
        return error(Kind::too_many_options, {}, {}, count(problem.options.size()), count(options_max));

    std::set<std::string> households;
    for (auto const& household : problem.households) households.insert(household.id);
    std::set<std::string> options;
    for (auto const& option : problem.options) {
        if (!options.insert(option.id).second) return error(Kind::option_repeated, {}, option.id);
        if (auto fault = fault_of_option(option, households)) return fault;
    }
    return std::nullopt;
}

Need need_of(std::vector<Household> const& households, DoubleMajority const& rule, Reading reading) {
    Need need;
    std::set<std::string> owners;
    for (auto const& household : households) {
        owners.insert(household.owner);
        need.of_area += household.area;
    }
    need.of_heads = static_cast<std::int64_t>(owners.size());
    need.heads = least_of(need.of_heads, rule.participation_heads, rule.agreement_heads, rule, reading);
    need.area =
        SquareMetres{least_of(need.of_area.hundredths(), rule.participation_area, rule.agreement_area, rule, reading)};
    return need;
}

}  // namespace jiati::agreement
