#include "games/lift_elements.h"

#include "games/shapley.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace jiati::games {
namespace {

using Kind = LiftElement::Kind;

// What each flat pays when every element is split equally among its users: the definition of Shapley for elements.
std::vector<Fraction> equal_splits(LiftElements const& elements) {
    std::vector<Fraction> shares(elements.players);
    for (auto const& element : elements.elements)
        for (auto const user : element.users)
            shares[user] += element.amount / Fraction{static_cast<std::int64_t>(element.users.size())};
    return shares;
}

Fraction sum_of(LiftElements const& elements) {
    Fraction sum;
    for (auto const& element : elements.elements) sum += element.amount;
    return sum;
}

// One flat on each of six floors.
LiftWorks six_floors(Fraction cost, Fraction subsidy = {}) {
    LiftWorks works;
    works.cost = std::move(cost);
    works.subsidy = std::move(subsidy);
    works.access_floors = {1, 2, 3, 4, 5, 6};
    return works;
}

TEST(LiftElements, AQuarterIsThePitAndTheRestIsTheWayUp) {
    auto const elements = lift_elements(six_floors(400'000));
    ASSERT_TRUE(elements);
    ASSERT_EQ(elements->elements.size(), 6U);
    EXPECT_EQ(elements->elements[0].kind, Kind::pit);
    EXPECT_EQ(elements->elements[0].amount, Fraction{100'000});
    EXPECT_EQ(elements->elements[0].users, (std::vector<Player>{1, 2, 3, 4, 5}));
    for (int floor = 2; floor <= 6; ++floor) {
        auto const& element = elements->elements[static_cast<std::size_t>(floor) - 1];
        EXPECT_EQ(element.to, (LiftStop{floor, false}));
        EXPECT_EQ(element.amount, Fraction{60'000});
        EXPECT_EQ(element.users.size(), static_cast<std::size_t>(7 - floor));
    }
    EXPECT_EQ(equal_splits(*elements), (std::vector<Fraction>{0, 32'000, 47'000, 67'000, 97'000, 157'000}));
}

TEST(LiftElements, TheSubsidyPaysForThePitFirst) {
    auto const elements = lift_elements(six_floors(400'000, 60'000));
    ASSERT_TRUE(elements);
    EXPECT_EQ(elements->elements[0].gross, Fraction{100'000});
    EXPECT_EQ(elements->elements[0].amount, Fraction{40'000});
    EXPECT_EQ(elements->elements[1].amount, Fraction{60'000});
}

TEST(LiftElements, WhatIsLeftOfTheSubsidyLowersTheStoreysAlike) {
    auto const elements = lift_elements(six_floors(400'000, 250'000));
    ASSERT_TRUE(elements);
    EXPECT_EQ(elements->elements[0].amount, Fraction{0});
    for (std::size_t i = 1; i < 6; ++i) EXPECT_EQ(elements->elements[i].amount, Fraction{30'000});
}

TEST(LiftElements, ASubsidyOfTheWholeCostLeavesNothing) {
    auto const elements = lift_elements(six_floors(400'000, 400'000));
    ASSERT_TRUE(elements);
    for (auto const& element : elements->elements) EXPECT_TRUE(element.amount.is_zero());
}

// Layout of vector C2: half landings 3-4 and 5-6, each shared by two floors.
TEST(LiftElements, FlatsUseTheNearestStopAndShareALanding) {
    auto works = six_floors(90'000);
    works.stops = {{5, true}, {3, true}};
    works.pit_part = 0;
    auto const elements = lift_elements(works);
    ASSERT_TRUE(elements);
    ASSERT_EQ(elements->elements.size(), 3U);
    EXPECT_EQ(elements->elements[1].to, (LiftStop{3, true}));
    EXPECT_EQ(elements->elements[1].storeys, (Fraction{5, 2}));
    EXPECT_EQ(elements->elements[1].amount, Fraction{50'000});
    EXPECT_EQ(elements->elements[1].users, (std::vector<Player>{2, 3, 4, 5}));
    EXPECT_EQ(elements->elements[2].storeys, Fraction{2});
    EXPECT_EQ(elements->elements[2].amount, Fraction{40'000});
    EXPECT_EQ(elements->elements[2].users, (std::vector<Player>{4, 5}));
}

TEST(LiftElements, OfTwoLandingsEquallyNearTheLowerIsUsed) {
    LiftWorks works;
    works.cost = 80;
    works.access_floors = {2, 3};
    works.stops = {{1, true}, {2, true}, {3, true}};
    works.pit_part = 0;
    auto const elements = lift_elements(works);
    ASSERT_TRUE(elements);
    ASSERT_EQ(elements->elements.size(), 3U);
    EXPECT_EQ(elements->elements[1].to, (LiftStop{1, true}));
    EXPECT_EQ(elements->elements[2].to, (LiftStop{2, true}));
    EXPECT_EQ(elements->elements[1].amount, (Fraction{80, 3}));
}

TEST(LiftElements, StoreysThatNobodyRidesToAreNotCounted) {
    auto works = six_floors(120);
    works.access_floors = {6, 1, 3, 3};
    auto const elements = lift_elements(works);
    ASSERT_TRUE(elements);
    ASSERT_EQ(elements->elements.size(), 3U);
    EXPECT_EQ(elements->elements[0].users, (std::vector<Player>{0, 2, 3}));
    EXPECT_EQ(elements->elements[1].storeys, Fraction{2});
    EXPECT_EQ(elements->elements[1].amount, Fraction{36});
    EXPECT_EQ(elements->elements[2].amount, Fraction{54});
    EXPECT_EQ(elements->elements[2].users, (std::vector<Player>{0}));
}

TEST(LiftElements, TheGameHasTheElementsWithWhatIsLeftToShare) {
    auto const elements = lift_elements(six_floors(400'000, 60'000));
    ASSERT_TRUE(elements);
    auto const game = elements->game();
    EXPECT_EQ(game.players, 6U);
    ASSERT_EQ(game.elements.size(), 6U);
    EXPECT_EQ(game.elements[0], (CostElement{40'000, {1, 2, 3, 4, 5}}));
}

TEST(LiftElements, TheAirportGameHasWhatEachNeeds) {
    auto const elements = lift_elements(six_floors(400'000, 60'000));
    ASSERT_TRUE(elements);
    EXPECT_EQ(elements->airport().costs, (std::vector<Fraction>{0, 100'000, 160'000, 220'000, 280'000, 340'000}));
    EXPECT_EQ(shapley(elements->airport()), shapley(elements->game()));
}

TEST(LiftElements, WhatCannotBeIsRefused) {
    auto const refused = [](LiftWorks const& works, LiftElementsError error) {
        auto const elements = lift_elements(works);
        ASSERT_FALSE(elements);
        EXPECT_EQ(elements.error(), error);
    };
    auto works = six_floors(10);
    works.access_floors.clear();
    refused(works, LiftElementsError::no_flats);
    refused(six_floors(-1), LiftElementsError::cost_negative);
    refused(six_floors(10, -1), LiftElementsError::subsidy_negative);
    refused(six_floors(10, 11), LiftElementsError::subsidy_above_cost);
    works = six_floors(10);
    works.pit_part = {5, 4};
    refused(works, LiftElementsError::pit_part_out_of_range);
    works = six_floors(10);
    works.stops = {{1, false}};
    refused(works, LiftElementsError::stop_not_above_entry);
    works = six_floors(10);
    works.access_floors = {1, 0, 1};
    refused(works, LiftElementsError::nobody_rides);
}

RC_GTEST_PROP(LiftElements, AmountsSumToWhatIsLeftAreNeverNegativeAndNest, ()) {
    LiftWorks works;
    works.cost = *rc::gen::inRange<std::int64_t>(0, 1'000'000);
    works.subsidy = *rc::gen::inRange<std::int64_t>(0, *works.cost.to_int64() + 1);
    works.pit_part = {*rc::gen::inRange<std::int64_t>(0, 5), 4};
    works.access_floors = *rc::gen::container<std::vector<int>>(8, rc::gen::inRange(-1, 10));
    works.access_floors.push_back(7);
    for (auto const half : *rc::gen::container<std::vector<int>>(3, rc::gen::inRange(7, 16)))
        if (*rc::gen::arbitrary<bool>()) works.stops.push_back({half / 2, half % 2 == 1});
    auto const elements = lift_elements(works);
    RC_ASSERT(elements.has_value());
    RC_ASSERT(sum_of(*elements) == works.cost - works.subsidy);
    for (std::size_t i = 0; i < elements->elements.size(); ++i) {
        auto const& element = elements->elements[i];
        RC_ASSERT(!element.amount.is_negative());
        RC_ASSERT(std::ranges::is_sorted(element.users));
        RC_ASSERT(!element.users.empty());
        if (i > 0) RC_ASSERT(std::ranges::includes(elements->elements[i - 1].users, element.users));
    }
}

}  // namespace
}  // namespace jiati::games
