// The dispatcher: refuses what cannot be shared, asks the rule, rounds and says whether the core holds.
#include "games/allocation.h"

#include "games/allocation_checks.h"
#include "games/allocation_large.h"
#include "games/allocation_rules.h"
#include "games/rounding.h"

#include <cstdint>
#include <optional>
#include <set>

namespace jiati::games {
namespace {

using Kind = AllocationError::Kind;

// Sums of a few of these still fit in 64 bits.
constexpr std::int64_t units_max = std::int64_t{1} << 62;

Result<std::int64_t, AllocationError> units_of(Fraction const& total, Fraction const& round_to) {
    if (round_to <= Fraction{}) return Failure{allocation_error(Kind::round_to_not_positive, round_to, {})};
    auto const ratio = total / round_to;
    if (!ratio.is_integer()) return Failure{allocation_error(Kind::total_not_on_grid, total, round_to)};
    auto const units = ratio.to_int64();
    if (!units || *units > units_max || *units < -units_max) return Failure{allocation_error(Kind::out_of_bounds)};
    return *units;
}

std::vector<Fraction> in_units(std::vector<Fraction> shares, Fraction const& round_to) {
    if (round_to != Fraction{1})
        for (auto& share : shares) share /= round_to;
    return shares;
}

using Shares = Result<LargeShares, AllocationError>;

Shares ordinary(AllocationProblem const& problem, Allocated const& allocated, std::int64_t units) {
    auto exact = std::visit([&](auto const& rule) { return shares_under(rule, allocated); }, problem.rule);
    if (!exact) return Failure{std::move(exact).error()};
    auto rounded = largest_remainder_of_rule(in_units(*exact, problem.round_to), units);
    if (!rounded) return Failure{allocation_error(Kind::out_of_bounds)};
    LargeShares shares{{}, *std::move(rounded)};
    for (auto& share : *exact)
        shares.exact.push_back(share.bit_length() <= exact_bits_max ? std::optional{std::move(share)} : std::nullopt);
    return shares;
}

Shares large(AllocationProblem const& problem, Game const& game) {
    auto shares = large_shares(problem.rule, game, problem.round_to);
    if (!shares) return Failure{allocation_error(Kind::out_of_bounds)};
    return *std::move(shares);
}

// Whether sums of all the shares stay short: each is there, and among many players there are few denominators.
bool is_short(std::vector<std::optional<Fraction>> const& shares) {
    constexpr std::size_t denominators_max = 64;
    std::set<Fraction> denominators;
    for (auto const& share : shares) {
        if (!share) return false;
        if (shares.size() > exact_players_max && denominators.size() <= denominators_max)
            denominators.insert(share->denominator());
    }
    return denominators.size() <= denominators_max;
}

}  // namespace

Result<Allocation, AllocationError> allocate(AllocationProblem const& problem) {
    auto const& players = problem.players;
    if (auto fault = players_fault(players)) return Failure{*std::move(fault)};
    auto const* const game = std::get_if<Game>(&problem.cost);
    if (game != nullptr)
        if (auto fault = game_fault(*game, players)) return Failure{*std::move(fault)};
    auto const total = game == nullptr ? std::get<Fraction>(problem.cost) : grand_worth(*game);
    auto const units = units_of(total, problem.round_to);
    if (!units) return Failure{units.error()};

    auto shares = game != nullptr && is_large(problem.rule, *game) ? large(problem, *game)
                                                                   : ordinary(problem, {players, total, game}, *units);
    if (!shares) return Failure{std::move(shares).error()};

    Allocation allocation{total, {}, {}};
    if (game != nullptr && is_short(shares->exact)) {
        std::vector<Fraction> exact;
        for (auto const& share : shares->exact) exact.push_back(*share);
        allocation.core = core_report(*game, exact);
    }
    for (std::size_t i = 0; i < players.size(); ++i)
        allocation.shares.push_back(
            {players[i], std::move(shares->exact[i]), Fraction{shares->units[i]} * problem.round_to});
    return allocation;
}

}  // namespace jiati::games
