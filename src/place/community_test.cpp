#include "place/community.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

namespace jiati::place {
namespace {

Date const founded = Date::of(2023, 3, 1);

policy::Context on(Date date, std::uint64_t seed = 1) {
    policy::Context context;
    context.now = Instant{Instant::start_of(Date::of(2024, 6, 1)).unix_ms + 1};
    context.occurred_on = date;
    context.actor = AccountId{"neighbourhood"};
    context.ids = FreshIds({7, seed});
    return context;
}

// Folds commands into a state; a refusal is a failed test.
class Given {
  public:
    Given& when(Command const& command, Date date = founded) {
        auto const decision = decide(state, command, on(date, ++commands_));
        EXPECT_TRUE(decision) << (decision ? "" : decision.error().code + decision.error().pointer);
        if (!decision) return *this;
        for (auto const& event : *decision) {
            state = evolve(std::move(state), event, date);
            history.emplace_back(event, date);
        }
        return *this;
    }
    [[nodiscard]] std::string refused(Command const& command, Date date = founded) const {
        auto const decision = decide(state, command, on(date, 999));
        return decision ? "accepted" : decision.error().code + " " + decision.error().pointer;
    }

    State state;
    std::vector<std::pair<Event, Date>> history;

  private:
    std::uint64_t commands_ = 0;
};

RegisterCommunity traffic_police_dormitory() {
    RegisterCommunity command;
    command.name = "交警大队宿舍";
    command.areas = {{Level::city, "cn-jiangxi-nanchang", "南昌市"},
                     {Level::district, "anyi", "安义县"},
                     {Level::street, "longjin", "龙津镇"}};
    command.storeys = 6;
    return command;
}

AddBuilding building_two() {
    AddBuilding command;
    command.name = "二栋";
    command.units = {{"一单元", 6, 12}, {"二单元", 6, 12}};
    return command;
}

// Eight flats on the floors 1 and 2, four duplexes above: the unit of case B.
std::vector<NewHousehold> twelve_households() {
    std::vector<NewHousehold> households;
    for (std::int64_t floor : {1, 2})
        for (int door = 1; door <= 4; ++door)
            households.push_back(
                {std::to_string(floor) + "0" + std::to_string(door), {floor}, SquareMetres{6'180}, {}});
    for (std::int64_t floor : {3, 5})
        for (int door = 1; door <= 2; ++door)
            households.push_back(
                {std::to_string(floor) + "0" + std::to_string(door), {floor, floor + 1}, SquareMetres{12'360}, {}});
    return households;
}

Given registered() {
    Given given;
    given.when(traffic_police_dormitory());
    return given;
}
Given with_building() {
    auto given = registered();
    given.when(building_two());
    return given;
}
UnitId unit_of(State const& state, std::size_t index = 1) { return state.buildings.front().units.at(index); }
Given with_households() {
    auto given = with_building();
    given.when(RegisterHouseholds{unit_of(given.state), twelve_households()});
    return given;
}
HouseholdId household(State const& state, std::string const& room) {
    for (auto const& entry : state.households)
        if (entry.second.data.room == room) return entry.first;
    return {};
}

TEST(Community, HasTheAreaPathOfItsCodesFromTheCityDownwards) {
    auto const given = registered();
    EXPECT_EQ(given.state.area, "cn-jiangxi-nanchang/anyi/longjin/");
    EXPECT_EQ(given.state.registered_on, founded);
    EXPECT_FALSE(given.state.id.empty());
}

TEST(Community, IsRefusedWithAreasThatAreNoPath) {
    Given const given;
    auto const with = [](std::vector<AreaName> areas) {
        auto command = traffic_police_dormitory();
        command.areas = std::move(areas);
        return command;
    };
    AreaName const city{Level::city, "nanchang", "南昌市"};
    EXPECT_EQ(given.refused(with({})), "place.areas_wrong /areas");
    EXPECT_EQ(given.refused(with({{Level::district, "anyi", "安义县"}})), "place.areas_wrong /areas");
    EXPECT_EQ(given.refused(with({city, city})), "place.areas_wrong /areas/1/level");
    EXPECT_EQ(given.refused(with({city, {Level::street, "s", "街道"}, {Level::district, "d", "区"}})),
              "place.areas_wrong /areas/2/level");
    EXPECT_EQ(given.refused(with({city, {Level::grid, "g1", "一网格"}})), "place.areas_wrong /areas/1/level");
    for (auto const* wrong : {"", "Anyi", "an/yi", "安义", "an yi"})
        EXPECT_EQ(given.refused(with({city, {Level::district, wrong, "安义县"}})), "place.areas_wrong /areas/1/code");
    EXPECT_EQ(given.refused(with({city, {Level::district, "anyi", " "}})), "place.name_missing /areas/1/name");
}

TEST(Community, IsRegisteredOnceAndFirst) {
    EXPECT_EQ(Given{}.refused(building_two()), "place.not_registered ");
    EXPECT_EQ(registered().refused(traffic_police_dormitory()), "place.already_registered ");
    auto nameless = traffic_police_dormitory();
    nameless.name = "  ";
    EXPECT_EQ(Given{}.refused(nameless), "place.name_missing /name");
    auto tower = traffic_police_dormitory();
    tower.storeys = 0;
    EXPECT_EQ(Given{}.refused(tower), "place.count_wrong /storeys");
}

TEST(Community, TakesNoDateToComeOrBeforeItsRegistration) {
    EXPECT_EQ(Given{}.refused(traffic_police_dormitory(), Date::of(2024, 6, 2)), "place.dates_wrong ");
    EXPECT_EQ(registered().refused(building_two(), founded.plus_days(-1)), "place.dates_wrong ");
    EXPECT_EQ(registered().refused(building_two(), founded), "accepted");
}

TEST(Building, BringsItsUnitsWithTheirDeclaredHouseholds) {
    auto const given = with_building();
    ASSERT_EQ(given.state.buildings.size(), 1U);
    EXPECT_EQ(given.state.units.size(), 2U);
    EXPECT_EQ(given.state.household_count(), 24);
    EXPECT_EQ(given.state.units.at(unit_of(given.state)).data.name, "二单元");
}

TEST(Building, IsRefusedWithoutNameOrUnitsOrWithAbsurdCounts) {
    auto const given = with_building();
    auto const with = [](auto change) {
        auto command = building_two();
        command.name = "三栋";
        change(command);
        return command;
    };
    EXPECT_EQ(given.refused(building_two()), "place.name_taken /name");
    EXPECT_EQ(given.refused(with([](auto& c) { c.name.clear(); })), "place.name_missing /name");
    EXPECT_EQ(given.refused(with([](auto& c) { c.units.clear(); })), "place.units_missing /units");
    EXPECT_EQ(given.refused(with([](auto& c) { c.units[1].name = c.units[0].name; })),
              "place.name_taken /units/1/name");
    EXPECT_EQ(given.refused(with([](auto& c) { c.units[0].name.clear(); })), "place.name_missing /units/0/name");
    EXPECT_EQ(given.refused(with([](auto& c) { c.units[0].floors = 0; })), "place.count_wrong /units/0/floors");
    EXPECT_EQ(given.refused(with([](auto& c) { c.units[1].households = -1; })),
              "place.count_wrong /units/1/households");
}

TEST(Buildings, OfAStockKnownByNumberOnlyAreCounted) {
    // 省体育局大院: 16 buildings, 44 units, 864 households. How they are spread is assumed here.
    auto given = registered();
    given.when(AddBuildings{"", 12, 6, std::vector<std::int64_t>(12, 3), 20, Ground::none});
    given.when(AddBuildings{"", 4, 6, std::vector<std::int64_t>(4, 2), 18, Ground::none});
    EXPECT_EQ(given.state.buildings.size(), 16U);
    EXPECT_EQ(given.state.units.size(), 44U);
    EXPECT_EQ(given.state.household_count(), 864);
    EXPECT_EQ(given.state.buildings.front().name, "1栋");
    EXPECT_EQ(given.state.buildings.back().name, "16栋");
    EXPECT_EQ(given.state.units.at(given.state.buildings.back().units.back()).data.name, "2单元");
}

TEST(Buildings, NeedOneNumberOfUnitsForEach) {
    auto const given = with_building();
    AddBuildings stock{"", 2, 6, {3, 3}, 12, Ground::none};
    auto const with = [&](auto change) {
        auto command = stock;
        change(command);
        return command;
    };
    EXPECT_EQ(given.refused(stock), "accepted");
    EXPECT_EQ(given.refused(with([](auto& c) { c.units_each = {3}; })), "place.units_missing /units_each");
    EXPECT_EQ(given.refused(with([](auto& c) { c.units_each = {3, 0}; })), "place.count_wrong /units_each/1");
    EXPECT_EQ(given.refused(with([](auto& c) { c.count = 0; })), "place.count_wrong /count");
    EXPECT_EQ(given.refused(with([](auto& c) { c.count = 1'000'000; })), "place.count_wrong /count");
    EXPECT_EQ(given.refused(with([](auto& c) { c.floors = -6; })), "place.count_wrong /floors");
    EXPECT_EQ(given.refused(with([](auto& c) { c.households_per_unit = 4'000; })),
              "place.count_wrong /households_per_unit");
}

TEST(Households, ReplaceTheDeclaredCountAndKeepTheirAreas) {
    auto const given = with_households();
    auto const& unit = given.state.units.at(unit_of(given.state));
    EXPECT_EQ(given.state.household_count(unit), 12);
    SquareMetres total;
    std::set<OwnerId> owners;
    for (auto const& entry : given.state.households) {
        total += entry.second.data.area;
        owners.insert(entry.second.data.owner);
    }
    EXPECT_EQ(total.to_string(), "988.80");
    EXPECT_EQ(owners.size(), 12U);
}

TEST(Households, WithEqualOwnerKeysHaveOneOwner) {
    auto given = with_building();
    auto households = twelve_households();
    households[0].owner = households[8].owner = "o1";
    given.when(RegisterHouseholds{unit_of(given.state), households});
    auto const owner_in = [&](std::string const& room) {
        return given.state.households.at(household(given.state, room)).data.owner;
    };
    EXPECT_EQ(owner_in("101"), owner_in("301"));
    EXPECT_NE(owner_in("101"), owner_in("102"));
    EXPECT_NE(owner_in("101").text, "o1");  // a name written there is not stored
}

TEST(Households, OfALaterCommandShareAnOwnerOnlyByTheOwnersId) {
    auto given = with_building();
    NewHousehold const first{"101", {1}, SquareMetres{6'180}, "o1"};
    given.when(RegisterHouseholds{unit_of(given.state, 0), {first}});
    auto const owner = given.state.households.begin()->second.data.owner;
    auto by_key = first;
    auto by_id = first;
    by_id.room = "102";
    by_id.owner = owner.text;
    given.when(RegisterHouseholds{unit_of(given.state, 1), {by_key, by_id}});
    auto const& in_unit_two = given.state.units.at(unit_of(given.state, 1)).households;
    EXPECT_NE(given.state.households.at(in_unit_two[0]).data.owner, owner);
    EXPECT_EQ(given.state.households.at(in_unit_two[1]).data.owner, owner);
}

TEST(Households, AreRefusedWithThePlaceOfWhatIsWrong) {
    auto const given = with_building();
    auto const with = [&](auto change) {
        RegisterHouseholds command{unit_of(given.state), twelve_households()};
        change(command.households);
        return command;
    };
    EXPECT_EQ(given.refused(RegisterHouseholds{UnitId{"other"}, twelve_households()}), "place.unit_unknown /unit");
    EXPECT_EQ(given.refused(with([](auto& h) { h.clear(); })), "place.households_missing /households");
    EXPECT_EQ(given.refused(with([](auto& h) { h[2].room.clear(); })), "place.name_missing /households/2/room");
    EXPECT_EQ(given.refused(with([](auto& h) { h[3].room = "101"; })), "place.room_twice /households/3/room");
    for (auto const& wrong : std::vector<std::vector<std::int64_t>>{{}, {0}, {7}, {4, 3}, {3, 3}, {6, 7}})
        EXPECT_EQ(given.refused(with([&](auto& h) { h[9].floors = wrong; })),
                  "place.floors_wrong /households/9/floors");
    EXPECT_EQ(given.refused(with([](auto& h) { h[0].area = SquareMetres{0}; })),
              "place.area_not_positive /households/0/area");
    EXPECT_EQ(given.refused(with([](auto& h) { h[0].area = SquareMetres{-8'050}; })),
              "place.area_not_positive /households/0/area");
    EXPECT_EQ(given.refused(with([](auto& h) { h[0].area = SquareMetres{10'000'000'001}; })),
              "place.area_too_large /households/0/area");
    EXPECT_EQ(given.refused(with([](auto& h) {
        h.push_back({"601", {6}, SquareMetres{6'180}, {}});
    })),
              "place.more_than_declared /households");
    auto const full = with_households();
    EXPECT_EQ(full.refused(RegisterHouseholds{unit_of(full.state), twelve_households()}),
              "place.room_twice /households/0/room");
}

TEST(Households, OnTheGroundRowAreShops) {
    auto given = registered();
    AddBuilding shops;
    shops.name = "商住楼";
    shops.ground = Ground::shops;
    shops.units = {{"一单元", 6, 0}};
    given.when(shops);
    given.when(RegisterHouseholds{unit_of(given.state, 0), {{"店1", {0}, SquareMetres{4'000}, {}}}});
    EXPECT_EQ(given.state.household_count(), 1);
}

TEST(People, AreCountedByAgeWithinTheHousehold) {
    auto given = with_households();
    auto const id = household(given.state, "501");
    given.when(RecordPeople{id, 3, {0, 0, 1, 1, 1}, 2});
    EXPECT_EQ(given.state.households.at(id).ages.from_80, 1);
    EXPECT_EQ(given.state.households.at(id).reduced_mobility, 2);

    EXPECT_EQ(given.refused(RecordPeople{HouseholdId{"other"}, 1, {}, 0}), "place.household_unknown /household");
    EXPECT_EQ(given.refused(RecordPeople{id, -1, {}, 0}), "place.people_wrong /people");
    EXPECT_EQ(given.refused(RecordPeople{id, 1, {1, 0, 0, 0, 1}, 0}), "place.people_wrong /ages");
    EXPECT_EQ(given.refused(RecordPeople{id, 3, {4, 0, 0, 0, -1}, 0}), "place.people_wrong /ages");
    EXPECT_EQ(given.refused(RecordPeople{id, 2, {}, 3}), "place.people_wrong /reduced_mobility");
}

TEST(Grid, ExtendsTheAreaOfItsBuildings) {
    auto given = with_building();
    auto const building = given.state.buildings.front().id;
    EXPECT_EQ(area_of(given.state, building), "cn-jiangxi-nanchang/anyi/longjin/");
    given.when(AssignGrid{building, "grid-3", "第三网格"}, Date::of(2023, 5, 1));
    EXPECT_EQ(area_of(given.state, building), "cn-jiangxi-nanchang/anyi/longjin/grid-3/");
    EXPECT_EQ(given.state.buildings.front().grid_since, Date::of(2023, 5, 1));
    EXPECT_EQ(area_of(given.state, BuildingId{"other"}), "cn-jiangxi-nanchang/anyi/longjin/");

    EXPECT_EQ(given.refused(AssignGrid{BuildingId{"other"}, "g", "网格"}), "place.building_unknown /building");
    EXPECT_EQ(given.refused(AssignGrid{building, "网格", "网格"}), "place.grid_code_wrong /code");
    EXPECT_EQ(given.refused(AssignGrid{building, "g", ""}), "place.name_missing /name");
    EXPECT_EQ(given.refused(AssignGrid{building, "g", "网格"}, Date::of(2023, 4, 30)), "place.dates_wrong ");
}

TEST(Unit, IsGradedWithReasons) {
    auto given = with_building();
    given.when(GradeUnit{unit_of(given.state), Grade::fairly_suitable, {"燃气管道须迁改"}});
    EXPECT_EQ(given.state.units.at(unit_of(given.state)).grade, Grade::fairly_suitable);
    EXPECT_EQ(given.refused(GradeUnit{UnitId{"other"}, Grade::suitable, {}}), "place.unit_unknown /unit");
}

TEST(Lift, OnlyMovesForward) {
    auto given = with_building();
    auto const unit = unit_of(given.state);
    given.when(RecordLift{unit, LiftStatus::building, "现场"}, Date::of(2023, 6, 1));
    EXPECT_EQ(given.refused(RecordLift{unit, LiftStatus::wanted, ""}, Date::of(2023, 7, 1)),
              "place.lift_goes_back /status");
    EXPECT_EQ(given.refused(RecordLift{unit, LiftStatus::building, ""}, Date::of(2023, 7, 1)),
              "place.lift_goes_back /status");
    EXPECT_EQ(given.refused(RecordLift{unit, LiftStatus::in_use, ""}, Date::of(2023, 5, 31)), "place.dates_wrong ");
    EXPECT_EQ(given.refused(RecordLift{UnitId{"other"}, LiftStatus::in_use, ""}), "place.unit_unknown /unit");
    given.when(RecordLift{unit, LiftStatus::in_use, "使用登记"}, Date::of(2023, 9, 1));
    EXPECT_EQ(given.state.units.at(unit).lift, LiftStatus::in_use);
    EXPECT_EQ(given.state.units.at(unit).lift_on, Date::of(2023, 9, 1));
}

TEST(Tenure, PassesToANewOwnerAndKeepsTheEarlierOne) {
    auto given = with_households();
    auto const id = household(given.state, "501");
    auto const seller = given.state.households.at(id).data.owner;
    given.when(ChangeTenure{id, "", "不动产权证"}, Date::of(2023, 8, 1));
    auto const& sold = given.state.households.at(id);
    EXPECT_NE(sold.data.owner, seller);
    EXPECT_EQ(sold.owner_since, Date::of(2023, 8, 1));
    ASSERT_EQ(sold.earlier_tenures.size(), 1U);
    EXPECT_EQ(sold.earlier_tenures[0].owner, seller);
    EXPECT_FALSE(sold.earlier_tenures[0].from);

    EXPECT_EQ(given.refused(ChangeTenure{id, sold.data.owner.text, "证"}, Date::of(2023, 9, 1)),
              "place.owner_unchanged /owner");
    EXPECT_EQ(given.refused(ChangeTenure{id, "", " "}, Date::of(2023, 9, 1)), "place.evidence_missing /evidence");
    EXPECT_EQ(given.refused(ChangeTenure{id, "", "证"}, Date::of(2023, 7, 31)), "place.dates_wrong ");
    EXPECT_EQ(given.refused(ChangeTenure{HouseholdId{"other"}, "", "证"}), "place.household_unknown /household");
}

TEST(Tenure, MayPassToSomeoneWhoHoldsAnotherFlat) {
    auto given = with_households();
    auto const neighbour = given.state.households.at(household(given.state, "502")).data.owner;
    auto const id = household(given.state, "501");
    given.when(ChangeTenure{id, neighbour.text, "不动产权证"});
    EXPECT_EQ(given.state.households.at(id).data.owner, neighbour);
}

TEST(EstateWorks, HaveANameAndTwoDatesInOrder) {
    auto given = registered();
    given.when(RecordEstateWorks{"旧改", Date::of(2024, 7, 1), Date::of(2024, 12, 31), "道路"});
    ASSERT_EQ(given.state.works.size(), 1U);
    EXPECT_EQ(given.state.works[0].to, Date::of(2024, 12, 31));
    EXPECT_EQ(given.refused(RecordEstateWorks{"", founded, founded, ""}), "place.name_missing /name");
    EXPECT_EQ(given.refused(RecordEstateWorks{"旧改", founded, founded.plus_days(-1), ""}), "place.dates_wrong /to");
}

TEST(LandingColumns, PlaceTheFlatsOfEachFloorInPublishedOrder) {
    auto const given = with_households();
    auto const columns = landing_columns(given.state, unit_of(given.state));
    ASSERT_EQ(columns.size(), 12U);
    EXPECT_EQ(columns[0].household, household(given.state, "101"));
    EXPECT_EQ(columns[3].column, 3);
    EXPECT_EQ(columns[3].columns, 4);
    EXPECT_EQ(columns[11].household, household(given.state, "502"));
    EXPECT_EQ(columns[11].column, 1);
    EXPECT_EQ(columns[11].columns, 2);
    EXPECT_TRUE(landing_columns(given.state, UnitId{"other"}).empty());
}

TEST(LandingColumns, KeepADuplexClearOfItsUpperNeighbours) {
    auto given = with_building();
    given.when(RegisterHouseholds{unit_of(given.state),
                                  {{"301", {3}, SquareMetres{6'000}, {}},
                                   {"302", {3, 4}, SquareMetres{12'000}, {}},
                                   {"401", {4}, SquareMetres{6'000}, {}},
                                   {"402", {4}, SquareMetres{6'000}, {}}}});
    std::vector<std::int64_t> places;
    for (auto const& column : landing_columns(given.state, unit_of(given.state))) places.push_back(column.column);
    EXPECT_EQ(places, (std::vector<std::int64_t>{0, 1, 0, 2}));
}

// ---- laws ----------------------------------------------------------------------------------------------------------

std::vector<NewHousehold> arbitrary_households() {
    auto const count = *rc::gen::inRange<std::size_t>(1, 30);
    std::vector<NewHousehold> households;
    for (std::size_t i = 0; i < count; ++i) {
        auto const low = *rc::gen::inRange<std::int64_t>(1, 7);
        std::vector<std::int64_t> floors{low};
        if (low < 6 && *rc::gen::arbitrary<bool>()) floors.push_back(low + 1);
        auto const key = *rc::gen::inRange(0, 5);
        households.push_back({std::to_string(i), floors, SquareMetres{*rc::gen::inRange<std::int64_t>(1, 100'000)},
                              key == 0 ? "" : "k" + std::to_string(key)});
    }
    return households;
}

RC_GTEST_PROP(CommunityLaws, CountsRollUpFromUnitsToBuildingsToTheCommunity, ()) {
    auto given = registered();
    std::int64_t declared = 0;
    std::size_t units = 0;
    auto const groups = *rc::gen::inRange(1, 4);
    for (int group = 0; group < groups; ++group) {
        AddBuildings stock;
        stock.name_prefix = std::string(1, static_cast<char>('A' + group));
        stock.units_each = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange(1, 5)));
        stock.count = std::ssize(stock.units_each);
        stock.floors = 6;
        stock.households_per_unit = *rc::gen::inRange(0, 30);
        auto const added = std::accumulate(stock.units_each.begin(), stock.units_each.end(), std::int64_t{0});
        units += static_cast<std::size_t>(added);
        declared += added * stock.households_per_unit;
        given.when(stock);
    }
    RC_ASSERT(given.state.units.size() == units);
    RC_ASSERT(given.state.household_count() == declared);
    std::size_t in_buildings = 0;
    for (auto const& building : given.state.buildings) {
        in_buildings += building.units.size();
        for (auto const& unit : building.units) RC_ASSERT(given.state.units.at(unit).building == building.id);
    }
    RC_ASSERT(in_buildings == units);
}

RC_GTEST_PROP(CommunityLaws, AreasAndOwnersOfTheRegisterAreThoseGiven, ()) {
    auto given = registered();
    AddBuilding open_count;
    open_count.name = "一栋";
    open_count.units = {{"一单元", 6, 0}};
    given.when(open_count);
    auto const households = arbitrary_households();
    given.when(RegisterHouseholds{unit_of(given.state, 0), households});

    std::int64_t wanted = 0;
    std::size_t owners_wanted = 0;
    std::set<std::string> keys;
    for (auto const& household : households) {
        wanted += household.area.hundredths();
        if (household.owner.empty() || keys.insert(household.owner).second) ++owners_wanted;
    }
    SquareMetres total;
    std::set<OwnerId> owners;
    for (auto const& entry : given.state.households) {
        total += entry.second.data.area;
        owners.insert(entry.second.data.owner);
    }
    RC_ASSERT(total.hundredths() == wanted);
    RC_ASSERT(owners.size() == owners_wanted);
    RC_ASSERT(given.state.household_count() == std::ssize(households));
}

TEST(PersonalData, LiesUnderANewSubjectAfterASaleAndAfterAnErasure) {
    auto given = with_households();
    auto const id = household(given.state, "302");
    auto const first = subject_of(given.state, id);
    EXPECT_EQ(first, "household/" + id.text);
    given.when(ChangeTenure{id, "", "不动产权证"});
    auto const sold = subject_of(given.state, id);
    EXPECT_NE(sold, first);
    EXPECT_EQ(sold.substr(0, first.size() + 1), first + "/");
    given.when(ErasePersonalData{id, AskedBy::person, false, {{sold + "+objection-2026", Date::of(2036, 12, 31)}}});
    auto const later = subject_of(given.state, id);
    EXPECT_TRUE(later != sold && later != first);
    EXPECT_EQ(std::get<PersonalDataErased>(given.history.back().first).subject, sold);
    EXPECT_EQ(given.state.households.at(id).withheld.size(), 1U);
    EXPECT_EQ(subject_of(given.state, household(given.state, "301")).find('/', 10), std::string::npos);
    // The former owner's data are erased by themselves, and today's owner keeps the subject.
    given.when(ErasePersonalData{id, AskedBy::office, true, {}});
    EXPECT_EQ(std::get<PersonalDataErased>(given.history.back().first).subject, first);
    EXPECT_EQ(subject_of(given.state, id), later);
    EXPECT_EQ(given.refused(ErasePersonalData{id, AskedBy::office, true, {}}), "place.nobody_before /former");
    EXPECT_EQ(given.refused(ErasePersonalData{HouseholdId{"other"}, AskedBy::person, false, {}}),
              "place.household_unknown /household");
}

TEST(PersonalData, ThatALawKeepsIsErasedAfterItsLastDay) {
    auto given = with_households();
    auto const id = household(given.state, "302");
    auto const kept = subject_of(given.state, id) + "+objection-2023";
    auto const until = founded;
    given.when(
        ErasePersonalData{id, AskedBy::person, false, {{kept, until}, {"household/other+objection-2023", until}}});
    EXPECT_EQ(given.state.households.at(id).withheld.size(), 1U);
    EXPECT_EQ(given.refused(EraseWithheld{id, kept}, until), "place.still_withheld /subject");
    EXPECT_EQ(given.refused(EraseWithheld{id, "other"}), "place.not_withheld /subject");
    given.when(EraseWithheld{id, kept}, until.plus_days(1));
    EXPECT_TRUE(given.state.households.at(id).withheld.empty());
    EXPECT_EQ(given.refused(EraseWithheld{id, kept}, until.plus_days(1)), "place.not_withheld /subject");
}

TEST(PersonalData, IsLookedAtForAStatedReason) {
    auto given = with_households();
    auto const id = household(given.state, "302");
    VaultText const reason{"r1", "commitment"};
    given.when(RecordRead{id, {"worry", "objection"}, ReadPurpose::contact, reason});
    EXPECT_EQ(std::get<PersonalDataRead>(given.history.back().first).reason, reason);
    EXPECT_EQ(given.refused(RecordRead{id, {}, ReadPurpose::contact, reason}), "place.fields_wrong /fields");
    EXPECT_EQ(given.refused(RecordRead{id, {"张三"}, ReadPurpose::contact, reason}), "place.fields_wrong /fields");
    EXPECT_EQ(given.refused(RecordRead{id, {"worry"}, ReadPurpose::contact, {}}), "place.reason_missing /reason");
}

RC_GTEST_PROP(CommunityLaws, NoTwoFlatsOfOneFloorHaveOneColumn, ()) {
    auto given = registered();
    AddBuilding open_count;
    open_count.name = "一栋";
    open_count.units = {{"一单元", 6, 0}};
    given.when(open_count);
    given.when(RegisterHouseholds{unit_of(given.state, 0), arbitrary_households()});
    std::set<std::pair<std::int64_t, std::int64_t>> cells;
    for (auto const& column : landing_columns(given.state, unit_of(given.state, 0))) {
        RC_ASSERT(column.column < column.columns);
        for (auto floor : given.state.households.at(column.household).data.floors)
            RC_ASSERT(cells.emplace(floor, column.column).second);
    }
}

TEST(CommunityLaws, FoldingTheHistoryAgainGivesTheSameState) {
    auto given = with_households();
    auto const id = household(given.state, "302");
    given.when(AssignGrid{given.state.buildings.front().id, "g1", "一网格"})
        .when(RecordPeople{id, 2, {0, 0, 0, 2, 0}, 1})
        .when(GradeUnit{unit_of(given.state), Grade::suitable, {}})
        .when(RecordLift{unit_of(given.state), LiftStatus::wanted, "摸底"})
        .when(ChangeTenure{id, "", "不动产权证"})
        .when(RecordEstateWorks{"旧改", founded, founded, ""});
    State folded;
    std::set<std::string> ids;
    for (auto const& [event, date] : given.history) folded = evolve(std::move(folded), event, date);
    EXPECT_EQ(folded.version, std::ssize(given.history));
    EXPECT_EQ(folded.version, given.state.version);
    EXPECT_EQ(folded.household_count(), given.state.household_count());
    EXPECT_EQ(folded.households.at(id).data.owner, given.state.households.at(id).data.owner);
    EXPECT_EQ(folded.households.at(id).people, 2);
    EXPECT_EQ(folded.buildings.front().grid_code, "g1");
    EXPECT_EQ(folded.units.at(unit_of(folded)).lift, LiftStatus::wanted);
    EXPECT_EQ(folded.works.size(), 1U);
}

TEST(CommunityLaws, EvolveTakesEventsAboutUnknownThingsWithoutHarm) {
    State state;
    for (Event const& event : {Event{HouseholdsRegistered{}}, Event{PeopleRecorded{}}, Event{GridAssigned{}},
                               Event{UnitGraded{}}, Event{LiftRecorded{}}, Event{TenureChanged{}},
                               Event{PersonalDataErased{}}, Event{WithheldErased{}}, Event{PersonalDataRead{}}})
        state = evolve(std::move(state), event, founded);
    EXPECT_EQ(state.version, 9);
    EXPECT_TRUE(state.units.empty());
    EXPECT_TRUE(state.households.empty());
}

}  // namespace
}  // namespace jiati::place
