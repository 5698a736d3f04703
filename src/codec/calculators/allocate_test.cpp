#include "codec/calculators/allocate.h"

#include "codec/calculators/refusals.h"
#include "codec/json.h"
#include "codec/refusals.h"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <string>

namespace jiati::codec::calculators {
namespace {

json::value answer(std::string const& text, std::string_view rule = {}) {
    auto const result = allocate(text, rule);
    EXPECT_TRUE(result) << result.error().code << " " << result.error().pointer;
    return result ? json::parse(to_json(*result)) : json::value{};
}

// "2 3 4 9"
std::string list(json::value const& answer, std::string_view field) {
    std::string text;
    if (answer.is_null()) return text;
    for (auto const& share : answer.at("shares").as_array())
        text += (text.empty() ? "" : " ") + std::string(share.at(field).as_string());
    return text;
}
std::string exact(std::string const& text, std::string_view rule = {}) { return list(answer(text, rule), "exact"); }

Refusal refusal(std::string const& text, std::string_view rule = {}) {
    auto const result = allocate(text, rule);
    EXPECT_FALSE(result) << (result ? to_json(*result) : "");
    return result ? Refusal{} : result.error();
}

// Vector A1.
std::string const airport = R"({"players":["a","b","c","d"],"airport":["8","11","13","18"],"rule":"shapley"})";

TEST(AllocationCalculator, SpeaksTheContract) {
    EXPECT_EQ(serialize(answer(airport)),
              R"({"rule":"shapley","total":"18","shares":[{"player":"a","exact":"2","rounded":"2.00"},)"
              R"({"player":"b","exact":"3","rounded":"3.00"},{"player":"c","exact":"4","rounded":"4.00"},)"
              R"({"player":"d","exact":"9","rounded":"9.00"}],"core":{"member":true,"max_excess":"-2",)"
              R"("coalition":["b","c","d"]}})");
}

TEST(AllocationCalculator, RulesOfAnAirportGame) {
    EXPECT_EQ(exact(airport, "nucleolus"), "13/4 13/4 13/4 33/4");
    EXPECT_EQ(exact(airport, "prenucleolus"), "13/4 13/4 13/4 33/4");
    EXPECT_EQ(exact(airport, "cec"), "13/3 13/3 13/3 5");
    EXPECT_EQ(list(answer(airport, "cec"), "rounded"), "4.34 4.33 4.33 5.00");
    EXPECT_EQ(exact(airport, "ceb"), "0 3 5 10");
    EXPECT_EQ(exact(airport, "sfc"), "8 3 2 5");
    EXPECT_EQ(exact(airport, "equal"), "9/2 9/2 9/2 9/2");
}

// Vector C1, floors 1 to 6 as players.
std::string const elements = R"({"players":["1","2","3","4","5","6"],"rule":"shapley","elements":[
    {"amount":"120000.00","users":["2","3","4","5","6"]},{"amount":"30000","users":["3","4","5","6"]},
    {"amount":"30000","users":["4","5","6"]},{"amount":"30000","users":["5","6"]},{"amount":"30000","users":["6"]},
    {"amount":"8000","users":["3"]},{"amount":"8000","users":["4"]},{"amount":"8000","users":["5"]},
    {"amount":"8000","users":["6"]}],"weights":{"1":"80","2":"80","3":95,"4":95,"5":"110","6":"110"},
    "unions":[["1"],["2"],["3"],["4"],["5"],["6"]]})";

TEST(AllocationCalculator, RulesOfAnElementGame) {
    EXPECT_EQ(exact(elements), "0 24000 39500 49500 64500 94500");
    EXPECT_EQ(answer(elements).at("total").as_string(), "272000.00");
    EXPECT_EQ(exact(elements, "weighted-shapley"),
              "0 960000/49 76777000/2009 284861000/6027 412631000/6027 593441000/6027");
    EXPECT_EQ(exact(elements, "nucleolus"), "0 42000 50000 50000 50000 80000");
    EXPECT_EQ(exact(elements, "owen"), exact(elements));
}

// Vector B3 and B2.
TEST(AllocationCalculator, RulesOfAnExplicitGame) {
    std::string const glove = R"({"players":["l","r","s"],"rule":"shapley","game":{"kind":"value",
        "values":{"1":"0","2":"0","3":"0","1,2":"1","3,1":"1","2,3":"0","1,2,3":"1"}}})";
    EXPECT_EQ(exact(glove), "2/3 1/6 1/6");
    EXPECT_EQ(exact(glove, "nucleolus"), "1 0 0");
    EXPECT_EQ(serialize(answer(glove).at("core")), R"({"member":false,"max_excess":"1/6","coalition":["l","r"]})");
    std::string const peleg = R"({"players":["1","2","3"],"rule":"prenucleolus","game":{"kind":"value",
        "values":{"1":0,"2":0,"3":0,"1,2":10,"1,3":0,"2,3":0,"1,2,3":2}}})";
    EXPECT_EQ(exact(peleg), "3 3 -4");
    EXPECT_EQ(exact(peleg, "nucleolus"), "1 1 0");
}

// Vectors D, E and F.
TEST(AllocationCalculator, RulesOfATotal) {
    EXPECT_EQ(list(answer(R"({"players":["3","4","5","6"],"total":"160000.00","rule":"proportional",
                              "weights":{"3":"1","4":"1","5":"3","6":"3"}})"),
                   "rounded"),
              "20000.00 20000.00 60000.00 60000.00");
    auto const thirds = answer(R"({"players":["a","b","c"],"total":"100","rule":"equal","round_to":"1"})");
    EXPECT_EQ(list(thirds, "rounded"), "34 33 33");
    EXPECT_EQ(list(thirds, "exact"), "100/3 100/3 100/3");
    EXPECT_TRUE(thirds.at("core").is_null());
    EXPECT_EQ(list(answer(R"({"players":["a","b","c"],"total":"-1.00","rule":"equal"})"), "rounded"),
              "-0.33 -0.33 -0.34");
    EXPECT_EQ(exact(R"({"players":["a","b","c"],"total":"12","rule":"equal-gain","benefits":{"a":10,"b":10,"c":10},
                        "limits":{"a":["0","3"],"b":["0","5"],"c":["0","20"]}})"),
              "3 9/2 9/2");
    EXPECT_EQ(exact(R"({"players":["a","b","c"],"total":"12","rule":"equal-gain","benefits":{"a":10,"b":10,"c":10},
                        "limits":{"a":["0","3"]}})"),
              "3 9/2 9/2");
    EXPECT_EQ(exact(R"({"players":["a","b"],"total":"3","rule":"fixed","amounts":{"b":"2","a":"1"}})"), "1 2");
    EXPECT_EQ(exact(R"({"players":["a","b"],"total":"30","rule":"percent","percents":{"b":"60","a":"40"}})"), "12 18");
    EXPECT_EQ(exact(R"({"players":["a","b"],"total":"30","rule":"steps","steps":{"a":"36","b":"72"}})"), "10 20");
}

std::string flats(std::string const& rule, std::string const& table) {
    return R"({"players":["101","201","301"],"total":"300","rule":")" + rule + R"(","table":)" + table +
           R"(,"households":[{"id":"301","floors":[2,3],"area_m2":"60"},{"id":"101","floors":[1],"area_m2":"80"},
               {"id":"201","floors":[2],"area_m2":"120.00"}]})";
}

TEST(AllocationCalculator, RulesOfAFloorTable) {
    EXPECT_EQ(exact(flats("coefficient", R"({"1":"0","2":"0.5","3":"1.0"})")), "0 150 150");
    EXPECT_EQ(exact(flats("floor-percent", R"({"1":"0","2":"40","3":"60"})")), "0 120 180");
    // A third and two thirds by height, which the intervals allow; then the upper one binds.
    EXPECT_EQ(exact(flats("intervals", R"({"1":"0","2":["30","40"],"3":["60","70"]})")), "0 100 200");
    EXPECT_EQ(exact(flats("intervals", R"({"1":"0","2":["30","60"],"3":["40","55"]})")), "0 135 165");
}

TEST(AllocationCalculator, EveryRuleOfTheContractIsKnown) {
    for (auto const* rule :
         {"equal", "proportional", "shapley", "weighted-shapley", "owen", "nucleolus", "prenucleolus", "cec", "ceb",
          "sfc", "equal-gain", "kalai-smorodinsky", "benefit-proportional", "fixed", "coefficient"}) {
        auto const result = allocate(airport, rule);
        EXPECT_TRUE(result || result.error().code == needed.text) << rule;
    }
    auto const unknown = refusal(airport, "fair");
    EXPECT_EQ(unknown.code, "calculator.unknown_rule");
    EXPECT_NE(unknown.arguments.at(1).value.find("weighted-shapley"), std::string::npos);
}

std::string replaced(std::string text, std::string const& from, std::string const& to) {
    EXPECT_NE(text.find(from), std::string::npos) << from;
    return text.replace(text.find(from), from.size(), to);
}

TEST(AllocationCalculator, SaysWhatIsWrongAndWhere) {
    auto const with = [](std::string const& from, std::string const& to) {
        return refusal(replaced(airport, from, to));
    };
    EXPECT_EQ(with(R"("8")", R"("-8")"), refuse(negative, "/airport/0", {{"value", "-8"}}));
    EXPECT_EQ(with(R"(,"18")", ""), refuse(count_differs, "/airport", {{"value", "3"}, {"expected", "4"}}));
    EXPECT_EQ(with(R"("d")", R"("a")"), refuse(repeated, "/players/3", {{"value", "a"}}));
    EXPECT_EQ(with(R"("a","b","c","d")", ""), refuse(nothing_given, "/players", {{"expected", "\"101\""}}));
    EXPECT_EQ(with(R"("8")", "1e309").code, "codec.bad_value");
    EXPECT_EQ(with(R"("8")", "8.5").pointer, "/airport/0");
    EXPECT_EQ(with(R"("8")", "NaN").code, "codec.bad_json");
    EXPECT_EQ(with(R"("8")", R"("1/0")").code, "codec.bad_value");
    EXPECT_EQ(with(R"("rule")", R"("rules")").code, "codec.unknown_field");
    EXPECT_EQ(with(R"("rule")", R"("total":"3","rule")").code, "calculator.one_of");
    EXPECT_EQ(with(R"("a")", "\"\xc0\xaf\"").code, "codec.bad_json");
    EXPECT_EQ(refusal(airport, "weighted-shapley"),
              refuse(needed, "/weights", {{"rule", "weighted-shapley"}, {"value", "weights"}}));
    EXPECT_EQ(refusal(replaced(airport, "}", R"(,"round_to":"0"})")).pointer, "/round_to");
    EXPECT_EQ(refusal(replaced(airport, "}", R"(,"round_to":"5"})")).code, "calculator.total_not_on_grid");
    EXPECT_EQ(refusal(replaced(airport, "}", R"(,"weights":{"a":1,"b":1,"c":1,"e":1}})")),
              refuse(unknown_name, "/weights/e", {{"value", "e"}}));
    EXPECT_EQ(refusal(replaced(airport, "}", R"(,"weights":{"a":1,"b":1,"d":1}})")).pointer, "/weights/c");
    EXPECT_EQ(refusal(replaced(airport, "}", R"(,"weights":{"a":0,"b":1,"c":1,"d":1}})"), "weighted-shapley").pointer,
              "/weights/a");
    EXPECT_EQ(refusal(replaced(airport, "}", R"(,"weights":{"a":0,"b":0,"c":0,"d":0}})"), "proportional"),
              refuse(all_zero, "/weights"));
    EXPECT_EQ(refusal(replaced(airport, "}", R"(,"unions":[["a","b"],["c"]]})"), "owen"),
              refuse(name_missing, "/unions", {{"value", "d"}}));
    EXPECT_EQ(refusal(replaced(elements, R"(["6"]},)", R"(["6","6"]},)")).pointer, "/elements/4/users/1");
    EXPECT_EQ(refusal(replaced(elements, R"(["6"]},)", R"([]},)")).pointer, "/elements/4/users");
    EXPECT_EQ(refusal(elements, "sfc"), refuse(needs_airport, "/rule", {{"rule", "sfc"}}));
}

TEST(AllocationCalculator, SaysWhatDoesNotCloseOrFit) {
    std::string const two = R"({"players":["a","b"],"total":"10.00","rule":"fixed","amounts":{"a":"4","b":"5"},
        "benefits":{"a":"6","b":"7"},"limits":{"a":["0","3"],"b":["0","4"]}})";
    EXPECT_EQ(refusal(two), refuse(does_not_close, "/amounts", {{"sum", "9"}, {"total", "10.00"}}));
    EXPECT_EQ(refusal(replaced(two, R"("b":"5")", R"("b":"5.5")")),
              refuse(does_not_close, "/amounts", {{"sum", "9.50"}, {"total", "10.00"}}));
    EXPECT_EQ(refusal(two, "equal-gain"), refuse(total_above, "/limits", {{"sum", "7"}, {"total", "10.00"}}));
    EXPECT_EQ(
        refusal(replaced(replaced(two, R"(["0","3"])", R"(["8","9"])"), R"(["0","4"])", R"(["3","4"])"), "equal-gain"),
        refuse(total_below, "/limits", {{"sum", "11"}, {"total", "10.00"}}));
    EXPECT_EQ(refusal(replaced(two, R"(["0","3"])", R"(["4","3"])")).pointer, "/limits/a");
    EXPECT_EQ(refusal(two, "nucleolus"), refuse(needs_game, "/total", {{"rule", "nucleolus"}}));
    EXPECT_EQ(refusal(flats("coefficient", R"({"1":"0","2":"1"})")),
              refuse(floor_not_in_table, "/table", {{"player", "301"}, {"floor", "3"}}));
    EXPECT_EQ(refusal(flats("floor-percent", R"({"1":"0","2":"40","3":"50","4":"10"})")),
              refuse(floor_has_no_flat, "/table/4", {{"floor", "4"}}));
    EXPECT_EQ(refusal(flats("floor-percent", R"({"1":"0","2":"40","3":"50"})")),
              refuse(does_not_close, "/table", {{"sum", "90"}, {"total", "100"}}));
    EXPECT_EQ(refusal(flats("intervals", R"({"2":["0","1"],"3":"50"})")).code, "calculator.total_above");
    EXPECT_EQ(refusal(flats("coefficient", R"({"1":"0","2":["0","1"],"3":"50"})")).pointer, "/table/2");
    EXPECT_EQ(refusal(replaced(flats("coefficient", R"({"1":"0","2":"1","3":"50"})"), R"("80")", R"("0")")).pointer,
              "/households/1/area_m2");
}

TEST(AllocationCalculator, AGameNeedsEveryCoalitionOnce) {
    std::string const game = R"({"players":["l","r"],"rule":"shapley","game":{"kind":"cost",
        "values":{"1":"3","2":"4","1,2":"5"}}})";
    EXPECT_EQ(exact(game), "2 3");
    EXPECT_EQ(refusal(replaced(game, R"("2":"4",)", "")),
              refuse(coalition_missing, "/game/values", {{"value", "2"}, {"expected", "3"}}));
    EXPECT_EQ(refusal(replaced(game, R"("2":)", R"("2,1":)")).code, "calculator.repeated");
    EXPECT_EQ(refusal(replaced(game, R"("2":)", R"("3":)")).code, "calculator.bad_coalition");
    EXPECT_EQ(refusal(replaced(game, R"("2":)", R"("":)")).code, "calculator.bad_coalition");
    EXPECT_EQ(refusal(replaced(game, R"("2":)", R"("1,1":)")).code, "calculator.bad_coalition");
    std::string many = R"({"rule":"shapley","game":{"kind":"cost","values":{}},"players":[)";
    for (int i = 0; i < 21; ++i) many += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\"";
    EXPECT_EQ(refusal(many + "]}"),
              refuse(too_many_players, "/game", {{"value", "21"}, {"limit", "20"}, {"rule", "shapley"}}));
}

TEST(AllocationCalculator, APublicQuestionMayNotMakeExactSumsLong) {
    std::string text = R"({"rule":"equal","total":"1","players":["0")";
    std::string weights;
    constexpr int count = 60;
    for (int i = 1; i < count; ++i) text += ",\"" + std::to_string(i) + "\"";
    for (int i = 0; i < count; ++i)
        weights += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":\"1/" + std::to_string(1'000'003 + 2 * i) + "\"";
    text += "],\"weights\":{" + weights + "}}";
    EXPECT_TRUE(allocate(text));
    auto const refused = allocate(text, {}, InputLimits::of_the_public());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "calculator.too_exact");
}

TEST(AllocationCalculator, NumbersArePrintedByTheirStep) {
    EXPECT_EQ(decimal_text(20000, {1, 100}), "20000.00");
    EXPECT_EQ(decimal_text({-1, 100}, {1, 100}), "-0.01");
    EXPECT_EQ(decimal_text({5, 2}, {1, 2}), "2.5");
    EXPECT_EQ(decimal_text(30, 10), "30");
    EXPECT_EQ(decimal_text({2, 3}, {1, 3}), "2/3");
}

// A ring: each player shares one element with the next, so that all are of different kinds.
std::string ring(int players) {
    std::string names, parts;
    for (int i = 0; i < players; ++i) {
        names += (i > 0 ? "," : "") + ("\"p" + std::to_string(i) + "\"");
        parts += std::string(i > 0 ? "," : "") + R"({"amount":")" + std::to_string(100 + i) + R"(","users":["p)" +
                 std::to_string(i) + R"(","p)" + std::to_string((i + 1) % players) + R"("]})";
    }
    return R"({"players":[)" + names + R"(],"elements":[)" + parts + R"(],"rule":"nucleolus"})";
}

TEST(Allocate, OverTheNetworkANucleolusOfTooManyKindsIsRefusedByItsSize) {
    auto const network = InputLimits::of_the_public();
    auto const refused = allocate(ring(33), {}, network);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(), refuse(too_much_work, {}, {{"value", "33"}, {"limit", "32"}}));
    EXPECT_TRUE(allocate(ring(33), "shapley", network)) << "another rule is no such work";
    EXPECT_TRUE(allocate(ring(6), {}, network));
    EXPECT_TRUE(allocate(ring(33))) << "on one's own machine";
}

}  // namespace
}  // namespace jiati::codec::calculators
