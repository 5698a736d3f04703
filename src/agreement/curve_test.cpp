#include "agreement/curve.h"

#include "agreement/agreement_testing.h"
#include "agreement/plan_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace jiati::agreement {
namespace {

using testing::ElementsAre;

TEST(CostCurve, FallsAtTheCostsThatLoseSomebody) {
    auto const problem = problem_of({{-6, -2, 5, 12, 20, 33}}, {60});
    auto const curve = cost_curve(problem, 0, Fen{50}, Fen{100});
    ASSERT_TRUE(curve);
    EXPECT_TRUE(curve->proven);
    EXPECT_THAT(curve->steps,
                ElementsAre(Step{Fen{62}, 6, SquareMetres{48'000}, true}, Step{Fen{68}, 5, SquareMetres{40'000}, true},
                            Step{Fen{70}, 4, SquareMetres{32'000}, false}, Step{Fen{100}, 0, SquareMetres{}, false}));
}

TEST(CostCurve, RefusesARangeThatIsNone) {
    using Kind = ProblemError::Kind;
    auto const problem = problem_of({{1, 2}}, {2});
    EXPECT_EQ(cost_curve(problem, 0, Fen{5}, Fen{4}).error().kind, Kind::range_crossed);
    EXPECT_EQ(cost_curve(problem, 0, Fen{-5}, Fen{4}).error().kind, Kind::cost_negative);
    EXPECT_EQ(cost_curve(problem, 1, Fen{1}, Fen{4}).error().kind, Kind::option_unknown);
}

// At each cost the curve says what the search finds.
void expect_equal(Problem problem) {
    problem.options.resize(1);
    auto const curve = cost_curve(problem, 0, Fen{0}, Fen{40});
    RC_ASSERT(curve.has_value());
    RC_ASSERT(curve->proven);
    RC_ASSERT(curve->steps.back().up_to == Fen{40});
    for (std::int64_t cost = 0; cost <= 40; ++cost) {
        problem.options.front().cost = Fen{cost};
        auto const step =
            std::find_if(curve->steps.begin(), curve->steps.end(), [&](auto const& s) { return Fen{cost} <= s.up_to; });
        auto const best = try_everything(problem).best;
        RC_ASSERT(step->passes == best.has_value());
        auto lawless = problem;
        if (!best) {
            // Nothing is lawful: the most heads, then area, that closes at all.
            lawless.rule = {0, 0, 0, 0, false, AgreementBase::all_owners, false};
            auto const any = try_everything(lawless).best;
            RC_ASSERT(step->heads == (any ? any->heads : 0));
            RC_ASSERT(step->area == (any ? any->area : SquareMetres{}));
            continue;
        }
        RC_ASSERT(step->heads == best->heads);
        RC_ASSERT(step->area == best->area);
    }
}

RC_GTEST_PROP(CostCurve, SaysWhatTheSearchFindsForFreePrices, ()) { expect_equal(some_problem(PriceForm::free, 6, 3)); }
RC_GTEST_PROP(CostCurve, SaysWhatTheSearchFindsForFloorPrices, ()) {
    expect_equal(some_problem(PriceForm::per_floor_monotone, 5, 3));
}

}  // namespace
}  // namespace jiati::agreement
