// Group M of the test vectors, and the masks against brute force.
#include "daylight/assessment.h"

#include "daylight/ray.h"
#include "daylight/reference_scenes_testing.h"
#include "daylight/scenes_testing.h"
#include "daylight/sky_share.h"

#include <gtest/gtest.h>

namespace jiati::daylight {
namespace {

TEST(Assessment, WholeScenesAsTheSecondProgramHasThem) {
    for (auto const& [seed, scene, rows] : reference_scenes()) {
        Assessment assessment(scene, {});
        auto const after = assessment.with(scene.lift);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            SCOPED_TRACE(std::to_string(seed) + " " + scene.windows[i].id);
            auto const& before = assessment.before()[i];
            EXPECT_NEAR(before.vsc, rows[i].vsc_before, 0.15);
            EXPECT_NEAR(after[i].light.vsc, rows[i].vsc_after, 0.15);
            EXPECT_NEAR(before.dahan.minutes, rows[i].dahan_before, 3);
            EXPECT_NEAR(after[i].light.dahan.minutes, rows[i].dahan_after, 3);
            EXPECT_NEAR(before.dongzhi.minutes, rows[i].dongzhi_before, 3);
            EXPECT_NEAR(after[i].light.dongzhi.minutes, rows[i].dongzhi_after, 3);
            EXPECT_EQ(after[i].vsc_glass, after[i].light.vsc);
        }
    }
}

// Everything again from its definition: each step, each point of the sill, each box.
double brute_minutes(Scene const& scene, bool with_lift, Window const& window, Band const& band) {
    auto boxes = scene.boxes;
    if (with_lift) boxes.insert(boxes.end(), scene.lift.begin(), scene.lift.end());
    auto const out = towards_azimuth(window.azimuth_deg);
    double best = 0;
    auto const sill = sill_of(window.width, {});
    for (auto const& stretch : sill.stretches) {
        int run = 0;
        double minutes = 0;
        auto track = sun_track(scene.place, band, 1);
        track.push_back({0, 0, -1});  // night ends the last run
        for (auto const& sun : track) {
            bool lit = sun.z > 0 && dot(sun, out) > 0;
            for (auto const point : stretch)
                lit = lit && !any_blocks(boxes, point_of(window, sill.right_m[point], 0), sun);
            if (!lit && run >= 5) minutes += run;
            run = lit ? run + 1 : 0;
        }
        best = std::max(best, minutes);
    }
    return best;
}

double brute_vsc(Scene const& scene, bool with_lift, Window const& window, std::size_t directions) {
    double vsc = 0;
    for (auto const& sample : sky_lattice(window.azimuth_deg, directions)) {
        if (any_blocks(scene.boxes, middle_of(window), sample.direction)) continue;
        if (!with_lift || !any_blocks(scene.lift, middle_of(window), sample.direction)) vsc += sample.vsc;
    }
    return vsc;
}

TEST(Assessment, AgreesWithBruteForceOnAThousandScenes) {
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        auto const scene = random_scene(seed, 3, 1);
        Rules const rules{.counting = {}, .sky_directions = 200};
        Assessment assessment(scene, rules);
        auto const after = assessment.with(scene.lift);
        auto const& window = scene.windows[0];
        SCOPED_TRACE(seed);
        EXPECT_NEAR(assessment.before()[0].vsc, brute_vsc(scene, false, window, 200), 1e-9);
        EXPECT_NEAR(after[0].light.vsc, brute_vsc(scene, true, window, 200), 1e-9);
        if (seed % 10 != 0) continue;
        EXPECT_NEAR(assessment.before()[0].dahan.minutes, brute_minutes(scene, false, window, rules.counting.dahan),
                    1e-6);
        EXPECT_NEAR(after[0].light.dahan.minutes, brute_minutes(scene, true, window, rules.counting.dahan), 1e-6);
        EXPECT_NEAR(after[0].light.dongzhi.minutes, brute_minutes(scene, true, window, rules.counting.dongzhi), 1e-6);
    }
}

TEST(Assessment, GlassLetsThroughItsShareOncePerBox) {
    Scene scene{
        .place = {28.682, 115.858}, .boxes = {}, .lift = {}, .windows = {{.id = "w", .z = 1, .width = 1, .height = 1}}};
    Assessment assessment(scene, {});
    Box box{.cx = 2, .cy = 3, .sx = 2, .sy = 2, .z0 = 0, .z1 = 9};
    auto const opaque = assessment.with(std::span(&box, 1))[0].light.vsc;
    box.transmittance = 0.4;
    std::vector<Box> lift{box};
    auto const free = assessment.before()[0].vsc;
    EXPECT_NEAR(free, vsc_unobstructed(), 1e-9);
    EXPECT_NEAR(assessment.with(lift)[0].vsc_glass, opaque + 0.4 * (free - opaque), 1e-9);
    EXPECT_NEAR(assessment.with(lift)[0].light.vsc, opaque, 1e-9);
    lift.push_back(box);  // the same again: each ray meets both
    EXPECT_NEAR(assessment.with(lift)[0].vsc_glass, opaque + 0.16 * (free - opaque), 1e-9);
    lift[1].transmittance = 0;
    EXPECT_NEAR(assessment.with(lift)[0].vsc_glass, opaque, 1e-9);
}

}  // namespace
}  // namespace jiati::daylight
