// What each rule promises of airport games, on random ones with many ties.
#include "games/allocation.h"
#include "games/generated_testing.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

namespace jiati::games {
namespace {

using Shares = std::vector<Fraction>;

// A rule and all it needs to know of the players, which can be put in another order.
struct Case {
    std::vector<std::string> names;
    Shares costs;
    Shares weights;
    Shares benefits;
    std::vector<std::size_t> union_of;
    std::vector<Flat> flats;
    std::vector<Limits> limits;
};

template <class T>
std::vector<T> reordered(std::vector<T> const& values, std::vector<std::size_t> const& order) {
    std::vector<T> result;
    for (auto const i : order) result.push_back(values[i]);
    return result;
}

Case reordered(Case const& c, std::vector<std::size_t> const& order) {
    return {reordered(c.names, order),    reordered(c.costs, order),    reordered(c.weights, order),
            reordered(c.benefits, order), reordered(c.union_of, order), reordered(c.flats, order),
            reordered(c.limits, order)};
}

Case some_case(std::size_t least = 1) {
    auto const count = generated::count(least, 8);
    Case c;
    for (std::size_t i = 0; i < count; ++i) {
        c.names.push_back("p" + std::to_string(i));
        c.costs.emplace_back(*rc::gen::inRange<std::int64_t>(0, 30));
        c.union_of.push_back(generated::count(0, count - 1));
        c.flats.push_back({{static_cast<int>(generated::count(1, 3))}, SquareMetres{*rc::gen::inRange(1, 20'000)}});
        // Together the least stay below any total, and the most above.
        c.limits.push_back({*rc::gen::inRange<std::int64_t>(-9, 1), *rc::gen::inRange<std::int64_t>(40, 60)});
    }
    c.weights = generated::weights(count);
    c.benefits = generated::amounts(count, 1, 40);
    return c;
}

Unions unions_of(Case const& c) {
    Unions unions(c.names.size());
    for (Player i = 0; i < c.union_of.size(); ++i) unions[c.union_of[i]].push_back(i);
    return unions;
}

struct NamedRule {
    std::string name;
    AllocationRule rule;
};

std::vector<NamedRule> core_rules(Case const& c) {
    return {{"shapley", Shapley{}},
            {"weighted shapley", WeightedShapley{c.weights}},
            {"owen", Owen{unions_of(c)}},
            {"nucleolus", Nucleolus{}},
            {"prenucleolus", Prenucleolus{}},
            {"cec", ConstrainedEqualContributions{}},
            {"ceb", ConstrainedEqualBenefits{}},
            {"sfc", SequentialFullContributions{}}};
}

std::vector<NamedRule> all_rules(Case const& c) {
    auto rules = core_rules(c);
    FloorTable const table{{1, {1, 2}}, {2, 1}, {3, {6, 5}}};
    for (NamedRule const& each :
         std::vector<NamedRule>{{"equal", Equal{}},
                                {"proportional", Proportional{c.weights}},
                                {"coefficient", Coefficient{table, c.flats}},
                                {"equal gain", EqualGain{c.benefits, {}}},
                                {"equal gain within limits", EqualGain{c.benefits, c.limits}},
                                {"weighted nash", WeightedNash{c.benefits, c.weights, c.limits}},
                                {"kalai-smorodinsky", KalaiSmorodinsky{c.benefits, {}}},
                                {"benefit-proportional", BenefitProportional{c.benefits, {}}},
                                {"no-arbitrage", NoArbitrage{c.benefits, c.weights}}})
        rules.push_back(each);
    return rules;
}

// Of a bargain the total may be more than all benefits: then there is nothing to share.
std::optional<Allocation> allocated(Case const& c, AllocationRule const& rule) {
    auto const result = allocate({c.names, AirportGame{c.costs}, rule, Fraction{1}});
    if (!result) {
        RC_ASSERT(result.error().kind == AllocationError::Kind::bargain);
        return std::nullopt;
    }
    return *result;
}

Shares exact(Case const& c, AllocationRule const& rule) {
    Shares shares;
    auto const result = allocated(c, rule);
    for (auto const& share : result.value().shares) shares.push_back(share.exact.value());
    return shares;
}

Fraction total(Case const& c) { return *std::max_element(c.costs.begin(), c.costs.end()); }

RC_GTEST_PROP(AllocationProperties, SharesSumExactlyAndRoundByLessThanAUnit, ()) {
    auto const c = some_case();
    for (auto const& [name, rule] : all_rules(c)) {
        RC_TAG(name);
        auto const result = allocated(c, rule);
        if (!result) continue;
        Fraction sum;
        Fraction rounded;
        for (auto const& share : result->shares) {
            sum += share.exact.value();
            rounded += share.rounded;
            RC_ASSERT(share.rounded.is_integer());
            RC_ASSERT(share.rounded - *share.exact < Fraction{1});
            RC_ASSERT(*share.exact - share.rounded < Fraction{1});
        }
        RC_ASSERT(sum == total(c));
        RC_ASSERT(rounded == total(c));
    }
}

RC_GTEST_PROP(AllocationProperties, TheSameDataPaysTheSameUpToAUnit, ()) {
    auto c = some_case(2);
    c.costs[1] = c.costs[0];
    c.weights[1] = c.weights[0];
    c.benefits[1] = c.benefits[0];
    c.flats[1] = c.flats[0];
    c.limits[1] = c.limits[0];
    c.union_of[1] = c.union_of[0];
    for (auto const& [name, rule] : all_rules(c)) {
        RC_TAG(name);
        auto const result = allocated(c, rule);
        if (!result) continue;
        RC_ASSERT(result->shares[0].exact == result->shares[1].exact);
        auto const apart = result->shares[0].rounded - result->shares[1].rounded;
        RC_ASSERT(!apart.is_negative());  // the first is served first
        RC_ASSERT(apart <= Fraction{1});
    }
}

RC_GTEST_PROP(AllocationProperties, AnotherOrderOfPlayersOnlyReordersShares, ()) {
    auto const c = some_case();
    auto const order = generated::permutation(c.names.size());
    auto const other = reordered(c, order);
    auto const rules = all_rules(c);
    auto const other_rules = all_rules(other);
    for (std::size_t r = 0; r < rules.size(); ++r) {
        RC_TAG(rules[r].name);
        auto const before = allocated(c, rules[r].rule);
        auto const after = allocated(other, other_rules[r].rule);
        RC_ASSERT(before.has_value() == after.has_value());
        if (!before) continue;
        for (std::size_t i = 0; i < order.size(); ++i) {
            RC_ASSERT(after->shares[i].player == before->shares[order[i]].player);
            RC_ASSERT(after->shares[i].exact == before->shares[order[i]].exact);
            auto const moved = after->shares[i].rounded - before->shares[order[i]].rounded;
            RC_ASSERT(moved <= Fraction{1} && moved >= Fraction{-1});
        }
    }
}

RC_GTEST_PROP(AllocationProperties, ScaledCostsScaleTheShares, ()) {
    auto const c = some_case();
    Fraction const factor = *rc::gen::inRange<std::int64_t>(1, 50);
    auto scaled = c;
    for (auto* const amounts : {&scaled.costs, &scaled.benefits})
        for (auto& amount : *amounts) amount *= factor;
    for (auto& limits : scaled.limits) limits = {limits.least * factor, limits.most * factor};
    auto const rules = all_rules(c);
    auto const scaled_rules = all_rules(scaled);
    for (std::size_t r = 0; r < rules.size(); ++r) {
        RC_TAG(rules[r].name);
        auto const once = allocated(c, rules[r].rule);
        auto const many = allocated(scaled, scaled_rules[r].rule);
        RC_ASSERT(once.has_value() == many.has_value());
        if (!once) continue;
        for (std::size_t i = 0; i < c.names.size(); ++i)
            RC_ASSERT(*many->shares[i].exact == *once->shares[i].exact * factor);
    }
}

RC_GTEST_PROP(AllocationProperties, WhoNeedsNothingPaysNothing, ()) {
    auto c = some_case();
    c.costs[generated::count(0, c.costs.size() - 1)] = 0;
    for (auto const& [name, rule] : core_rules(c)) {
        RC_TAG(name);
        auto const shares = exact(c, rule);
        for (std::size_t i = 0; i < shares.size(); ++i)
            if (c.costs[i].is_zero()) RC_ASSERT(shares[i].is_zero());
    }
}

RC_GTEST_PROP(AllocationProperties, NobodyUpToAFloorPaysMoreTogetherThanTheirOwnLift, ()) {
    auto const c = some_case();
    for (auto const& [name, rule] : core_rules(c)) {
        RC_TAG(name);
        auto const shares = exact(c, rule);
        for (auto const& level : c.costs) {
            Fraction paid;
            for (std::size_t i = 0; i < shares.size(); ++i)
                if (c.costs[i] <= level) paid += shares[i];
            RC_ASSERT(paid <= level);
        }
        RC_ASSERT(allocated(c, rule)->core.value().member);
    }
}

RC_GTEST_PROP(AllocationProperties, AHigherFloorNeverPaysLess, ()) {
    auto const c = some_case();
    for (AllocationRule const& rule : std::vector<AllocationRule>{
             Shapley{}, Nucleolus{}, ConstrainedEqualContributions{}, ConstrainedEqualBenefits{}}) {
        RC_TAG(rule.index());
        auto const shares = exact(c, rule);
        for (std::size_t i = 0; i < shares.size(); ++i)
            for (std::size_t j = 0; j < shares.size(); ++j)
                if (c.costs[i] <= c.costs[j]) RC_ASSERT(shares[i] <= shares[j]);
    }
}

// Cross-monotone: Moulin & Shenker 2001; the airport nucleolus by Sönmez 1993.
RC_GTEST_PROP(AllocationProperties, OneUserMoreRaisesNobodysShare, ()) {
    auto const larger = some_case(2);
    std::vector<std::size_t> others(larger.names.size() - 1);
    std::iota(others.begin(), others.end(), std::size_t{0});
    auto const smaller = reordered(larger, others);
    auto const check = [&](AllocationRule const& before, AllocationRule const& after) {
        auto const shares = exact(smaller, before);
        auto const lower = exact(larger, after);
        for (std::size_t i = 0; i < shares.size(); ++i) RC_ASSERT(lower[i] <= shares[i]);
    };
    check(Shapley{}, Shapley{});
    check(WeightedShapley{smaller.weights}, WeightedShapley{larger.weights});
    check(Nucleolus{}, Nucleolus{});
}

// Hwang & Yeh 2012.
RC_GTEST_PROP(AllocationProperties, AHigherTopCostMovesTheNucleolusOfItsOwnerOnly, ()) {
    auto const c = some_case();
    auto higher = c;
    auto const top = static_cast<std::size_t>(std::max_element(c.costs.begin(), c.costs.end()) - c.costs.begin());
    Fraction const more = *rc::gen::inRange<std::int64_t>(1, 50);
    higher.costs[top] += more;
    auto expected = exact(c, Nucleolus{});
    expected[top] += more;
    RC_ASSERT(exact(higher, Nucleolus{}) == expected);
}

// When the lowest has paid and left, what is left of each lift is shared among the others as before.
RC_GTEST_PROP(AllocationProperties, OnceTheLowestHasPaidTheOthersShareTheRestAlike, ()) {
    auto const c = some_case(2);
    auto const lowest = static_cast<std::size_t>(std::min_element(c.costs.begin(), c.costs.end()) - c.costs.begin());
    for (AllocationRule const& rule :
         std::vector<AllocationRule>{Shapley{}, Nucleolus{}, ConstrainedEqualContributions{}}) {
        RC_TAG(rule.index());
        auto shares = exact(c, rule);
        auto rest = c;
        for (auto& cost : rest.costs) cost -= shares[lowest];
        for (auto* const values : {&shares, &rest.costs})
            values->erase(values->begin() + static_cast<std::ptrdiff_t>(lowest));
        rest.names.pop_back();
        // The total need not be whole: rounded to a part of it.
        auto const total_left = total(rest);
        auto const result =
            allocate({rest.names, AirportGame{rest.costs}, rule, Fraction{1} / total_left.denominator()});
        RC_ASSERT(result.has_value());
        for (std::size_t i = 0; i < shares.size(); ++i) RC_ASSERT(*result->shares[i].exact == shares[i]);
    }
}

}  // namespace
}  // namespace jiati::games
