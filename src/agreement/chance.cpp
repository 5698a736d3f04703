#include "agreement/chance.h"

#include "games/rounding.h"

#include <algorithm>
#include <functional>
#include <map>

namespace jiati::agreement {
namespace {

// One head: agrees in `agree` of `of` equally likely cases.
struct Coin {
    std::int64_t area = 0;
    Fraction agree;
    Fraction of;
};

// The probability that heads and area are reached. States are whole numbers of equally likely cases, by heads and area,
// each capped at what is needed: no denominators on the way. Nothing when there would be more states than `budget`.
std::optional<Fraction> reached(std::vector<Coin> const& coins, std::int64_t heads, std::int64_t area,
                                std::int64_t budget) {
    using State = std::pair<std::int64_t, std::int64_t>;
    std::map<State, Fraction> cases{{{0, 0}, Fraction{1}}};
    std::int64_t area_left = 0;
    for (auto const& coin : coins) area_left += coin.area;
    auto heads_left = std::ssize(coins);
    Fraction all{1};
    std::int64_t made = 0;
    for (auto const& coin : coins) {
        --heads_left;
        area_left -= coin.area;
        std::map<State, Fraction> next;
        auto const add = [&](State const& state, Fraction const& count) {
            bool const is_lost = state.first + heads_left < heads || state.second + area_left < area;
            if (!is_lost && !count.is_zero()) next[state] += count;
        };
        for (auto const& [state, count] : cases) {
            add(state, count * (coin.of - coin.agree));
            add({std::min(heads, state.first + 1), std::min(area, state.second + coin.area)}, count * coin.agree);
        }
        cases = std::move(next);
        all *= coin.of;
        made += std::ssize(cases);
        if (made > budget) return std::nullopt;
    }
    auto const found = cases.find({heads, area});
    return found == cases.end() ? Fraction{} : found->second / all;
}

enum class Side { low, high };

std::vector<Coin> coins_of(std::vector<Voter> const& voters, Side side, std::int64_t grid) {
    std::vector<Coin> coins;
    for (auto const& voter : voters) {
        auto const& q = side == Side::low ? voter.low : voter.high;
        auto const area = voter.area.hundredths();
        coins.push_back({side == Side::low ? area / grid : (area + grid - 1) / grid, q.numerator(), q.denominator()});
    }
    return coins;
}

struct OneSide {
    Fraction value;
    bool exact = true;
};

OneSide one_side(std::vector<Voter> const& voters, Need const& need, Side side, std::int64_t budget) {
    auto const heads = std::max<std::int64_t>(0, need.heads);
    auto const area = std::max<std::int64_t>(0, need.area.hundredths());
    if (auto exact = reached(coins_of(voters, side, 1), heads, area, budget)) return {*exact, true};
    // Whole cells of a grid: rounded down they reach the need only if the areas do, rounded up whenever these do.
    for (std::int64_t grid = std::max<std::int64_t>(2, area / 4'096);; grid *= 2) {
        auto const cells = (area + grid - 1) / grid;
        // One cell at most: its states are as many as heads, which is never too much to ask.
        auto const allowed = cells <= 1 ? std::int64_t{1} << 40 : budget;
        if (auto widened = reached(coins_of(voters, side, grid), heads, cells, allowed)) return {*widened, false};
    }
}

std::optional<ProblemError> fault_in(std::vector<Voter> const& voters) {
    using Kind = ProblemError::Kind;
    if (voters.size() > households_max)
        return ProblemError{
            Kind::too_many_households, {}, {}, std::ssize(voters), static_cast<std::int64_t>(households_max)};
    for (std::size_t i = 0; i < voters.size(); ++i) {
        auto const& voter = voters[i];
        auto const place = std::to_string(i + 1);
        for (auto const& q : {voter.low, voter.high})
            if (q.is_negative() || q > Fraction{1})
                return ProblemError{Kind::probability_out_of_range, place, {}, q, {}};
        if (voter.low > voter.high) return ProblemError{Kind::interval_crossed, place, {}, voter.low, voter.high};
        if (voter.area <= SquareMetres{})
            return ProblemError{Kind::area_not_positive, place, {}, voter.area.hundredths(), {}};
    }
    return std::nullopt;
}

}  // namespace

Result<Chance, ProblemError> chance_of_consent(std::vector<Voter> const& voters, Need const& need,
                                               std::int64_t budget_steps) {
    if (auto fault = fault_in(voters)) return Failure{*std::move(fault)};
    auto const low = one_side(voters, need, Side::low, budget_steps);
    auto const is_known = std::all_of(voters.begin(), voters.end(), [](auto const& v) { return v.low == v.high; });
    auto const high = is_known && low.exact ? low : one_side(voters, need, Side::high, budget_steps);
    return Chance{low.value, high.value, low.exact && high.exact};
}

Result<Chance, ProblemError> chance_of_consent(std::vector<Shock> const& nodes, Need const& need,
                                               std::int64_t budget_steps) {
    Fraction weights;
    for (auto const& node : nodes) {
        if (node.weight.is_negative())
            return Failure{ProblemError{ProblemError::Kind::probability_out_of_range, {}, {}, node.weight, {}}};
        weights += node.weight;
    }
    if (weights != Fraction{1})
        return Failure{ProblemError{ProblemError::Kind::probability_out_of_range, {}, {}, weights, Fraction{1}}};
    Chance mixed;
    for (auto const& node : nodes) {
        auto const chance = chance_of_consent(node.voters, need, budget_steps);
        if (!chance) return Failure{chance.error()};
        mixed.low += node.weight * chance->low;
        mixed.high += node.weight * chance->high;
        mixed.exact = mixed.exact && chance->exact;
    }
    return mixed;
}

std::int64_t defections_survived(std::vector<SquareMetres> areas, Need const& need) {
    // Whoever leaves, nothing is worse than the largest ones.
    std::sort(areas.begin(), areas.end());
    SquareMetres area{};
    std::int64_t heads = 0;
    for (auto const& one : areas) {
        if (need.met_by(heads, area)) break;
        area += one;
        ++heads;
    }
    return need.met_by(heads, area) ? std::ssize(areas) - heads : -1;
}

std::optional<SafestPrices> safest_prices(std::vector<Spread> const& households, Fen cost) {
    Fraction accepted;
    Fraction spread;
    for (auto const& household : households) {
        accepted += Fraction{household.acceptance.count()};
        spread += Fraction{household.spread.count()};
    }
    if (spread.is_zero()) return std::nullopt;
    SafestPrices safest{(accepted - Fraction{cost.count()}) / spread, {}};
    std::vector<Fraction> exact;
    for (auto const& household : households)
        exact.push_back(Fraction{household.acceptance.count()} - safest.t * Fraction{household.spread.count()});
    auto rounded = games::round_shares(exact, cost);
    if (!rounded) return std::nullopt;
    safest.prices = *std::move(rounded);
    return safest;
}

}  // namespace jiati::agreement
