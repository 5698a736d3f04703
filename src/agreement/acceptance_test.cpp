#include "agreement/acceptance.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace jiati::agreement {
namespace {

Estimate estimate(std::int64_t benefit, std::int64_t harm, std::optional<std::int64_t> budget, std::int64_t reserve) {
    return {Fen{benefit}, Fen{harm}, budget ? std::optional{Fen{*budget}} : std::nullopt, Fen{reserve}};
}

TEST(Acceptance, IsTheLeastOfBudgetAndWhatItIsWorth) {
    EXPECT_EQ(acceptance_price(estimate(100, 30, 50, 0)), Fen{50});
    EXPECT_EQ(acceptance_price(estimate(100, 30, 90, 0)), Fen{70});
    EXPECT_EQ(acceptance_price(estimate(100, 30, std::nullopt, 20)), Fen{50});
    EXPECT_EQ(acceptance_price(estimate(0, 30, 500, 0)), Fen{-30}) << "needs compensation";
    EXPECT_EQ(acceptance_price(estimate(10, 0, 500, -5)), Fen{15}) << "a supporter gives more than it gains";
}

TEST(Acceptance, TellsWhatBinds) {
    EXPECT_EQ(binding_cause(estimate(100, 30, 50, 0), Fen{50}), std::nullopt);
    EXPECT_EQ(binding_cause(estimate(100, 30, 50, 0), Fen{60}), Cause::budget);
    EXPECT_EQ(binding_cause(estimate(100, 30, 500, 0), Fen{71}), Cause::net_benefit);
    EXPECT_EQ(binding_cause(estimate(100, 30, 500, 20), Fen{60}), Cause::stance);
    EXPECT_EQ(binding_cause(estimate(100, 30, 500, 20), Fen{71}), Cause::net_benefit);
}

TEST(Acceptance, RefusesCrossedIntervals) {
    auto const result = acceptance_interval({{Fen{1}, Fen{2}}, {Fen{5}, Fen{4}}, std::nullopt, {Fen{}, Fen{}}});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error(), (IntervalError{IntervalError::Field::harm, {Fen{5}, Fen{4}}}));
}

RC_GTEST_PROP(Acceptance, LiesInTheIntervalAndReachesItsEnds, ()) {
    auto const interval = [] {
        auto const low = *rc::gen::inRange<std::int64_t>(-50, 50);
        return Interval{Fen{low}, Fen{low + *rc::gen::inRange<std::int64_t>(0, 30)}};
    };
    auto const inside = [](Interval const& i) {
        return Fen{*rc::gen::inRange<std::int64_t>(i.low.count(), i.high.count() + 1)};
    };
    EstimateRange const range{interval(), interval(), interval(), interval()};
    auto const whole = acceptance_interval(range);
    RC_ASSERT(whole.has_value());
    auto const price =
        acceptance_price({inside(range.benefit), inside(range.harm), inside(*range.budget), inside(range.reserve)});
    RC_ASSERT(whole->low <= price);
    RC_ASSERT(price <= whole->high);
    RC_ASSERT(whole->low ==
              acceptance_price({range.benefit.low, range.harm.high, range.budget->low, range.reserve.high}));
}

}  // namespace
}  // namespace jiati::agreement
