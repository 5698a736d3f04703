#include "agreement/blockers.h"

#include "agreement/agreement_testing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace jiati::agreement {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<Fen> fen(std::vector<std::int64_t> const& counts) {
    std::vector<Fen> result;
    for (auto const count : counts) result.emplace_back(count);
    return result;
}

Standing standing(Problem const& problem, std::vector<std::int64_t> const& prices) {
    auto const result = assess_prices(problem, 0, fen(prices));
    EXPECT_TRUE(result);
    return result ? *result : Standing{};
}

// Four of eight accept a price of 10; the others are short by 7, 3, 9 and 4.
Problem half_agree() { return problem_of({{15, 12, 10, 30, 3, 7, 1, 6}}, {80}); }

TEST(Blockers, AreNamedWithWhatTheyAreShortOf) {
    auto const now = standing(half_agree(), std::vector<std::int64_t>(8, 10));
    EXPECT_EQ(now.heads, 4);
    EXPECT_FALSE(now.passes);
    EXPECT_EQ(now.collected, Fen{40});
    EXPECT_EQ(now.gap, Fen{40});
    EXPECT_THAT(now.agrees, ElementsAre(0, 1, 2, 3));
    ASSERT_EQ(now.blockers.size(), 4U);
    EXPECT_EQ(now.blockers[0], (Blocker{4, 0, Fen{10}, Fen{7}, Cause::net_benefit}));
}

TEST(CheapestFlip, RestoresTheThresholdsForTheLeast) {
    auto const flip = standing(half_agree(), std::vector<std::int64_t>(8, 10)).cheapest_flip;
    EXPECT_TRUE(flip.possible);
    EXPECT_EQ(flip.cost, Fen{7});
    EXPECT_THAT(flip.households, ElementsAre(5, 7));
    EXPECT_EQ(flip.funded_by, (std::vector<Funding>{{3, Fen{7}}})) << "the largest slack first";
    EXPECT_EQ(flip.unfunded, Fen{});
}

TEST(CheapestFlip, TakesFromTheLargestSlackFirst) {
    auto const flip = standing(problem_of({{12, 11, 13, 11, 1, 2, 3, 4}}, {80}), std::vector<std::int64_t>(8, 10));
    EXPECT_EQ(flip.cheapest_flip.cost, Fen{13});
    EXPECT_EQ(flip.cheapest_flip.funded_by, (std::vector<Funding>{{2, Fen{3}}, {0, Fen{2}}, {1, Fen{1}}, {3, Fen{1}}}));
    EXPECT_EQ(flip.cheapest_flip.unfunded, Fen{6});
}

TEST(CheapestFlip, IsImpossibleWhereThoseWhoNeverAgreeAreNeeded) {
    auto problem = half_agree();
    for (auto const* id : {"5", "6", "7", "8"}) problem.options.front().acceptance.erase(id);
    auto const now = standing(problem, std::vector<std::int64_t>(8, 10));
    EXPECT_FALSE(now.cheapest_flip.possible);
    EXPECT_EQ(now.blockers.back(), (Blocker{7, 0, Fen{10}, std::nullopt, Cause::stance}));
}

TEST(Blockers, NameTheCauseAndTheLevers) {
    auto problem = problem_of({{5, 20, 20}, {12, 20, 20}}, {30, 30});
    auto& option = problem.options.front();
    option.estimates["1"] = {Fen{30}, Fen{5}, Fen{5}, Fen{}};
    auto const now = standing(problem, {10, 10, 10});
    ASSERT_EQ(now.blockers.size(), 1U);
    EXPECT_EQ(now.blockers[0], (Blocker{0, 0, Fen{10}, Fen{5}, Cause::budget}));
    EXPECT_THAT(levers(problem, now.blockers[0]),
                ElementsAre(Lever{Lever::Kind::option, 1, Fen{2}}, Lever{Lever::Kind::instalments, 0, Fen{5}},
                            Lever{Lever::Kind::compensate, 0, Fen{5}}));
    option.estimates["1"] = {Fen{30}, Fen{5}, std::nullopt, Fen{20}};
    auto const holding_back = standing(problem, {10, 10, 10}).blockers.at(0);
    EXPECT_EQ(holding_back.cause, Cause::stance);
    EXPECT_EQ(levers(problem, holding_back).back(), (Lever{Lever::Kind::talk, 0, Fen{20}}));
}

TEST(Agreement, BlocksNobodyWhereAllAgree) {
    auto const result = find_agreement(problem_of({{-6, -2, 5, 12, 20, 33}}, {60}));
    ASSERT_TRUE(result);
    EXPECT_THAT(result->blockers, IsEmpty());
    EXPECT_EQ(result->cheapest_flip, Flip{});
}

TEST(Agreement, SaysWhoNeedsCompensationAndWhatIsMissingBesides) {
    auto const result = find_agreement(problem_of({{-6, -2, 5, 12, 20, 33}}, {80}));
    ASSERT_TRUE(result);
    EXPECT_EQ(result->search.least_gap->gap, Fen{12});
    ASSERT_EQ(result->blockers.size(), 2U);
    EXPECT_EQ(result->blockers[0], (Blocker{0, 0, Fen{}, Fen{6}, Cause::net_benefit}));
    EXPECT_EQ(result->cheapest_flip.cost, Fen{2});
    EXPECT_THAT(result->cheapest_flip.households, ElementsAre(1));
    EXPECT_EQ(result->cheapest_flip.unfunded, Fen{2});
}

TEST(Agreement, NamesTheFloorsPriceAsTheOneNotAccepted) {
    auto problem = problem_of({{-2, 0, 1, 4, 6}}, {8}, {.floors = {1, 2, 2, 3, 3}, .areas = {}, .owners = {}});
    problem.rule = heads_only({3, 4});
    problem.prices = PriceForm::per_floor_monotone;
    auto const result = find_agreement(problem);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->blockers, (std::vector<Blocker>{{0, 0, Fen{0}, Fen{2}, Cause::net_benefit}}));
}

TEST(AssessPrices, RefusesWhatDoesNotFit) {
    using Kind = ProblemError::Kind;
    EXPECT_EQ(assess_prices(half_agree(), 1, fen({})).error().kind, Kind::option_unknown);
    EXPECT_EQ(assess_prices(half_agree(), 0, fen({1})).error(), (ProblemError{Kind::count_differs, {}, {}, 1, 8}));
    EXPECT_EQ(assess_prices(half_agree(), 0, std::vector<Fen>(8, amount_max + Fen{1})).error().kind,
              Kind::amount_too_large);
}

// The cheapest set of owners by trying all of them; ties: fewer heads, then the earliest owner that only one has.
RC_GTEST_PROP(CheapestFlip, EqualsTryingEverySet, ()) {
    auto problem = some_problem(PriceForm::free, 9, 1);
    std::vector<Fen> prices;
    for (std::size_t i = 0; i < problem.households.size(); ++i)
        prices.emplace_back(*rc::gen::inRange<std::int64_t>(-4, 12));
    auto const result = assess_prices(problem, 0, prices);
    RC_ASSERT(result.has_value());

    std::vector<std::string> owners;
    for (auto const& household : problem.households)
        if (std::find(owners.begin(), owners.end(), household.owner) == owners.end()) owners.push_back(household.owner);
    auto const& acceptance = problem.options[0].acceptance;
    struct Tried {
        Fen cost{};
        std::int64_t heads = 0;
        std::vector<std::size_t> households;
    };
    std::optional<Tried> best;
    for (std::uint32_t set = 0; set < std::uint32_t{1} << owners.size(); ++set) {
        Tried tried;
        std::int64_t heads = 0;
        SquareMetres area{};
        bool counts = true;
        for (std::size_t o = 0; o < owners.size(); ++o) {
            Fen cost{};
            bool never = false;
            SquareMetres own{};
            std::vector<std::size_t> short_of;
            for (std::size_t i = 0; i < problem.households.size(); ++i) {
                if (problem.households[i].owner != owners[o]) continue;
                own += problem.households[i].area;
                auto const found = acceptance.find(problem.households[i].id);
                never = never || found == acceptance.end();
                if (never || prices[i] <= found->second) continue;
                cost += prices[i] - found->second;
                short_of.push_back(i);
            }
            bool const willing = !never && short_of.empty();
            bool const chosen = (set >> o & 1U) != 0;
            if (chosen && (willing || never)) counts = false;
            if (!chosen && !willing) continue;
            ++heads;
            area += own;
            if (!chosen) continue;
            tried.cost += cost;
            ++tried.heads;
            tried.households.insert(tried.households.end(), short_of.begin(), short_of.end());
        }
        std::sort(tried.households.begin(), tried.households.end());
        if (!counts || !result->need.met_by(heads, area)) continue;
        if (!best || std::tie(tried.cost, tried.heads) < std::tie(best->cost, best->heads)) best = tried;
    }
    RC_ASSERT(result->cheapest_flip.possible == best.has_value());
    RC_ASSERT(result->cheapest_flip.proven);
    if (!best) return;
    RC_ASSERT(result->cheapest_flip.cost == best->cost);
    std::set<std::string> flipped;
    for (auto const i : result->cheapest_flip.households) flipped.insert(problem.households[i].owner);
    RC_ASSERT(std::ssize(flipped) == best->heads);
}

}  // namespace
}  // namespace jiati::agreement
