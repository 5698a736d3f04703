// Groups H, I and J of the test vectors: closed forms of slabs, towers and fins with a fixed declination.
#include "daylight/sunshine.h"

#include "daylight/assessment.h"

#include <gtest/gtest.h>

namespace jiati::daylight {
namespace {

constexpr double far_m = 1e5;  // endless, within what a ray looks at

Scene south_window(double latitude, double width = 1.2) {
    return {.place = {latitude, 115.858},
            .boxes = {},
            .lift = {},
            .windows = {{.id = "w", .z = 1, .width = width, .height = 1.5, .azimuth_deg = 180}}};
}

Rules fixed(double declination_deg, double step_min = 1) {
    Rules rules{.counting = {}, .sky_directions = 64};
    rules.counting.dahan.declination_deg = declination_deg;
    rules.counting.dongzhi.declination_deg = declination_deg;
    rules.counting.step_min = step_min;
    return rules;
}

TEST(Sunshine, BehindAnEndlessBuilding) {
    struct Row {
        double latitude, declination, angle, minutes;
    };
    for (auto const& row :
         {Row{28.682, -20.11, 30, 424.0}, Row{28.682, -20.11, 39, 215.0}, Row{28.682, -20.11, 42, 0},
          Row{28.682, -23.44, 36, 188.7}, Row{39.904, -20.11, 25, 308.6}, Row{23.13, -20.11, 45, 193.5}}) {
        auto scene = south_window(row.latitude);
        scene.boxes = {{.cx = 0, .cy = -25.001, .sx = far_m, .sy = 10, .z0 = 0, .z1 = 1 + 20 * tan_deg(row.angle)}};
        auto const light = Assessment(scene, fixed(row.declination)).before()[0];
        EXPECT_NEAR(row.declination < -23 ? light.dongzhi.minutes : light.dahan.minutes, row.minutes, 2);
    }
}

// Walls without end to both sides of a gap, or one tower, by the sun's azimuths; thin walls on a circle around the
// window.
Box wall_between(double from_azimuth, double to_azimuth) {
    double const middle = (from_azimuth + to_azimuth) / 2;
    double const half = (to_azimuth - from_azimuth) / 2;
    constexpr double distance = 5000;
    auto const centre = distance * towards_azimuth(middle);
    return {.cx = centre.x,
            .cy = centre.y,
            .sx = 2 * distance * tan_deg(half),
            .sy = 0.01,
            .z0 = 0,
            .z1 = far_m,
            .yaw_deg = -middle};
}

// The points of a narrow window count as one; the vectors are for a point.
TEST(Sunshine, ATowerCutsOutItsAzimuths) {
    struct Row {
        double declination, from, to, lost;
    };
    for (auto const& row : {Row{-20.11, 170, 180, 32.29}, Row{-20.11, 200, 207, 25.47}, Row{-23.44, 170, 190, 69.35},
                            Row{-23.44, 185, 192, 24.51}}) {
        auto const scene = south_window(28.682, 0.01);
        Assessment assessment(scene, fixed(row.declination));
        auto const tower = wall_between(row.from, row.to);
        auto const after = assessment.with(std::span(&tower, 1))[0].light;
        bool const dongzhi = row.declination < -23;
        auto const& before = assessment.before()[0];
        EXPECT_EQ(before.dahan.minutes, 480);
        EXPECT_EQ(before.dongzhi.minutes, 360);
        EXPECT_NEAR(dongzhi ? 360 - after.dongzhi.minutes : 480 - after.dahan.minutes, row.lost, 1.5);
    }
}

TEST(Sunshine, RunsUnderFiveMinutesDoNotCount) {
    struct Row {
        double from, to, counts;
    };
    for (auto const& row : {Row{180, 181, 0}, Row{170, 172, 6.53}, Row{140, 141, 0}}) {
        auto scene = south_window(28.682, 0.01);
        scene.boxes = {wall_between(90, row.from), wall_between(row.to, 270)};
        auto rules = fixed(-20.11, 0.125);
        EXPECT_NEAR(Assessment(scene, rules).before()[0].dahan.minutes, row.counts, 0.5);
        rules.counting.run_min = 0;
        EXPECT_GT(Assessment(scene, rules).before()[0].dahan.minutes, 3);
    }
}

// A fin on the west side, 1.2 m deep, 0.25 m from the jamb.
double beside_fin(double width, Rules const& rules) {
    auto scene = south_window(28.682, width);
    double const at = -(width / 2 + 0.25);
    scene.boxes = {{.cx = at - 0.05, .cy = -0.6, .sx = 0.1, .sy = 1.2, .z0 = -10, .z1 = far_m}};
    return Assessment(scene, rules).before()[0].dahan.minutes;
}

TEST(Sunshine, TheWholeSillOrAnyPointOfItOrItsMiddle) {
    auto rules = fixed(-20.11);
    EXPECT_NEAR(beside_fin(1.5, rules), 278.1, 2);
    rules.counting.lit = Lit::any;
    EXPECT_NEAR(beside_fin(1.5, rules), 470.2, 2);
    rules.counting.lit = Lit::centre;
    auto const middle = beside_fin(1.5, rules);
    EXPECT_GT(middle, 300);
    EXPECT_LT(middle, 450);
}

TEST(Sunshine, OfAWideWindowTheBestStretchCounts) {
    auto rules = fixed(-20.11);
    auto const best = beside_fin(3.0, rules);
    EXPECT_GT(best, beside_fin(1.8, rules) + 60);  // the stretch furthest from the fin
    rules.counting.width_max_m = 100;
    EXPECT_NEAR(beside_fin(3.0, rules), 278.1, 2);
}

TEST(Sunshine, TheSweepAngleLeavesOutGrazingSun) {
    auto rules = fixed(-20.11);
    auto scene = south_window(28.682);
    scene.windows[0].azimuth_deg = 270;  // lit from noon on
    EXPECT_NEAR(Assessment(scene, rules).before()[0].dahan.minutes, 240, 1);
    rules.counting.sweep_deg = 15;
    auto const swept = Assessment(scene, rules).before()[0].dahan.minutes;
    EXPECT_NEAR(swept, 240 - 48.9, 1.5);  // until the sun's azimuth is 195°
    EXPECT_TRUE(reaches_wall(0.1 * Vector{0, -1, 0} + Vector{0, 0, 1}, {0, -1, 0}, 0));
    EXPECT_FALSE(reaches_wall({0, -1, -0.1}, {0, -1, 0}, 0));
}

TEST(Sunshine, RunsAreToldByTrueSolarTime) {
    std::vector<bool> lit(480);
    for (int i = 60; i < 90; ++i) lit[static_cast<std::size_t>(i)] = true;
    for (int i = 100; i < 104; ++i) lit[static_cast<std::size_t>(i)] = true;
    auto const sunshine = count_sunshine(lit, CountingRules{}.dahan, {});
    EXPECT_EQ(sunshine.minutes, 30);
    ASSERT_EQ(sunshine.runs.size(), 1U);
    EXPECT_NEAR(sunshine.runs[0].from_h, 9, 1e-9);
    EXPECT_NEAR(sunshine.runs[0].to_h, 9.5, 1e-9);
}

TEST(Sunshine, PointsOfASillStandNoFurtherApartThanTheRuleSays) {
    EXPECT_EQ(sill_of(1.2, {}).right_m.size(), 5U);
    EXPECT_EQ(sill_of(1.3, {}).right_m.size(), 6U);
    EXPECT_EQ(sill_of(1.8, {}).stretches.size(), 1U);
    EXPECT_EQ(sill_of(2.4, {}).stretches.size(), 3U);
    EXPECT_EQ(sill_of(2.0, {}).stretches.size(), 2U);
    EXPECT_NEAR(sill_of(2.0, {}).right_m.back(), 1.0, 1e-9);
}

}  // namespace
}  // namespace jiati::daylight
