#include "agreement/rule_prices.h"

#include "agreement/instance.h"
#include "base/check.h"
#include "games/rounding.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

namespace jiati::agreement {
namespace {

using Kind = RulePricesError::Kind;
using Prices = std::vector<Fraction>;

// Keeps a sweep below a second.
constexpr std::size_t breakpoints_max = 20'000;
// Keeps sums inside 62 bits.
constexpr std::size_t transfers_max = 1'000;

Fraction sum_of(std::vector<Fen> const& amounts) {
    return std::accumulate(amounts.begin(), amounts.end(), Fraction{},
                           [](Fraction const& sum, Fen amount) { return sum + Fraction{amount.count()}; });
}

// ---- what is wrong with it ------------------------------------------------------------------------------------------

RulePricesError error(Kind kind, std::string household = {}, Fraction number = {}, Fraction expected = {}) {
    return {kind, std::move(household), std::move(number), std::move(expected), std::nullopt};
}

class Checked {
  public:
    Checked(Problem const& problem, RulePrices const& rules) : problem_(problem), rules_(rules) {
        for (auto const& household : problem.households) ids_.insert(household.id);
    }

    std::optional<RulePricesError> fault() {
        if (rules_.option >= problem_.options.size())
            return error(Kind::option_unknown, {}, static_cast<std::int64_t>(rules_.option));
        shares(rules_.first);
        shares(rules_.second);
        for (auto const& schedule : rules_.schedules) check(schedule);
        for (auto const& [id, most] : rules_.relief) amount(id, most);
        for (auto const& [id, weight] : rules_.weights) {
            known(id);
            demand(weight > Fraction{}, error(Kind::weight_not_positive, id, weight));
        }
        demand(rules_.transfers.size() <= transfers_max,
               error(Kind::too_many_transfers, {}, std::ssize(rules_.transfers),
                     static_cast<std::int64_t>(transfers_max)));
        for (auto const& transfer : rules_.transfers) {
            known(transfer.to);
            amount(transfer.from, transfer.amount);
        }
        return fault_;
    }

  private:
    void demand(bool holds, RulePricesError const& otherwise) {
        if (!holds && !fault_) fault_ = otherwise;
    }
    void known(std::string const& id) { demand(ids_.contains(id), error(Kind::household_unknown, id)); }
    void amount(std::string const& id, Fen value) {
        known(id);
        demand(!value.is_negative(), error(Kind::amount_negative, id, value.count()));
        demand(value <= amount_max, error(Kind::amount_too_large, id, value.count(), amount_max.count()));
    }
    void shares(std::vector<Fen> const& shares) {
        auto const count = std::ssize(problem_.households);
        demand(std::ssize(shares) == count, error(Kind::count_differs, {}, std::ssize(shares), count));
        auto const cost = Fraction{problem_.options[rules_.option].cost.count()};
        for (std::size_t i = 0; i < shares.size() && i < problem_.households.size(); ++i)
            demand(shares[i] <= amount_max && shares[i] >= -amount_max,
                   error(Kind::amount_too_large, problem_.households[i].id, shares[i].count(), amount_max.count()));
        demand(sum_of(shares) == cost, error(Kind::does_not_close, {}, sum_of(shares), cost));
    }
    void check(Compensation const& schedule) {
        for (auto const& [id, value] : schedule.amounts) amount(id, value);
        if (schedule.each_most)
            demand(!schedule.each_most->is_negative(), error(Kind::amount_negative, {}, schedule.each_most->count()));
        if (schedule.pool_most)
            demand(!schedule.pool_most->is_negative() && *schedule.pool_most <= Fraction{1},
                   error(Kind::part_out_of_range, {}, *schedule.pool_most));
    }

    Problem const& problem_;
    RulePrices const& rules_;
    std::set<std::string> ids_;
    std::optional<RulePricesError> fault_;
};

std::optional<RulePricesError> fault_in(Problem const& problem, RulePrices const& rules) {
    if (auto fault = fault_of(problem)) {
        auto wrong = error(Kind::problem);
        wrong.problem = std::move(fault);
        return wrong;
    }
    return Checked(problem, rules).fault();
}

// ---- prices along the mixture ---------------------------------------------------------------------------------------

// One schedule's prices. Before relief they are linear in θ; relief bends them where a price meets its limit.
class Mixture {
  public:
    Mixture(Problem const& problem, RulePrices const& rules, std::optional<std::size_t> schedule)
        : problem_(problem), limits_(problem.households.size()), relief_weights_(problem.households.size()) {
        for (auto const share : rules.first) start_.emplace_back(share.count());
        for (auto const share : rules.second) end_.emplace_back(share.count());
        auto const weight = [&](std::size_t i) {
            auto const found = rules.weights.find(problem.households[i].id);
            if (found != rules.weights.end()) return found->second;
            return Fraction{rules.first[i].is_zero() && rules.second[i].is_zero() ? 0 : 1};
        };
        auto const paid = schedule ? compensation(rules.schedules[*schedule], rules.option) : Prices(size());
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

    [[nodiscard]] bool can_carry() const { return can_carry_; }

    [[nodiscard]] Prices at(Fraction const& theta) const {
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

    // Where a price bends, 0 and 1 among them, ascending.
    [[nodiscard]] std::vector<Fraction> bends() const {
        std::vector<Fraction> bends{Fraction{0}, Fraction{1}};
        for (std::size_t i = 0; i < size(); ++i)
            if (limits_[i])
                add_crossing(bends, Fraction{0}, Fraction{1}, start_[i] - *limits_[i], end_[i] - *limits_[i]);
        return sorted(std::move(bends));
    }

    // And where a price meets an acceptance.
    [[nodiscard]] std::vector<Fraction> breakpoints(std::vector<std::optional<std::int64_t>> const& acceptance) const {
        auto const knots = bends();
        auto points = knots;
        for (std::size_t k = 0; k + 1 < knots.size(); ++k) {
            auto const left = at(knots[k]);
            auto const right = at(knots[k + 1]);
            for (std::size_t i = 0; i < size() && points.size() <= breakpoints_max; ++i)
                if (acceptance[i])
                    add_crossing(points, knots[k], knots[k + 1], left[i] - Fraction{*acceptance[i]},
                                 right[i] - Fraction{*acceptance[i]});
        }
        return sorted(std::move(points));
    }

  private:
    [[nodiscard]] std::size_t size() const { return limits_.size(); }
    [[nodiscard]] static Fraction total(Prices const& prices) {
        return std::accumulate(prices.begin(), prices.end(), Fraction{});
    }
    [[nodiscard]] std::size_t index_of(std::string const& id) const {
        auto const found = std::find_if(problem_.households.begin(), problem_.households.end(),
                                        [&](auto const& household) { return household.id == id; });
        CHECK(found != problem_.households.end());
        return static_cast<std::size_t>(found - problem_.households.begin());
    }

    static std::vector<Fraction> sorted(std::vector<Fraction> points) {
        std::sort(points.begin(), points.end());
        points.erase(std::unique(points.begin(), points.end()), points.end());
        return points;
    }

    // Where a line from `low` at `from` to `high` at `to` is zero, strictly inside.
    static void add_crossing(std::vector<Fraction>& points, Fraction const& from, Fraction const& to,
                             Fraction const& low, Fraction const& high) {
        bool const crosses = (low.is_negative() && high > Fraction{}) || (low > Fraction{} && high.is_negative());
        if (crosses) points.push_back(from + (to - from) * low / (low - high));
    }

    // Weights to parts of a sum; false if there is a sum and nobody to carry it.
    static bool scale(Prices& weights, Fraction const& sum, bool is_needed = true) {
        if (sum.is_zero() || !is_needed) {
            weights.assign(weights.size(), Fraction{});
            return true;
        }
        auto const all = total(weights);
        if (all.is_zero()) return false;
        for (auto& weight : weights) weight = weight * sum / all;
        return true;
    }

    [[nodiscard]] Prices compensation(Compensation const& schedule, std::size_t option) const {
        Prices paid(size());
        for (auto const& [id, amount] : schedule.amounts)
            paid[index_of(id)] =
                Fraction{(schedule.each_most ? std::min(amount, *schedule.each_most) : amount).count()};
        auto const pool = total(paid);
        if (!schedule.pool_most) return paid;
        auto const most = *schedule.pool_most * Fraction{problem_.options[option].cost.count()};
        if (pool > most)
            for (auto& amount : paid) amount = amount * most / pool;
        return paid;
    }

    Problem const& problem_;
    Prices start_;
    Prices end_;
    std::vector<std::optional<Fraction>> limits_;
    Prices relief_weights_;  // sum to 1; all 0 without relief
    bool can_carry_ = true;
};

class Sweep {
  public:
    Sweep(Problem const& problem, RulePrices const& rules)
        : instance_(problem), offer_(instance_.offers[rules.option]) {}

    // Adds the stretches of one schedule; false if there are too many.
    bool run(Mixture const& mixture, std::optional<std::size_t> schedule, RuleSweep& sweep) const {
        auto const points = mixture.breakpoints(offer_.acceptance);
        if (points.size() > breakpoints_max) return false;
        std::vector<Stretch> stretches;
        auto const look = [&](Stretch stretch, Plan plan) {
            stretch.heads = plan.heads;
            stretch.area = plan.area;
            stretch.collected = plan.collected;
            stretch.passes = passes(plan);
            if (stretch.passes && (!sweep.best || compare(plan, sweep.best->plan) > 0))
                sweep.best = RulePlan{stretch.at, schedule, std::move(plan)};
            stretches.push_back(std::move(stretch));
        };
        for (std::size_t i = 0; i < points.size(); ++i) {
            look({points[i], points[i], false, 0, {}, false, points[i], {}}, plan_of(mixture.at(points[i])));
            if (i + 1 == points.size()) break;
            auto [at, plan] = inside(mixture, points[i], points[i + 1]);
            look({points[i], points[i + 1], true, 0, {}, false, at, {}}, std::move(plan));
        }
        sweep.stretches.push_back(std::move(stretches));
        return true;
    }

  private:
    [[nodiscard]] bool passes(Plan const& plan) const {
        return !plan.slack.is_negative() && instance_.need.met_by(plan.heads, plan.area);
    }

    // The middle, or where that does not close a point nearer to the end that collects more. The same households agree
    // throughout, so what is collected is linear.
    [[nodiscard]] std::pair<Fraction, Plan> inside(Mixture const& mixture, Fraction const& from,
                                                   Fraction const& to) const {
        Fraction const half{1, 2};
        auto const middle = (from + to) * half;
        auto plan = plan_of(mixture.at(middle));
        auto const collected = [&](Fraction const& theta) {
            auto const prices = mixture.at(theta);
            Fraction sum;
            for (auto const i : plan.agrees) sum += prices[i];
            return sum;
        };
        Fraction const cost{offer_.cost};
        auto const here = collected(middle);
        if (!plan.slack.is_negative() || here >= cost) return {middle, plan};
        auto const& end = collected(to) > collected(from) ? to : from;
        auto const there = collected(end);
        if (there <= cost) return {middle, plan};
        auto const closes = middle + (end - middle) * (cost - here) / (there - here);
        auto const at = (closes + end) * half;
        return {at, plan_of(mixture.at(at))};
    }

    [[nodiscard]] Plan plan_of(Prices const& exact) const {
        Plan plan;
        plan.option = offer_.option;
        plan.prices.assign(exact.size(), Fen{});
        auto const rounded = games::round_shares(exact, Fen{offer_.cost});
        CHECK(rounded);
        std::int64_t moved = 0;
        for (auto const& owner : instance_.owners) {
            bool const agrees = std::all_of(owner.flats.begin(), owner.flats.end(), [&](auto i) {
                return offer_.acceptance[i] && exact[i] <= Fraction{*offer_.acceptance[i]};
            });
            if (!agrees) continue;
            ++plan.heads;
            plan.area += SquareMetres{owner.area};
            for (auto const i : owner.flats) {
                plan.agrees.push_back(i);
                plan.prices[i] = (*rounded)[i];
                plan.collected += plan.prices[i];
                moved += std::abs(plan.prices[i].count());
            }
        }
        std::sort(plan.agrees.begin(), plan.agrees.end());
        plan.moved = Fraction{moved};
        plan.slack = plan.collected - Fen{offer_.cost};
        describe(plan, instance_);
        return plan;
    }

    Instance instance_;
    Offer const& offer_;
};

}  // namespace

Result<std::vector<Fraction>, RulePricesError> rule_prices_at(Problem const& problem, RulePrices const& rules,
                                                              std::optional<std::size_t> schedule,
                                                              Fraction const& theta) {
    if (auto fault = fault_in(problem, rules)) return Failure{*std::move(fault)};
    if (schedule && *schedule >= rules.schedules.size())
        return Failure{error(Kind::schedule_unknown, {}, static_cast<std::int64_t>(*schedule))};
    if (theta.is_negative() || theta > Fraction{1}) return Failure{error(Kind::part_out_of_range, {}, theta)};
    Mixture const mixture(problem, rules, schedule);
    if (!mixture.can_carry()) return Failure{error(Kind::nobody_carries)};
    return mixture.at(theta);
}

Result<RuleSweep, RulePricesError> sweep_rules(Problem const& problem, RulePrices const& rules) {
    if (auto fault = fault_in(problem, rules)) return Failure{*std::move(fault)};
    Sweep const search(problem, rules);
    RuleSweep sweep;
    for (std::size_t s = 0; s <= rules.schedules.size(); ++s) {
        auto const schedule = s == 0 ? std::nullopt : std::optional{s - 1};
        Mixture const mixture(problem, rules, schedule);
        if (!mixture.can_carry()) return Failure{error(Kind::nobody_carries)};
        if (!search.run(mixture, schedule, sweep))
            return Failure{error(Kind::too_many_breakpoints, {}, static_cast<std::int64_t>(breakpoints_max))};
    }
    return sweep;
}

}  // namespace jiati::agreement
