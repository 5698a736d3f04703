// The checker of find_plan: it shares no code with the search but the law's thresholds, and works from the problem as
// it was stated.
#include "agreement/plan_search.h"
#include "games/rounding.h"

#include <algorithm>
#include <functional>
#include <set>

namespace jiati::agreement {
namespace {

struct Head {
    std::vector<std::size_t> flats;
    SquareMetres area{};
};

class Checker {
  public:
    Checker(Problem const& problem, PlanSearch const& found) : problem_(problem), found_(found) {
        std::map<std::string, Head> by_owner;
        for (std::size_t i = 0; i < problem.households.size(); ++i) {
            auto& head = by_owner[problem.households[i].owner];
            head.flats.push_back(i);
            head.area += problem.households[i].area;
        }
        for (auto& [owner, head] : by_owner) heads_.push_back(std::move(head));
    }

    std::vector<std::string> run() {
        demand(found_.need == need_of(problem_.households, problem_.rule, problem_.reading), "the thresholds differ");
        demand(!(found_.best && found_.least_gap), "a best plan and a gap cannot both be");
        check_refutations();
        if (found_.best) {
            check_plan(*found_.best, "best plan");
            demand(!found_.best->slack.is_negative(), "best plan: it does not close");
            demand(found_.best->heads <= found_.certificate.bound, "best plan: more heads than the bound");
        }
        if (found_.least_gap) check_gap(*found_.least_gap);
        for (auto const& plan : found_.front) {
            check_plan(plan, "front");
            demand(!plan.slack.is_negative(), "front: a plan does not close");
        }
        if (found_.certificate.proven && problem_.prices == PriceForm::free && heads_.size() <= exhaustive_owners_max)
            check_exhaustively();
        return std::move(wrong_);
    }

  private:
    void demand(bool holds, std::string const& claim) {
        if (!holds && std::find(wrong_.begin(), wrong_.end(), claim) == wrong_.end()) wrong_.push_back(claim);
    }

    [[nodiscard]] std::optional<Fen> acceptance(std::size_t option, std::size_t household) const {
        auto const& acceptances = problem_.options[option].acceptance;
        auto const found = acceptances.find(problem_.households[household].id);
        return found == acceptances.end() ? std::nullopt : std::optional{found->second};
    }

    // What a head bears with all its flats.
    [[nodiscard]] std::optional<Fen> bears(std::size_t option, Head const& head) const {
        Fen sum{};
        for (auto const flat : head.flats) {
            auto const one = acceptance(option, flat);
            if (!one) return std::nullopt;
            sum += *one;
        }
        return sum;
    }

    void check_plan(Plan const& plan, std::string const& where) {
        if (plan.option >= problem_.options.size() || plan.prices.size() != problem_.households.size())
            return demand(false, where + ": not a plan of this problem");
        std::set<std::size_t> const agrees(plan.agrees.begin(), plan.agrees.end());
        std::int64_t heads = 0;
        SquareMetres area{};
        Fen collected{};
        Fen bear{};
        for (auto const& head : heads_) {
            auto const in =
                std::count_if(head.flats.begin(), head.flats.end(), [&](auto i) { return agrees.contains(i); });
            demand(in == 0 || in == std::ssize(head.flats), where + ": an owner agrees with some flats only");
            if (in == 0) continue;
            ++heads;
            area += head.area;
        }
        for (std::size_t i = 0; i < plan.prices.size(); ++i) {
            collected += plan.prices[i];
            auto const accepts = acceptance(plan.option, i);
            if (!agrees.contains(i)) {
                demand(plan.prices[i].is_zero(), where + ": who does not agree has a price");
            } else {
                demand(accepts && plan.prices[i] <= *accepts, where + ": a price above the acceptance");
                bear += accepts.value_or(Fen{});
            }
        }
        auto const cost = problem_.options[plan.option].cost;
        demand(heads == plan.heads && area == plan.area, where + ": heads or area miscounted");
        demand(found_.need.met_by(heads, area), where + ": not lawful");
        demand(collected == plan.collected, where + ": the prices do not sum to what is collected");
        if (problem_.prices == PriceForm::free) {
            demand(bear - cost == plan.slack, where + ": slack differs");
            demand(collected == std::min(cost, bear), where + ": the prices do not sum to the cost");
        } else {
            demand(collected - cost == plan.slack, where + ": slack differs");
            check_floors(plan, where);
        }
    }

    void check_floors(Plan const& plan, std::string const& where) {
        std::map<int, Fen> prices;
        Fen before{};
        for (std::size_t i = 0; i < plan.floors.size(); ++i) {
            auto const& [floor, price] = plan.floors[i];
            bool const falls = i > 0 && price < before;
            demand(problem_.prices == PriceForm::per_floor || !falls, where + ": prices fall with the floor");
            prices[floor] = before = price;
        }
        std::set<std::size_t> const agrees(plan.agrees.begin(), plan.agrees.end());
        for (auto const i : agrees)
            demand(prices[problem_.households[i].floor] == plan.prices[i], where + ": two prices on one floor");
        for (auto const& head : heads_) {
            bool const accepts = std::all_of(head.flats.begin(), head.flats.end(), [&](auto i) {
                auto const one = acceptance(plan.option, i);
                return one && prices[problem_.households[i].floor] <= *one;
            });
            demand(accepts == agrees.contains(head.flats.front()),
                   where + ": who accepts the prices is not who agrees");
        }
    }

    void check_gap(LeastGap const& gap) {
        demand(gap.gap > Fen{}, "least gap: not above 0");
        demand(gap.plan.slack == -gap.gap, "least gap: not what the plan lacks");
        check_plan(gap.plan, "least gap");
    }

    void check_refutations() {
        auto const& certificate = found_.certificate;
        demand(certificate.refutations.size() == problem_.options.size(), "refutations: not one per option");
        std::int64_t bound = 0;
        for (auto const& refutation : certificate.refutations) {
            if (refutation.option >= problem_.options.size()) return demand(false, "refutations: no such option");
            std::vector<Fen> sums;
            for (auto const& head : heads_)
                if (auto const sum = bears(refutation.option, head)) sums.push_back(*sum);
            std::sort(sums.begin(), sums.end(), std::greater<>{});
            std::optional<Fen> most;
            Fen sum{};
            for (std::int64_t k = 0; k <= std::ssize(sums); ++k) {
                if (k > 0) sum += sums[static_cast<std::size_t>(k - 1)];
                if (k >= refutation.heads && (!most || sum > *most)) most = sum;
            }
            demand(most == refutation.sum, "refutation: the sum differs");
            demand(refutation.cost == problem_.options[refutation.option].cost, "refutation: the cost differs");
            demand(!most || *most < refutation.cost, "refutation: so many can bear the cost");
            bound = std::max(bound, refutation.heads - 1);
        }
        auto const best = found_.best ? found_.best->heads : bound;
        demand(certificate.bound <= bound && certificate.bound >= best, "the bound does not follow");
        demand(certificate.bound == bound || certificate.proven, "the bound does not follow");
    }

    // Heads, area, slack of the best lawful set, and the least gap of all lawful sets.
    void check_exhaustively() {
        for (std::size_t o = 0; o < problem_.options.size(); ++o) {
            auto const cost = problem_.options[o].cost;
            std::vector<std::optional<Fen>> sums;
            for (auto const& head : heads_) sums.push_back(bears(o, head));
            for (std::uint32_t set = 0; set < std::uint32_t{1} << heads_.size(); ++set) {
                std::int64_t heads = 0;
                SquareMetres area{};
                Fen sum{};
                bool is_possible = true;
                for (std::size_t i = 0; i < heads_.size() && is_possible; ++i) {
                    if ((set >> i & 1U) == 0) continue;
                    is_possible = sums[i].has_value();
                    ++heads;
                    area += heads_[i].area;
                    sum += sums[i].value_or(Fen{});
                }
                if (!is_possible || !found_.need.met_by(heads, area)) continue;
                auto const slack = sum - cost;
                if (!slack.is_negative()) {
                    demand(found_.best && std::tie(heads, area, slack) <=
                                              std::tie(found_.best->heads, found_.best->area, found_.best->slack),
                           "a better plan exists");
                } else if (!found_.best) {
                    demand(found_.least_gap && -slack >= found_.least_gap->gap, "a smaller gap exists");
                }
            }
        }
    }

    Problem const& problem_;
    PlanSearch const& found_;
    std::vector<Head> heads_;
    std::vector<std::string> wrong_;
};

}  // namespace

std::vector<std::string> check_certificate(Problem const& problem, PlanSearch const& found) {
    if (fault_of(problem)) return {"the problem is not one that can be searched"};
    return Checker(problem, found).run();
}

}  // namespace jiati::agreement
