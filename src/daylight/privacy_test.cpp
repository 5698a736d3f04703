// Group L of the test vectors.
#include "daylight/privacy.h"
#include "daylight/noise.h"

#include <gtest/gtest.h>

namespace jiati::daylight {
namespace {

// Facing south, so that who looks at it from outside has east to the right.
Window window_of(double width) {
    return {.id = "w", .x = 0, .y = 0, .z = 0.9, .width = width, .height = 1.5, .azimuth_deg = 180};
}
RoomPlan plan_of(double width, double depth) {
    // Plan geometry: no thickness, and the target level with the eye.
    return {.width_m = width, .depth_m = depth, .wall_m = 0, .target_m = 1.5, .points = 200};
}

TEST(Privacy, SharesOfAFloorPlan) {
    EXPECT_NEAR(share_in_view(window_of(1.5), plan_of(3.3, 4.2), {0, -3, 1.5}), 0.766, 0.01);
    EXPECT_NEAR(share_in_view(window_of(1), plan_of(1.8, 2.4), {-2.1, -0.6, 1.5}), 0.081, 0.01);
    EXPECT_NEAR(share_in_view(window_of(1), plan_of(1.8, 2.4), {2.1, -0.6, 1.5}), 0.081, 0.01);
}

TEST(Privacy, WallsFrostedGlassAndFinsHide) {
    auto const window = window_of(1);
    auto plan = plan_of(1.8, 2.4);
    Vector const eye{-2.1, -0.6, 1.5};
    auto const bare = share_in_view(window, plan, eye);
    plan.wall_m = 0.24;
    EXPECT_LT(share_in_view(window, plan, eye), bare);
    plan.wall_m = 0;
    plan.frosted_to_m = 1.6;
    EXPECT_EQ(share_in_view(window, plan, eye), 0);
    plan.frosted_to_m = 1.4;
    EXPECT_EQ(share_in_view(window, plan, eye), bare);
    Box const fin{.cx = -0.7, .cy = -0.3, .sx = 0.05, .sy = 0.6, .z0 = 0, .z1 = 3};
    EXPECT_EQ(share_in_view(window, plan, eye, std::span(&fin, 1)), 0);
    Box const beyond{.cx = -5, .cy = -0.3, .sx = 0.05, .sy = 6, .z0 = 0, .z1 = 3};
    EXPECT_EQ(share_in_view(window, plan, eye, std::span(&beyond, 1)), bare);
    EXPECT_EQ(share_in_view(window, plan, {0, 1, 1.5}), 0);  // from behind the wall
    EXPECT_EQ(view_of(0.049), View::none);
    EXPECT_EQ(view_of(0.20), View::oblique);
    EXPECT_EQ(view_of(0.21), View::direct);
}

TEST(Privacy, EyesFillACorridor) {
    auto const eyes = eyes_in({.cx = 1, .cy = 2, .sx = 2.2, .sy = 1.5, .z0 = 3, .z1 = 5.5, .yaw_deg = 90});
    EXPECT_EQ(eyes.size(), 6U * 4U);
    for (auto const& eye : eyes) {
        EXPECT_LT(std::abs(eye.x - 1), 0.75);
        EXPECT_LT(std::abs(eye.y - 2), 1.1);
        EXPECT_EQ(eye.z, 4.5);
    }
    EXPECT_EQ(visible_share(window_of(1), {}, {}), 0);
}

TEST(Noise, FallsWithDistanceAndTheWindow) {
    auto const doors = noise_level({.at_1m_dba = 65, .distance_m = 2, .window_db = 25});
    EXPECT_NEAR(doors.outside_dba, 59.0, 0.1);
    EXPECT_NEAR(doors.inside_dba, 34.0, 0.1);
    auto const quiet = noise_level({.at_1m_dba = 55, .distance_m = 1.5, .window_db = 25});
    EXPECT_NEAR(quiet.outside_dba, 51.5, 0.1);
    EXPECT_NEAR(quiet.inside_dba, 26.5, 0.1);
    EXPECT_NEAR(equivalent_level_dba(34, 20, 10, 28800), 34 - 21.6, 0.1);
    EXPECT_EQ(noise_band(24.9, 30), NoiseBand::below);
    EXPECT_EQ(noise_band(34, 30), NoiseBand::near);
    EXPECT_EQ(noise_band(35.1, 30), NoiseBand::above);
}

}  // namespace
}  // namespace jiati::daylight
