#include "codec/calculators/daylight.h"

#include "codec/calculators/refusals.h"
#include "codec/json.h"
#include "codec/refusals.h"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <string>

namespace jiati::codec::calculators {
namespace {

json::value answer(std::string const& text) {
    auto const result = daylight(text);
    EXPECT_TRUE(result) << result.error().code << " " << result.error().pointer;
    return result ? json::parse(to_json(*result)) : json::value{};
}

Refusal refusal(std::string const& text, DaylightLimits const& limits = {}) {
    auto const result = daylight(text, limits);
    EXPECT_FALSE(result);
    return result ? Refusal{} : result.error();
}

std::string replaced(std::string text, std::string const& from, std::string const& to) {
    EXPECT_NE(text.find(from), std::string::npos) << from;
    return text.replace(text.find(from), from.size(), to);
}

bool has(json::value const& list, std::string_view code) {
    return std::ranges::any_of(list.as_array(), [&](auto const& one) {
        return (one.is_string() ? one.as_string() : one.at("code").as_string()) == code;
    });
}

// Two windows of the reference's scene 3.
std::string const scene = R"({"lat": 28.682, "lon": 115.858, "seed": 3, "boxes": [
    {"cx": 0.0, "cy": 0.0, "sx": 46.33, "sy": 10.48, "z0": 0, "z1": 15.6, "yaw": 15.0},
    {"cx": -20.9718, "cy": 27.9236, "sx": 30.4, "sy": 11, "z0": 0, "z1": 33.6, "yaw": 15.0},
    {"cx": 1.5023, "cy": -33.5027, "sx": 37.03, "sy": 11, "z0": 0, "z1": 33.6, "yaw": 15.66}], "lift": [
    {"cx": 0.5674, "cy": -8.4925, "sx": 2.04, "sy": 2.04, "z0": 0, "z1": 16.55, "yaw": 15.0},
    {"cx": 0.0329, "cy": -6.4979, "sx": 2.4, "sy": 2.09, "z0": 2.85, "z1": 5.35, "yaw": 15.0},
    {"cx": 0.0329, "cy": -6.4979, "sx": 2.4, "sy": 2.09, "z0": 5.85, "z1": 8.35, "yaw": 15.0},
    {"cx": 0.0329, "cy": -6.4979, "sx": 2.4, "sy": 2.09, "z0": 8.85, "z1": 11.35, "yaw": 15.0},
    {"cx": 0.0329, "cy": -6.4979, "sx": 2.4, "sy": 2.09, "z0": 11.85, "z1": 14.35, "yaw": 15.0}], "windows": [
    {"id": "F3R", "x": 2.4863, "y": -4.7586, "z": 6.9, "w": 1.2, "h": 1.5, "az": 165},
    {"id": "F1L", "x": -3.174, "y": -6.2753, "z": 0.9, "w": 1.2, "h": 1.5, "az": 165}]})";

TEST(DaylightCalculator, SpeaksTheContract) {
    auto const found = answer(scene);
    auto const& window = found.at("windows").at(1);
    EXPECT_EQ(window.at("id"), "F1L");
    auto const number = [](json::value const& value) { return value.to_number<double>(); };
    EXPECT_NEAR(number(window.at("before").at("vsc")), 18.22, 0.15);
    EXPECT_NEAR(number(window.at("after").at("vsc")), 10.13, 0.15);
    EXPECT_NEAR(number(window.at("before").at("dahan")), 171, 3);
    EXPECT_NEAR(number(window.at("after").at("dahan")), 140, 3);
    EXPECT_NEAR(number(window.at("after").at("dongzhi")), 72, 3);
    EXPECT_NEAR(number(window.at("vsc_ratio")), 10.13 / 18.22, 0.01);
    EXPECT_LT(number(window.at("indoor_ratio")), 1);
    EXPECT_EQ(window.at("after").at("vsc_glass"), window.at("after").at("vsc"));
    EXPECT_TRUE(has(window.at("notes"), "noticeable_by_foreign_reference"));
    auto const& marks = window.at("interval").at("vsc_after").as_array();
    EXPECT_LT(number(marks[0]), number(window.at("after").at("vsc")));
    EXPECT_GT(number(marks[1]), number(window.at("after").at("vsc")));
    EXPECT_EQ(found.at("worst_first").at(0), "F1L");
    EXPECT_TRUE(found.at("warnings").as_array().empty());
    EXPECT_TRUE(has(found.at("words"), "estimate_no_substitute"));
    EXPECT_FALSE(found.as_object().contains("options"));
    // The same bytes again.
    EXPECT_EQ(to_json(*daylight(scene)), to_json(*daylight(replaced(scene, "\"seed\": 3", "\"seed\": 99"))));
}

TEST(DaylightCalculator, GlassAndRules) {
    auto const opaque = answer(scene).at("windows").at(1);
    auto const glass = answer(replaced(scene, "\"seed\": 3", "\"glass\": 0.5")).at("windows").at(1);
    EXPECT_EQ(glass.at("after").at("vsc"), opaque.at("after").at("vsc"));
    EXPECT_EQ(glass.at("after").at("dahan"), opaque.at("after").at("dahan"));
    EXPECT_GT(glass.at("after").at("vsc_glass").to_number<double>(),
              opaque.at("after").at("vsc").to_number<double>() + 1);
    auto const ruled = answer(replaced(
        scene, "\"seed\": 3", R"("rules": {"lit": "any", "draws": 0, "required": {"day": "dahan", "minutes": 150}})"));
    auto const& window = ruled.at("windows").at(1);
    EXPECT_TRUE(window.at("interval").is_null());
    EXPECT_TRUE(has(ruled.at("words"), "no_interval"));
    EXPECT_GT(window.at("after").at("dahan").to_number<double>(), opaque.at("after").at("dahan").to_number<double>());
    auto const near =
        answer(replaced(scene, "\"seed\": 3", R"("rules": {"required": {"day": "dahan", "minutes": 142}})"));
    EXPECT_TRUE(has(near.at("windows").at(1).at("notes"), "falls_below_required"));
    EXPECT_TRUE(has(near.at("windows").at(1).at("notes"), "near_threshold"));
}

TEST(DaylightCalculator, OptionsSideBySideFromWhatPeopleCount) {
    auto const found = answer(R"({"lat": 28.682, "lon": 115.858, "rules": {"draws": 8},
        "unit": {"storeys": 6, "storey_height": 2.9, "facing": 178},
        "around": [{"side": "back", "distance": 20, "storeys": 6, "source": "measured"}],
        "options": [{"name": "half", "lift": {"corridor": "clear"}, "cost": "520000.00"},
                    {"name": "two", "lift": {"stops": [3, 5], "shaft": "clear"}},
                    {"name": "level", "lift": {"entry": "level", "corridor_width": 8}}]})");
    auto const& options = found.at("options").as_array();
    ASSERT_EQ(options.size(), 3U);
    EXPECT_EQ(options[0].at("cost"), "520000.00");
    EXPECT_EQ(options[0].at("stops"), 6);
    EXPECT_EQ(options[1].at("corridors"), 2);
    EXPECT_EQ(options[1].at("half_flights_left"), json::parse("[0,2,1,1,1,1]"));
    EXPECT_EQ(options[2].at("half_flights_left"), json::parse("[0,0,0,0,0,0]"));
    EXPECT_LT(options[1].at("vsc_lost_mean").to_number<double>(), options[0].at("vsc_lost_mean").to_number<double>());
    EXPECT_TRUE(has(options[2].at("warnings"), "window_in_lift"));
    EXPECT_EQ(found.at("windows"), options[0].at("windows"));
    EXPECT_TRUE(has(found.at("words"), "rests_on_guesses"));
    EXPECT_TRUE(has(found.at("guessed"), "/unit/plinth"));
    EXPECT_FALSE(has(found.at("guessed"), "/unit/storeys"));
    EXPECT_EQ(options[0].at("windows").as_array().size(), 6U * 4 + 6);
    EXPECT_TRUE(has(options[0].at("windows").at(0).at("notes"), "no_direct_sun_before_dahan"));
}

TEST(DaylightCalculator, AWindowInTheAirIsAWarning) {
    auto const found = answer(replaced(scene, "\"x\": -3.174, \"y\": -6.2753", "\"x\": -3.174, \"y\": -9.2753"));
    ASSERT_EQ(found.at("warnings").as_array().size(), 1U);
    EXPECT_EQ(found.at("warnings").at(0),
              json::parse(R"({"code":"window_in_air","pointer":"/windows/1","window":"F1L"})"));
}

TEST(DaylightCalculator, SaysWhatIsWrongAndWhere) {
    auto const with = [](std::string const& from, std::string const& to) { return refusal(replaced(scene, from, to)); };
    auto const is = [](Refusal const& found, RefusalCode code, std::string const& pointer) {
        EXPECT_EQ(found.code, code.text);
        EXPECT_EQ(found.pointer, pointer);
    };
    is(with("28.682", "128.682"), out_of_range, "/lat");
    is(with("28.682", "\"28.682\""), wrong_type, "/lat");
    is(with("\"sx\": 46.33", "\"sx\": 0"), out_of_range, "/boxes/0/sx");
    is(with("\"z1\": 15.6", "\"z1\": -1"), out_of_range, "/boxes/0/z1");
    is(with("\"w\": 1.2", "\"w\": -1.2"), out_of_range, "/windows/0/w");
    is(with("\"F1L\"", "\"F3R\""), repeated, "/windows/1/id");
    is(with("\"az\": 165", "\"azimuth\": 165"), unknown_field, "/windows/0/azimuth");
    is(with("\"seed\": 3", "\"seed\": 1e999"), bad_value, "/seed");
    is(with("\"seed\": 3", "\"sed\": 3"), unknown_field, "/sed");
    is(with("\"seed\": 3", "\"glass\": 1.5"), out_of_range, "/glass");
    is(with("\"seed\": 3", "\"unit\": {}"), one_of, "");
    is(with("\"seed\": 3", "\"rules\": {\"lit\": \"half\"}"), bad_value, "/rules/lit");
    is(with("\"seed\": 3", "\"options\": []"), one_of, "");
    is(refusal("{"), bad_json, "");
    is(refusal(R"({"lat": 28, "lon": 115})"), one_of, "");
    is(refusal(R"({"lat": 28, "lon": 115, "boxes": [], "lift": [], "windows": []})"), nothing_given, "/windows");
    is(refusal(R"({"lat": 28, "lon": 115, "unit": {"storeys": 6}, "lift": {"stops": [6]}})"), out_of_range,
       "/lift/stops/0");
    is(refusal(R"({"lat": 28, "lon": 115, "unit": {"bays": [{"width": 3}]}, "lift": {}})"), one_of, "/unit/bays");
    is(refusal(R"({"lat": 28, "lon": 115, "lift": {}, "unit": {"facing":
        {"shadow_at": "2026-01-20T16:00:00.000Z", "shadow_clockwise_deg": 10}}})"),
       no_shadow, "/unit/facing");
}

TEST(DaylightCalculator, TooMuchIsRefusedBeforeItIsComputed) {
    std::string boxes;
    for (int i = 0; i < 10'000; ++i)
        boxes += std::string(i > 0 ? "," : "") + R"({"cx":)" + std::to_string(i % 90) +
                 R"(,"cy":50,"sx":1,"sy":1,"z0":0,"z1":9})";
    auto const many = R"({"lat": 28, "lon": 115, "boxes": [)" + boxes + R"(], "lift": [], "windows": [)" +
                      R"({"id":"a","x":0,"y":0,"z":1,"w":1,"h":1,"az":0}]})";
    EXPECT_EQ(refusal(many).code, too_long.text);
    EXPECT_EQ(refusal(many).pointer, "/boxes");
    DaylightLimits little;
    little.ray_tests_max = 1e5;
    EXPECT_EQ(refusal(scene, little).code, too_much_light.text);
    little.ray_tests_max = 1e7;  // enough for the figures, not for their intervals
    auto const without = daylight(scene, little);
    ASSERT_TRUE(without);
    EXPECT_FALSE(without->options[0].windows[0].interval);
}

}  // namespace
}  // namespace jiati::codec::calculators
