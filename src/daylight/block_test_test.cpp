// The fast test against the truth, ray for ray.
#include "daylight/block_test.h"

#include "daylight/ray.h"
#include "daylight/scenes_testing.h"
#include "daylight/sky_share.h"
#include "daylight/solar_day.h"

#include <gtest/gtest.h>

namespace jiati::daylight {
namespace {

TEST(BlockTest, AgreesWithTheTruthRayForRayInAThousandScenes) {
    std::size_t rays_tested = 0;
    std::size_t rays_blocked = 0;
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        auto const scene = random_scene(seed);
        auto boxes = scene.boxes;
        boxes.insert(boxes.end(), scene.lift.begin(), scene.lift.end());
        for (auto const& window : scene.windows) {
            std::vector<Vector> directions;
            for (auto const& sample : sky_lattice(window.azimuth_deg, 100)) directions.push_back(sample.direction);
            for (auto const& sun : sun_track(scene.place, {.date = Date::of(2001, 1, 20), .declination_deg = {}}, 12))
                if (dot(sun, towards_azimuth(window.azimuth_deg)) > 0) directions.push_back(sun);
            Rays rays(directions);
            rays.prepare(boxes);
            auto const from = point_of(window, 0.1, 0.7);
            Mask mask(rays.words());
            add_blocked(rays, from, towards_azimuth(window.azimuth_deg), boxes, mask);
            for (std::size_t i = 0; i < rays.size(); ++i) {
                bool const fast = ((mask[i / 64] >> (i % 64)) & 1U) != 0;
                ASSERT_EQ(fast, any_blocks(boxes, from, directions[i])) << "scene " << seed << " ray " << i;
                rays_blocked += fast ? 1 : 0;
            }
            rays_tested += rays.size();
        }
    }
    EXPECT_GT(rays_tested, 450'000U);
    EXPECT_GT(rays_blocked, rays_tested / 10);
    EXPECT_LT(rays_blocked, rays_tested * 9 / 10);
}

TEST(BlockTest, AddsToWhatIsBlockedAlready) {
    Rays rays({{0, 1, 0}, {1, 1, 0.5}, {-1, 1, 0.5}});
    std::vector<Box> const first{{.cx = 0, .cy = 5, .sx = 1, .sy = 1, .z0 = -1, .z1 = 1}};
    std::vector<Box> const second{{.cx = 5, .cy = 5, .sx = 2, .sy = 2, .z0 = 0, .z1 = 9}};
    rays.prepare(first);
    Mask mask(1);
    add_blocked(rays, {}, {0, 1, 0}, first, mask);
    EXPECT_EQ(mask[0], 0b001U);
    add_blocked(rays, {}, {0, 1, 0}, second, mask);
    EXPECT_EQ(mask[0], 0b011U);
}

TEST(BlockTest, TouchingIsFree) {
    Box const box{.cx = 0, .cy = 5, .sx = 2, .sy = 2, .z0 = 0, .z1 = 2};
    EXPECT_FALSE(blocks(box, {1, 0, 1}, {0, 1, 0}));  // along a side
    EXPECT_FALSE(blocks(box, {0, 0, 0}, {0, 1, 0}));  // under it
    EXPECT_TRUE(blocks(box, {0.999, 0, 1}, {0, 1, 0}));
    EXPECT_FALSE(blocks(box, {0, 7, 1}, {0, 1, 0}));  // behind the eye
    EXPECT_TRUE(blocks(box, {0, 5, 1}, {0, 1, 0}));   // from within
}

}  // namespace
}  // namespace jiati::daylight
