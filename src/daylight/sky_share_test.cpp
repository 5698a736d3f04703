// Groups E, F, G and K of the test vectors, and the lattice against the closed forms.
#include "daylight/sky_share.h"

#include "daylight/block_test.h"
#include "daylight/ray.h"

#include <gtest/gtest.h>

#include <functional>

namespace jiati::daylight {
namespace {

// By the lattice before a wall that faces north: the VSC of the directions that are free.
double sampled(std::function<bool(Vector)> const& is_free, std::size_t count = 8000) {
    double vsc = 0;
    for (auto const& sample : sky_lattice(0, count))
        if (is_free(sample.direction)) vsc += sample.vsc;
    return vsc;
}
// x is to the right of who looks out to the north.
double profile_deg(Vector d) { return deg_of(std::atan2(d.z, d.y)); }
double off_normal_deg(Vector d) { return deg_of(std::atan2(d.x, d.y)); }
double altitude_deg(Vector d) { return deg_of(std::asin(d.z)); }

TEST(SkyShare, EndlessBuildingsAndOverhangs) {
    struct Row {
        double from, to, vsc;
    };
    for (auto const& row :
         {Row{0, 90, 39.618}, Row{10, 90, 35.348}, Row{20, 90, 30.161}, Row{30, 90, 24.356}, Row{40, 90, 18.328},
          Row{50, 90, 12.529}, Row{70, 90, 3.420}, Row{0, 45, 24.247}, Row{25, 70, 23.893}}) {
        EXPECT_NEAR(vsc_between(row.from, row.to), row.vsc, 0.001);
        EXPECT_NEAR(sampled([&](Vector d) { return profile_deg(d) > row.from && profile_deg(d) < row.to; }), row.vsc,
                    0.03);
    }
}

TEST(SkyShare, TowersAndSkylines) {
    struct Tower {
        double from, to, vsc;
    };
    for (auto const& row :
         {Tower{-10, 10, 32.738}, Tower{30, 60, 32.367}, Tower{10, 25, 34.686}, Tower{-45, 45, 11.604}}) {
        EXPECT_NEAR(vsc_beside_tower(row.from, row.to), row.vsc, 0.001);
        EXPECT_NEAR(sampled([&](Vector d) { return off_normal_deg(d) < row.from || off_normal_deg(d) > row.to; }),
                    row.vsc, 0.06);
    }
    struct Skyline {
        double altitude, vsc;
    };
    for (auto const& row : {Skyline{10, 34.087}, Skyline{30, 20.193}, Skyline{55, 5.356}}) {
        EXPECT_NEAR(vsc_above_skyline(row.altitude), row.vsc, 0.001);
        EXPECT_NEAR(sampled([&](Vector d) { return altitude_deg(d) > row.altitude; }), row.vsc, 0.05);
    }
}

TEST(SkyShare, WhatOneBoxTakes) {
    struct Row {
        BoxBeforeWall box;
        double removed;
    };
    for (auto const& row :
         {Row{{{2, 4}, {1, 3}, {-5, 10}}, 11.509}, Row{{{1.5, 3.7}, {1, 3.2}, {-1.65, 22}}, 12.754},
          Row{{{0, 1.5}, {0.8, 3.2}, {-0.9, 1.7}}, 9.162}, Row{{{18, 29}, {5, 40}, {-10, 11}}, 5.915},
          Row{{{6, 6.5}, {-0.3, 0.3}, {0, 30}}, 1.968}, Row{{{12, 24}, {-30, -2}, {0, 33}}, 15.663}}) {
        EXPECT_NEAR(vsc_removed(row.box), row.removed, 0.0006);
        auto const& [out, left, up] = row.box;
        Box const box{.cx = -(left[0] + left[1]) / 2,
                      .cy = (out[0] + out[1]) / 2,
                      .sx = left[1] - left[0],
                      .sy = out[1] - out[0],
                      .z0 = up[0],
                      .z1 = up[1]};
        EXPECT_NEAR(sampled([&](Vector d) { return !blocks(box, {}, d); }), vsc_unobstructed() - row.removed, 0.06);
        EXPECT_NEAR(sampled([&](Vector d) { return !blocks(box, {}, d); }, 2000), vsc_unobstructed() - row.removed,
                    0.2);
    }
    // Above the head, and its soffit seen; below the sill, nothing.
    BoxBeforeWall const balcony{{0, 1.2}, {-2, 2}, {1, 1.2}};
    Box const as_box{.cx = 0, .cy = 0.6, .sx = 4, .sy = 1.2, .z0 = 1, .z1 = 1.2};
    EXPECT_NEAR(sampled([&](Vector d) { return !blocks(as_box, {}, d); }), vsc_unobstructed() - vsc_removed(balcony),
                0.06);
    EXPECT_EQ(vsc_removed({{1, 2}, {-1, 1}, {-3, -1}}), 0);
}

// A uniform sky over the middle of a street, over its floor and its walls: the same rays, another weight.
TEST(SkyShare, StreetsAndRectanglesByTheSameRays) {
    struct Street {
        double height_to_width, centre, floor, wall;
    };
    for (auto const& street : {Street{0.25, 0.89443, 0.78078, 0.43845}, Street{1, 0.44721, 0.41421, 0.29289},
                               Street{2, 0.24254, 0.23607, 0.19098}}) {
        constexpr double length = 4000;
        double const h = street.height_to_width;
        std::vector<Box> const walls{{.cx = -1, .cy = 0, .sx = 1, .sy = length, .z0 = 0, .z1 = h},
                                     {.cx = 1, .cy = 0, .sx = 1, .sy = length, .z0 = 0, .z1 = h}};
        // Cosine-weighted directions about the zenith: the share that is free is the view factor.
        auto const from_floor = [&](double x) {
            constexpr int n = 20000;
            int free = 0;
            for (int i = 0; i < n; ++i) {
                double const r = std::sqrt((i + 0.5) / n);
                double const turn = 2 * pi * std::fmod((i + 0.5) * 0.6180339887498949, 1.0);
                free += any_blocks(walls, {x, 0, 0.0}, {r * std::cos(turn), r * std::sin(turn), std::sqrt(1 - r * r)})
                            ? 0
                            : 1;
            }
            return static_cast<double>(free) / n;
        };
        EXPECT_NEAR(from_floor(0), street.centre, 0.002);
        double mean = 0;
        for (int i = 0; i < 20; ++i) mean += from_floor(-0.5 + (i + 0.5) / 20) / 20;
        EXPECT_NEAR(mean, street.floor, 0.002);
        // From the wall: the factor of what lies above the opposite edge, by profile angle (1 − sin) / 2.
        double wall = 0;
        for (int i = 0; i < 200; ++i) {
            double const z = (i + 0.5) / 200 * h;
            double share = 0;
            double all = 0;
            for (auto const& sample : sky_lattice(90, 500)) {
                double const weight = sample.vsc / (1 + 2 * sample.direction.z);  // of a uniform sky
                all += weight;
                if (!blocks(walls[1], {-0.499, 0, z}, sample.direction)) share += weight;
            }
            wall += share / all / 2 / 200;
        }
        EXPECT_NEAR(wall, street.wall, 0.003);
    }
}

TEST(SkyShare, TheAngleOfAnEndlessBuildingThatLeavesAsMuch) {
    EXPECT_NEAR(equivalent_angle_deg(39.618), 0, 0.02);
    EXPECT_NEAR(equivalent_angle_deg(18.990), 38.90, 0.01);
    EXPECT_NEAR(equivalent_angle_deg(26.720), 26.01, 0.01);
    EXPECT_NEAR(sky_angle_deg(26.720), 63.99, 0.01);
    EXPECT_EQ(equivalent_angle_deg(45), 0);
    EXPECT_NEAR(equivalent_angle_deg(0), 90, 1e-5);
    for (double angle = 1; angle < 90; ++angle) EXPECT_NEAR(equivalent_angle_deg(vsc_between(angle, 90)), angle, 1e-6);
}

TEST(SkyShare, TheAverageDaylightFactor) {
    EXPECT_NEAR(average_daylight_factor({2.25, 0.6, 69.72, 0.5}, 65), 1.678, 0.0006);
    EXPECT_NEAR(average_daylight_factor({2.7, 0.55, 79.38, 0.45}, 45), 1.056, 0.0006);
}

}  // namespace
}  // namespace jiati::daylight
