#include "codec/calculators/consent.h"

#include "codec/calculators/policies_testing.h"

#include <gtest/gtest.h>

namespace jiati::codec::calculators {
namespace {

// Households of equal or given areas, one owner each, "101", "102", …
std::string document(std::string const& rule, std::vector<std::string> const& ballots,
                     std::vector<int> const& areas = {}) {
    std::string text = "{" + rule + R"(,"households":[)";
    for (std::size_t i = 0; i < ballots.size(); ++i) {
        text += (i == 0 ? R"({"id":")" : R"(,{"id":")") + std::to_string(101 + i) + R"(","area_m2":")" +
                std::to_string(areas.empty() ? 100 : areas[i]) + R"(","owner":"o)" + std::to_string(i) +
                R"(","ballot":")" + ballots[i] + R"("})";
    }
    return text + "]}";
}

std::string const civil_code = R"("rule":"cn-civil-code-278")";

std::vector<std::string> votes(int agree, int oppose, int silent) {
    std::vector<std::string> list(static_cast<std::size_t>(agree), "agree");
    list.insert(list.end(), static_cast<std::size_t>(oppose), "oppose");
    list.insert(list.end(), static_cast<std::size_t>(silent), "not_returned");
    return list;
}

json::value answer(std::string const& text) {
    auto const result = consent(text, policies());
    EXPECT_TRUE(result) << result.error().code << " " << result.error().pointer;
    return result ? json::parse(to_json(*result)) : json::value{};
}

Refusal refusal(std::string const& text) {
    auto const result = consent(text, policies());
    EXPECT_FALSE(result);
    return result ? Refusal{} : result.error();
}

TEST(ConsentCalculator, SpeaksTheContract) {
    EXPECT_EQ(serialize(answer(document(civil_code, votes(9, 1, 2)))),
              R"({"rule":"cn-civil-code-278","participation":{"heads":{"have":10,"of":12,"need":"2/3","holds":true},)"
              R"("area":{"have":"1000.00","of":"1200.00","need":"2/3","holds":true}},"agreement":{"heads":)"
              R"({"have":9,"of":10,"need":"3/4","holds":true},"area":{"have":"900.00","of":"1000.00","need":"3/4",)"
              R"("holds":true}},"passes":true,"secure":true,"least_to_win":[]})");
}

// The vectors of group G.
TEST(ConsentCalculator, AnswersTheVectors) {
    EXPECT_TRUE(answer(document(civil_code, votes(9, 3, 0))).at("passes").as_bool());
    EXPECT_TRUE(answer(document(civil_code, votes(8, 0, 4))).at("passes").as_bool());
    EXPECT_FALSE(answer(document(civil_code, votes(8, 0, 4))).at("secure").as_bool());
    EXPECT_TRUE(answer(document(civil_code, votes(8, 1, 3))).at("passes").as_bool());
    EXPECT_FALSE(answer(document(civil_code, votes(8, 4, 0))).at("passes").as_bool());
    auto const by_area = answer(document(
        civil_code,
        {"agree", "agree", "agree", "agree", "agree", "agree", "oppose", "agree", "agree", "agree", "oppose", "oppose"},
        {80, 80, 80, 80, 80, 80, 120, 120, 120, 120, 120, 120}));
    EXPECT_TRUE(by_area.at("agreement").at("heads").at("holds").as_bool());
    EXPECT_FALSE(by_area.at("agreement").at("area").at("holds").as_bool());
    EXPECT_FALSE(by_area.at("passes").as_bool());
}

TEST(ConsentCalculator, NobodyTakingPartIsNoAgreement) {
    auto const silent = answer(document(civil_code, votes(0, 0, 3)));
    EXPECT_FALSE(silent.at("agreement").at("heads").at("holds").as_bool());
    EXPECT_FALSE(silent.at("passes").as_bool());
    EXPECT_EQ(serialize(silent.at("least_to_win")), R"(["101","102"])");
}

TEST(ConsentCalculator, NamesTheFewestWhoseAgreementWins) {
    EXPECT_EQ(serialize(answer(document(civil_code, votes(6, 2, 4))).at("least_to_win")), R"([])");
    EXPECT_EQ(serialize(answer(document(civil_code, votes(5, 2, 5))).at("least_to_win")), R"(["108"])");
}

TEST(ConsentCalculator, ARuleIsAPackOrOneOfItsVotesOrWhatHeldOnADay) {
    auto const rule_of = [](std::string const& asked) {
        return std::string(answer(document(asked, votes(1, 0, 0))).at("rule").as_string());
    };
    EXPECT_EQ(rule_of(R"("rule":"cn-jiangxi-nanchang-2024")"), "cn-jiangxi-nanchang-2024");
    EXPECT_EQ(rule_of(R"("rule":"cn-civil-code-278-ordinary")"), "cn-civil-code-278-ordinary");
    EXPECT_EQ(rule_of(R"("rule":"cn-jiangxi-nanchang-2022")"), "cn-civil-code-278");  // leaves it to the nation
    EXPECT_EQ(rule_of(R"("policy":"cn-jiangxi-nanchang","date":"2020-06-01")"), "cn-property-law-76");
    EXPECT_EQ(rule_of(R"("policy":"cn-jiangxi-nanchang","date":"2023-06-01")"), "cn-civil-code-278");
    EXPECT_EQ(rule_of(R"("policy":"cn-civil-code-278","date":"2023-06-01")"), "cn-civil-code-278");
    EXPECT_EQ(rule_of(R"("rule":"cn-civil-code-278","matter":"use_maintenance_fund")"), "cn-civil-code-278-ordinary");
}

TEST(ConsentCalculator, OverHalfIsMoreThanHalf) {
    std::string const ordinary = R"("rule":"cn-civil-code-278-ordinary")";
    EXPECT_FALSE(answer(document(ordinary, votes(5, 5, 0))).at("passes").as_bool());
    EXPECT_TRUE(answer(document(ordinary, votes(6, 4, 0))).at("passes").as_bool());
}

// Shanghai asks the building and then the estate where common parts are occupied.
TEST(ConsentCalculator, ARuleWithSeveralVotesShowsEach) {
    std::string const shanghai = R"("rule":"cn-shanghai-2021","matter":"occupy_common_part")";
    auto const both = answer(document(shanghai, votes(5, 3, 4)));
    ASSERT_EQ(both.at("stages").as_array().size(), 2U);
    EXPECT_FALSE(both.at("stages").at(0).at("passes").as_bool());
    EXPECT_TRUE(both.at("stages").at(1).at("passes").as_bool());
    EXPECT_FALSE(both.at("passes").as_bool());
    EXPECT_EQ(both.at("least_to_win"), both.at("stages").at(0).at("least_to_win"));
    EXPECT_EQ(both.at("least_to_win").as_array().size(), 4U);
}

TEST(ConsentCalculator, SaysWhatIsWrongAndWhere) {
    auto const good = document(civil_code, votes(2, 0, 0));
    auto const with = [&](std::string const& from, std::string const& to) {
        auto text = good;
        text.replace(text.find(from), from.size(), to);
        return refusal(text);
    };
    EXPECT_EQ(with("\"rule\":\"cn-civil-code-278\",", ""), refuse(one_of, "", {{"expected", "rule, policy + date"}}));
    EXPECT_EQ(with("cn-civil-code-278", "cn-civil-code").code, "calculator.unknown_rule");
    EXPECT_EQ(with("cn-civil-code-278", "cn-civil-code").pointer, "/rule");
    EXPECT_NE(with("cn-civil-code-278", "x").arguments[1].value.find("cn-civil-code-278"), std::string::npos);
    EXPECT_EQ(with("102", "101"), refuse(repeated, "/households/1/id", {{"value", "101"}}));
    EXPECT_EQ(with("\"100\"", "\"0\""), refuse(not_positive, "/households/0/area_m2", {{"value", "0"}}));
    EXPECT_EQ(with("\"100\"", "\"-1\"").code, "calculator.not_positive");
    EXPECT_EQ(with("\"100\"", "\"80.123\"").code, "codec.bad_value");
    EXPECT_EQ(with("\"100\"", "1e309").code, "codec.bad_value");
    EXPECT_EQ(with("\"100\"", "NaN").code, "codec.bad_json");
    EXPECT_EQ(with("\"100\"", "\"99999999999\"").code, "calculator.out_of_range");
    EXPECT_EQ(with("agree", "yes").pointer, "/households/0/ballot");
    EXPECT_EQ(with("\"owner\":\"o0\",", "").pointer, "/households/0/owner");
    EXPECT_EQ(with("\"owner\"", "\"head\"").code, "codec.unknown_field");
    EXPECT_EQ(with("o0", "\xff").code, "codec.bad_json");
    EXPECT_EQ(refusal("{" + civil_code + R"(,"households":[]})"),
              refuse(nothing_given, "/households", {{"expected", "households"}}));
    EXPECT_EQ(refusal(std::string(100, '[')).code, "codec.too_long");
    EXPECT_EQ(refusal("[]").code, "codec.wrong_type");
    EXPECT_EQ(refusal("").code, "codec.bad_json");
    EXPECT_EQ(refusal(document(R"("policy":"cn-shanghai","date":"2006-01-01")", votes(1, 0, 0))).code,
              "calculator.no_rule_then");
}

TEST(ConsentCalculator, FlatsOfOneOwnerMayNotVoteDifferently) {
    auto text = document(civil_code, {"agree", "oppose"});
    text.replace(text.find("o1"), 2, "o0");
    EXPECT_EQ(refusal(text), refuse(ballots_differ, "/households/1/ballot", {{"owner", "o0"}}));
}

TEST(ConsentCalculator, NeedsTheOwnersOfOccupiedParts) {
    auto text = document(civil_code, votes(11, 1, 0));
    text.pop_back();
    auto const refused = answer(text + R"(,"private_parts":["112"]})");
    EXPECT_TRUE(refused.at("agreement").at("area").at("holds").as_bool());
    EXPECT_FALSE(refused.at("passes").as_bool());
    EXPECT_EQ(json::serialize(refused.at("private_parts_missing")), R"(["112"])");
    EXPECT_TRUE(answer(text + R"(,"private_parts":["101"]})").at("passes").as_bool());
    auto const unknown = refusal(text + R"(,"private_parts":["101","999"]})");
    EXPECT_EQ(unknown.code, "calculator.unknown_name");
    EXPECT_EQ(unknown.pointer, "/private_parts/1");
}

}  // namespace
}  // namespace jiati::codec::calculators
