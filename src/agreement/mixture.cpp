#include "agreement/mixture.h"

#include "base/check.h"

#include <algorithm>
#include <numeric>

namespace jiati::agreement {
namespace {

using Prices = std::vector<Fraction>;

Fraction total(Prices const& prices) { return std::accumulate(prices.begin(), prices.end(), Fraction{}); }

std::vector<Fraction> sorted(std::vector<Fraction> points) {
    std::sort(points.begin(), points.end());
    points.erase(std::unique(points.begin(), points.end()), points.end());
    return points;
}

// Where a line from `low` at `from` to `high` at `to` is zero, strictly inside.
void add_crossing(std::vector<Fraction>& points, Fraction const& from, Fraction const& to, Fraction const& low,
                  Fraction const& high) {
    bool const crosses = (low.is_negative() && high > Fraction{}) || (low > Fraction{} && high.is_negative());
    if (crosses) points.push_back(from + (to - from) * low / (low - high));
}

// Weights to parts of a sum; false if there is a sum and nobody to carry it.
bool scale(Prices& weights, Fraction const& sum, bool is_needed = true) {
    if (sum.is_zero() || !is_needed) {
        weights.assign(weights.size(), Fraction{});
        return true;
    }
    auto const all = total(weights);
    if (all.is_zero()) return false;
    for (auto& weight : weights) weight = weight * sum / all;
    return true;
}

}  // namespace

Mixture::Mixture(Problem const& problem, RulePrices const& rules, std::optional<std::size_t> schedule)
    : problem_(problem), limits_(problem.households.size()), relief_weights_(problem.households.size()) {
    for (auto const share : rules.first) start_.emplace_back(share.count());
    for (auto const share : rules.second) end_.emplace_back(share.count());
    auto const weight = [&](std::size_t i) {
        auto const found = rules.weights.find(problem.households[i].id);
        if (found != rules.weights.end()) return found->second;
        return Fraction{rules.first[i].is_zero() && rules.second[i].is_zero() ? 0 : 1};
    };
    auto const paid =
        schedule ? compensation(rules.schedules[*schedule], problem.options[rules.option].cost) : Prices(size());
    Prices pool_weights(size());
    for (std::size_t i = 0; i < size(); ++i) {
        auto const& id = problem.households[i].id;
        if (!paid[i].is_zero()) continue;
        pool_weights[i] = weight(i);
        if (auto const found = rules.relief.find(id); found == rules.relief.end()) relief_weights_[i] = weight(i);
    }
    for (std::size_t i = 0; i < size(); ++i)
        if (auto const found = rules.relief.find(problem.households[i].id); found != rules.relief.end())
            limits_[i] = Fraction{found->second.count()};
    Prices extra(size());
    can_carry_ = scale(pool_weights, total(paid)) && scale(relief_weights_, Fraction{1}, !rules.relief.empty());
    for (std::size_t i = 0; i < size(); ++i) extra[i] = pool_weights[i] - paid[i];
    for (auto const& transfer : rules.transfers) {
        extra[index_of(transfer.from)] += Fraction{transfer.amount.count()};
        extra[index_of(transfer.to)] -= Fraction{transfer.amount.count()};
    }
    for (std::size_t i = 0; i < size(); ++i) {
        start_[i] += extra[i];
        end_[i] += extra[i];
    }
}

std::vector<Fraction> Mixture::at(Fraction const& theta) const {
    Prices prices(size());
    Fraction relieved;
    for (std::size_t i = 0; i < size(); ++i) {
        prices[i] = start_[i] + theta * (end_[i] - start_[i]);
        if (!limits_[i] || prices[i] <= *limits_[i]) continue;
        relieved += prices[i] - *limits_[i];
        prices[i] = *limits_[i];
    }
    if (!relieved.is_zero())
        for (std::size_t i = 0; i < size(); ++i) prices[i] += relieved * relief_weights_[i];
    return prices;
}

std::vector<Fraction> Mixture::breakpoints(std::vector<std::optional<std::int64_t>> const& acceptance) const {
    std::vector<Fraction> knots{Fraction{0}, Fraction{1}};
    for (std::size_t i = 0; i < size(); ++i)
        if (limits_[i]) add_crossing(knots, Fraction{0}, Fraction{1}, start_[i] - *limits_[i], end_[i] - *limits_[i]);
    knots = sorted(std::move(knots));
    auto points = knots;
    for (std::size_t k = 0; k + 1 < knots.size(); ++k) {
        auto const left = at(knots[k]);
        auto const right = at(knots[k + 1]);
        for (std::size_t i = 0; i < size(); ++i)
            if (acceptance[i])
                add_crossing(points, knots[k], knots[k + 1], left[i] - Fraction{*acceptance[i]},
                             right[i] - Fraction{*acceptance[i]});
    }
    return sorted(std::move(points));
}

std::size_t Mixture::index_of(std::string const& id) const {
    auto const found = std::find_if(problem_.households.begin(), problem_.households.end(),
                                    [&](auto const& household) { return household.id == id; });
    CHECK(found != problem_.households.end());
    return static_cast<std::size_t>(found - problem_.households.begin());
}

std::vector<Fraction> Mixture::compensation(Compensation const& schedule, Fen cost) const {
    Prices paid(size());
    for (auto const& [id, amount] : schedule.amounts)
        paid[index_of(id)] = Fraction{(schedule.each_most ? std::min(amount, *schedule.each_most) : amount).count()};
    auto const pool = total(paid);
    if (!schedule.pool_most) return paid;
    auto const most = *schedule.pool_most * Fraction{cost.count()};
    if (pool > most)
        for (auto& amount : paid) amount = amount * most / pool;
    return paid;
}

}  // namespace jiati::agreement
