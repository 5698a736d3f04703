#include "games/airport_rules.h"

#include "games/airport_order.h"

#include <algorithm>
#include <cstdint>

namespace jiati::games {
namespace {

Fraction whole(std::size_t count) { return static_cast<std::int64_t>(count); }

}  // namespace

// The lowest pay together at most their own lift. Sharing each stretch as equally as that lets them is the greatest
// convex curve below the points (number of players up to a class, its cost): the slopes of their lower hull.
std::vector<Fraction> constrained_equal_contributions(AirportGame const& game) {
    auto const sorted = airport_order(game);
    auto const& classes = sorted.classes;
    std::vector<std::size_t> hull;  // indices of classes
    auto const at = [&](std::size_t back) {
        return hull.size() < back ? CostClass{} : classes[hull[hull.size() - back]];
    };
    for (std::size_t k = 0; k < classes.size(); ++k) {
        while (!hull.empty()) {
            auto const middle = at(1);
            auto const left = at(2);  // the origin where there is none
            auto const to_middle = (middle.cost - left.cost) * whole(classes[k].last - left.last);
            auto const to_right = (classes[k].cost - left.cost) * whole(middle.last - left.last);
            if (to_middle < to_right) break;
            hull.pop_back();
        }
        hull.push_back(k);
    }

    std::vector<Fraction> of_class(classes.size());
    CostClass from;
    std::size_t next = 0;
    for (auto const k : hull) {
        auto const slope = (classes[k].cost - from.cost) / whole(classes[k].last - from.last);
        for (; next <= k; ++next) of_class[next] = slope;
        from = classes[k];
    }
    return spread_over_players(sorted, of_class);
}

// max(c − β, 0) for the β at which the payments meet the highest cost: with the j highest paying, β is what their costs
// are above it, divided by j.
std::vector<Fraction> constrained_equal_benefits(AirportGame const& game) {
    auto const sorted = airport_order(game);
    auto const& classes = sorted.classes;
    std::vector<Fraction> of_class(classes.size());
    if (classes.empty()) return {};
    Fraction costs;
    Fraction saving;
    for (auto k = classes.size(); k-- > 0;) {
        costs += classes[k].cost * whole(classes[k].last - classes[k].first);
        auto const paying = sorted.order.size() - classes[k].first;
        saving = (costs - classes.back().cost) / whole(paying);
        if (k == 0 || classes[k - 1].cost <= saving) break;
    }
    std::transform(classes.begin(), classes.end(), of_class.begin(),
                   [&](CostClass const& each) { return std::max(each.cost - saving, Fraction{}); });
    return spread_over_players(sorted, of_class);
}

std::vector<Fraction> sequential_full_contributions(AirportGame const& game) {
    auto const sorted = airport_order(game);
    std::vector<Fraction> of_class;
    Fraction below;
    for (auto const& each : sorted.classes) {
        of_class.push_back((each.cost - below) / whole(each.last - each.first));
        below = each.cost;
    }
    return spread_over_players(sorted, of_class);
}

}  // namespace jiati::games
