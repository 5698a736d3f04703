#include "service/town.h"

#include <gtest/gtest.h>
#include <algorithm>

namespace jiati::service {
namespace {

class Cases : public testing::TestWithParam<std::string> {};

TEST_P(Cases, EveryStatedFigureComesOutOfTheMachine) {
    Town town;
    auto const played = town.play(GetParam());
    EXPECT_FALSE(played.figures.empty());
    for (auto const& figure : played.figures)
        EXPECT_TRUE(figure.equal) << GetParam() << ":" << figure.line << ": " << figure.figure << " is stated as "
                                  << figure.stated << ", computed " << figure.computed;
}

TEST_P(Cases, AreToldWithTheirSourceAndWhatWasAssumed) {
    auto const file = read_case(GetParam());
    EXPECT_FALSE(file.source.empty());
    EXPECT_FALSE(file.assumed.empty());
    for (auto const& assumed : file.assumed) EXPECT_FALSE(assumed.reason.empty()) << assumed.text;
    EXPECT_EQ(file.facts.empty(), GetParam() == "demo.yaml");
}

TEST_P(Cases, ReplayToTheSameBytesEverywhere) {
    Town first("same");
    Town second("same");
    first.play(GetParam());
    second.play(GetParam());
    auto const a = first.store.read_all(std::string(city), 0, 100'000);
    auto const b = second.store.read_all(std::string(city), 0, 100'000);
    ASSERT_TRUE(a && b);
    ASSERT_EQ(a->size(), b->size());
    for (std::size_t i = 0; i < a->size(); ++i) {
        EXPECT_EQ((*a)[i].payload, (*b)[i].payload);
        EXPECT_EQ((*a)[i].leaf, (*b)[i].leaf);
    }
}

std::string test_name(testing::TestParamInfo<std::string> const& parameter) {
    auto name = parameter.param.substr(0, parameter.param.find('.'));
    std::ranges::replace(name, '-', '_');
    return name;
}
INSTANTIATE_TEST_SUITE_P(All, Cases, testing::ValuesIn(case_names()), test_name);

TEST(CaseFile, AStepThatIsRefusedNamesFileAndLine) {
    auto file = read_case("b-police-dormitory.yaml");
    file.steps.at(4).data = R"({"unit":"$b2/二单元","households":[{"room":"101","floors":[1],"area":"-5.00"}]})";
    Town town;
    app::CasePlayer player(town.commands, town.queries, [](Refusal const& refusal) { return refusal.code; });
    auto const played = player.play(file, "b.yaml");
    ASSERT_FALSE(played);
    EXPECT_EQ(played.error().file, "b.yaml");
    EXPECT_GE(played.error().line, file.steps.at(4).line);
    EXPECT_NE(played.error().message.find("place.area_not_positive"), std::string::npos);
}

TEST(CaseFile, AFigureThatDiffersIsToldApart) {
    auto file = read_case("b-police-dormitory.yaml");
    file.expect.front().stated = "13";
    Town town;
    app::CasePlayer player(town.commands, town.queries, [](Refusal const& refusal) { return refusal.code; });
    auto const played = player.play(file, "b.yaml");
    ASSERT_TRUE(played);
    EXPECT_FALSE(played->holds());
    EXPECT_FALSE(played->figures.front().equal);
}

}  // namespace
}  // namespace jiati::service
