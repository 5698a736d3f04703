#include "agreement/programme_dual.h"

#include "base/check.h"

#include <algorithm>
#include <limits>
#include <map>

namespace jiati::agreement::dual {
namespace {

// Above every slope there can be (a value of 10^12 for one fen): at this price nothing is worth taking.
constexpr std::int64_t price_max = std::int64_t{1} << 62;

// Levels on the upper hull of (cost, value), as steps.
void add_steps(std::vector<Step>& steps, std::uint32_t unit, std::vector<SupportLevel> const& levels) {
    auto const first = steps.size();
    Step at{unit, 0, 0, 0};  // cost and value of the level reached so far
    for (std::size_t i = 0; i < levels.size(); ++i) {
        Step step{unit, static_cast<std::uint32_t>(i), levels[i].cost.count() - at.cost, levels[i].value - at.value};
        // A level below the line between its neighbours drops out: its step joins the next one.
        while (steps.size() > first && !is_steeper(steps.back(), step)) {
            step.cost += steps.back().cost;
            step.value += steps.back().value;
            steps.pop_back();
        }
        steps.push_back(step);
        at.cost = levels[i].cost.count();
        at.value = levels[i].value;
    }
}

void sum_up(Cell& cell) {
    std::sort(cell.steps.begin(), cell.steps.end(), [](Step const& a, Step const& b) {
        auto const left = Wide{a.value} * b.cost;
        auto const right = Wide{b.value} * a.cost;
        if (left != right) return left > right;
        return a.unit != b.unit ? a.unit < b.unit : a.level < b.level;
    });
    cell.costs.assign(1, 0);
    cell.values.assign(1, 0);
    for (auto const& step : cell.steps) {
        cell.costs.push_back(cell.costs.back() + step.cost);
        cell.values.push_back(cell.values.back() + step.value);
    }
}

std::int64_t spent_in(Market const& market, std::size_t in_class, Multipliers const& at) {
    std::int64_t spent = 0;
    for (auto const index : market.cells_of[in_class]) {
        auto const& cell = market.cells[index];
        spent += cell.costs[cell.taken_at(price_in(cell, at))];
    }
    return spent;
}

// The least value in (low, high] at which `holds`, which is false at low, true at high and monotone between.
template <class Predicate>
std::int64_t first_where(std::int64_t low, std::int64_t high, Predicate holds) {
    while (Wide{high} - low > 1) {
        auto const middle = static_cast<std::int64_t>((Wide{low} + high) / 2);
        (holds(middle) ? high : low) = middle;
    }
    return high;
}

// The price of one class's rule that minds its own floor and ceiling, the others' prices being what they are.
std::int64_t class_price(Market const& market, Rules const& rules, std::size_t in_class, Multipliers at) {
    auto const spent_at = [&](std::int64_t price) {
        at.classes[in_class] = price;
        return spent_in(market, in_class, at);
    };
    auto const spent = spent_at(0);
    if (auto const& ceiling = rules.ceilings[in_class]; ceiling && spent > *ceiling)
        return first_where(0, price_max / 2, [&](std::int64_t price) { return spent_at(price) <= *ceiling; });
    if (spent < rules.floors[in_class]) {
        // The greatest price at which the floor is met; far enough down every step is taken.
        auto const met = [&](std::int64_t drop) { return spent_at(-drop) >= rules.floors[in_class]; };
        return met(price_max / 2) ? -first_where(0, price_max / 2, met) : 0;
    }
    return 0;
}

// The least price at which step `k` of the cell, and so every later one, is not worth taking.
std::int64_t price_against(Cell const& cell, std::size_t k) {
    auto const& step = cell.steps[k];
    return static_cast<std::int64_t>((scaled(step.value) + step.cost - 1) / step.cost);
}

Rules::Band band_of(Market const& market, std::size_t in_class) {
    auto const& rules = market.rules;
    auto const& cell = market.cells[market.cells_of[in_class].front()];
    Rules::Band band{-price_max, price_max};
    if (auto const& ceiling = rules.ceilings[in_class]) {
        auto const past = std::upper_bound(cell.costs.begin(), cell.costs.end(), *ceiling) - cell.costs.begin();
        auto const affordable = static_cast<std::size_t>(past) - 1;
        if (affordable < cell.steps.size()) band.least = price_against(cell, affordable);
    }
    if (auto const floor = rules.floors[in_class]; floor > 0) {
        auto const met = std::lower_bound(cell.costs.begin(), cell.costs.end(), floor) - cell.costs.begin();
        auto const needed = static_cast<std::size_t>(met);  // steps; validation saw to it that they are there
        band.most = price_against(cell, needed - 1) - 1;
        band.least = std::min(band.least, band.most);
    }
    return band;
}

// The best class prices for one price of the budget. Exact in one round where classes do not overlap.
void settle_classes(Market const& market, Rules const& rules, Multipliers& at) {
    constexpr int rounds_max = 8;
    for (int round = 0; round < rounds_max; ++round) {
        bool changed = false;
        for (std::size_t i = 0; i < at.classes.size(); ++i) {
            if (!rules.limit(i)) continue;
            auto const& band = rules.bands[i];
            auto const price =
                band ? std::clamp(at.budget, band->least, band->most) - at.budget : class_price(market, rules, i, at);
            changed |= price != at.classes[i];
            at.classes[i] = price;
        }
        if (!changed) return;
    }
}

std::int64_t steepest_price(Market const& market) {
    std::int64_t price = 0;
    for (auto const& cell : market.cells) {
        if (cell.steps.empty()) continue;
        auto const& step = cell.steps.front();
        auto const slope = scaled(step.value) / step.cost + 1;
        price = std::max(price, static_cast<std::int64_t>(std::min(slope, Wide{price_max / 2})));
    }
    return price;
}

}  // namespace

std::size_t Cell::taken_at(std::int64_t price) const {
    auto const end =
        std::partition_point(steps.begin(), steps.end(), [&](Step const& step) { return reduced(step, price) > 0; });
    return static_cast<std::size_t>(end - steps.begin());
}

Rules Rules::without(std::vector<std::size_t> const& classes) const {
    auto rest = *this;
    for (auto const in_class : classes) {
        rest.floors[in_class] = 0;
        rest.ceilings[in_class].reset();
        rest.bands[in_class].reset();
    }
    return rest;
}

std::int64_t price_in(Cell const& cell, Multipliers const& at) {
    Wide price = at.budget;
    for (auto const in_class : cell.classes) price += at.classes[in_class];
    return static_cast<std::int64_t>(std::clamp(price, Wide{-price_max}, Wide{price_max}));
}

Wide bound(Market const& market, Rules const& rules, Multipliers const& at) {
    CHECK(at.budget >= 0);
    Wide sum = Wide{at.budget} * rules.budget;
    for (std::size_t i = 0; i < at.classes.size(); ++i) {
        if (at.classes[i] > 0) {
            CHECK(rules.ceilings[i].has_value());
            sum += Wide{at.classes[i]} * *rules.ceilings[i];
        } else {
            sum += Wide{at.classes[i]} * rules.floors[i];
        }
    }
    for (auto const& cell : market.cells) {
        auto const at_price = price_in(cell, at);
        auto const taken = cell.taken_at(at_price);
        sum += scaled(cell.values[taken]) - Wide{at_price} * cell.costs[taken];
    }
    return sum;
}

Market market_of(Programme const& programme) {
    Market market;
    auto& rules = market.rules;
    rules.budget = programme.budget.count();
    for (auto const& rule : programme.classes) {
        rules.floors.push_back(rule.floor ? rule.floor->count() : 0);
        rules.ceilings.push_back(rule.ceiling ? std::optional(rule.ceiling->count()) : std::nullopt);
    }
    std::map<std::vector<std::size_t>, std::size_t> cell_at;
    for (std::size_t i = 0; i < programme.units.size(); ++i) {
        auto classes = programme.units[i].classes;
        std::sort(classes.begin(), classes.end());
        auto const [found, is_new] = cell_at.emplace(std::move(classes), market.cells.size());
        if (is_new) market.cells.push_back({found->first, {}, {}, {}});
        add_steps(market.cells[found->second].steps, static_cast<std::uint32_t>(i), programme.units[i].levels);
    }
    market.cells_of.resize(programme.classes.size());
    for (std::size_t i = 0; i < market.cells.size(); ++i) {
        sum_up(market.cells[i]);
        for (auto const in_class : market.cells[i].classes) market.cells_of[in_class].push_back(i);
    }
    for (std::size_t i = 0; i < programme.classes.size(); ++i) {
        auto const& own = market.cells_of[i];
        auto const stands_alone = [&](Cell const& cell) {
            return std::all_of(cell.classes.begin(), cell.classes.end(),
                               [&](std::size_t other) { return other == i || !rules.limit(other); });
        };
        bool const banded = own.size() == 1 && rules.limit(i) && stands_alone(market.cells[own.front()]);
        rules.bands.push_back(banded ? std::optional(band_of(market, i)) : std::nullopt);
    }
    return market;
}

std::int64_t whole_bound(Market const& market, Rules const& rules, Multipliers const& at) {
    return static_cast<std::int64_t>(bound(market, rules, at) >> Multipliers::fraction_bits);
}

// The bound is convex in the budget's price once the classes have settled: a ternary search over whole numbers.
Multipliers best_multipliers(Market const& market, Rules const& rules) {
    auto const settled = [&](std::int64_t price) {
        Multipliers at{price, std::vector<std::int64_t>(rules.floors.size(), 0)};
        settle_classes(market, rules, at);
        return at;
    };
    std::int64_t low = 0;
    std::int64_t high = steepest_price(market);
    while (high - low > 2) {
        auto const third = (high - low) / 3;
        auto const left = low + third;
        auto const right = high - third;
        if (bound(market, rules, settled(left)) <= bound(market, rules, settled(right)))
            high = right;
        else
            low = left;
    }
    auto best = settled(low);
    for (auto price = low + 1; price <= high; ++price) {
        auto const next = settled(price);
        if (bound(market, rules, next) < bound(market, rules, best)) best = next;
    }
    return best;
}

}  // namespace jiati::agreement::dual
