#include "agreement/agreement_testing.h"

#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>

namespace jiati::agreement {
namespace {

std::vector<std::vector<std::size_t>> flats_by_owner(Problem const& problem) {
    std::vector<std::vector<std::size_t>> result;
    std::map<std::string, std::size_t> index;
    for (std::size_t i = 0; i < problem.households.size(); ++i) {
        auto const [found, is_new] = index.try_emplace(problem.households[i].owner, result.size());
        if (is_new) result.emplace_back();
        result[found->second].push_back(i);
    }
    return result;
}

Fraction magnitude(Fraction const& value) { return value.is_negative() ? -value : value; }

// What of two plans with the same heads, area, slack and yuan comes first in published order.
bool is_first(Problem const& problem, Plan const& a, Plan const& b) {
    if (a.option != b.option) return a.option < b.option;
    if (problem.prices != PriceForm::free) {
        for (std::size_t f = 0; f < a.floors.size(); ++f)
            if (a.floors[f].price != b.floors[f].price) return a.floors[f].price < b.floors[f].price;
        return false;
    }
    // The plan with the owner in whose first flat is the earliest that only one of them has.
    for (auto const& flats : flats_by_owner(problem)) {
        auto const has = [&](Plan const& plan) {
            return std::find(plan.agrees.begin(), plan.agrees.end(), flats.front()) != plan.agrees.end();
        };
        if (has(a) != has(b)) return has(a);
    }
    return false;
}

bool is_better(Problem const& problem, Plan const& a, Plan const& b) {
    if (a.heads != b.heads) return a.heads > b.heads;
    if (a.area != b.area) return a.area > b.area;
    if (a.slack != b.slack) return a.slack > b.slack;
    if (a.moved != b.moved) return a.moved < b.moved;
    return is_first(problem, a, b);
}

class Everything {
  public:
    explicit Everything(Problem const& problem)
        : problem_(problem),
          owners_(flats_by_owner(problem)),
          need_(need_of(problem.households, problem.rule, problem.reading)) {}

    Naive run() {
        for (std::size_t o = 0; o < problem_.options.size(); ++o)
            problem_.prices == PriceForm::free ? try_sets(o) : try_prices(o);
        if (naive_.best) naive_.gap.reset();
        return naive_;
    }

  private:
    std::optional<Fen> accepts(std::size_t option, std::size_t flat) const {
        auto const& all = problem_.options[option].acceptance;
        auto const found = all.find(problem_.households[flat].id);
        return found == all.end() ? std::nullopt : std::optional{found->second};
    }

    void consider(Plan plan) {
        if (!need_.met_by(plan.heads, plan.area)) return;
        if (plan.slack.is_negative()) {
            naive_.gap = naive_.gap ? std::min(*naive_.gap, -plan.slack) : -plan.slack;
            return;
        }
        if (!naive_.best || is_better(problem_, plan, *naive_.best)) naive_.best = std::move(plan);
    }

    void add(Plan& plan, std::vector<std::size_t> const& flats) const {
        ++plan.heads;
        for (auto const flat : flats) {
            plan.area += problem_.households[flat].area;
            plan.agrees.push_back(flat);
        }
        std::sort(plan.agrees.begin(), plan.agrees.end());
    }

    void try_sets(std::size_t option) {
        for (std::uint32_t set = 0; set < std::uint32_t{1} << owners_.size(); ++set) {
            Plan plan;
            plan.option = option;
            bool is_possible = true;
            Fen sum{};
            for (std::size_t i = 0; i < owners_.size(); ++i) {
                if ((set >> i & 1U) == 0) continue;
                add(plan, owners_[i]);
                for (auto const flat : owners_[i]) {
                    is_possible = is_possible && accepts(option, flat);
                    sum += accepts(option, flat).value_or(Fen{});
                }
            }
            if (!is_possible) continue;
            plan.slack = sum - problem_.options[option].cost;
            auto const count = static_cast<std::int64_t>(plan.agrees.size());
            for (auto const flat : plan.agrees)
                plan.moved += magnitude(Fraction{accepts(option, flat)->count()} - Fraction{plan.slack.count(), count});
            consider(std::move(plan));
        }
    }

    void try_prices(std::size_t option) {
        std::set<Fen> candidates{Fen{}};
        for (auto const& [household, acceptance] : problem_.options[option].acceptance) candidates.insert(acceptance);
        std::set<int> floors;
        for (auto const& household : problem_.households) floors.insert(household.floor);
        try_floors(option, {floors.begin(), floors.end()}, {candidates.begin(), candidates.end()}, {});
    }

    void try_floors(std::size_t option, std::vector<int> const& floors, std::vector<Fen> const& candidates,
                    std::vector<FloorPrice> const& prices) {
        if (prices.size() == floors.size()) return try_price(option, prices);
        for (auto const price : candidates) {
            if (problem_.prices == PriceForm::per_floor_monotone && !prices.empty() && price < prices.back().price)
                continue;
            auto more = prices;
            more.push_back({floors[prices.size()], price});
            try_floors(option, floors, candidates, more);
        }
    }

    void try_price(std::size_t option, std::vector<FloorPrice> const& prices) {
        Plan plan;
        plan.option = option;
        plan.floors = prices;
        auto const price_of = [&](std::size_t flat) {
            return std::find_if(prices.begin(), prices.end(),
                                [&](auto const& p) { return p.floor == problem_.households[flat].floor; })
                ->price;
        };
        for (auto const& flats : owners_) {
            bool const agrees = std::all_of(flats.begin(), flats.end(), [&](auto flat) {
                return accepts(option, flat) && price_of(flat) <= *accepts(option, flat);
            });
            if (!agrees) continue;
            add(plan, flats);
            for (auto const flat : flats) {
                plan.collected += price_of(flat);
                plan.moved += magnitude(Fraction{price_of(flat).count()});
            }
        }
        plan.slack = plan.collected - problem_.options[option].cost;
        consider(std::move(plan));
    }

    Problem const& problem_;
    std::vector<std::vector<std::size_t>> owners_;
    Need need_;
    Naive naive_;
};

}  // namespace

Problem problem_of(std::vector<std::vector<std::int64_t>> const& acceptances, std::vector<std::int64_t> const& costs,
                   Stated const& stated) {
    Problem problem;
    for (std::size_t i = 0; i < acceptances.front().size(); ++i) {
        auto const id = std::to_string(i + 1);
        problem.households.push_back({id, stated.floors.empty() ? 1 : stated.floors[i],
                                      SquareMetres{100 * (stated.areas.empty() ? 80 : stated.areas[i])},
                                      stated.owners.empty() ? "o" + id : stated.owners[i]});
    }
    for (std::size_t o = 0; o < acceptances.size(); ++o) {
        Option option{std::string(1, static_cast<char>('A' + o)), Fen{costs[o]}, {}, {}, {}};
        for (std::size_t i = 0; i < acceptances[o].size(); ++i)
            option.acceptance[std::to_string(i + 1)] = Fen{acceptances[o][i]};
        problem.options.push_back(std::move(option));
    }
    return problem;
}

DoubleMajority heads_only(Fraction const& agreement) {
    DoubleMajority rule;
    rule.participation_heads = rule.participation_area = rule.agreement_area = Fraction{};
    rule.agreement_heads = agreement;
    return rule;
}

Naive try_everything(Problem const& problem) { return Everything(problem).run(); }

Problem some_problem(PriceForm prices, int most_households, int most_floors) {
    using rc::gen::element;
    using rc::gen::inRange;
    auto const count = *inRange(1, most_households + 1);
    auto const options = *inRange(1, 4);
    bool const several_flats = *inRange(0, 3) == 0;
    std::vector<std::vector<std::int64_t>> acceptances;
    std::vector<std::int64_t> costs;
    for (int o = 0; o < options; ++o) {
        acceptances.emplace_back();
        for (int i = 0; i < count; ++i) acceptances.back().push_back(*inRange<std::int64_t>(-6, 9));
        costs.push_back(*inRange<std::int64_t>(0, 4 * count));
    }
    Stated stated;
    for (int i = 0; i < count; ++i) {
        stated.floors.push_back(*inRange(1, most_floors + 1));
        stated.areas.push_back(*inRange(7, 12));
        stated.owners.push_back(std::to_string(several_flats ? *inRange(0, count) : i));
    }
    auto problem = problem_of(acceptances, costs, stated);
    for (auto& option : problem.options)
        for (auto const& household : problem.households)
            if (*inRange(0, 10) == 0) option.acceptance.erase(household.id);
    problem.prices = prices;
    problem.reading = *element(Reading::secure, Reading::possible);
    problem.rule.strict_agreement = *inRange(0, 4) == 0;
    problem.rule.base = *element(AgreementBase::participants, AgreementBase::all_owners);
    auto const part = [] { return *element(Fraction{}, Fraction{1, 2}, Fraction{2, 3}, Fraction{3, 4}, Fraction{1}); };
    problem.rule.participation_heads = part();
    problem.rule.participation_area = part();
    problem.rule.agreement_heads = part();
    problem.rule.agreement_area = part();
    return problem;
}

}  // namespace jiati::agreement
