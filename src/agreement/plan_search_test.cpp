#include "agreement/plan_search.h"

#include "agreement/agreement_testing.h"
#include "games/consent.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace jiati::agreement {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::int64_t> const option_a{-6, -2, 5, 12, 20, 33};
std::vector<std::int64_t> const option_b{-5, -3, 3, 9, 15, 24};

PlanSearch found(Problem const& problem) {
    auto result = find_plan(problem);
    EXPECT_TRUE(result);
    if (!result) return {};
    EXPECT_THAT(check_certificate(problem, *result), IsEmpty());
    return *result;
}

std::vector<std::int64_t> floor_prices(Plan const& plan) {
    std::vector<std::int64_t> prices;
    for (auto const& floor : plan.floors) prices.push_back(floor.price.count());
    return prices;
}

TEST(FreePrices, LeaveEverybodyTheSameGain) {
    auto problem = problem_of({option_a}, {60});
    auto const search = found(problem);
    ASSERT_TRUE(search.best);
    EXPECT_EQ(search.best->heads, 6);
    EXPECT_EQ(search.best->area, SquareMetres{48'000});
    EXPECT_EQ(search.best->slack, Fen{2});
    EXPECT_THAT(search.best->agrees, ElementsAre(0, 1, 2, 3, 4, 5));
    // −6 − 1/3 and so on: the four fen that rounding down leaves go to the first ones.
    EXPECT_THAT(search.best->prices, ElementsAre(Fen{-6}, Fen{-2}, Fen{5}, Fen{12}, Fen{19}, Fen{32}));
    EXPECT_EQ(search.best->collected, Fen{60});
    EXPECT_TRUE(search.certificate.proven);
    EXPECT_EQ(search.certificate.bound, 6);
    EXPECT_FALSE(search.least_gap);
}

TEST(FreePrices, ChooseAmongOptions) {
    auto const search = found(problem_of({option_a, option_b}, {60, 45}));
    ASSERT_TRUE(search.best);
    EXPECT_EQ(search.best->option, 0U);
    EXPECT_EQ(search.best->heads, 6);
    EXPECT_EQ(search.best->slack, Fen{2});
}

TEST(FreePrices, NameTheLeastGapWhereNothingPasses) {
    auto const search = found(problem_of({option_a}, {80}));
    EXPECT_FALSE(search.best);
    ASSERT_TRUE(search.least_gap);
    EXPECT_EQ(search.least_gap->gap, Fen{12});
    EXPECT_THAT(search.least_gap->plan.agrees, ElementsAre(1, 2, 3, 4, 5));
    EXPECT_THAT(search.least_gap->plan.prices, ElementsAre(Fen{}, Fen{-2}, Fen{5}, Fen{12}, Fen{20}, Fen{33}));
    EXPECT_EQ(search.certificate.refutations,
              (std::vector<Refutation>{{.option = 0, .heads = 0, .sum = Fen{70}, .cost = Fen{80}}}));
}

TEST(FreePrices, RefuteMoreHeadsByASum) {
    auto const search = found(problem_of({option_a}, {64}));
    ASSERT_TRUE(search.best);
    EXPECT_EQ(search.best->heads, 5);
    EXPECT_EQ(search.certificate.refutations.front(),
              (Refutation{.option = 0, .heads = 6, .sum = Fen{62}, .cost = Fen{64}}));
}

TEST(FreePrices, CountAnOwnerOnceWithAllFlats) {
    // One owner holds three of five flats: two more heads, and 3/4 of three heads are all of them.
    auto problem =
        problem_of({{10, 10, -5, 4, -1}}, {15}, {.floors = {}, .areas = {}, .owners = {"o", "o", "o", "p", "q"}});
    auto const search = found(problem);
    ASSERT_TRUE(search.best);
    EXPECT_EQ(search.best->heads, 3);
    EXPECT_EQ(search.best->slack, Fen{3});
    problem.options.front().acceptance.erase("3");
    EXPECT_FALSE(found(problem).best) << "the owner refuses for one flat, so for all";
}

TEST(FreePrices, NameNoGapWhereUnanimityWouldNotDo) {
    auto problem = problem_of({{10, 10}}, {1});
    problem.options.front().acceptance.erase("1");
    auto const search = found(problem);
    EXPECT_FALSE(search.best);
    EXPECT_FALSE(search.least_gap);
    EXPECT_TRUE(search.certificate.proven);
}

TEST(FreePrices, PassInThePossibleReadingWithRefusersAway) {
    auto problem = problem_of({{10, 10, 10, 10, -99, -99}}, {30});
    EXPECT_FALSE(found(problem).best) << "4 of 6 are below 3/4";
    problem.reading = Reading::possible;
    ASSERT_TRUE(found(problem).best);
    EXPECT_EQ(found(problem).best->heads, 4);
}

Problem floors(std::int64_t cost) {
    auto problem = problem_of({{-2, 0, 1, 4, 6}}, {cost}, {.floors = {1, 2, 2, 3, 3}, .areas = {}, .owners = {}});
    problem.rule = heads_only({3, 4});
    problem.prices = PriceForm::per_floor_monotone;
    return problem;
}

TEST(FloorPrices, RiseWithTheFloor) {
    auto const search = found(floors(4));
    ASSERT_TRUE(search.best);
    EXPECT_EQ(search.best->heads, 5);
    EXPECT_EQ(search.best->area, SquareMetres{40'000});
    EXPECT_EQ(search.best->collected, Fen{6});
    EXPECT_EQ(search.best->slack, Fen{2});
    EXPECT_THAT(floor_prices(*search.best), ElementsAre(-2, 0, 4));
}

TEST(FloorPrices, LeaveOutWhomTheCostDoesNotBear) {
    for (auto const cost : {7, 8}) {
        auto const search = found(floors(cost));
        ASSERT_TRUE(search.best);
        EXPECT_EQ(search.best->heads, 4);
        EXPECT_EQ(search.best->area, SquareMetres{32'000});
        EXPECT_EQ(search.best->collected, Fen{8});
        EXPECT_THAT(floor_prices(*search.best), ElementsAre(0, 0, 4));
        EXPECT_THAT(search.best->prices, ElementsAre(Fen{}, Fen{}, Fen{}, Fen{4}, Fen{4}));
    }
}

TEST(FloorPrices, NameTheGapOfTheirForm) {
    auto const nine = found(floors(9));
    EXPECT_FALSE(nine.best);
    ASSERT_TRUE(nine.least_gap);
    EXPECT_EQ(nine.least_gap->gap, Fen{1});
    EXPECT_EQ(found(floors(13)).least_gap->gap, Fen{5});
}

// What the search and the naive one must agree in.
void expect_equal(Problem const& problem) {
    auto const result = find_plan(problem);
    RC_ASSERT(result.has_value());
    auto const naive = try_everything(problem);
    RC_ASSERT(result->certificate.proven);
    RC_ASSERT(result->best.has_value() == naive.best.has_value());
    RC_ASSERT(check_certificate(problem, *result) == std::vector<std::string>{});
    if (!naive.best) {
        RC_ASSERT(result->least_gap.has_value() == naive.gap.has_value());
        if (naive.gap) RC_ASSERT(result->least_gap->gap == *naive.gap);
        return;
    }
    auto const& best = *result->best;
    RC_ASSERT(best.heads == naive.best->heads);
    RC_ASSERT(best.area == naive.best->area);
    RC_ASSERT(best.slack == naive.best->slack);
    RC_ASSERT(best.moved == naive.best->moved);
    RC_ASSERT(best.option == naive.best->option);
    RC_ASSERT(best.agrees == naive.best->agrees);
    RC_ASSERT(best.floors == naive.best->floors);
    RC_ASSERT(result->front.front() == best);
}

RC_GTEST_PROP(FreePrices, EqualTryingEverySet, ()) { expect_equal(some_problem(PriceForm::free, 9, 3)); }
RC_GTEST_PROP(FloorPrices, EqualTryingEveryPrice, ()) { expect_equal(some_problem(PriceForm::per_floor, 7, 3)); }
RC_GTEST_PROP(FloorPrices, EqualTryingEveryRisingPrice, ()) {
    expect_equal(some_problem(PriceForm::per_floor_monotone, 8, 4));
}

RC_GTEST_PROP(PlanSearch, CallsAPlanLawfulAsTheConsentTestDoes, ()) {
    auto const problem = some_problem(PriceForm::free, 8, 1);
    std::set<std::string> agreeing;
    for (auto const& household : problem.households)
        if (*rc::gen::inRange(0, 3) > 0) agreeing.insert(household.owner);
    std::vector<games::ConsentHousehold> ballots;
    SquareMetres area{};
    for (auto const& household : problem.households) {
        bool const agrees = agreeing.contains(household.owner);
        ballots.push_back({household.id, household.owner, household.area,
                           agrees ? games::Ballot::agree : games::Ballot::not_returned});
        if (agrees) area += household.area;
    }
    auto const outcome = games::test_consent(ballots, problem.rule);
    RC_ASSERT(outcome.has_value());
    auto const met = [&](Reading reading) {
        return need_of(problem.households, problem.rule, reading).met_by(std::ssize(agreeing), area);
    };
    RC_ASSERT(met(Reading::secure) == outcome->secure);
    RC_ASSERT(met(Reading::possible) == outcome->passes);
}

RC_GTEST_PROP(PlanSearch, PricesSumToTheCostAndStayWithinTheAcceptances, ()) {
    auto problem = some_problem(PriceForm::free, 40, 6);
    for (auto& option : problem.options)
        for (auto& [id, acceptance] : option.acceptance)
            acceptance = Fen{acceptance.count() * 1'000'00 + *rc::gen::inRange(-500'00, 500'00)};
    for (auto& household : problem.households) household.area = SquareMetres{*rc::gen::inRange(5'000, 15'000)};
    auto const result = find_plan(problem);
    RC_ASSERT(result.has_value());
    RC_ASSERT(check_certificate(problem, *result) == std::vector<std::string>{});
    RC_ASSERT(result->certificate.proven);
}

TEST(PlanSearch, SaysSoWhenTheBudgetRunsOut) {
    // Acceptances and areas fall on a line, so that hardly any choice beats another.
    std::vector<std::int64_t> acceptances;
    Stated stated;
    std::int64_t value = 1;
    for (int i = 0; i < 30; ++i) {
        value = value * 48'271 % 2'147'483'647;
        acceptances.push_back(-value % 9'000 - 1'000);
        stated.areas.push_back(static_cast<int>(value % 9'000 + 1'000));
    }
    acceptances.push_back(90'000);
    stated.areas.push_back(1);
    auto problem = problem_of({acceptances}, {1'001}, stated);
    problem.rule = heads_only({1, 2});
    problem.budget_steps = 50;
    auto const search = found(problem);
    EXPECT_FALSE(search.certificate.proven);
    EXPECT_LE(search.best ? search.best->heads : 0, search.certificate.bound);
}

TEST(Certificate, IsRefusedWhenAClaimIsFalse) {
    auto const problem = problem_of({option_a}, {64});
    auto const honest = found(problem);
    auto const wrong = [&](auto change) {
        auto search = honest;
        change(search);
        return check_certificate(problem, search);
    };
    EXPECT_THAT(wrong([](auto& s) { s.best->prices[5] = Fen{34}; }), testing::Not(IsEmpty()));
    EXPECT_THAT(wrong([](auto& s) { s.best->slack = Fen{9}; }), testing::Not(IsEmpty()));
    EXPECT_THAT(wrong([](auto& s) { s.best->heads = 6; }), testing::Not(IsEmpty()));
    EXPECT_THAT(wrong([](auto& s) { s.certificate.refutations[0].heads = 5; }), testing::Not(IsEmpty()));
    EXPECT_THAT(wrong([](auto& s) { s.certificate.bound = 4; }), testing::Not(IsEmpty()));
    EXPECT_THAT(wrong([](auto& s) {
                    s.best.reset();
                    s.front.clear();
                    s.least_gap = LeastGap{Fen{1}, {}};
                }),
                testing::Contains("a better plan exists"));
}

// ---- bad input

ProblemError fault(Problem const& problem) {
    auto const result = find_plan(problem);
    EXPECT_FALSE(result);
    return result ? ProblemError{} : result.error();
}

TEST(PlanSearch, NamesWhatIsWrongWithAProblem) {
    using Kind = ProblemError::Kind;
    auto const good = problem_of({option_a}, {60});
    auto const with = [&](auto change) {
        auto problem = good;
        change(problem);
        return fault(problem);
    };
    EXPECT_EQ(with([](auto& p) { p.households.clear(); }).kind, Kind::no_households);
    EXPECT_EQ(with([](auto& p) { p.options.clear(); }).kind, Kind::no_options);
    EXPECT_EQ(with([](auto& p) { p.households[1].id = "1"; }),
              (ProblemError{Kind::household_repeated, "1", {}, {}, {}}));
    EXPECT_EQ(with([](auto& p) { p.options.push_back(p.options[0]); }),
              (ProblemError{Kind::option_repeated, {}, "A", {}, {}}));
    EXPECT_EQ(with([](auto& p) { p.households[2].owner.clear(); }).kind, Kind::owner_missing);
    EXPECT_EQ(with([](auto& p) { p.households[2].area = SquareMetres{}; }),
              (ProblemError{Kind::area_not_positive, "3", {}, 0, {}}));
    EXPECT_EQ(with([](auto& p) { p.households[2].area = SquareMetres{20'000'000'000}; }).kind, Kind::area_too_large);
    EXPECT_EQ(with([](auto& p) { p.options[0].cost = Fen{-1}; }), (ProblemError{Kind::cost_negative, {}, "A", -1, {}}));
    EXPECT_EQ(with([](auto& p) { p.options[0].acceptance["9"] = Fen{1}; }),
              (ProblemError{Kind::household_unknown, "9", "A", {}, {}}));
    EXPECT_EQ(with([](auto& p) { p.options[0].acceptance["1"] = amount_max + Fen{1}; }).kind, Kind::amount_too_large);
    EXPECT_EQ(with([](auto& p) { p.rule.agreement_area = Fraction{5, 4}; }).number, (Fraction{5, 4}));
    EXPECT_EQ(with([](auto& p) { p.budget_steps = 0; }).kind, Kind::budget_not_positive);
    EXPECT_EQ(with([](auto& p) {
                  p.households.clear();
                  for (int i = 0; i < 401; ++i) p.households.push_back({std::to_string(i), 1, SquareMetres{1}, "o"});
              }),
              (ProblemError{Kind::too_many_households, {}, {}, 401, 400}));
}

}  // namespace
}  // namespace jiati::agreement
