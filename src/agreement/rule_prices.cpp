#include "agreement/rule_prices.h"

#include "agreement/instance.h"
#include "agreement/mixture.h"
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
constexpr std::size_t breakpoints_max = 4'000;
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

// ---- the sweep ------------------------------------------------------------------------------------------------------

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
