#include "agreement/programme.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace jiati::agreement {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using Kind = ProgrammeError::Kind;

Fen yuan(std::int64_t count) { return Fen::yuan(count); }

ProgrammeUnit unit(std::string id, std::int64_t value, std::int64_t cost, std::size_t in_class) {
    return {std::move(id), {in_class}, {{yuan(cost), value}}};
}

// Five units of three districts.
Programme five() {
    return {{unit("a", 10, 5, 0), unit("b", 40, 4, 0), unit("c", 30, 6, 1), unit("d", 50, 3, 1), unit("e", 9, 2, 2)},
            {{"0", {}, {}}, {"1", {}, {}}, {"2", {}, {}}},
            yuan(10)};
}

std::vector<std::size_t> units_of(ProgrammeResult const& result) {
    std::vector<std::size_t> units;
    for (auto const& choice : result.chosen) units.push_back(choice.unit);
    return units;
}

ProgrammeResult planned(Programme const& programme) {
    auto result = plan_programme(programme);
    EXPECT_TRUE(result);
    if (!result) return {};
    EXPECT_THAT(check_programme(programme, *result), IsEmpty());
    return std::move(result).value();
}

Kind refusal(Programme const& programme) { return plan_programme(programme).error().kind; }

TEST(Programme, FindsTheBestOfFiveAndProvesIt) {
    auto const result = planned(five());
    EXPECT_EQ(result.value, 99);
    EXPECT_EQ(result.bound, 99);
    EXPECT_EQ(result.gap, Fraction{});
    EXPECT_EQ(result.cost, yuan(9));
    EXPECT_THAT(units_of(result), ElementsAre(1U, 3U, 4U));
}

TEST(Programme, KeepsFloorsAndCeilings) {
    auto with_floor = five();
    with_floor.classes[2].floor = yuan(2);
    EXPECT_THAT(units_of(planned(with_floor)), ElementsAre(1U, 3U, 4U));
    auto with_ceiling = five();
    with_ceiling.classes[1].ceiling = yuan(3);
    EXPECT_THAT(units_of(planned(with_ceiling)), ElementsAre(1U, 3U, 4U));
    with_ceiling.classes[1].ceiling = yuan(2);
    EXPECT_THAT(units_of(planned(with_ceiling)), ElementsAre(0U, 1U));
    auto costly_floor = five();
    costly_floor.classes[1].floor = yuan(9);
    EXPECT_THAT(units_of(planned(costly_floor)), ElementsAre(2U, 3U));
}

TEST(Programme, SaysWhatARuleCostsAndWhoStandsAtTheMargin) {
    auto programme = five();
    programme.classes[1].ceiling = yuan(3);
    programme.classes[0].ceiling = yuan(4);
    auto const result = planned(programme);
    EXPECT_EQ(result.classes[1].spent, yuan(3));
    EXPECT_EQ(result.classes[1].last_taken, (SupportChoice{3, 0}));
    EXPECT_EQ(result.classes[1].next_out, (SupportChoice{2, 0}));
    EXPECT_EQ(result.classes[2].next_out, std::nullopt);
    // One yuan more would buy a sixth of unit c, worth 30, and the budget leaves one yuan.
    auto const budget_price = Fraction(result.multipliers.budget) * 100 / Fraction(std::int64_t{1} << 40);
    auto const beyond = result.classes[1].price_per_yuan + budget_price - Fraction(5);
    EXPECT_GE(beyond, Fraction(0));
    EXPECT_LT(beyond, Fraction(1, 1'000'000));  // multipliers are rounded up to the next 2^-40 per fen
    EXPECT_GE(result.value_without_rules, result.value);
    EXPECT_GE(result.classes[1].rule_costs, 4);
}

TEST(Programme, ChoosesAmongLevelsOfSupport) {
    Programme programme{
        {{"a", {}, {{yuan(2), 10}, {yuan(3), 12}, {yuan(5), 21}}}, {"b", {}, {{yuan(4), 11}}}}, {}, yuan(6)};
    auto const result = planned(programme);
    EXPECT_EQ(result.value, 21);
    programme.budget = yuan(7);
    EXPECT_EQ(planned(programme).value, 23);  // a's second level lies under the hull, and is taken all the same
}

TEST(Programme, RefusesWhatCannotBeNamingIt) {
    auto programme = five();
    programme.classes[2].floor = yuan(3);
    auto const error = plan_programme(programme).error();
    EXPECT_EQ(error, (ProgrammeError{Kind::floor_out_of_reach, "", "2", yuan(2)}));
    programme = five();
    programme.classes[0].floor = yuan(6);
    programme.classes[1].floor = yuan(6);
    EXPECT_EQ(plan_programme(programme).error(), (ProgrammeError{Kind::floors_above_budget, "", "", yuan(12)}));
    programme.budget = yuan(5);
    EXPECT_EQ(plan_programme(programme).error(), (ProgrammeError{Kind::floors_above_budget, "", "0", yuan(6)}));
    programme = five();
    programme.classes[1].floor = yuan(4);
    programme.classes[1].ceiling = yuan(5);  // 3, 6 or 9: nothing lies between
    EXPECT_EQ(refusal(programme), Kind::infeasible);
    programme.classes[1].ceiling = yuan(3);
    EXPECT_EQ(refusal(programme), Kind::floor_above_ceiling);
    EXPECT_EQ(refusal({}), Kind::no_units);
    programme = five();
    programme.units[1].id = "a";
    EXPECT_EQ(refusal(programme), Kind::unit_repeated);
    programme = five();
    programme.units[1].levels.push_back({yuan(5), 40});
    EXPECT_EQ(refusal(programme), Kind::level_not_rising);
    programme.units[1].levels = {{Fen{}, 4}};
    EXPECT_EQ(refusal(programme), Kind::cost_not_positive);
    programme.units[1].levels = {{Fen{1}, -4}};
    EXPECT_EQ(refusal(programme), Kind::value_out_of_range);
    programme = five();
    programme.units[1].classes = {7};
    EXPECT_EQ(refusal(programme), Kind::class_unknown);
    programme.budget = Fen{-1};
    EXPECT_EQ(refusal(programme), Kind::budget_negative);
}

TEST(Programme, TheCheckerSeesThroughAFalseClaim) {
    auto programme = five();
    programme.budget = yuan(9);
    programme.classes[1].ceiling = yuan(3);
    auto const good = planned(programme);
    auto bad = good;
    bad.chosen.pop_back();
    EXPECT_THAT(check_programme(programme, bad), Not(IsEmpty()));
    bad = good;
    bad.value += 1;
    EXPECT_THAT(check_programme(programme, bad), Not(IsEmpty()));
    bad = good;
    bad.chosen = {{2, 0}};
    bad.value = bad.bound = 30;
    bad.cost = yuan(6);
    EXPECT_THAT(check_programme(programme, bad), Not(IsEmpty()));  // above the ceiling
    bad.chosen = {{1, 0}};
    bad.value = bad.bound = 40;
    bad.cost = yuan(4);
    bad.gap = Fraction{};
    EXPECT_THAT(check_programme(programme, bad), ElementsAre("a programme worth more exists"));
    bad.enumerated = false;
    EXPECT_THAT(check_programme(programme, bad), Not(IsEmpty()));
}

// ---- against every programme there is ------------------------------------------------------------------------------

struct Exhaustive {
    Programme const& programme;
    std::vector<Fen> spent = std::vector<Fen>(programme.classes.size());
    std::optional<std::int64_t> best{};

    void visit(std::size_t index, Fen cost, std::int64_t value) {
        if (index == programme.units.size()) {
            if (cost > programme.budget) return;
            for (std::size_t i = 0; i < spent.size(); ++i)
                if (spent[i] < programme.classes[i].floor.value_or(Fen{}) ||
                    (programme.classes[i].ceiling && spent[i] > *programme.classes[i].ceiling))
                    return;
            best = std::max(best.value_or(0), value);
            return;
        }
        visit(index + 1, cost, value);
        auto const& each = programme.units[index];
        for (auto const& level : each.levels) {
            for (auto const i : each.classes) spent[i] += level.cost;
            visit(index + 1, cost + level.cost, value + level.value);
            for (auto const i : each.classes) spent[i] = spent[i] - level.cost;
        }
    }
};

Programme any_programme() {
    auto const pick = [](int low, int high) { return *rc::gen::inRange(low, high + 1); };
    Programme programme;
    auto const classes = static_cast<std::size_t>(pick(0, 3));
    auto const units = pick(1, 8);
    for (std::size_t i = 0; i < classes; ++i) programme.classes.push_back({std::to_string(i), {}, {}});
    for (int i = 0; i < units; ++i) {
        ProgrammeUnit each{std::to_string(i), {}, {}};
        for (std::size_t c = 0; c < classes; ++c)
            if (pick(0, 1) == 1) each.classes.push_back(c);
        std::int64_t cost = 0;
        std::int64_t value = pick(0, 3);
        for (auto levels = pick(1, 3); levels > 0; --levels) {
            cost += pick(1, 6);
            each.levels.push_back({Fen{cost}, value});
            value += pick(1, 9);
        }
        programme.units.push_back(each);
    }
    programme.budget = Fen{pick(0, 30)};
    for (auto& rule : programme.classes) {
        if (pick(0, 2) == 0) rule.floor = Fen{pick(0, 8)};
        if (pick(0, 2) == 0) rule.ceiling = Fen{pick(4, 20)};
    }
    return programme;
}

RC_GTEST_PROP(ProgrammeProperty, EqualsExhaustiveSearchAndIsCertified, ()) {
    auto const programme = any_programme();
    Exhaustive all{programme};
    all.visit(0, Fen{}, 0);
    auto const result = plan_programme(programme);
    RC_ASSERT(result.has_value() == all.best.has_value());
    if (!result) return;
    RC_ASSERT(result->value == *all.best);
    RC_ASSERT(result->enumerated);
    RC_ASSERT(check_programme(programme, *result).empty());
}

RC_GTEST_PROP(ProgrammeProperty, TheOrderOfUnitsDoesNotChangeTheValue, ()) {
    auto programme = any_programme();
    auto const result = plan_programme(programme);
    std::reverse(programme.units.begin(), programme.units.end());
    auto const reversed = plan_programme(programme);
    RC_ASSERT(result.has_value() == reversed.has_value());
    if (result) RC_ASSERT(result->value == reversed->value);
}

// A few hundred units: too many to try all, so the gap is what the multipliers prove.
TEST(Programme, ProvesASmallGapOnManyUnits) {
    Programme programme;
    std::uint64_t state = 7;
    auto const next = [&](std::uint64_t below) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::int64_t>((state >> 33) % below);
    };
    for (int i = 0; i < 6; ++i) programme.classes.push_back({std::to_string(i), {}, {}});
    std::int64_t cost = 0;
    for (int i = 0; i < 3'000; ++i) {
        auto const price = 80 + 10 * next(18);
        cost += price;
        programme.units.push_back(unit(std::to_string(i), 20 + next(100), price, static_cast<std::size_t>(next(6))));
    }
    programme.budget = yuan(cost / 5);
    for (auto& rule : programme.classes) {
        rule.floor = yuan(cost / 40);
        rule.ceiling = yuan(cost / 28);
    }
    auto const result = planned(programme);
    EXPECT_LT(result.gap, Fraction(1, 1'000));
    EXPECT_GT(result.value_without_rules, result.value);
}

}  // namespace
}  // namespace jiati::agreement
