#include "agreement/rule_prices.h"

#include "agreement/agreement_testing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

namespace jiati::agreement {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<Fen> fen(std::vector<std::int64_t> const& counts) {
    std::vector<Fen> result;
    for (auto const count : counts) result.emplace_back(count);
    return result;
}

// Equal shares refused by the first, shares by height refused by the last; between them all agree.
TEST(RuleSweep, FindsTheMixtureThatAllAccept) {
    auto const problem = problem_of({{10, 30, 60}}, {90});
    RulePrices rules;
    rules.first = fen({30, 30, 30});
    rules.second = fen({0, 20, 70});
    auto const sweep = sweep_rules(problem, rules);
    ASSERT_TRUE(sweep);
    ASSERT_TRUE(sweep->best);
    EXPECT_EQ(sweep->best->theta, (Fraction{2, 3}));
    EXPECT_THAT(sweep->best->plan.prices, ElementsAre(Fen{10}, Fen{23}, Fen{57}));
    ASSERT_EQ(sweep->stretches.size(), 1U);
    std::vector<std::int64_t> heads;
    for (auto const& stretch : sweep->stretches[0]) heads.push_back(stretch.heads);
    EXPECT_THAT(heads, ElementsAre(2, 2, 3, 3, 3, 2, 2)) << "0, below 2/3, 2/3, between, 3/4, above, 1";
}

TEST(RulePrices, CompensateAndReliefAndTransfer) {
    auto const problem = problem_of({{0, 0, 0, 0}}, {100});
    RulePrices rules;
    rules.first = rules.second = fen({0, 20, 40, 40});
    rules.schedules.push_back({{{"1", Fen{30}}}, Fen{20}, Fraction{1, 10}});
    rules.relief["2"] = Fen{21};
    rules.transfers.push_back({"4", "3", Fen{5}});
    // The pool of 30 is cut to 20 by household and to 10 by part; each of the three payers carries 10/3.
    auto const prices = rule_prices_at(problem, rules, 0, 0);
    ASSERT_TRUE(prices);
    Fraction const relieved = Fraction{10, 3} - Fraction{1};
    EXPECT_EQ((*prices)[0], Fraction{-10});
    EXPECT_EQ((*prices)[1], Fraction{21});
    EXPECT_EQ((*prices)[2], (Fraction{35} + Fraction{10, 3} + relieved / Fraction{2}));
    EXPECT_EQ((*prices)[3], (Fraction{45} + Fraction{10, 3} + relieved / Fraction{2}));
    auto const without = rule_prices_at(problem, rules, std::nullopt, 0);
    ASSERT_TRUE(without);
    EXPECT_THAT(*without, ElementsAre(Fraction{0}, Fraction{20}, Fraction{35}, Fraction{45}));
}

TEST(RulePrices, RefuseWhatDoesNotFit) {
    using Kind = RulePricesError::Kind;
    auto const problem = problem_of({{1, 2}}, {10});
    RulePrices good;
    good.first = good.second = fen({5, 5});
    auto const kind = [&](auto change) {
        auto rules = good;
        change(rules);
        auto const result = sweep_rules(problem, rules);
        EXPECT_FALSE(result);
        return result ? Kind::problem : result.error().kind;
    };
    EXPECT_EQ(kind([](auto& r) { r.option = 1; }), Kind::option_unknown);
    EXPECT_EQ(kind([](auto& r) { r.first = fen({10}); }), Kind::count_differs);
    EXPECT_EQ(kind([](auto& r) { r.second = fen({5, 6}); }), Kind::does_not_close);
    EXPECT_EQ(kind([](auto& r) { r.relief["9"] = Fen{1}; }), Kind::household_unknown);
    EXPECT_EQ(kind([](auto& r) { r.transfers.push_back({"1", "2", Fen{-1}}); }), Kind::amount_negative);
    EXPECT_EQ(kind([](auto& r) { r.schedules.push_back({{}, std::nullopt, Fraction{2}}); }), Kind::part_out_of_range);
    EXPECT_EQ(kind([](auto& r) { r.weights["1"] = 0; }), Kind::weight_not_positive);
    EXPECT_EQ(kind([](auto& r) { r.relief = {{"1", Fen{1}}, {"2", Fen{1}}}; }), Kind::nobody_carries);
    EXPECT_EQ(kind([](auto& r) {
                  r.first = fen({std::int64_t{1} << 60, 10 - (std::int64_t{1} << 60)});
              }),
              Kind::amount_too_large);
}

struct Case {
    Problem problem;
    RulePrices rules;
};

Case some_case() {
    Case one{some_problem(PriceForm::free, 6, 1), {}};
    auto const count = one.problem.households.size();
    auto const cost = one.problem.options[0].cost.count();
    auto const split = [&] {
        std::vector<std::int64_t> shares;
        auto left = cost;
        for (std::size_t i = 0; i + 1 < count; ++i) {
            shares.push_back(*rc::gen::inRange<std::int64_t>(0, 6));
            left -= shares.back();
        }
        shares.push_back(left);
        return fen(shares);
    };
    one.rules.first = split();
    one.rules.second = split();
    for (std::size_t i = 0; i + 1 < count; ++i)
        if (*rc::gen::inRange(0, 4) == 0)
            one.rules.relief[one.problem.households[i].id] = Fen{*rc::gen::inRange<std::int64_t>(0, 4)};
    Compensation schedule;
    for (std::size_t i = 0; i + 1 < count; ++i)
        if (*rc::gen::inRange(0, 3) == 0)
            schedule.amounts[one.problem.households[i].id] = Fen{*rc::gen::inRange<std::int64_t>(0, 5)};
    if (*rc::gen::inRange(0, 2) == 0) schedule.pool_most = Fraction{1, 3};
    one.rules.schedules.push_back(schedule);
    one.rules.weights[one.problem.households.back().id] = Fraction{2};
    return one;
}

RC_GTEST_PROP(RulePrices, SumToTheCostAndKeepTheRelief, ()) {
    auto const [problem, rules] = some_case();
    Fraction const theta{*rc::gen::inRange<std::int64_t>(0, 13), 12};
    for (auto const& schedule : {std::optional<std::size_t>{}, std::optional<std::size_t>{0}}) {
        auto const prices = rule_prices_at(problem, rules, schedule, theta);
        RC_ASSERT(prices.has_value());
        RC_ASSERT(std::accumulate(prices->begin(), prices->end(), Fraction{}) ==
                  Fraction{problem.options[0].cost.count()});
        for (std::size_t i = 0; i < prices->size(); ++i)
            if (auto const found = rules.relief.find(problem.households[i].id); found != rules.relief.end())
                RC_ASSERT((*prices)[i] <= Fraction{found->second.count()});
    }
}

// At any θ the stretch that holds it says who agrees, and no θ is better than the best.
RC_GTEST_PROP(RuleSweep, SaysWhoAgreesAtEveryMixture, ()) {
    auto const [problem, rules] = some_case();
    auto const sweep = sweep_rules(problem, rules);
    RC_ASSERT(sweep.has_value());
    for (std::size_t s = 0; s < sweep->stretches.size(); ++s) {
        auto const schedule = s == 0 ? std::nullopt : std::optional{s - 1};
        for (std::int64_t k = 0; k <= 30; ++k) {
            Fraction const theta{k, 30};
            auto const prices = rule_prices_at(problem, rules, schedule, theta);
            std::map<std::string, bool> owners;
            Fraction collected;
            for (std::size_t i = 0; i < prices->size(); ++i) {
                auto const& household = problem.households[i];
                auto const found = problem.options[0].acceptance.find(household.id);
                bool const accepts =
                    found != problem.options[0].acceptance.end() && (*prices)[i] <= Fraction{found->second.count()};
                auto const [owner, is_new] = owners.try_emplace(household.owner, true);
                owner->second = owner->second && accepts;
            }
            std::int64_t heads = 0;
            SquareMetres area{};
            for (auto const& [owner, agrees] : owners) heads += agrees ? 1 : 0;
            for (std::size_t i = 0; i < prices->size(); ++i)
                if (owners[problem.households[i].owner]) {
                    area += problem.households[i].area;
                    collected += (*prices)[i];
                }
            auto const& stretches = sweep->stretches[s];
            auto const stretch = std::find_if(stretches.begin(), stretches.end(), [&](auto const& one) {
                return one.is_open ? one.from < theta && theta < one.to : one.from == theta;
            });
            RC_ASSERT(stretch != stretches.end());
            RC_ASSERT(stretch->heads == heads);
            RC_ASSERT(stretch->area == area);
            // A whole fen more than enough, so that rounding does not matter.
            bool const closes = collected >= Fraction{problem.options[0].cost.count() + std::ssize(*prices)};
            if (!closes || !need_of(problem.households, problem.rule, problem.reading).met_by(heads, area)) continue;
            RC_ASSERT(sweep->best.has_value());
            RC_ASSERT(std::tie(sweep->best->plan.heads, sweep->best->plan.area) >= std::tie(heads, area));
        }
    }
}

}  // namespace
}  // namespace jiati::agreement
