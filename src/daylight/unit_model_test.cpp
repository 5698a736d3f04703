#include "daylight/unit_model.h"

#include "daylight/assessment.h"
#include "daylight/facing.h"
#include "daylight/scene_check.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace jiati::daylight {
namespace {

constexpr Place nanchang{28.682, 115.858};

Window const& window_named(Scene const& scene, std::string const& id) {
    auto const found = std::ranges::find(scene.windows, id, &Window::id);
    EXPECT_NE(found, scene.windows.end()) << id;
    return *found;
}

// The worked case of the reference: 7 storeys of 3.0 m, a slab of 36 × 11 m, 18 m to both neighbours, kitchens 2.1 m
// and bedrooms 4.6 m from the stair's axis.
UnitModel worked_unit() {
    UnitModel unit;
    unit.storey_height_m = 3;
    unit.plinth_m = 0;
    unit.parapet_m = 0;
    unit.units = 1;
    unit.this_unit = 1;
    unit.window_height_m = 0.6;  // the reference states none; this puts the middle where its figures are
    unit.bays = {{12.15, 0}, {2.5, 1.5}, {2.5, 0.9}, {1.7, 0, true}, {2.5, 0.9}, {2.5, 1.5}, {12.15, 0}};
    return unit;
}
std::vector<Neighbour> worked_neighbours() {
    Neighbour const other{.distance_m = 18, .storeys = 7, .storey_height_m = 3, .length_m = 36, .height_m = 21};
    auto back = other;
    back.side = Side::back;
    return {other, back};
}
LiftModel worked_lift() {
    LiftModel lift;
    lift.corridor = Cladding::panel;
    lift.top_m = 23.5;
    return lift;
}

TEST(UnitModel, TheWorkedCaseOfTheReference) {
    auto const unit = worked_unit();
    auto scene = scene_of(nanchang, unit, worked_neighbours(), Side::back);
    ASSERT_EQ(scene.windows.size(), 7U * 4 + 7);
    Assessment assessment(scene, {});
    auto lift = worked_lift();
    auto const opaque = assessment.with(boxes_of(lift, unit));
    auto panes = boxes_of(lift, unit);
    for (auto& box : panes) box.transmittance = 0.5;
    auto const glass = assessment.with(panes);
    struct Row {
        char const* id;
        double before, after, glass, dahan_before, dahan_after;
    };
    for (auto const& row : {Row{"1F-2", 19.02, 11.20, 13.71, 0, 0}, Row{"1F-3", 19.02, 11.20, 13.71, 0, 0},
                            Row{"1F-1", 19.45, 14.44, 16.63, 0, 0}, Row{"4F-2", 26.52, 16.16, 19.72, 0, 0},
                            Row{"7F-3", 37.56, 26.88, 32.22, 0, 0}, Row{"N2-1F", 18.91, 18.60, 18.75, 128, 128},
                            Row{"N2-4F", 26.45, 25.90, 26.17, 480, 432}}) {
        SCOPED_TRACE(row.id);
        auto const i = static_cast<std::size_t>(&window_named(scene, row.id) - scene.windows.data());
        EXPECT_NEAR(assessment.before()[i].vsc, row.before, 0.3);
        EXPECT_NEAR(opaque[i].light.vsc, row.after, 0.5);
        EXPECT_NEAR(glass[i].vsc_glass, row.glass, 0.5);
        EXPECT_NEAR(assessment.before()[i].dahan.minutes, row.dahan_before, 4);
        EXPECT_NEAR(opaque[i].light.dahan.minutes, row.dahan_after, 4);
    }
}

TEST(UnitModel, EveryWindowLiesOnItsWallAndNothingOverlaps) {
    for (double const facing : {180.0, 178.0, 90.0, 215.0})
        for (auto const side : {Side::front, Side::back}) {
            UnitModel unit;
            unit.facing_deg = facing;
            unit.this_unit = 3;
            unit.balcony = Balcony{.side = side == Side::front ? Side::back : Side::front};
            auto scene = scene_of(nanchang, unit, {{}, {.side = Side::back}}, side);
            LiftModel lift;
            lift.side = side;
            scene.lift = boxes_of(lift, unit);
            EXPECT_EQ(scene.windows.size(), 7U * 4 + 7);
            for (auto const& finding : findings_in(scene)) EXPECT_EQ(finding.fault, Fault::overlap);
            for (std::size_t i = 0; i < scene.lift.size(); ++i) EXPECT_FALSE(overlap(scene.lift[i], scene.boxes[0]));
        }
}

TEST(UnitModel, HalfLandingsAndLevelEntry) {
    UnitModel const unit;
    LiftModel lift;
    EXPECT_EQ(stops_of(lift, unit), (std::vector{1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(half_flights_left(lift, unit), (std::vector{0, 1, 1, 1, 1, 1, 1}));
    lift.stops = {5, 3};
    EXPECT_EQ(half_flights_left(lift, unit), (std::vector{0, 2, 1, 1, 1, 1, 3}));
    lift.stops.clear();
    lift.entry = Entry::level;
    EXPECT_EQ(stops_of(lift, unit), (std::vector{2, 3, 4, 5, 6, 7}));
    EXPECT_EQ(half_flights_left(lift, unit), (std::vector{0, 0, 0, 0, 0, 0, 0}));
    auto const level_top = boxes_of(lift, unit).front().z1;
    lift.entry = Entry::half_landing;
    EXPECT_NEAR(level_top - boxes_of(lift, unit).front().z1, unit.storey_height_m / 2, 1e-9);
}

TEST(UnitModel, GlassBelowAFloorAndFewerCorridorsGiveBackSky) {
    UnitModel const unit;
    auto const scene = scene_of(nanchang, unit, {}, Side::back);
    Assessment assessment(scene, {});
    LiftModel lift;
    lift.corridor = Cladding::panel;
    auto const all_panel = assessment.with(boxes_of(lift, unit))[1].vsc_glass;
    lift.lower_until_floor = 3;
    auto const glass_below = assessment.with(boxes_of(lift, unit))[1].vsc_glass;
    EXPECT_GT(glass_below, all_panel + 0.5);
    lift.lower_until_floor = 1;
    lift.stops = {3, 5};
    EXPECT_GT(assessment.with(boxes_of(lift, unit))[1].light.vsc, all_panel + 0.5);
    lift.corridor = Cladding::open;
    auto const open = assessment.with(boxes_of(lift, unit));
    EXPECT_GT(open[1].vsc_glass, all_panel + 0.5);
}

TEST(SceneCheck, NamesWhatLooksWrong) {
    UnitModel const unit;
    auto scene = scene_of(nanchang, unit, {}, Side::back);
    scene.lift = boxes_of({}, unit);
    EXPECT_TRUE(findings_in(scene).empty());
    scene.windows[0].y += 2;
    scene.windows[1].y -= 2;
    scene.windows[2].height = 9;
    scene.boxes.push_back(scene.boxes[0]);
    scene.boxes[1].cx += 20;
    scene.boxes.push_back({.cx = 0, .cy = -200, .sx = 4000, .sy = 10, .z0 = 0, .z1 = 20});
    auto const found = findings_in(scene);
    auto const has = [&](Finding const& finding) { return std::ranges::count(found, finding) == 1; };
    EXPECT_TRUE(has({Fault::window_in_air, {List::windows, 0}, {}}));
    EXPECT_TRUE(has({Fault::window_in_solid, {List::windows, 1}, {}}));
    EXPECT_TRUE(has({Fault::outlier, {List::windows, 2}, {}}));
    EXPECT_TRUE(has({Fault::overlap, {List::boxes, 1}, Part{List::boxes, 0}}));
    EXPECT_TRUE(has({Fault::outlier, {List::boxes, 2}, {}}));
    EXPECT_EQ(findings_in(scene, 2).size(), 2U);
}

TEST(SceneCheck, ACorridorBeforeAWindowIsSaid) {
    UnitModel const unit;
    auto scene = scene_of(nanchang, unit, {}, Side::back);
    LiftModel lift;
    lift.entry = Entry::level;
    lift.corridor_width_m = 8;
    scene.lift = boxes_of(lift, unit);
    EXPECT_TRUE(
        std::ranges::any_of(findings_in(scene), [](Finding const& f) { return f.fault == Fault::window_in_lift; }));
}

// At 12:00 on 2026-01-20 the sun stood at azimuth 171.48° over Nanchang.
TEST(Facing, FollowsFromAShadow) {
    Moment const noon = Moment::of(Instant::parse("2026-01-20T04:00:00.000Z").value());
    EXPECT_NEAR(facing_from_shadow(nanchang, noon, 0).value(), 351.48, 0.01);
    EXPECT_NEAR(facing_from_shadow(nanchang, noon, 171.48).value(), 180, 0.01);
    EXPECT_FALSE(facing_from_shadow(nanchang, Moment::of(Instant::parse("2026-01-20T12:00:00.000Z").value()), 0));
}

}  // namespace
}  // namespace jiati::daylight
