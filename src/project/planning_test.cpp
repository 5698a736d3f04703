#include "project/planning.h"

#include "project/gates.h"
#include "project/test_support.h"

namespace jiati::project::planning {
namespace {

using namespace test;

Plan changed_plan() {
    auto plan = six_storey_plan();
    plan.corridors = 2;
    return plan;
}

TEST(Planning, NumbersItsVersions) {
    auto life = with_plan();
    EXPECT_EQ(life.state.planning.current()->version, 1);
    EXPECT_TRUE(refused(life.ask(Publish{six_storey_plan()}), unchanged));
    life.on("2023-02-20").does(Publish{changed_plan()});
    EXPECT_EQ(life.state.planning.current()->version, 2);
    EXPECT_EQ(life.state.planning.versions.front().plan, six_storey_plan()) << "the old version stays";
    EXPECT_TRUE(refused(life.ask_of("2023-02-19", Publish{six_storey_plan()}), lifecycle::too_early));
}

TEST(Planning, TakesSevenFloorsSixStopsSixDoorsFiveCorridors) {
    Plan plan;
    plan.entry = Entry::half_landing;
    plan.levels = 7;
    plan.doors = 6;
    plan.corridors = 5;
    plan.load_kg = 800;
    plan.persons = 10;
    plan.stops_at = {{0, false}, {1, true}, {2, true}, {3, true}, {4, true}, {5, true}};
    EXPECT_TRUE(accepted(with_roll().ask(Publish{plan})));
}

TEST(Planning, RefusesStopsThatCannotBe) {
    auto const life = with_roll();
    auto const with_stops = [](std::vector<Stop> stops) {
        auto plan = six_storey_plan();
        plan.doors = 40;
        plan.stops_at = std::move(stops);
        return Publish{plan};
    };
    EXPECT_TRUE(refused(life.ask(with_stops({})), stops_wrong));
    EXPECT_TRUE(refused(life.ask(with_stops({{1, false}, {1, false}})), stops_wrong));
    EXPECT_TRUE(refused(life.ask(with_stops({{7, false}})), stops_wrong));
    EXPECT_TRUE(refused(life.ask(with_stops({{1}, {2}, {3}, {4}, {5}, {6}, {0}})), stops_wrong));
    EXPECT_TRUE(accepted(life.ask(with_stops({{1, false}, {1, true}})))) << "a floor and the landing above it differ";
}

TEST(Planning, RefusesFewerDoorsThanStops) {
    auto plan = six_storey_plan();
    plan.doors = 3;
    auto const decision = with_roll().ask(Publish{plan});
    EXPECT_TRUE(refused(decision, doors_wrong));
    EXPECT_EQ(argument(decision, "stops"), "4");
}

TEST(Planning, NamesTheNumberThatIsAbsurd) {
    auto const life = with_roll();
    auto const field_of = [&](auto change) {
        auto plan = six_storey_plan();
        change(plan);
        auto const decision = life.ask(Publish{plan});
        EXPECT_TRUE(refused(decision, numbers_wrong));
        return argument(decision, "field");
    };
    EXPECT_EQ(field_of([](Plan& plan) { plan.levels = -1; }), "levels");
    EXPECT_EQ(field_of([](Plan& plan) { plan.doors = -1; }), "doors");
    EXPECT_EQ(field_of([](Plan& plan) { plan.corridors = -1; }), "corridors");
    EXPECT_EQ(field_of([](Plan& plan) { plan.load_kg = 0; }), "load_kg");
    EXPECT_EQ(field_of([](Plan& plan) { plan.persons = 1'000'000; }), "persons");
}

TEST(Planning, AnUnsuitableUnitGetsNoPlan) {
    auto life = with_roll();
    EXPECT_TRUE(refused(life.ask(AssessFeasibility{Suitability::unsuitable, {}, "expert"}), lifecycle::text_missing));
    EXPECT_TRUE(refused(life.ask(AssessFeasibility{Suitability::suitable, {}, ""}), lifecycle::text_missing));
    life.does(AssessFeasibility{Suitability::unsuitable, {"fire lane under 4 m"}, "expert"});
    EXPECT_TRUE(refused(life.ask(Publish{six_storey_plan()}), unsuitable));
    life.does(AssessFeasibility{Suitability::fairly_suitable, {}, "expert"});
    EXPECT_TRUE(accepted(life.ask(Publish{six_storey_plan()})));
}

TEST(Planning, KeepsStillWhileAVoteIsOpen) {
    auto life = with_shares().does(consent::NoteVoteOpened{VoteId{"v1"}});
    EXPECT_TRUE(refused(life.ask(Publish{changed_plan()}), vote_is_open));
}

TEST(Planning, AChangeAfterTheVoteIsTalkedOverAndVotedOnAgain) {
    auto life = approved().on("2023-05-10");
    auto const decision = life.ask(Publish{changed_plan()});
    ASSERT_NE(event_at<Published>(decision, 0), nullptr);
    auto const* const sent_back = event_at<lifecycle::SentBack>(decision, 1);
    ASSERT_NE(sent_back, nullptr);
    EXPECT_EQ(sent_back->from, Stage::approval);
    EXPECT_EQ(sent_back->to, Stage::deliberation);
    EXPECT_EQ(sent_back->cause, "plan_changed");

    life.does(Publish{changed_plan()});
    EXPECT_EQ(life.stage(), Stage::deliberation);
    EXPECT_FALSE(life.state.consent.passed_on);
    EXPECT_FALSE(life.state.notice.closed_on);
    EXPECT_FALSE(life.state.approval.granted_on);
    EXPECT_EQ(stands(life.state, "consent_passed", small_policy()), false);
    life.does(consent::NoteVoteOpened{VoteId{"v2"}}).does(result_of("v2", true, 2)).does(post());
    EXPECT_EQ(life.stage(), Stage::notice);
}

UnitGeometry shape() {
    UnitGeometry geometry;
    geometry.storeys = Count{6, Source::measured};
    geometry.storey_height = Length{290, Source::measured};
    geometry.bays = {{360, 180, false, RoomKind::bedroom, 1}, {260, 0, true, {}, 0}, {360, 180}};
    return geometry;
}
LightFact light() { return {"engine", "hash", {{"1F-1", 1902, 1120, 1371, 0, 0, 0, 0}}}; }

TEST(Planning, ALightThatWasComputedStandsBesideThePlanVersionItIsOf) {
    auto life = with_plan();
    life.does(RecordGeometry{shape(), light()});
    EXPECT_EQ(life.state.planning.geometry, shape());
    ASSERT_TRUE(life.state.planning.light);
    EXPECT_EQ(life.state.planning.light->plan_version, 1);
    EXPECT_TRUE(refused(life.ask(RecordGeometry{shape()}), geometry_unchanged));
    life.does(Publish{changed_plan(), light()});
    EXPECT_EQ(life.state.planning.light->plan_version, 2);
    EXPECT_EQ(life.state.planning.light->computed.windows, light().windows);
}

TEST(Planning, AShapeBeforeAnyPlanHasNoLight) {
    auto life = with_roll();
    life.does(RecordGeometry{shape()});
    EXPECT_TRUE(life.state.planning.geometry);
    EXPECT_FALSE(life.state.planning.light);
}

TEST(Planning, RefusesWhatCannotBeAHouse) {
    auto const life = with_roll();
    auto const pointer_of = [&](auto const& change) {
        auto geometry = shape();
        change(geometry);
        auto const decision = life.ask(RecordGeometry{geometry});
        return decision ? std::string("accepted") : decision.error().pointer;
    };
    EXPECT_EQ(pointer_of([](auto& g) { g.storeys->number = 0; }), "/geometry/storeys/number");
    EXPECT_EQ(pointer_of([](auto& g) { g.storey_height->cm = std::int64_t{1} << 52; }), "/geometry/storey_height/cm");
    EXPECT_EQ(pointer_of([](auto& g) { g.bays[0].window_cm = 361; }), "/geometry/bays/0/window_cm");
    EXPECT_EQ(pointer_of([](auto& g) { g.bays[1].stair = false; }), "/geometry/bays");
    EXPECT_EQ(pointer_of([](auto& g) { g.bays[0].stair = true; }), "/geometry/bays");
    EXPECT_EQ(pointer_of([](auto& g) { g.this_unit = Count{4, {}}; }), "/geometry/this_unit/number");
    EXPECT_EQ(pointer_of([](auto& g) { g.around = {{Side::back, 0, 6}}; }), "/geometry/around/0/distance_cm");
    EXPECT_EQ(pointer_of([](auto& g) { g.location = Location{90'000'000, 0, {}}; }), "/geometry/location/lat_microdeg");
    EXPECT_EQ(pointer_of([](auto& g) { g.lift = LiftForm{.shaft_width_cm = 0}; }), "/geometry/lift/shaft_width_cm");
}

}  // namespace
}  // namespace jiati::project::planning
