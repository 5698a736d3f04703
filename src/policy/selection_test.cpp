#include "policy/selection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace jiati::policy {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Date day(char const* text) { return Date::parse(text).value_or(Date{}); }

ConsentStage stage(std::string id, std::vector<std::string> matters) {
    ConsentStage result;
    result.id = std::move(id);
    result.matters = std::move(matters);
    return result;
}

Policy pack(std::string id, std::string area, char const* from, char const* to = nullptr) {
    Policy policy;
    policy.id = std::move(id);
    policy.area = std::move(area);
    policy.valid_from = day(from);
    if (to) policy.valid_to = day(to);
    return policy;
}

// The national pack and two of Nanchang, of which only the later one has a consent test of its own.
std::vector<Policy> packs() {
    auto national = pack("cn-civil-code-278", "cn", "2021-01-01");
    national.consent = {stage("cn-civil-code-278", {"lift_retrofit"})};
    national.sources = {{"civil-code", "民法典", ""}};
    national.notice = Notice{};
    national.gates = {{"consent", {"plan_published"}}};
    auto before = pack("nanchang-2022", "cn-jiangxi-nanchang", "2022-07-28", "2024-07-31");
    before.gates = {{"construction", {"approval_granted", "subsidy_filed"}}};
    before.sources = {{"nanchang", "南昌市", ""}};
    auto after = pack("nanchang-2024", "cn-jiangxi-nanchang", "2024-08-01");
    after.consent = {stage("nanchang-2024", {"lift_retrofit"})};
    return {national, before, after};
}

TEST(Selection, CoversAnAreaAtTheBoundaryOfItsSegments) {
    EXPECT_TRUE(covers("cn", "cn"));
    EXPECT_TRUE(covers("cn", "cn-jiangxi-nanchang/anyi/"));
    EXPECT_TRUE(covers("cn-jiangxi-nanchang", "cn-jiangxi-nanchang/anyi/longjin/"));
    EXPECT_TRUE(covers("cn-jiangxi-nanchang", "cn/jiangxi/nanchang/anyi"));
    EXPECT_FALSE(covers("cn-jiangxi-nan", "cn-jiangxi-nanchang"));
    EXPECT_FALSE(covers("cn-jiangxi-nanchang", "cn-jiangxi"));
    EXPECT_FALSE(covers("", "cn"));
}

TEST(Selection, PicksTheNarrowestPackValidOnTheDay) {
    auto const list = packs();
    auto const found = [&](char const* area, char const* date) {
        auto const* policy = find_policy(list, area, day(date));
        return policy ? policy->id : std::string("none");
    };
    EXPECT_EQ(found("cn-jiangxi-nanchang/anyi/", "2023-03-01"), "nanchang-2022");
    EXPECT_EQ(found("cn-jiangxi-nanchang/anyi/", "2024-07-31"), "nanchang-2022");
    EXPECT_EQ(found("cn-jiangxi-nanchang/anyi/", "2024-08-01"), "nanchang-2024");
    EXPECT_EQ(found("cn-jiangxi-nanchang/anyi/", "2022-01-01"), "cn-civil-code-278");
    EXPECT_EQ(found("cn-jiangxi-jiujiang/", "2023-03-01"), "cn-civil-code-278");
    EXPECT_EQ(found("cn-jiangxi-nanchang/", "2020-12-31"), "none");
    EXPECT_EQ(find_policy_by_id(list, "nanchang-2024"), &list[2]);
    EXPECT_EQ(find_policy_by_id(list, "nanchang-2025"), nullptr);
}

TEST(Selection, TakesTheLaterOfTwoPacksThatBothHold) {
    std::vector<Policy> const list{pack("late", "cn", "2022-01-01"), pack("early", "cn", "2021-01-01")};
    EXPECT_EQ(find_policy(list, "cn", day("2023-01-01"))->id, "late");
    EXPECT_EQ(find_policy(list, "cn", day("2021-06-01"))->id, "early");
    EXPECT_THAT(resolve_policy(list, "cn", day("2023-01-01"))->parts, ElementsAre("late"));
}

TEST(Selection, VotesOf2023InNanchangGoByTheNationalRule) {
    auto const in_2023 = resolve_policy(packs(), "cn-jiangxi-nanchang/anyi/", day("2023-03-01"));
    ASSERT_TRUE(in_2023);
    EXPECT_EQ(in_2023->policy.id, "nanchang-2022");
    EXPECT_THAT(in_2023->parts, ElementsAre("nanchang-2022", "cn-civil-code-278"));
    EXPECT_EQ(consent_stages(in_2023->policy, "lift_retrofit").at(0).id, "cn-civil-code-278");
    EXPECT_TRUE(in_2023->policy.notice);
    EXPECT_THAT(requirements_of(in_2023->policy, "construction"), ElementsAre("approval_granted", "subsidy_filed"));
    EXPECT_THAT(requirements_of(in_2023->policy, "consent"), IsEmpty()) << "gates are replaced as a whole";
    EXPECT_EQ(in_2023->policy.sources.size(), 2U);
    auto const in_2024 = resolve_policy(packs(), "cn-jiangxi-nanchang/anyi/", day("2024-09-01"));
    EXPECT_EQ(consent_stages(in_2024->policy, "lift_retrofit").at(0).id, "nanchang-2024");
    EXPECT_FALSE(resolve_policy(packs(), "cn-jiangxi-nanchang/", day("2020-01-01")));
}

TEST(Selection, NamesTheVotesAMatterNeedsInOrder) {
    auto shanghai = pack("shanghai", "cn-shanghai", "2021-01-01");
    shanghai.consent = {stage("building", {"lift_retrofit", "occupy_common_part"}),
                        stage("estate", {"occupy_common_part"})};
    auto const ids = [&](char const* matter) {
        std::vector<std::string> result;
        for (auto const& each : consent_stages(shanghai, matter)) result.push_back(each.id);
        return result;
    };
    EXPECT_THAT(ids("lift_retrofit"), ElementsAre("building"));
    EXPECT_THAT(ids("occupy_common_part"), ElementsAre("building", "estate"));
    EXPECT_THAT(ids("use_maintenance_fund"), IsEmpty());
}

TEST(Selection, PaysASubsidyByFloors) {
    Subsidy nanchang;
    nanchang.tiers = {{.floors_min = 4, .floors_max = 5, .amount = Fen::yuan(120'000), .part_of_cost = {}, .cap = {}},
                      {.floors_min = 6, .floors_max = {}, .amount = Fen::yuan(150'000), .part_of_cost = {}, .cap = {}}};
    auto const cost = Fen::yuan(310'000);
    EXPECT_EQ(subsidy_amount(nanchang, 3, cost), std::nullopt);
    EXPECT_EQ(subsidy_amount(nanchang, 4, cost), Fen::yuan(120'000));
    EXPECT_EQ(subsidy_amount(nanchang, 5, cost), Fen::yuan(120'000));
    EXPECT_EQ(subsidy_amount(nanchang, 6, cost), Fen::yuan(150'000));
    EXPECT_EQ(subsidy_amount(nanchang, 9, cost), Fen::yuan(150'000));
}

TEST(Selection, PaysAPartOfTheCostUpToACapRoundedDown) {
    Subsidy shanghai;
    shanghai.tiers = {
        {.floors_min = 1, .floors_max = {}, .amount = {}, .part_of_cost = Fraction{2, 5}, .cap = Fen::yuan(280'000)}};
    EXPECT_EQ(subsidy_amount(shanghai, 6, Fen::yuan(600'000)), Fen::yuan(240'000));
    EXPECT_EQ(subsidy_amount(shanghai, 6, Fen::yuan(760'000)), Fen::yuan(280'000));
    EXPECT_EQ(subsidy_amount(shanghai, 6, Fen{1'001}), Fen{400});
    shanghai.tiers[0].cap.reset();
    EXPECT_EQ(subsidy_amount(shanghai, 6, Fen::yuan(1'000'000)), Fen::yuan(400'000));
}

TEST(Selection, ExtendsACoefficientTableByItsStep) {
    CoefficientTable guangzhou;
    guangzhou.floors = {{1, 0}, {2, {1, 2}}, {3, 1}};
    EXPECT_EQ(coefficient_of(guangzhou, 4), std::nullopt);
    guangzhou.step_above = Fraction{1, 10};
    EXPECT_EQ(coefficient_of(guangzhou, 2), (Fraction{1, 2}));
    EXPECT_EQ(coefficient_of(guangzhou, 3), Fraction{1});
    EXPECT_EQ(coefficient_of(guangzhou, 7), (Fraction{7, 5}));
    EXPECT_EQ(coefficient_of(guangzhou, -1), std::nullopt);
    EXPECT_EQ(coefficient_of(CoefficientTable{}, 3), std::nullopt);
}

TEST(Selection, FindsTheIntervalTablesForALift) {
    auto policy = pack("beijing", "cn-beijing", "2022-08-19");
    EXPECT_THAT(interval_tables_for(policy, {6, EntryMode::level, false}), IsEmpty());
    policy.interval_tables.emplace(3);
    auto& tables = *policy.interval_tables;
    for (std::size_t i = 0; i < 3; ++i) tables[i].id = std::string(1, static_cast<char>('a' + i));
    for (auto& table : tables) table.building_floors = 6;
    tables[0].new_corridor = false;
    tables[1].entry = EntryMode::half_landing;
    tables[2].building_floors = 7;
    auto const ids = [&](LiftShape const& shape) {
        std::string result;
        for (auto const& table : interval_tables_for(policy, shape)) result += table.id;
        return result;
    };
    EXPECT_EQ(ids({6, EntryMode::level, false}), "a");
    EXPECT_EQ(ids({6, EntryMode::half_landing, false}), "ab");
    EXPECT_EQ(ids({6, EntryMode::half_landing, true}), "b");
    EXPECT_EQ(ids({6, EntryMode::level, true}), "");
    EXPECT_EQ(ids({7, EntryMode::level, true}), "c");
    EXPECT_EQ(ids({5, EntryMode::level, false}), "");
}

TEST(Selection, LetsCoOwnersBeTheUseUnitOnlyBeforeMay2023) {
    auto policy = pack("cn", "cn", "2021-01-01");
    policy.use_unit_rules = {{day("2021-01-01"), {"maintenance_firm", "co_owners"}, {}},
                             {day("2023-05-05"), {"maintenance_firm"}, {}}};
    EXPECT_THAT(use_unit_kinds_on(policy, day("2020-12-31")), IsEmpty());
    EXPECT_THAT(use_unit_kinds_on(policy, day("2023-05-04")), ElementsAre("maintenance_firm", "co_owners"));
    EXPECT_THAT(use_unit_kinds_on(policy, day("2023-05-05")), ElementsAre("maintenance_firm"));
}

}  // namespace
}  // namespace jiati::policy
