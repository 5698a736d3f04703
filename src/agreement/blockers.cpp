#include "agreement/blockers.h"

#include "agreement/knapsack.h"

#include <algorithm>
#include <iterator>

namespace jiati::agreement {
namespace {

Cause cause_of(Option const& option, std::string const& household, Fen asked, bool never) {
    auto const found = option.estimates.find(household);
    if (found != option.estimates.end())
        if (auto const cause = binding_cause(found->second, asked)) return *cause;
    return never ? Cause::stance : Cause::net_benefit;
}

// Who accepts what is asked of everyone.
class Asking {
  public:
    Asking(Instance const& instance, std::size_t option, std::vector<Fen> const& asked)
        : instance_(instance), offer_(instance.offers[option]), asked_(asked) {}

    Standing run() {
        Standing standing;
        standing.need = instance_.need;
        for (std::size_t i = 0; i < instance_.owners.size(); ++i) {
            auto const& owner = instance_.owners[i];
            if (!std::all_of(owner.flats.begin(), owner.flats.end(), [&](auto flat) { return accepts(flat); })) {
                against_.push_back(i);
                continue;
            }
            ++standing.heads;
            standing.area += SquareMetres{owner.area};
            for (auto const flat : owner.flats) standing.collected += asked_[flat];
            standing.agrees.insert(standing.agrees.end(), owner.flats.begin(), owner.flats.end());
        }
        std::sort(standing.agrees.begin(), standing.agrees.end());
        standing.passes = standing.need.met_by(standing.heads, standing.area);
        standing.gap = std::max(Fen{}, Fen{offer_.cost} - standing.collected);
        standing.blockers = blockers();
        standing.cheapest_flip = flip(standing);
        return standing;
    }

  private:
    [[nodiscard]] bool accepts(std::size_t flat) const {
        return offer_.acceptance[flat] && asked_[flat].count() <= *offer_.acceptance[flat];
    }
    [[nodiscard]] Fen shortfall(std::size_t flat) const {
        return std::max(Fen{}, asked_[flat] - Fen{*offer_.acceptance[flat]});
    }

    [[nodiscard]] std::vector<Blocker> blockers() const {
        auto const& option = instance_.problem.options[offer_.option];
        std::vector<Blocker> blockers;
        for (std::size_t flat = 0; flat < asked_.size(); ++flat) {
            if (accepts(flat)) continue;
            bool const never = !offer_.acceptance[flat];
            Blocker blocker{flat, offer_.option, asked_[flat], std::nullopt, Cause::net_benefit};
            if (!never) blocker.short_by = shortfall(flat);
            blocker.cause = cause_of(option, instance_.problem.households[flat].id, asked_[flat], never);
            blockers.push_back(blocker);
        }
        return blockers;
    }

    [[nodiscard]] Flip flip(Standing const& standing) const {
        Flip flip;
        if (standing.passes) return flip;
        std::vector<Item> items;
        std::vector<std::size_t> owners;
        for (auto const i : against_) {
            auto const& owner = instance_.owners[i];
            if (!instance_.sum_of(offer_, owner)) continue;
            Item item{0, owner.area};
            for (auto const flat : owner.flats) item.cost += shortfall(flat).count();
            items.push_back(item);
            owners.push_back(i);
        }
        auto const heads = std::max<std::int64_t>(0, standing.need.heads - standing.heads);
        auto const area = standing.need.area.hundredths() - standing.area.hundredths();
        Steps steps{instance_.problem.budget_steps, 0, false};
        auto const cover = cheapest_cover(items, static_cast<std::size_t>(heads), area, steps);
        flip.proven = !steps.is_thinned;
        flip.possible = cover.has_value();
        if (!cover) return flip;
        flip.cost = flip.unfunded = Fen{cover->cost};
        for (auto const item : cover->items)
            for (auto const flat : instance_.owners[owners[item]].flats)
                if (!accepts(flat)) flip.households.push_back(flat);
        std::sort(flip.households.begin(), flip.households.end());
        fund(flip, standing);
        return flip;
    }

    void fund(Flip& flip, Standing const& standing) const {
        std::vector<Funding> slack;
        for (auto const flat : standing.agrees)
            if (auto const left = Fen{*offer_.acceptance[flat]} - asked_[flat]; left > Fen{})
                slack.push_back({flat, left});
        std::stable_sort(slack.begin(), slack.end(), [](auto const& a, auto const& b) { return a.amount > b.amount; });
        for (auto& from : slack) {
            if (flip.unfunded.is_zero()) break;
            from.amount = std::min(from.amount, flip.unfunded);
            flip.unfunded -= from.amount;
            flip.funded_by.push_back(from);
        }
    }

    Instance const& instance_;
    Offer const& offer_;
    std::vector<Fen> const& asked_;
    std::vector<std::size_t> against_;  // owners
};

// What a plan asks of everyone: its prices, its floors' prices, or nothing.
std::vector<Fen> asked_by(Instance const& instance, Plan const& plan) {
    if (plan.floors.empty()) return plan.prices;
    std::vector<Fen> asked;
    for (auto const& household : instance.problem.households) {
        auto const found = std::find_if(plan.floors.begin(), plan.floors.end(),
                                        [&](auto const& floor) { return floor.floor == household.floor; });
        asked.push_back(found->price);
    }
    return asked;
}

}  // namespace

Result<Standing, ProblemError> assess_prices(Problem const& problem, std::size_t option,
                                             std::vector<Fen> const& prices) {
    using Kind = ProblemError::Kind;
    if (auto fault = fault_of(problem)) return Failure{*std::move(fault)};
    if (option >= problem.options.size())
        return Failure{
            ProblemError{Kind::option_unknown, {}, {}, static_cast<std::int64_t>(option), std::ssize(problem.options)}};
    if (prices.size() != problem.households.size())
        return Failure{ProblemError{Kind::count_differs, {}, {}, std::ssize(prices), std::ssize(problem.households)}};
    for (std::size_t i = 0; i < prices.size(); ++i)
        if (prices[i] > amount_max || prices[i] < -amount_max)
            return Failure{ProblemError{Kind::amount_too_large, problem.households[i].id, problem.options[option].id,
                                        prices[i].count(), amount_max.count()}};
    Instance const instance(problem);
    return Asking(instance, option, prices).run();
}

std::vector<Lever> levers(Problem const& problem, Blocker const& blocker) {
    using Kind = Lever::Kind;
    auto const& id = problem.households[blocker.household].id;
    std::vector<Lever> levers;
    for (std::size_t o = 0; o < problem.options.size(); ++o) {
        auto const found = problem.options[o].acceptance.find(id);
        if (o == blocker.option || found == problem.options[o].acceptance.end()) continue;
        if (found->second >= blocker.asked) levers.push_back({Kind::option, o, found->second - blocker.asked});
    }
    std::stable_sort(levers.begin(), levers.end(), [](auto const& a, auto const& b) { return a.amount > b.amount; });
    auto const& option = problem.options[blocker.option];
    if (blocker.short_by) {
        if (blocker.cause == Cause::budget) levers.push_back({Kind::instalments, blocker.option, *blocker.short_by});
        levers.push_back({Kind::compensate, blocker.option, *blocker.short_by});
    }
    if (blocker.cause == Cause::stance) {
        auto const found = option.estimates.find(id);
        auto const held_back = found == option.estimates.end() ? Fen{} : std::max(Fen{}, found->second.reserve);
        levers.push_back({Kind::talk, blocker.option, held_back});
    }
    return levers;
}

Result<Agreement, ProblemError> find_agreement(Problem const& problem) {
    auto search = find_plan(problem);
    if (!search) return Failure{search.error()};
    Agreement agreement{*std::move(search), {}, {}};
    auto const& found = agreement.search;
    if (!found.best && !found.least_gap) {  // those who never agree are needed
        Instance const instance(problem);
        std::vector<Fen> const nothing(problem.households.size());
        auto standing = Asking(instance, 0, nothing).run();
        agreement.blockers = std::move(standing.blockers);
        agreement.cheapest_flip = std::move(standing.cheapest_flip);
        return agreement;
    }
    Instance const instance(problem);
    auto const& plan = found.best ? *found.best : found.least_gap->plan;
    auto asked = asked_by(instance, plan);
    if (!found.best)
        for (auto& price : asked) price = std::max(price, Fen{});
    auto standing = Asking(instance, plan.option, asked).run();
    agreement.blockers = std::move(standing.blockers);
    agreement.cheapest_flip = std::move(standing.cheapest_flip);
    return agreement;
}

}  // namespace jiati::agreement
