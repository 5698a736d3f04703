#include "codec/calculators/building.h"

#include "codec/calculators/policies_testing.h"

#include <gtest/gtest.h>

namespace jiati::codec::calculators {
namespace {

Date const today = Date::of(2026, 11, 22);

json::value answer(std::string const& text) {
    auto const result = building(text, policies(), today);
    EXPECT_TRUE(result) << result.error().code << " " << result.error().pointer;
    return result ? json::parse(to_json(*result)) : json::value{};
}

Refusal refusal(std::string const& text) {
    auto const result = building(text, policies(), today);
    EXPECT_FALSE(result);
    return result ? Refusal{} : result.error();
}

// Six floors, one door each, 400,000 yuan.
std::string six(std::string const& more) {
    return R"({"floors":6,"first_floor":1,"households_per_floor":[1,1,1,1,1,1],"cost":"400000.00")" + more + "}";
}
std::string const nanchang = R"(,"city":"cn-jiangxi-nanchang")";

std::vector<std::string> keys(json::value const& answer) {
    std::vector<std::string> list;
    for (auto const& rule : answer.at("rules").as_array()) list.emplace_back(rule.at("key").as_string());
    return list;
}

TEST(BuildingCalculator, ShowsEveryDoorUnderThreeRules) {
    auto const made = answer(six(R"(,"subsidy":"150000.00")" + nanchang));
    EXPECT_EQ(made.at("to_share").as_string(), "250000.00");
    EXPECT_EQ(serialize(made.at("subsidy")), R"({"amount":"150000.00","rule":null,"basis":null})");
    EXPECT_EQ(serialize(made.at("doors").at(5)), R"({"floor":6,"door":"601"})");
    EXPECT_EQ(keys(made), (std::vector<std::string>{"area", "equal-payers", "shapley"}));
    EXPECT_EQ(serialize(made.at("rules").at(1).at("shares")),
              R"(["0.00","0.00","62500.00","62500.00","62500.00","62500.00"])");
    // 100,000 of the subsidy pay the pit, 50,000 a sixth of the storeys: 50,000 each are left.
    EXPECT_EQ(serialize(made.at("rules").at(2).at("shares")),
              R"(["0.00","10000.00","22500.00","39166.67","64166.67","114166.66"])");
    EXPECT_EQ(serialize(made.at("assumed")), R"({"pit_part":"1/4","equal_areas":true})");
}

TEST(BuildingCalculator, SaysWhoPaysForOthers) {
    auto const made = answer(six(R"(,"subsidy":"150000.00")"));
    // By area everybody pays 41,666.67, and the ground floor needs nothing: floors 1 and 2 pay 83,333.33 for what costs
    // 50,000, floor 1 alone 41,666.66 for nothing.
    EXPECT_EQ(serialize(made.at("rules").at(0).at("paying_for_others")),
              R"({"rooms":["101"],"floors":[1],"by":"41666.66"})");
    EXPECT_TRUE(made.at("rules").at(2).at("paying_for_others").is_null());
}

TEST(BuildingCalculator, TakesTheSubsidyOfTheCitysRuleOfTheDay) {
    auto const subsidy = [](std::string const& more) { return answer(six(more)).at("subsidy"); };
    EXPECT_EQ(serialize(subsidy(nanchang + R"(,"on":"2026-11-22")")),
              R"({"amount":"150000.00","rule":"cn-jiangxi-nanchang-2024","basis":"南昌市加装电梯补贴"})");
    EXPECT_EQ(subsidy(nanchang).at("rule").as_string(), "cn-jiangxi-nanchang-2024");
    EXPECT_EQ(subsidy(nanchang + R"(,"on":"2021-05-01")").at("amount").as_string(), "100000.00");
    EXPECT_EQ(subsidy(R"(,"city":"cn-guangdong-guangzhou")"), nullptr);
    EXPECT_EQ(subsidy(""), nullptr);
}

TEST(BuildingCalculator, ASubsidyOfTheRuleStopsAtTheCost) {
    auto const made =
        answer(R"({"floors":6,"households_per_floor":[1,1,1,1,1,1],"cost":"90000.00","city":"cn-jiangxi-nanchang"})");
    EXPECT_EQ(made.at("subsidy").at("amount").as_string(), "90000.00");
    EXPECT_EQ(made.at("to_share").as_string(), "0.00");
}

TEST(BuildingCalculator, TakesTheTableOfTheCity) {
    auto const made = answer(six(R"(,"city":"cn-guangdong-guangzhou","area_m2":["80","80","80","80","80",160])"));
    EXPECT_EQ(keys(made).front(), "cn-guangdong-guangzhou-8");
    EXPECT_EQ(made.at("rules").at(0).at("name").at("en").as_string(), "Guangzhou measures, article 8");
    // 0 : 0.5 : 1 : 1.1 : 1.2 : 2 × 1.3, together 6.4
    EXPECT_EQ(serialize(made.at("rules").at(0).at("shares")),
              R"(["0.00","31250.00","62500.00","68750.00","75000.00","162500.00"])");
}

TEST(BuildingCalculator, AGroundRowWithoutHomesIsStillTheGround) {
    auto const made =
        answer(R"({"floors":2,"first_floor":2,"households_per_floor":[1,2],"cost":"400.00","subsidy":"0.00"})");
    EXPECT_EQ(serialize(made.at("doors")),
              R"([{"floor":2,"door":"201"},{"floor":3,"door":"301"},{"floor":3,"door":"302"}])");
    EXPECT_EQ(serialize(made.at("rules").at(2).at("shares")), R"(["83.34","158.33","158.33"])");
}

TEST(BuildingCalculator, TwoFloorsHaveNobodyFromTheThirdUp) {
    EXPECT_EQ(keys(answer(R"({"floors":2,"households_per_floor":[2,2],"cost":"100"})")),
              (std::vector<std::string>{"area", "shapley"}));
}

TEST(BuildingCalculator, SaysWhatIsWrongAndWhere) {
    EXPECT_EQ(refusal(six(R"(,"subsidy":"400000.01")")),
              refuse(subsidy_above_cost, "/subsidy", {{"value", "400000.01"}, {"expected", "400000.00"}}));
    EXPECT_EQ(refusal(six(R"(,"subsidy":"-1")")).code, "calculator.negative");
    EXPECT_EQ(refusal(six(R"(,"area_m2":["80"])")),
              refuse(count_differs, "/area_m2", {{"value", "1"}, {"expected", "6"}}));
    EXPECT_EQ(refusal(six(R"(,"area_m2":["80","80","0","80","80","80"])")).pointer, "/area_m2/2");
    EXPECT_EQ(refusal(six(R"(,"city":"de-berlin")")).pointer, "/city");
    EXPECT_EQ(refusal(six(R"(,"on":"2026-02-30")")).pointer, "/on");
    EXPECT_EQ(refusal(six(R"(,"name":"x")")).code, "codec.unknown_field");
    EXPECT_EQ(refusal(R"({"floors":3,"households_per_floor":[2,0],"cost":"1"})").pointer, "/households_per_floor");
    EXPECT_EQ(refusal(R"({"floors":2,"households_per_floor":[2,0],"cost":"1"})"),
              refuse(nobody_rides, "/households_per_floor"));
    EXPECT_EQ(refusal(R"({"floors":2,"households_per_floor":[0,0],"cost":"1"})").code, "calculator.nobody_rides");
    EXPECT_EQ(refusal(R"({"floors":0,"households_per_floor":[],"cost":"1"})").pointer, "/floors");
    EXPECT_EQ(refusal(R"({"floors":2,"households_per_floor":[1,51],"cost":"1"})").pointer, "/households_per_floor/1");
    EXPECT_EQ(refusal(R"({"floors":2,"households_per_floor":[1,1]})").pointer, "/cost");
}

}  // namespace
}  // namespace jiati::codec::calculators
