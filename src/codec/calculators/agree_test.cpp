#include "codec/calculators/agree.h"

#include "codec/calculators/refusals.h"
#include "codec/json.h"
#include "codec/refusals.h"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <string>
#include <vector>

namespace jiati::codec::calculators {
namespace {

// Households of 80 m² with one owner each and what they bear under option A (and B).
std::string document(std::vector<int> const& a, int cost_a, std::vector<int> const& b = {}, int cost_b = 0,
                     std::vector<int> const& floors = {}, std::string const& prices = "free") {
    std::string text = R"({"households":[)";
    for (std::size_t i = 0; i < a.size(); ++i) {
        text += (i == 0 ? R"({"id":"h)" : R"(,{"id":"h)") + std::to_string(i) + R"(","floor":)" +
                std::to_string(floors.empty() ? 1 : floors[i]) + R"(,"area_m2":"80.00","owner":"o)" +
                std::to_string(i) + R"(","acceptance":{"A":")" + std::to_string(a[i]) + "\"";
        if (!b.empty()) text += R"(,"B":)" + std::to_string(b[i]);
        text += "}}";
    }
    text += R"(],"options":[{"id":"A","cost":")" + std::to_string(cost_a) + "\"}";
    if (!b.empty()) text += R"(,{"id":"B","cost":")" + std::to_string(cost_b) + "\"}";
    return text + R"(],"rule":{"participation":"2/3","agreement":"3/4"},"prices":")" + prices +
           R"(","reading":"secure"})";
}

json::value answer(std::string const& text) {
    auto problem = read_agreement(text);
    EXPECT_TRUE(problem) << problem.error().code << " " << problem.error().pointer;
    if (!problem) return {};
    auto const result = agree(*std::move(problem));
    EXPECT_TRUE(result) << result.error().code << " " << result.error().pointer;
    return result ? json::parse(to_json(*result)) : json::value{};
}

Refusal refusal(std::string const& text) {
    auto problem = read_agreement(text);
    if (!problem) return problem.error();
    auto const result = agree(*std::move(problem));
    EXPECT_FALSE(result);
    return result ? Refusal{} : result.error();
}

std::string replaced(std::string text, std::string const& from, std::string const& to) {
    EXPECT_NE(text.find(from), std::string::npos) << from;
    return text.replace(text.find(from), from.size(), to);
}

std::vector<int> const bearing{-6, -2, 5, 12, 20, 33};  // of group H

TEST(AgreementCalculator, SpeaksTheContract) {
    auto const found = answer(document(bearing, 60));
    EXPECT_EQ(serialize(found.at("best").at("agrees")), R"(["h0","h1","h2","h3","h4","h5"])");
    EXPECT_EQ(found.at("best").at("option"), "A");
    EXPECT_EQ(found.at("best").at("heads"), 6);
    EXPECT_EQ(found.at("best").at("area_m2"), "480.00");
    EXPECT_EQ(found.at("best").at("collected"), "60.00");
    EXPECT_EQ(found.at("best").at("slack"), "2.00");
    EXPECT_EQ(serialize(found.at("best").at("prices")),
              R"({"h0":"-6.33","h1":"-2.33","h2":"4.67","h3":"11.67","h4":"19.66","h5":"32.66"})");
    EXPECT_TRUE(found.at("least_gap").is_null());
    EXPECT_TRUE(found.at("blockers").as_array().empty());
    EXPECT_EQ(found.at("cheapest_flip").at("cost"), "0.00");
    EXPECT_EQ(found.at("proven"), true);
    EXPECT_EQ(found.at("bound"), 6);
}

TEST(AgreementCalculator, AnswersTheVectors) {
    EXPECT_EQ(answer(document(bearing, 60, {-5, -3, 3, 9, 15, 24}, 45)).at("best").at("option"), "A");
    auto const missing = answer(document(bearing, 80));
    EXPECT_TRUE(missing.at("best").is_null());
    EXPECT_EQ(missing.at("least_gap").at("gap"), "12.00");
    EXPECT_EQ(serialize(missing.at("least_gap").at("agrees")), R"(["h1","h2","h3","h4","h5"])");
    std::vector<int> const floors{1, 2, 2, 3, 3};
    auto const by_floor = answer(document({-2, 0, 1, 4, 6}, 4, {}, 0, floors, "per-floor-monotone"));
    EXPECT_EQ(by_floor.at("best").at("heads"), 5);
    EXPECT_EQ(by_floor.at("best").at("collected"), "6.00");
    EXPECT_EQ(by_floor.at("best").at("slack"), "2.00");
    auto const dearer = answer(document({-2, 0, 1, 4, 6}, 7, {}, 0, floors, "per-floor-monotone"));
    EXPECT_EQ(serialize(dearer.at("best").at("prices")),
              R"({"h0":"0.00","h1":"0.00","h2":"0.00","h3":"4.00","h4":"4.00"})");
    ASSERT_EQ(dearer.at("blockers").as_array().size(), 1U);
    EXPECT_EQ(serialize(dearer.at("blockers").at(0)),
              R"({"id":"h0","option":"A","short_by":"2.00","cause":"net_benefit"})");
}

// The parts of an acceptance tell causes apart.
TEST(AgreementCalculator, AcceptanceMayBeStatedByItsParts) {
    std::string const text = R"({"households":[
        {"id":"a","area_m2":80,"owner":"a","benefit":{"A":"10"},"harm":{"A":"1"},"budget":"20","reserve":"2"},
        {"id":"b","area_m2":80,"owner":"b","benefit":{"A":"10"},"budget":"4"},
        {"id":"c","area_m2":80,"owner":"c","benefit":{}}],
        "options":[{"id":"A","cost":"11"}],"rule":{"participation":"1/2","agreement":"1/2"}})";
    auto const found = answer(text);
    EXPECT_EQ(found.at("best").at("slack"), "0.00");  // 10 − 1 − 2 and 4
    EXPECT_EQ(serialize(found.at("best").at("prices")), R"({"a":"7.00","b":"4.00","c":"0.00"})");
    EXPECT_EQ(serialize(found.at("blockers")), R"([{"id":"c","option":"A","short_by":null,"cause":"stance"}])");
}

TEST(AgreementCalculator, SaysWhatIsWrongAndWhere) {
    auto const good = document(bearing, 60);
    auto const with = [&](std::string const& from, std::string const& to) { return refusal(replaced(good, from, to)); };
    EXPECT_EQ(with(R"("cost":"60")", R"("cost":"-1")"), refuse(negative, "/options/0/cost", {{"value", "-1.00"}}));
    EXPECT_EQ(with("h1", "h0"), refuse(repeated, "/households/1/id", {{"value", "h0"}}));
    EXPECT_EQ(with(R"("acceptance":{"A")", R"("acceptance":{"C")"),
              refuse(unknown_name, "/households/0/acceptance/C", {{"value", "C"}}));
    EXPECT_EQ(with(R"("80.00")", R"("0")").pointer, "/households/0/area_m2");
    EXPECT_EQ(with(R"("owner":"o0",)", "").pointer, "/households/0/owner");
    EXPECT_EQ(with(R"("3/4")", R"("5/4")").code, "calculator.out_of_range");
    EXPECT_EQ(with(R"("free")", R"("any")").pointer, "/prices");
    EXPECT_EQ(with(R"("-6")", R"("-6.123")").pointer, "/households/0/acceptance/A");
    EXPECT_EQ(with(R"(,"acceptance":{"A":"-6"})", "").code, "calculator.one_of");
    EXPECT_EQ(with(R"("acceptance":{"A":"-6"})", R"("acceptance":{"A":"-6"},"budget":"1")").code, "calculator.one_of");
    EXPECT_EQ(with(R"("acceptance":{"A":"-6"})", R"("benefit":{"A":"900000000000"},"reserve":"-900000000000")").pointer,
              "/households/0");
    EXPECT_EQ(refusal(replaced(document(bearing, 60, {}, 0, {}, "per-floor"), R"("floor":1,)", "")).pointer,
              "/households/0/floor");
    EXPECT_EQ(refusal(replaced(good, "\"options\":[", "\"options\":[],\"x\":[")).code, "codec.unknown_field");
    EXPECT_EQ(refusal(R"({"households":[],"options":[{"id":"A","cost":"1"}],
                          "rule":{"participation":"2/3","agreement":"3/4"}})")
                  .pointer,
              "/households");
}

}  // namespace
}  // namespace jiati::codec::calculators
