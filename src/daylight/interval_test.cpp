#include "daylight/interval.h"

#include "daylight/reference_scenes_testing.h"
#include "daylight/scene_check.h"
#include "daylight/scenes_testing.h"

#include <gtest/gtest.h>

#include <set>

namespace jiati::daylight {
namespace {

TEST(Intervals, DrawsFallIntoEveryPartOfEachDimensionOnce) {
    auto const numbers = even_draws(64, 5, 7);
    for (std::size_t d = 0; d < 5; ++d) {
        std::set<int> parts;
        for (std::size_t i = 0; i < 64; ++i) parts.insert(static_cast<int>(numbers[i * 5 + d] * 64));
        EXPECT_EQ(parts.size(), 64U);
    }
    EXPECT_EQ(numbers, even_draws(64, 5, 7));
    EXPECT_NE(numbers, even_draws(64, 5, 8));
}

TEST(Intervals, MarksAreRanksAndHoldTheFigure) {
    std::vector<double> values;
    for (int i = 100; i > 0; --i) values.push_back(i);
    EXPECT_EQ(interval_of(values, 50).low, 5);
    EXPECT_EQ(interval_of(values, 50).high, 95);
    EXPECT_EQ(interval_of(values, 2).low, 2);
    EXPECT_EQ(interval_of({4}, 4).high, 4);
}

TEST(Intervals, NumbersInTheMiddleLeaveTheSceneAsItIs) {
    auto const scene = reference_scenes()[0].scene;
    std::vector<double> const middle(draw_dimensions(scene), 0.5);
    auto const same = drawn(scene, {}, middle);
    for (std::size_t i = 0; i < scene.boxes.size(); ++i) {
        EXPECT_NEAR(same.boxes[i].cx, scene.boxes[i].cx, 1e-9);
        EXPECT_NEAR(same.boxes[i].z1, scene.boxes[i].z1, 1e-9);
    }
    for (std::size_t i = 0; i < scene.windows.size(); ++i) EXPECT_NEAR(same.windows[i].x, scene.windows[i].x, 1e-9);
}

TEST(Intervals, WindowsStayOnTheirWalls) {
    auto const scene = reference_scenes()[1].scene;
    EXPECT_EQ(host_of(scene, scene.windows[0]), 0U);
    EXPECT_EQ(host_of(scene, scene.windows.back()), 1U);
    auto const size = draw_dimensions(scene);
    auto const numbers = even_draws(16, size, 1);
    for (std::size_t i = 0; i < 16; ++i) {
        auto const other = drawn(scene, {}, std::span(numbers).subspan(i * size, size));
        EXPECT_NE(other.windows[0].azimuth_deg, scene.windows[0].azimuth_deg);
        for (std::size_t w = 0; w < scene.windows.size(); ++w)
            EXPECT_EQ(host_of(other, other.windows[w]), host_of(scene, scene.windows[w]));
    }
    auto astray = scene.windows[0];
    astray.y += 3;
    EXPECT_EQ(host_of(scene, astray), scene.boxes.size());
}

TEST(Intervals, AreWiderTheLessIsKnown) {
    auto scene = reference_scenes()[0].scene;
    auto const widths = [&](Source source) {
        for (auto& box : scene.boxes) box.source = source;
        for (auto& window : scene.windows) window.source = source;
        Rules const rules{.counting = {}, .sky_directions = 500};
        Assessment assessment(scene, rules);
        auto const after = assessment.with(scene.lift);
        auto const found =
            intervals(scene, rules, {}, even_draws(24, draw_dimensions(scene), 1), assessment.before(), after);
        double width = 0;
        for (auto const& window : found) {
            EXPECT_LE(window.vsc_ratio.low, window.vsc_ratio.high);
            EXPECT_LE(window.dahan_after.low, window.dahan_after.high);
            width += window.vsc_before.high - window.vsc_before.low;
        }
        return width;
    };
    auto const measured = widths(Source::measured);
    EXPECT_GT(measured, 0);
    EXPECT_GT(widths(Source::map), measured);
    EXPECT_GT(widths(Source::guess), widths(Source::drawing));
}

}  // namespace
}  // namespace jiati::daylight
