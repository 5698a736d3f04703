#include "codec/calculators/programme.h"

#include "codec/calculators/refusals.h"
#include "codec/json.h"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace jiati::codec::calculators {
namespace {

// The city of group H.
constexpr std::string_view city = "id,group,value,cost\n0,a,10,5\n1,a,40,4\n2,b,30,6\n3,b,50,3\n4,c,9,2\n";

ProgrammeQuestion question(std::string_view units) { return {{"units.csv", units}, Fen::yuan(10), {}, {}}; }

json::value answer(ProgrammeQuestion const& asked) {
    auto const result = programme(asked);
    EXPECT_TRUE(result) << result.error().code << " " << result.error().pointer;
    return result ? json::parse(to_json(*result)) : json::value{};
}

Refusal refusal(ProgrammeQuestion const& asked) {
    auto const result = programme(asked);
    EXPECT_FALSE(result);
    return result ? Refusal{} : result.error();
}

TEST(ProgrammeCalculator, AnswersTheVectors) {
    auto asked = question(city);
    auto const found = answer(asked);
    EXPECT_EQ(serialize(found.at("chosen")), R"(["1","3","4"])");
    EXPECT_EQ(found.at("value"), "99");
    EXPECT_EQ(found.at("cost"), "9.00");
    EXPECT_EQ(found.at("bound"), "99");
    EXPECT_EQ(found.at("gap"), "0");
    EXPECT_EQ(found.at("checked"), true);
    asked.group_min = {"min.csv", "group,amount\nc,2\n"};
    EXPECT_EQ(serialize(answer(asked).at("chosen")), R"(["1","3","4"])");
    asked.group_min = {"min.csv", "group,amount\na,5\n"};
    EXPECT_EQ(answer(asked).at("groups").at(0).at("floor"), "5.00");
    EXPECT_NE(serialize(answer(asked).at("chosen")), R"(["1","3","4"])");
}

TEST(ProgrammeCalculator, ValuesMayHaveDecimals) {
    EXPECT_EQ(answer(question("cost,value,group,id\n5,1.50,a,x\n5,2,a;b,y\n")).at("value"), "3.50");
}

TEST(ProgrammeCalculator, AMenuOffersSeveralLevelsOfOneUnit) {
    auto const found =
        answer(question("id,level,group,value,cost\n"
                        "1,full,a,9,6\n1,half,a,8,4\n2,full,b,7,6\n2,half,b,1,3\n"));
    EXPECT_EQ(serialize(found.at("levels")), R"({"1":"half","2":"full"})");
    EXPECT_EQ(serialize(found.at("chosen")), R"(["1","2"])");
    EXPECT_EQ(found.at("value"), "15");
    EXPECT_EQ(found.at("cost"), "10.00");
    EXPECT_FALSE(answer(question(city)).as_object().contains("levels"));
}

TEST(ProgrammeCalculator, AMenuThatMakesNoSenseIsRefused) {
    EXPECT_EQ(refusal(question("id,level,group,value,cost\n1,full,a,8,6\n1,half,a,8,4\n")).code,
              "calculator.level_not_rising");
    EXPECT_EQ(refusal(question("id,level,group,value,cost\n1,full,a,9,4\n1,half,a,8,4\n")).code,
              "calculator.level_not_rising");
    EXPECT_EQ(refusal(question("id,level,group,value,cost\n1,full,a,9,6\n1,half,b,8,4\n")).code,
              "calculator.other_groups");
    auto const twice = refusal(question("id,level,group,value,cost\n1,full,a,9,6\n1,full,a,8,4\n"));
    EXPECT_EQ(twice.code, "calculator.repeated");
    EXPECT_EQ(twice.pointer, "units.csv:3:level");
}

TEST(ProgrammeCalculator, WhatCannotBeIsAnAnswer) {
    auto asked = question(city);
    asked.group_min = {"min.csv", "group,amount\na,9\nb,9\n"};
    auto const result = programme(asked);
    ASSERT_TRUE(result);
    EXPECT_FALSE(result->found);
    EXPECT_EQ(result->infeasible->code, "calculator.floors_above_budget");
    EXPECT_EQ(to_json(*result), R"({"chosen":null,"value":null,"cost":null,"bound":null,"gap":null,)"
                                R"("infeasible":"calculator.floors_above_budget"})");
}

TEST(ProgrammeCalculator, SaysWhatIsWrongAndInWhichLine) {
    auto const at = [](std::string_view units) { return refusal(question(units)).pointer; };
    EXPECT_EQ(at("id,group,value,cost\n0,a,10,5\n0,a,40,4\n"), "units.csv:3:id");
    EXPECT_EQ(at("id,group,value,cost\n0,a,-10,5\n"), "units.csv:2:value");
    EXPECT_EQ(at("id,group,value,cost\n0,a,1e309,5\n"), "units.csv:2:value");
    EXPECT_EQ(at("id,group,value,cost\n0,a,10,0\n"), "units.csv:2:cost");
    EXPECT_EQ(at("id,group,value,cost\n0,,10,1\n"), "units.csv:2:group");
    EXPECT_EQ(at("id,group,value,cost\n0,a;a,10,1\n"), "units.csv:2:group");
    EXPECT_EQ(at("id,group,value,cost\n0,a,10\n"), "units.csv:2");
    EXPECT_EQ(at("id,group,value\n0,a,10\n"), "units.csv:1");
    EXPECT_EQ(at("id,group,value,cost,more\n0,a,10,1,1\n"), "units.csv:1");
    EXPECT_EQ(at("id,group,value,cost\n"), "units.csv");
    EXPECT_EQ(at(""), "units.csv");
    auto asked = question(city);
    asked.group_max = {"max.csv", "group,amount\nd,5\n"};
    EXPECT_EQ(refusal(asked), refuse(unknown_name, "max.csv:2:group", {{"value", "d"}}));
    asked.group_max = {"max.csv", "group,amount\na,5\na,6\n"};
    EXPECT_EQ(refusal(asked).pointer, "max.csv:3:group");
    asked = question(city);
    asked.budget = Fen{-1};
    EXPECT_EQ(refusal(asked).pointer, "--budget");
}

}  // namespace
}  // namespace jiati::codec::calculators
