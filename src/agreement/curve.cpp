#include "agreement/curve.h"

#include "agreement/floor_prices.h"
#include "agreement/free_prices.h"

#include <algorithm>
#include <tuple>

namespace jiati::agreement {
namespace {

std::optional<ProblemError> fault_of_range(Problem const& problem, std::size_t option, Fen from, Fen to) {
    using Kind = ProblemError::Kind;
    if (auto fault = fault_of(problem)) return fault;
    if (option >= problem.options.size())
        return ProblemError{
            Kind::option_unknown, {}, {}, static_cast<std::int64_t>(option), std::ssize(problem.options)};
    if (from.is_negative()) return ProblemError{Kind::cost_negative, {}, problem.options[option].id, from.count(), {}};
    if (to > amount_max)
        return ProblemError{Kind::amount_too_large, {}, problem.options[option].id, to.count(), amount_max.count()};
    if (from > to) return ProblemError{Kind::range_crossed, {}, {}, from.count(), to.count()};
    return std::nullopt;
}

}  // namespace

Result<Curve, ProblemError> cost_curve(Problem const& problem, std::size_t option, Fen from, Fen to) {
    if (auto fault = fault_of_range(problem, option, from, to)) return Failure{*std::move(fault)};
    Instance const instance(problem);
    Steps steps{problem.budget_steps, 0, false};
    auto const& offer = instance.offers[option];
    auto points = problem.prices == PriceForm::free ? FreePrices(instance, offer, steps).reach(from.count(), to.count())
                                                    : FloorPrices(instance, offer, steps).reach(from.count());
    std::sort(points.begin(), points.end(), [](auto const& a, auto const& b) { return a.collected > b.collected; });

    // From the highest cost down: each point may lift what is best for costs up to what it collects.
    Curve curve;
    Step best{to, 0, SquareMetres{}, false};
    auto const add = [&](Step const& step) {
        if (!curve.steps.empty() && curve.steps.back().up_to == step.up_to) curve.steps.pop_back();
        curve.steps.push_back(step);
    };
    add(best);
    for (auto const& point : points) {
        if (point.collected < from.count()) break;
        Step step{std::min(to, Fen{point.collected}), point.heads, SquareMetres{point.area}, false};
        step.passes = instance.need.met_by(step.heads, step.area);
        if (std::tie(step.passes, step.heads, step.area) <= std::tie(best.passes, best.heads, best.area)) continue;
        best = step;
        add(best);
    }
    std::reverse(curve.steps.begin(), curve.steps.end());
    curve.proven = !steps.is_thinned;
    return curve;
}

}  // namespace jiati::agreement
