#include "agreement/programme_exchange.h"
#include "agreement/programme_primal.h"

#include <algorithm>

namespace jiati::agreement::primal {
namespace {

using dual::Market;
using dual::Step;

// A step and how worthwhile it is at the multipliers: value beyond price per fen, in units of 2^-40.
struct Ranked {
    Step step;
    std::int64_t worth = 0;
};

std::vector<Ranked> ranked_steps(Market const& market, Multipliers const& at) {
    std::vector<Ranked> ranked;
    for (auto const& cell : market.cells) {
        auto const price = dual::price_in(cell, at);
        for (auto const& step : cell.steps)
            ranked.push_back({step, static_cast<std::int64_t>(dual::reduced(step, price) / step.cost)});
    }
    std::sort(ranked.begin(), ranked.end(), [](Ranked const& a, Ranked const& b) {
        if (a.worth != b.worth) return a.worth > b.worth;
        return a.step.unit != b.step.unit ? a.step.unit < b.step.unit : a.step.level < b.step.level;
    });
    return ranked;
}

// A step continues what is chosen when it starts where the unit stands.
bool continues(Selection const& selection, Step const& step) {
    return selection.cost_of(step.unit, static_cast<int>(step.level)) - step.cost ==
           selection.cost_of(step.unit, selection.level_of(step.unit));
}

bool is_last_of_unit(Selection const& selection, Step const& step) {
    return selection.level_of(step.unit) == static_cast<int>(step.level);
}

void undo(Selection& selection, Programme const& programme, Step const& step) {
    auto const& levels = programme.units[step.unit].levels;
    auto const before = levels[step.level].cost.count() - step.cost;
    int level = nothing;
    for (std::size_t i = 0; i < step.level; ++i)
        if (levels[i].cost.count() == before) level = static_cast<int>(i);
    selection.choose(step.unit, level);
}

bool counts_in(Programme const& programme, std::size_t unit, std::size_t in_class) {
    auto const& classes = programme.units[unit].classes;
    return std::find(classes.begin(), classes.end(), in_class) != classes.end();
}

bool is_over(Programme const& programme, Selection const& selection, std::size_t unit) {
    if (selection.cost() > programme.budget.count()) return true;
    auto const& classes = programme.units[unit].classes;
    return std::any_of(classes.begin(), classes.end(), [&](std::size_t in_class) {
        auto const& ceiling = programme.classes[in_class].ceiling;
        return ceiling && selection.spent_on(in_class) > ceiling->count();
    });
}

// Gives up the least worthwhile steps until budget and ceilings hold, sparing the floors where that is possible.
void drop_excess(Selection& selection, Programme const& programme, std::vector<Ranked> const& ranked) {
    for (bool const spare_floors : {true, false}) {
        for (auto each = ranked.rbegin(); each != ranked.rend() && !selection.is_within_limits(); ++each) {
            auto const& step = each->step;
            if (!is_last_of_unit(selection, step) || !is_over(programme, selection, step.unit)) continue;
            if (spare_floors && !selection.can_spare(step.unit, step.cost)) continue;
            undo(selection, programme, step);
        }
    }
}

// Makes room in the budget by giving up the least worthwhile steps that no floor needs.
bool make_room(Selection& selection, Programme const& programme, std::vector<Ranked> const& ranked, Step const& wanted,
               std::size_t for_class) {
    for (auto each = ranked.rbegin(); each != ranked.rend(); ++each) {
        if (selection.fits(wanted.unit, wanted.cost)) return true;
        auto const& step = each->step;
        if (step.unit == wanted.unit || counts_in(programme, step.unit, for_class)) continue;
        if (is_last_of_unit(selection, step) && selection.can_spare(step.unit, step.cost))
            undo(selection, programme, step);
    }
    return selection.fits(wanted.unit, wanted.cost);
}

void meet_floors(Selection& selection, Programme const& programme, std::vector<Ranked> const& ranked) {
    for (std::size_t i = 0; i < programme.classes.size(); ++i) {
        auto const& floor = programme.classes[i].floor;
        for (auto const& each : ranked) {
            if (!floor || selection.spent_on(i) >= floor->count()) break;
            auto const& step = each.step;
            if (!counts_in(programme, step.unit, i) || !continues(selection, step)) continue;
            if (make_room(selection, programme, ranked, step, i))
                selection.choose(step.unit, static_cast<int>(step.level));
        }
    }
}

void fill(Selection& selection, std::vector<Ranked> const& ranked) {
    for (auto const& [step, worth] : ranked)
        if (continues(selection, step) && selection.fits(step.unit, step.cost))
            selection.choose(step.unit, static_cast<int>(step.level));
}

}  // namespace

Selection rounded(Programme const& programme, Market const& market, Multipliers const& at) {
    auto const ranked = ranked_steps(market, at);
    Selection selection(programme);
    for (auto const& [step, worth] : ranked)
        if (worth > 0) selection.choose(step.unit, static_cast<int>(step.level));
    if (!selection.is_within_limits()) drop_excess(selection, programme, ranked);
    if (!selection.meets_floors()) meet_floors(selection, programme, ranked);
    fill(selection, ranked);

    std::vector<std::size_t> nearest;  // units whose next or last step is nearest to its price, nearest first
    auto const border = static_cast<std::size_t>(
        std::partition_point(ranked.begin(), ranked.end(), [](Ranked const& each) { return each.worth > 0; }) -
        ranked.begin());
    for (std::size_t away = 0; away < ranked.size(); ++away) {
        if (border + away < ranked.size()) nearest.push_back(ranked[border + away].step.unit);
        if (away < border) nearest.push_back(ranked[border - away - 1].step.unit);
    }
    exchange(selection, programme, nearest);
    return selection;
}

}  // namespace jiati::agreement::primal
