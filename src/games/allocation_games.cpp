// The rules of a game and of what each gains: what the game must be for each rule, then the rule.
#include "base/overloaded.h"
#include "games/airport_rules.h"
#include "games/allocation_checks.h"
#include "games/allocation_large.h"
#include "games/allocation_rules.h"
#include "games/nucleolus.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <vector>

namespace jiati::games {
namespace {

using Kind = AllocationError::Kind;

ExactShares refused(Kind kind) { return Failure{allocation_error(kind)}; }

ExactShares too_many(std::size_t players, std::size_t most) {
    return Failure{
        allocation_error(Kind::too_many_players, static_cast<std::int64_t>(players), static_cast<std::int64_t>(most))};
}

ExactShares or_no_imputation(std::vector<Fraction> shares) {
    if (shares.empty()) return refused(Kind::no_imputation);
    return shares;
}

// Each division may lengthen a share by the bits of its divisor; among many players so long a sum would take hours.
bool is_too_long(Game const& game, std::size_t weight_bits) {
    constexpr std::size_t bits_max = 65'536;
    constexpr std::size_t count_bits = 20;
    if (player_count(game) <= exact_players_max) return false;
    std::size_t divisions = 0;
    if (auto const* const airport = std::get_if<AirportGame>(&game)) {
        divisions = std::set<Fraction>(airport->costs.begin(), airport->costs.end()).size();
    } else if (auto const* const elements = std::get_if<ElementGame>(&game)) {
        std::vector<std::size_t> of_player(elements->players);
        for (auto const& element : elements->elements)
            for (auto const user : element.users) divisions = std::max(divisions, ++of_player[user]);
    }
    return divisions * (count_bits + weight_bits) > bits_max;
}

template <class Rule>
ExactShares airport_only(Rule rule, Allocated const& problem) {
    auto const* const airport = std::get_if<AirportGame>(problem.game);
    if (airport == nullptr) return refused(Kind::needs_airport);
    return rule(*airport);
}

// The benefits are one per player; all else is for the rule to judge.
template <class Rule>
ExactShares bargained(std::vector<Fraction> const& benefits, std::vector<Limits> const& limits,
                      Allocated const& problem, Rule rule) {
    if (auto fault = count_fault(benefits.size(), problem.players.size())) return Failure{*std::move(fault)};
    auto payments = rule(Bargain{problem.total, benefits, limits});
    if (payments) return std::move(payments).value();
    auto error = allocation_error(Kind::bargain);
    error.bargain = payments.error();
    using Fault = BargainError::Kind;
    auto const kind = payments.error().kind;
    auto const is_of_a_player =
        kind == Fault::limits_crossed || kind == Fault::benefit_negative || kind == Fault::weight_not_positive;
    if (is_of_a_player) error.player = problem.players.at(payments.error().player);
    return Failure{std::move(error)};
}

}  // namespace

ExactShares shares_under(Shapley const&, Allocated const& problem) {
    if (problem.game == nullptr) return refused(Kind::needs_game);
    return std::visit([](auto const& game) { return shapley(game); }, *problem.game);
}

ExactShares shares_under(WeightedShapley const& rule, Allocated const& problem) {
    if (problem.game == nullptr) return refused(Kind::needs_game);
    if (auto fault = positive_weights_fault(rule.weights, problem.players)) return Failure{*std::move(fault)};
    std::size_t bits = 0;
    for (auto const& weight : rule.weights) bits = std::max(bits, weight.bit_length());
    if (is_too_long(*problem.game, bits)) return too_many(problem.players.size(), exact_players_max);
    return std::visit([&](auto const& game) { return weighted_shapley(game, rule.weights); }, *problem.game);
}

ExactShares shares_under(Owen const& rule, Allocated const& problem) {
    if (problem.game == nullptr) return refused(Kind::needs_game);
    if (auto fault = unions_fault(rule.unions, problem.players)) return Failure{*std::move(fault)};
    if (is_too_long(*problem.game, 1)) return too_many(problem.players.size(), exact_players_max);
    return std::visit([&](auto const& game) { return owen(game, rule.unions); }, *problem.game);
}

ExactShares shares_under(Nucleolus const&, Allocated const& problem) {
    if (problem.game == nullptr) return refused(Kind::needs_game);
    return std::visit(Overloaded{[](AirportGame const& game) -> ExactShares { return nucleolus(game); },
                                 [](ElementGame const& game) {
                                     if (game.players > nucleolus_elements_max)
                                         return too_many(game.players, nucleolus_elements_max);
                                     return ExactShares{nucleolus(game)};
                                 },
                                 [](ExplicitGame const& game) {
                                     if (game.players > nucleolus_explicit_max)
                                         return too_many(game.players, nucleolus_explicit_max);
                                     return or_no_imputation(nucleolus(game));
                                 }},
                      *problem.game);
}

// On airport and element games, whose core is not empty, the two nucleoli are one.
ExactShares shares_under(Prenucleolus const&, Allocated const& problem) {
    auto const* const game = std::get_if<ExplicitGame>(problem.game);
    if (game == nullptr) return shares_under(Nucleolus{}, problem);
    if (game->players > nucleolus_explicit_max) return too_many(game->players, nucleolus_explicit_max);
    return prenucleolus(*game);
}

ExactShares shares_under(ConstrainedEqualContributions const&, Allocated const& problem) {
    return airport_only(constrained_equal_contributions, problem);
}
ExactShares shares_under(ConstrainedEqualBenefits const&, Allocated const& problem) {
    return airport_only(constrained_equal_benefits, problem);
}
ExactShares shares_under(SequentialFullContributions const&, Allocated const& problem) {
    return airport_only(sequential_full_contributions, problem);
}

ExactShares shares_under(EqualGain const& rule, Allocated const& problem) {
    return bargained(rule.benefits, rule.limits, problem, equal_gain);
}
ExactShares shares_under(WeightedNash const& rule, Allocated const& problem) {
    return bargained(rule.benefits, rule.limits, problem,
                     [&](Bargain const& bargain) { return weighted_nash(bargain, rule.weights); });
}
ExactShares shares_under(KalaiSmorodinsky const& rule, Allocated const& problem) {
    return bargained(rule.benefits, rule.limits, problem, kalai_smorodinsky);
}
ExactShares shares_under(BenefitProportional const& rule, Allocated const& problem) {
    return bargained(rule.benefits, rule.limits, problem, benefit_proportional);
}
ExactShares shares_under(NoArbitrage const& rule, Allocated const& problem) {
    return bargained(rule.gains, {}, problem,
                     [&](Bargain const& bargain) { return no_arbitrage(bargain, rule.values); });
}

}  // namespace jiati::games
