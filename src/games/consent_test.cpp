#include "games/consent.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <bit>
#include <numeric>
#include <optional>

namespace jiati::games {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto agree = Ballot::agree;
constexpr auto oppose = Ballot::oppose;
constexpr auto abstain = Ballot::abstain;
constexpr auto not_returned = Ballot::not_returned;
constexpr auto not_delivered = Ballot::not_delivered;

// One flat of 100 m² and one owner each, unless areas are given. Ids are "1", "2", …
std::vector<ConsentHousehold> households(std::vector<Ballot> const& ballots, std::vector<int> const& areas = {}) {
    std::vector<ConsentHousehold> result;
    for (std::size_t i = 0; i < ballots.size(); ++i) {
        auto const id = std::to_string(i + 1);
        result.push_back({id, "o" + id, SquareMetres{(areas.empty() ? 100 : areas[i]) * 100}, ballots[i]});
    }
    return result;
}

std::vector<Ballot> repeat(std::initializer_list<std::pair<int, Ballot>> runs) {
    std::vector<Ballot> ballots;
    for (auto const& [count, ballot] : runs) ballots.insert(ballots.end(), static_cast<std::size_t>(count), ballot);
    return ballots;
}

ConsentOutcome outcome(std::vector<ConsentHousehold> const& list, DoubleMajority const& rule = {}) {
    auto const result = test_consent(list, rule);
    EXPECT_TRUE(result);
    return result ? *result : ConsentOutcome{};
}

TEST(Consent, HoldsExactlyAtTheThreshold) {
    auto const nine_of_twelve = outcome(households(repeat({{9, agree}, {3, oppose}})));
    EXPECT_EQ(nine_of_twelve.agreement.heads, (Ratio<std::int64_t>{9, 12, Fraction{3, 4}, 9, true}));
    EXPECT_EQ(nine_of_twelve.agreement.area, (Ratio<SquareMetres>{SquareMetres{90'000}, SquareMetres{120'000},
                                                                  Fraction{3, 4}, SquareMetres{90'000}, true}));
    EXPECT_TRUE(nine_of_twelve.passes);
    EXPECT_TRUE(nine_of_twelve.secure);
    EXPECT_THAT(nine_of_twelve.least_to_win, IsEmpty());
    EXPECT_TRUE(outcome(households(repeat({{33, agree}, {11, oppose}}))).passes);
    EXPECT_FALSE(outcome(households(repeat({{8, agree}, {4, oppose}}))).passes);
    EXPECT_FALSE(outcome(households(repeat({{7, agree}, {3, oppose}}))).passes) << "7.5 of 10 are needed";
}

TEST(Consent, TellsHowManyAreNeeded) {
    auto const result = outcome(households(repeat({{10, agree}, {1, oppose}, {1, abstain}})));
    EXPECT_EQ(result.participation.heads, (Ratio<std::int64_t>{12, 12, Fraction{2, 3}, 8, true}));
    EXPECT_EQ(result.agreement.heads, (Ratio<std::int64_t>{10, 12, Fraction{3, 4}, 9, true}));
    EXPECT_TRUE(result.passes);
    EXPECT_EQ(outcome(households(repeat({{14, agree}}))).agreement.heads.least, 11);
}

TEST(Consent, TakesOnlyThoseWhoVotedAsTheBaseOfAgreement) {
    auto const absent = outcome(households(repeat({{8, agree}, {3, not_returned}, {1, oppose}})));
    EXPECT_EQ(absent.participation.heads.have, 9);
    EXPECT_EQ(absent.agreement.heads, (Ratio<std::int64_t>{8, 9, Fraction{3, 4}, 7, true}));
    EXPECT_TRUE(absent.passes);
    EXPECT_FALSE(absent.secure) << "8 of 12 once the three vote against";
    auto const abstaining = outcome(households(repeat({{8, agree}, {4, abstain}})));
    EXPECT_EQ(abstaining.agreement.heads.of, 12);
    EXPECT_FALSE(abstaining.passes);
}

TEST(Consent, AsksForAreaAsWellAsHeads) {
    auto ballots = repeat({{6, agree}, {1, oppose}, {3, agree}, {2, oppose}});
    auto const result = outcome(households(ballots, {80, 80, 80, 80, 80, 80, 120, 120, 120, 120, 120, 120}));
    EXPECT_TRUE(result.agreement.heads.holds);
    EXPECT_FALSE(result.agreement.area.holds);
    EXPECT_FALSE(result.passes);
    EXPECT_TRUE(result.blocked) << "everyone has answered";
}

TEST(Consent, HoldsNothingWhenNobodyTakesPart) {
    for (auto const& rule : {DoubleMajority{}, DoubleMajority{.participation_heads = 0, .participation_area = 0}}) {
        auto const result = outcome(households(repeat({{2, not_returned}, {1, not_delivered}})), rule);
        EXPECT_FALSE(result.agreement.holds());
        EXPECT_EQ(result.agreement.heads.least, 1);
        EXPECT_FALSE(result.passes);
        EXPECT_TRUE(result.possible);
    }
}

TEST(Consent, CountsAnOwnerOnceWithAllFlats) {
    auto list = households(repeat({{4, agree}, {1, oppose}}));
    list[0].owner = list[1].owner = list[2].owner = "one";
    auto const result = outcome(list);
    EXPECT_EQ(result.agreement.heads, (Ratio<std::int64_t>{2, 3, Fraction{3, 4}, 3, false}));
    EXPECT_EQ(result.agreement.area.have, SquareMetres{40'000});
    EXPECT_TRUE(result.agreement.area.holds);
}

TEST(Consent, RefusesAnOwnerWhoseFlatsVoteDifferently) {
    using Kind = ConsentError::Kind;
    for (auto [first, second] :
         {std::pair{agree, oppose}, {agree, abstain}, {not_returned, agree}, {oppose, not_delivered}}) {
        auto list = households({first, agree, second});
        list[0].owner = list[2].owner = "two flats";
        auto const result = test_consent(list, {});
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error(), (ConsentError{Kind::owner_ballots_differ, "3", "two flats"}));
    }
    auto silent = households({not_returned, agree, not_delivered});
    silent[0].owner = silent[2].owner = "two flats";
    EXPECT_EQ(outcome(silent).participation.heads.have, 1) << "neither was answered";
}

TEST(Consent, LetsOneAnswerStandForAllFlatsWhereTheRuleSaysSo) {
    DoubleMajority const rule{.answer_covers_all_flats = true};
    auto list = households({not_returned, agree, agree, oppose});
    list[0].owner = list[1].owner = "two flats";
    auto const result = outcome(list, rule);
    EXPECT_EQ(result.participation.area.have, SquareMetres{40'000});
    EXPECT_EQ(result.agreement.area.have, SquareMetres{30'000});
    EXPECT_EQ(result.agreement.heads.have, 2);
    list[0].ballot = oppose;
    EXPECT_FALSE(test_consent(list, rule)) << "two answers contradict each other";
}

TEST(Consent, CanAskForMoreThanAPartAndOfAllOwners) {
    DoubleMajority ordinary{.agreement_heads = {1, 2}, .agreement_area = {1, 2}, .strict_agreement = true};
    EXPECT_FALSE(outcome(households(repeat({{6, agree}, {6, oppose}})), ordinary).passes);
    auto const seven = outcome(households(repeat({{7, agree}, {5, oppose}})), ordinary);
    EXPECT_TRUE(seven.passes);
    EXPECT_EQ(seven.agreement.heads.least, 7);
    // Property Law art. 76, to the end of 2020: two thirds of all, no quorum.
    DoubleMajority const of_all{.participation_heads = 0,
                                .participation_area = 0,
                                .agreement_heads = {2, 3},
                                .agreement_area = {2, 3},
                                .base = AgreementBase::all_owners};
    EXPECT_TRUE(outcome(households(repeat({{8, agree}, {4, not_returned}})), of_all).secure);
    EXPECT_FALSE(outcome(households(repeat({{7, agree}, {5, not_returned}})), of_all).passes);
}

TEST(Consent, NamesTheFewestStillToBeWonInPublishedOrder) {
    auto const by_heads = outcome(households(repeat({{7, agree}, {5, not_returned}})));
    EXPECT_FALSE(by_heads.passes) << "7 of 12 take part";
    EXPECT_TRUE(by_heads.possible);
    EXPECT_THAT(by_heads.least_to_win, ElementsAre("8"));
    // Two heads are enough; the area asks for one of the large flats among them.
    auto const by_area =
        outcome(households(repeat({{6, agree}, {6, not_returned}}), {80, 80, 80, 80, 80, 80, 60, 60, 60, 200, 90, 90}));
    EXPECT_THAT(by_area.least_to_win, ElementsAre("7", "10"));
    auto const blocked = outcome(households(repeat({{8, agree}, {4, oppose}})));
    EXPECT_THAT(blocked.least_to_win, IsEmpty());
    EXPECT_THAT(blocked.least_to_persuade, ElementsAre("9"));
}

TEST(Consent, NeedsTheOwnerOfAnOccupiedPartWhateverTheRatios) {
    auto list = households(repeat({{11, agree}, {1, not_returned}}));
    list[11].must_agree = true;
    auto const missing = outcome(list);
    EXPECT_TRUE(missing.participation.holds() && missing.agreement.holds());
    EXPECT_FALSE(missing.passes);
    EXPECT_TRUE(missing.possible);
    EXPECT_THAT(missing.private_parts_missing, ElementsAre("12"));
    EXPECT_THAT(missing.least_to_win, ElementsAre("12"));
    list[11].ballot = oppose;
    EXPECT_TRUE(outcome(list).blocked);
    EXPECT_THAT(outcome(list).least_to_win, IsEmpty());
    EXPECT_THAT(outcome(list).least_to_persuade, ElementsAre("12"));
    list[11].ballot = agree;
    EXPECT_TRUE(outcome(list).secure);
}

TEST(Consent, NamesEveryFlatOfAnOwnerToBeWon) {
    auto list = households(repeat({{7, agree}, {5, not_delivered}}));
    list[7].owner = list[11].owner = "two flats";
    EXPECT_THAT(outcome(list).least_to_win, ElementsAre("8", "12"));
}

TEST(Consent, RefusesBadInputNamingTheHousehold) {
    using Kind = ConsentError::Kind;
    auto const kind_of = [](auto const& list, DoubleMajority const& rule = {}) {
        auto const result = test_consent(list, rule);
        return result ? std::optional<Kind>{} : result.error().kind;
    };
    EXPECT_EQ(kind_of(households({})), Kind::no_households);
    auto list = households({agree, agree});
    list[1].id = "1";
    EXPECT_EQ(kind_of(list), Kind::household_repeated);
    EXPECT_EQ(kind_of(households({agree}, {0})), Kind::area_not_positive);
    EXPECT_EQ(kind_of(households({agree}, {-3})), Kind::area_not_positive);
    list = households({agree});
    list[0].area = SquareMetres{household_area_max.hundredths() + 1};
    EXPECT_EQ(kind_of(list), Kind::area_too_large);
    list = households({agree});
    list[0].owner.clear();
    EXPECT_EQ(kind_of(list), Kind::owner_missing);
    EXPECT_EQ(kind_of(households({agree}), {.participation_area = {4, 3}}), Kind::threshold_out_of_range);
    EXPECT_EQ(kind_of(households({agree}), {.agreement_heads = {-1, 3}}), Kind::threshold_out_of_range);
}

// ---- properties -----------------------------------------------------------------------------------------------------

Ballot some_ballot() {
    return *rc::gen::element(agree, agree, agree, oppose, abstain, not_returned, not_returned, not_delivered);
}

std::vector<ConsentHousehold> some_households(int count_max) {
    auto const count = *rc::gen::inRange(1, count_max + 1);
    std::vector<ConsentHousehold> list;
    for (int i = 0; i < count; ++i) {
        auto const id = std::to_string(i + 1);
        // Few different areas, so that ties and exact thresholds occur.
        list.push_back({id, "o" + id,
                        SquareMetres{*rc::gen::element<std::int64_t>(4000, 6000, 8000, 8050, 12000, 30000)},
                        some_ballot()});
    }
    auto const shared = *rc::gen::inRange(0, 3);
    for (int i = 0; i < shared; ++i) {
        auto& from = list[*rc::gen::inRange<std::size_t>(0, list.size())];
        auto& to = list[*rc::gen::inRange<std::size_t>(0, list.size())];
        auto const owner = to.owner;
        auto const ballot = from.ballot;
        for (auto& household : list)
            if (household.owner == owner) {
                household.owner = from.owner;
                household.ballot = ballot;
            }
        for (auto& household : list)
            if (household.owner == from.owner) household.ballot = ballot;
    }
    for (auto& household : list) household.must_agree = *rc::gen::inRange(0, 12) == 0;
    return list;
}

DoubleMajority some_rule() {
    auto const part = [] {
        return *rc::gen::element(Fraction{1, 2}, Fraction{2, 3}, Fraction{3, 4}, Fraction{9, 10}, Fraction{1},
                                 Fraction{1, 3});
    };
    return {part(),
            part(),
            part(),
            part(),
            *rc::gen::arbitrary<bool>(),
            *rc::gen::element(AgreementBase::participants, AgreementBase::all_owners),
            false};
}

// The test of the law written down a second time, in cross-multiplied whole numbers.
bool passes_by_definition(std::vector<ConsentHousehold> const& list, DoubleMajority const& rule) {
    std::int64_t area[3] = {};  // all, taking part, agreeing
    std::set<std::string> heads[3];
    for (auto const& household : list) {
        if (household.must_agree && household.ballot != agree) return false;
        bool const in[3] = {true, is_answer(household.ballot), household.ballot == agree};
        for (int i = 0; i < 3; ++i)
            if (in[i]) {
                area[i] += household.area.hundredths();
                heads[i].insert(household.owner);
            }
    }
    auto const at_least = [](std::int64_t have, std::int64_t of, Fraction const& part, bool strict) {
        auto const left = have * *part.denominator().to_int64();
        auto const right = of * *part.numerator().to_int64();
        return strict ? left > right : left >= right;
    };
    auto const count = [&](int i) { return static_cast<std::int64_t>(heads[i].size()); };
    int const base = rule.base == AgreementBase::participants ? 1 : 0;
    return count(1) > 0 && at_least(count(1), count(0), rule.participation_heads, false) &&
           at_least(area[1], area[0], rule.participation_area, false) &&
           at_least(count(2), count(base), rule.agreement_heads, rule.strict_agreement) &&
           at_least(area[2], area[base], rule.agreement_area, rule.strict_agreement);
}

std::vector<ConsentHousehold> with(std::vector<ConsentHousehold> list, std::vector<std::string> const& owners,
                                   Ballot ballot) {
    for (auto& household : list)
        if (std::ranges::count(owners, household.owner) > 0) household.ballot = ballot;
    return list;
}

template <class Predicate>
std::vector<std::string> owners_of(std::vector<ConsentHousehold> const& list, Predicate wanted) {
    std::vector<std::string> owners;
    for (auto const& household : list)
        if (wanted(household) && std::ranges::count(owners, household.owner) == 0) owners.push_back(household.owner);
    return owners;
}

// Tries every set of these owners: the fewest, then the first in published order.
std::vector<std::string> smallest_by_trying(std::vector<ConsentHousehold> const& list, DoubleMajority const& rule,
                                            std::vector<std::string> const& owners) {
    std::optional<std::vector<std::size_t>> best;
    for (unsigned set = 0; set < 1U << owners.size(); ++set) {
        std::vector<std::size_t> members;
        std::vector<std::string> names;
        for (std::size_t i = 0; i < owners.size(); ++i)
            if (set >> i & 1U) {
                members.push_back(i);
                names.push_back(owners[i]);
            }
        if (best && std::pair(best->size(), *best) <= std::pair(members.size(), members)) continue;
        if (passes_by_definition(with(list, names, agree), rule)) best = members;
    }
    std::vector<std::string> flats;
    if (!best) return flats;
    for (auto const& household : list)
        for (auto i : *best)
            if (household.owner == owners[i]) flats.push_back(household.id);
    return flats;
}

RC_GTEST_PROP(Consent, DecidesAsTheLawIsWritten, ()) {
    auto const list = some_households(9);
    auto const rule = some_rule();
    auto const silent = owners_of(list, [](auto const& h) { return !is_answer(h.ballot); });
    auto const result = outcome(list, rule);
    RC_ASSERT(result.passes == passes_by_definition(list, rule));
    RC_ASSERT(result.possible == passes_by_definition(with(list, silent, agree), rule));
    RC_ASSERT(result.blocked == !result.possible);
    RC_ASSERT(result.passes ==
              (result.participation.holds() && result.agreement.holds() && result.private_parts_missing.empty()));
}

RC_GTEST_PROP(Consent, IsSecureWhenNoneOfTheMissingBallotsCanChangeIt, ()) {
    auto const list = some_households(8);
    auto const rule = some_rule();
    auto const silent = owners_of(list, [](auto const& h) { return !is_answer(h.ballot); });
    bool always = true;
    for (unsigned set = 0; set < 1U << silent.size(); ++set) {
        std::vector<std::string> against;
        for (std::size_t i = 0; i < silent.size(); ++i)
            if (set >> i & 1U) against.push_back(silent[i]);
        always = always && passes_by_definition(with(list, against, oppose), rule);
    }
    auto const result = outcome(list, rule);
    RC_ASSERT(result.secure == always);
    RC_ASSERT(!result.secure || result.passes);
    RC_ASSERT(!result.passes || result.possible);
}

RC_GTEST_PROP(Consent, FindsTheSmallestSetThatTryingAllWouldFind, ()) {
    auto const list = some_households(8);
    auto const rule = some_rule();
    auto const result = outcome(list, rule);
    auto const silent = owners_of(list, [](auto const& h) { return !is_answer(h.ballot); });
    auto const not_agreeing = owners_of(list, [](auto const& h) { return h.ballot != agree; });
    RC_ASSERT(result.least_to_win == smallest_by_trying(list, rule, silent));
    RC_ASSERT(result.least_to_persuade == smallest_by_trying(list, rule, not_agreeing));
}

RC_GTEST_PROP(Consent, DependsOnNoOrder, ()) {
    auto list = some_households(12);
    auto const rule = some_rule();
    auto const before = outcome(list, rule);
    for (std::size_t i = list.size() - 1; i > 0; --i)
        std::swap(list[i], list[*rc::gen::inRange<std::size_t>(0, i + 1)]);
    auto const after = outcome(list, rule);
    RC_ASSERT(before.participation == after.participation);
    RC_ASSERT(before.agreement == after.agreement);
    RC_ASSERT(before.secure == after.secure);
    RC_ASSERT(before.possible == after.possible);
}

RC_GTEST_PROP(Consent, NeverPassesMoreEasilyUnderAHigherThreshold, ()) {
    auto const list = some_households(12);
    auto rule = some_rule();
    auto const lower = outcome(list, rule);
    auto* const threshold = *rc::gen::element(&rule.participation_heads, &rule.participation_area,
                                              &rule.agreement_heads, &rule.agreement_area);
    *threshold += (Fraction{1} - *threshold) / Fraction{*rc::gen::inRange(1, 20)};
    auto const higher = outcome(list, rule);
    RC_ASSERT(!higher.passes || lower.passes);
    RC_ASSERT(!higher.secure || lower.secure);
    RC_ASSERT(!higher.possible || lower.possible);
}

RC_GTEST_PROP(Consent, NeverLosesByOneMoreAgreement, ()) {
    auto const list = some_households(12);
    auto const rule = some_rule();
    auto const before = outcome(list, rule);
    auto const owner = list[*rc::gen::inRange<std::size_t>(0, list.size())].owner;
    auto const after = outcome(with(list, {owner}, agree), rule);
    RC_ASSERT(!before.passes || after.passes);
    RC_ASSERT(!before.secure || after.secure);
}

RC_GTEST_PROP(Consent, LeastIsTheSmallestCountThatHolds, ()) {
    auto const list = some_households(12);
    auto const rule = some_rule();
    auto const result = outcome(list, rule);
    for (auto const& ratio : {result.participation.heads, result.agreement.heads})
        if (ratio.of > 0) RC_ASSERT(ratio.holds == (ratio.have >= ratio.least));
    for (auto const& ratio : {result.participation.area, result.agreement.area})
        if (ratio.of > SquareMetres{}) RC_ASSERT(ratio.holds == (ratio.have >= ratio.least));
}

}  // namespace
}  // namespace jiati::games
