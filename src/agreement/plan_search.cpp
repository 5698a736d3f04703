#include "agreement/plan_search.h"

#include "agreement/floor_prices.h"
#include "agreement/free_prices.h"

#include <algorithm>

namespace jiati::agreement {
namespace {

// The least number of heads from which on no set of owners bears the cost.
Refutation refute(Instance const& instance, Offer const& offer) {
    std::vector<std::int64_t> sums;
    for (auto const& owner : instance.owners)
        if (auto const sum = instance.sum_of(offer, owner)) sums.push_back(*sum);
    std::sort(sums.begin(), sums.end(), std::greater<>{});

    // What the k most willing bear rises, then falls with k.
    Refutation refutation{offer.option, 0, std::nullopt, Fen{offer.cost}};
    std::int64_t sum = 0;
    std::int64_t most = 0;
    std::vector<std::int64_t> bear{0};
    for (auto const more : sums) bear.push_back(sum += more);
    for (auto const value : bear) most = std::max(most, value);
    auto const last = std::find_if(bear.rbegin(), bear.rend(), [&](auto value) { return value >= offer.cost; });
    if (last == bear.rend()) {
        refutation.sum = Fen{most};
        return refutation;
    }
    auto const next = static_cast<std::size_t>(bear.rend() - last);
    refutation.heads = static_cast<std::int64_t>(next);
    if (next < bear.size()) refutation.sum = Fen{bear[next]};
    return refutation;
}

// Plans that no other one beats in heads, least gain and distance at once. What comes first stays where two are equal.
void keep_front(std::vector<Plan>& plans) {
    auto const is_as_good = [](Plan const& a, Plan const& b) {
        bool const near = !b.distance || (a.distance && *a.distance <= *b.distance);
        return a.heads >= b.heads && a.least_gain >= b.least_gain && near;
    };
    std::vector<Plan> front;
    for (std::size_t i = 0; i < plans.size(); ++i) {
        bool beaten = false;
        for (std::size_t j = 0; j < plans.size() && !beaten; ++j)
            beaten = j != i && is_as_good(plans[j], plans[i]) && (j < i || !is_as_good(plans[i], plans[j]));
        if (!beaten || i == 0) front.push_back(plans[i]);
    }
    plans = std::move(front);
}

class Search {
  public:
    explicit Search(Problem const& problem) : problem_(problem), instance_(problem) {}

    PlanSearch run() {
        PlanSearch found;
        found.need = instance_.need;
        for (auto const& offer : instance_.offers) look_at(offer);
        found.best = best_;
        if (!best_)
            for (auto const& offer : instance_.offers) look_for_gap(offer);
        found.least_gap = gap_;
        if (best_) {
            look_for_others();
            std::stable_sort(plans_.begin(), plans_.end(),
                             [](auto const& a, auto const& b) { return compare(a, b) > 0; });
            keep_front(plans_);
            found.front = std::move(plans_);
        }
        found.certificate = certificate();
        return found;
    }

  private:
    [[nodiscard]] bool is_free() const { return problem_.prices == PriceForm::free; }
    [[nodiscard]] Steps fresh() const { return {problem_.budget_steps, 0, false}; }
    void spend(Steps const& steps) {
        enumerated_ += steps.made;
        is_thinned_ = is_thinned_ || steps.is_thinned;
    }

    void consider(Plan plan) {
        if (!best_ || compare(plan, *best_) > 0) best_ = plan;
        plans_.push_back(std::move(plan));
    }

    void look_at(Offer const& offer) {
        auto steps = fresh();
        if (is_free()) {
            auto const least = best_ ? best_->heads : 0;
            if (auto plan = FreePrices(instance_, offer, steps).best(offer.cost, least)) consider(*std::move(plan));
        } else {
            for (auto& plan : FloorPrices(instance_, offer, steps).plans(0)) consider(std::move(plan));
        }
        spend(steps);
    }

    // Free prices: what the best plan does not need. Lists that thin out here leave the proof as it is.
    void look_for_others() {
        if (!is_free()) return;
        for (auto const& offer : instance_.offers) {
            Steps steps{problem_.budget_steps / 4, 0, false};
            for (auto& plan : FreePrices(instance_, offer, steps).with_fewer_heads(best_->heads))
                plans_.push_back(std::move(plan));
            enumerated_ += steps.made;
        }
    }

    void look_for_gap(Offer const& offer) {
        auto steps = fresh();
        std::optional<Plan> plan;
        if (is_free()) {
            FreePrices const prices(instance_, offer, steps);
            // The lawful plan that collects most is the best one once its gap is paid from outside.
            if (auto const gap = prices.least_gap(); gap && (!gap_ || Fen{*gap} <= gap_->gap)) {
                plan = prices.best(offer.cost - *gap, 0);
                if (plan) plan->slack = Fen{-*gap};
            }
        } else {
            plan = FloorPrices(instance_, offer, steps).most_collected();
        }
        spend(steps);
        if (!plan) return;
        if (!gap_ || compare_gaps(*plan, gap_->plan) > 0) gap_ = LeastGap{-plan->slack, *std::move(plan)};
    }

    // By the gap first.
    static int compare_gaps(Plan const& a, Plan const& b) {
        if (a.slack != b.slack) return a.slack > b.slack ? 1 : -1;
        return compare(a, b);
    }

    [[nodiscard]] Certificate certificate() const {
        Certificate certificate;
        certificate.proven = !is_thinned_;
        certificate.enumerated = enumerated_;
        certificate.budget_steps = problem_.budget_steps;
        for (auto const& offer : instance_.offers) {
            certificate.refutations.push_back(refute(instance_, offer));
            certificate.bound = std::max(certificate.bound, certificate.refutations.back().heads - 1);
        }
        if (best_ && certificate.proven) certificate.bound = best_->heads;
        return certificate;
    }

    Problem const& problem_;
    Instance instance_;
    std::optional<Plan> best_;
    std::optional<LeastGap> gap_;
    std::vector<Plan> plans_;
    std::int64_t enumerated_ = 0;
    bool is_thinned_ = false;
};

}  // namespace

Result<PlanSearch, ProblemError> find_plan(Problem const& problem) {
    if (auto fault = fault_of(problem)) return Failure{*std::move(fault)};
    return Search(problem).run();
}

}  // namespace jiati::agreement
