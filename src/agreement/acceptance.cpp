#include "agreement/acceptance.h"

#include <algorithm>

namespace jiati::agreement {

std::string_view code_of(Cause cause) {
    switch (cause) {
        case Cause::budget:
            return "budget";
        case Cause::net_benefit:
            return "net_benefit";
        case Cause::stance:
            return "stance";
    }
    return {};
}

Fen acceptance_price(Estimate const& estimate) {
    auto const willing = estimate.benefit - estimate.harm - estimate.reserve;
    return estimate.budget ? std::min(*estimate.budget, willing) : willing;
}

std::optional<Cause> binding_cause(Estimate const& estimate, Fen price) {
    if (price <= acceptance_price(estimate)) return std::nullopt;
    if (estimate.budget && price > *estimate.budget) return Cause::budget;
    return price > estimate.benefit - estimate.harm ? Cause::net_benefit : Cause::stance;
}

Result<Interval, IntervalError> acceptance_interval(EstimateRange const& range) {
    using Field = IntervalError::Field;
    auto const is_crossed = [](Interval const& interval) { return interval.low > interval.high; };
    if (is_crossed(range.benefit)) return Failure{IntervalError{Field::benefit, range.benefit}};
    if (is_crossed(range.harm)) return Failure{IntervalError{Field::harm, range.harm}};
    if (range.budget && is_crossed(*range.budget)) return Failure{IntervalError{Field::budget, *range.budget}};
    if (is_crossed(range.reserve)) return Failure{IntervalError{Field::reserve, range.reserve}};

    // Each term enters in one direction only, so the ends come from ends.
    Estimate least{range.benefit.low, range.harm.high, std::nullopt, range.reserve.high};
    Estimate most{range.benefit.high, range.harm.low, std::nullopt, range.reserve.low};
    if (range.budget) {
        least.budget = range.budget->low;
        most.budget = range.budget->high;
    }
    return Interval{acceptance_price(least), acceptance_price(most)};
}

}  // namespace jiati::agreement
