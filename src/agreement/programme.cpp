#include "agreement/programme.h"

#include "agreement/programme_dual.h"
#include "agreement/programme_primal.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <unordered_set>

namespace jiati::agreement {
namespace {

using Kind = ProgrammeError::Kind;
using Fault = std::optional<ProgrammeError>;

// Keeps every sum of costs inside 64 bits.
constexpr std::int64_t costs_max = std::int64_t{1} << 61;

Fault unit_fault(ProgrammeUnit const& unit, std::size_t classes, std::int64_t& costs) {
    auto const wrong = [&](Kind kind) { return ProgrammeError{kind, unit.id, {}, {}}; };
    std::set<std::size_t> seen;
    for (auto const in_class : unit.classes)
        if (in_class >= classes || !seen.insert(in_class).second) return wrong(Kind::class_unknown);
    std::int64_t cost = 0;
    std::int64_t value = -1;
    for (auto const& level : unit.levels) {
        if (level.cost <= Fen{}) return wrong(Kind::cost_not_positive);
        if (level.value < 0 || level.value > programme_value_max) return wrong(Kind::value_out_of_range);
        if (level.cost.count() <= cost || level.value <= value) return wrong(Kind::level_not_rising);
        cost = level.cost.count();
        value = level.value;
    }
    if (cost > costs_max - costs) return wrong(Kind::value_out_of_range);
    costs += cost;
    return std::nullopt;
}

Fault rules_fault(Programme const& programme) {
    std::vector<std::int64_t> reach(programme.classes.size(), 0);
    for (auto const& unit : programme.units)
        for (auto const in_class : unit.classes)
            if (!unit.levels.empty()) reach[in_class] += unit.levels.back().cost.count();
    for (std::size_t i = 0; i < programme.classes.size(); ++i) {
        auto const& rule = programme.classes[i];
        auto const floor = rule.floor.value_or(Fen{});
        if (floor.is_negative() || (rule.ceiling && *rule.ceiling < floor))
            return ProgrammeError{Kind::floor_above_ceiling, {}, rule.id, floor};
        if (floor.count() > reach[i]) return ProgrammeError{Kind::floor_out_of_reach, {}, rule.id, Fen{reach[i]}};
        // Any one class alone; whether overlapping floors fit together is for the search to find out.
        if (floor > programme.budget) return ProgrammeError{Kind::floors_above_budget, {}, rule.id, floor};
    }
    return std::nullopt;
}

// Where no unit is in two classes with floors, the floors add up.
Fault floors_fault(Programme const& programme) {
    auto const has_floor = [&](std::size_t i) { return programme.classes[i].floor.value_or(Fen{}) > Fen{}; };
    for (auto const& unit : programme.units)
        if (std::count_if(unit.classes.begin(), unit.classes.end(), has_floor) > 1) return std::nullopt;
    std::int64_t sum = 0;
    for (auto const& rule : programme.classes) sum += rule.floor.value_or(Fen{}).count();
    if (sum > programme.budget.count()) return ProgrammeError{Kind::floors_above_budget, {}, {}, Fen{sum}};
    return std::nullopt;
}

Fault fault_of(Programme const& programme) {
    if (programme.units.empty()) return ProgrammeError{Kind::no_units, {}, {}, {}};
    if (programme.units.size() > programme_units_max) return ProgrammeError{Kind::too_many_units, {}, {}, {}};
    if (programme.budget.is_negative()) return ProgrammeError{Kind::budget_negative, {}, {}, {}};
    std::unordered_set<std::string_view> seen;
    std::int64_t costs = 0;
    for (auto const& unit : programme.units) {
        if (!seen.insert(unit.id).second) return ProgrammeError{Kind::unit_repeated, unit.id, {}, {}};
        if (auto fault = unit_fault(unit, programme.classes.size(), costs)) return fault;
    }
    if (auto fault = rules_fault(programme)) return fault;
    return floors_fault(programme);
}

std::int64_t bound_without(dual::Market const& market, std::vector<std::size_t> const& classes) {
    auto const rules = market.rules.without(classes);
    return dual::whole_bound(market, rules, dual::best_multipliers(market, rules));
}

// The last step taken and the first left out at the class's margin, by slope.
void find_margin(ClassReport& report, dual::Market const& market, std::size_t in_class,
                 std::vector<int> const& levels) {
    dual::Step const* last = nullptr;
    dual::Step const* next = nullptr;
    for (auto const index : market.cells_of[in_class]) {
        for (auto const& step : market.cells[index].steps) {
            bool const is_taken = levels[step.unit] >= static_cast<int>(step.level);
            if (is_taken && (last == nullptr || dual::is_steeper(*last, step))) last = &step;
            if (!is_taken && (next == nullptr || dual::is_steeper(step, *next))) next = &step;
        }
    }
    auto const choice = [](dual::Step const* step) {
        return step == nullptr ? std::nullopt : std::optional(SupportChoice{step->unit, step->level});
    };
    report.last_taken = choice(last);
    report.next_out = choice(next);
}

void report_classes(ProgrammeResult& result, Programme const& programme, dual::Market const& market,
                    primal::Selection const& selection) {
    std::vector<int> levels;
    for (std::size_t unit = 0; unit < programme.units.size(); ++unit) levels.push_back(selection.level_of(unit));
    auto const dual_bound = dual::whole_bound(market, market.rules, result.multipliers);
    constexpr std::int64_t fen_per_yuan = 100;
    for (std::size_t i = 0; i < programme.classes.size(); ++i) {
        ClassReport report;
        report.spent = Fen{selection.spent_on(i)};
        report.price_per_yuan = Fraction{result.multipliers.classes[i]} * Fraction{fen_per_yuan} /
                                Fraction{std::int64_t{1} << Multipliers::fraction_bits};
        if (result.multipliers.classes[i] != 0) report.rule_costs = bound_without(market, {i}) - dual_bound;
        find_margin(report, market, i, levels);
        result.classes.push_back(report);
    }
    std::vector<std::size_t> all(programme.classes.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    result.value_without_rules = bound_without(market, all);
}

}  // namespace

Result<ProgrammeResult, ProgrammeError> plan_programme(Programme const& programme) {
    if (auto fault = fault_of(programme)) return Failure{*std::move(fault)};
    auto const market = dual::market_of(programme);
    ProgrammeResult result;
    result.multipliers = dual::best_multipliers(market, market.rules);
    result.bound = dual::whole_bound(market, market.rules, result.multipliers);

    std::optional<primal::Selection> selection = primal::rounded(programme, market, result.multipliers);
    auto const broken = selection->broken_class();
    if (broken || !selection->is_within_limits()) selection.reset();
    auto enumeration = primal::enumerate(programme, market, result.multipliers, selection);
    if (enumeration.best) selection = std::move(enumeration.best);
    if (!selection)
        return Failure{ProgrammeError{Kind::infeasible, {}, broken ? programme.classes[*broken].id : "", {}}};

    result.enumerated = enumeration.complete;
    if (enumeration.complete) result.bound = selection->value();
    result.value = selection->value();
    result.cost = Fen{selection->cost()};
    result.gap = result.bound == 0 ? Fraction{} : Fraction{result.bound - result.value} / Fraction{result.bound};
    for (std::size_t unit = 0; unit < programme.units.size(); ++unit)
        if (auto const level = selection->level_of(unit); level != primal::nothing)
            result.chosen.push_back({unit, static_cast<std::size_t>(level)});
    report_classes(result, programme, market, *selection);
    return result;
}

}  // namespace jiati::agreement
