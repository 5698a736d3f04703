#include "project/operation.h"

#include "project/test_support.h"

#include <rapidcheck/gtest.h>

namespace jiati::project::operation {
namespace {

using namespace test;

Rider rider(std::string room, std::int64_t thousandths, std::int64_t people, bool free = false) {
    return {home(std::move(room)), thousandths, people, free};
}

// Low floors ride free; the duplexes weigh 1.0, 1.0, 1.5, 1.5 and hold 2, 3, 4, 1 people.
std::vector<Rider> eight_riders() {
    return {rider("101", 0, 2, true), rider("102", 0, 1, true), rider("201", 0, 2, true), rider("202", 0, 2, true),
            rider("301", 1000, 2),    rider("302", 1000, 3),    rider("501", 1500, 4),    rider("502", 1500, 1)};
}

Life split_by(CostRule rule) {
    auto life = in_use().on("2023-11-01").does(ChooseRule{rule, eight_riders(), "owners"});
    life.does(
        RecordTrips{"2023-10",
                    {{home("101"), 50}, {home("301"), 10}, {home("302"), 20}, {home("501"), 30}, {home("502"), 40}},
                    "counter"});
    return life;
}

IssueBill bill(std::int64_t fen, std::string period = "2023-10") {
    return {std::move(period), {{"electricity", Fen{fen}}}};
}

std::vector<std::int64_t> fen_of(std::vector<BillLine> const& lines) {
    std::vector<std::int64_t> all;
    for (auto const& line : lines) all.push_back(line.amount.count());
    return all;
}

// Case H: accepted on 2023-09-15 with ten years' warranty and three years' free upkeep.
TEST(Operation, WarrantyAndUpkeepRunFromAcceptance) {
    auto const all = clocks(in_use().state);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].kind, "warranty");
    EXPECT_EQ(all[0].until, day("2033-09-15"));
    EXPECT_EQ(all[1].kind, "free_upkeep");
    EXPECT_EQ(all[1].until, day("2026-09-15"));
    EXPECT_TRUE(clocks(inspected().state).empty()) << "not before acceptance";
}

TEST(Operation, TheNextInspectionFollowsTheYearsOfTheRule) {
    auto policy = small_policy();
    auto life = in_use();
    auto const next = [&] {
        for (auto const& clock : clocks(life.state, &policy))
            if (clock.kind == "inspection") return clock.until.to_string();
        return std::string("none");
    };
    EXPECT_EQ(next(), "2024-09-12") << "from the installation inspection of 2023-09-12";
    life.on("2024-08-01").does(RecordPeriodicInspection{"institute", false});
    EXPECT_EQ(next(), "2024-09-12") << "a failed one meets nothing";
    life.on("2024-08-20").does(RecordPeriodicInspection{"institute", true});
    EXPECT_EQ(next(), "2027-09-12") << "early by less than two months";
    life.on("2027-12-01").does(RecordPeriodicInspection{"institute", true});
    EXPECT_EQ(next(), "2030-09-12") << "late, and the anchor stays";
    life.on("2038-09-01").does(RecordPeriodicInspection{"institute", true});
    EXPECT_EQ(next(), "2039-09-12") << "yearly after the last listed year";
    policy.operation->inspection_interval_years_after = 0;
    EXPECT_EQ(next(), "none");
}

TEST(Operation, TheNextUpkeepFollowsTheLast) {
    auto const policy = small_policy();
    auto life = in_use();
    EXPECT_EQ(clocks(life.state, &policy).back().until, day("2023-09-30"));
    life.on("2023-09-28").does(RecordUpkeep{"lift firm", "half_month", {}});
    EXPECT_EQ(clocks(life.state, &policy).back().kind, "upkeep");
    EXPECT_EQ(clocks(life.state, &policy).back().until, day("2023-10-13"));
}

TEST(Operation, NothingIsOperatedBeforeHandOver) {
    auto const life = inspected();
    EXPECT_TRUE(refused(life.ask(RecordUpkeep{"firm", "quarter", {}}), not_in_use));
    EXPECT_TRUE(refused(life.ask(bill(100)), not_in_use));
    EXPECT_TRUE(refused(life.ask(ChooseRule{CostRule::equal, {}, "owners"}), not_in_use));
    auto const used = in_use();
    EXPECT_TRUE(refused(used.ask_of("2023-09-14", RecordUpkeep{"firm", "quarter", {}}), lifecycle::too_early));
    EXPECT_TRUE(refused(used.ask(RecordUpkeep{"", "quarter", {}}), lifecycle::text_missing));
    EXPECT_TRUE(refused(used.ask(RecordPeriodicInspection{" ", true}), lifecycle::text_missing));
    auto const gated = in_use(policy_with_gate("operation", {"group_formed"}));
    EXPECT_TRUE(refused(gated.ask(RecordUpkeep{"firm", "quarter", {}}), lifecycle::gate_closed));
}

TEST(Operation, SplitsTheRunningCostFourWays) {
    // 100.01 yuan in each case; the free riders pay nothing, the odd fen goes by largest remainder.
    EXPECT_EQ(fen_of(split(split_by(CostRule::equal).state, CostRule::equal, Fen{10'001}, "2023-10").value()),
              (std::vector<std::int64_t>{0, 0, 0, 0, 2501, 2500, 2500, 2500}));
    EXPECT_EQ(
        fen_of(split(split_by(CostRule::coefficient).state, CostRule::coefficient, Fen{10'001}, "2023-10").value()),
        (std::vector<std::int64_t>{0, 0, 0, 0, 2000, 2000, 3001, 3000}));
    // Floors above the entrance × people: 3 × 2, 3 × 3, 5 × 4, 5 × 1 of 40.
    EXPECT_EQ(
        fen_of(split(split_by(CostRule::floor_people).state, CostRule::floor_people, Fen{10'001}, "2023-10").value()),
        (std::vector<std::int64_t>{0, 0, 0, 0, 1500, 2250, 5001, 1250}));
    // 10, 20, 30, 40 trips; those of the free riders are borne by the others.
    EXPECT_EQ(
        fen_of(split(split_by(CostRule::counted_trips).state, CostRule::counted_trips, Fen{10'001}, "2023-10").value()),
        (std::vector<std::int64_t>{0, 0, 0, 0, 1000, 2000, 3000, 4001}));
}

TEST(Operation, ARuleNeedsWhatItSplitsBy) {
    auto const life = in_use().on("2023-11-01");
    auto const choose = [&](CostRule rule, std::vector<Rider> riders) {
        return life.ask(ChooseRule{rule, std::move(riders), "owners"});
    };
    EXPECT_TRUE(accepted(choose(CostRule::equal, {})));
    auto const bare = choose(CostRule::coefficient, {});
    EXPECT_TRUE(refused(bare, nothing_to_split_by));
    EXPECT_EQ(argument(bare, "rule"), "coefficient");
    EXPECT_EQ(argument(choose(CostRule::floor_people, {rider("101", 0, 4)}), "rule"), "floor_people");
    auto everybody = eight_riders();
    for (auto& each : everybody) each.free = true;
    EXPECT_EQ(argument(choose(CostRule::counted_trips, everybody), "rule"), "counted_trips");
    EXPECT_TRUE(refused(life.ask(ChooseRule{CostRule::equal, {}, " "}), lifecycle::text_missing));
}

TEST(Operation, RidersAreHouseholdsNamedOnceWithSensibleNumbers) {
    auto const life = in_use();
    auto const with = [&](Rider extra) {
        auto riders = eight_riders();
        riders.push_back(std::move(extra));
        return life.ask(ChooseRule{CostRule::equal, riders, "owners"});
    };
    EXPECT_TRUE(refused(with(rider("101", 0, 1)), riders_wrong));
    EXPECT_TRUE(refused(with(rider("999", 0, 1)), lifecycle::unknown_household));
    EXPECT_TRUE(refused(life.ask(ChooseRule{CostRule::equal, {rider("101", -1, 1)}, "owners"}), riders_wrong));
    EXPECT_TRUE(refused(life.ask(ChooseRule{CostRule::equal, {rider("101", 0, -1)}, "owners"}), riders_wrong));
}

TEST(Operation, WhoIsNotNamedRidesFreeByAnAcceptedPromise) {
    auto life = in_use();
    life.does(deliberation::MakePromise{"low floors", 2, "free_rides", "ride free"});
    life.does(deliberation::AcceptPromise{life.state.deliberation.promises.at(0).id});
    auto const decision = life.ask(ChooseRule{CostRule::equal, {rider("201", 0, 1, false)}, "owners"});
    auto const* const chosen = event_at<RuleChosen>(decision, 0);
    ASSERT_NE(chosen, nullptr);
    ASSERT_EQ(chosen->riders.size(), 8U);
    EXPECT_TRUE(chosen->riders[0].free);
    EXPECT_FALSE(chosen->riders[2].free) << "201 was named and pays";
    EXPECT_TRUE(chosen->riders[3].free);
    EXPECT_FALSE(chosen->riders[4].free);
}

TEST(Operation, TripsAreCountedOncePerMonth) {
    auto life = in_use().on("2023-11-01");
    auto const trips = [](std::string period, std::vector<Trips> counted) {
        return RecordTrips{std::move(period), std::move(counted), "counter"};
    };
    for (auto const* const period : {"2023-13", "2023-1", "2023", "", "2023-12"})
        EXPECT_TRUE(refused(life.ask(trips(period, {{home("301"), 1}})), period_wrong)) << period;
    EXPECT_TRUE(refused(life.ask(trips("2023-10", {})), trips_wrong));
    EXPECT_TRUE(refused(life.ask(trips("2023-10", {{home("301"), -1}})), trips_wrong));
    EXPECT_TRUE(refused(life.ask(trips("2023-10", {{home("301"), 1}, {home("301"), 2}})), trips_wrong));
    EXPECT_TRUE(refused(life.ask(trips("2023-10", {{home("999"), 1}})), lifecycle::unknown_household));
    auto const decision = life.ask(trips("2023-10", {{home("301"), 7}, {home("302"), 5}}));
    ASSERT_NE(event_at<TripsRecorded>(decision, 0), nullptr);
    EXPECT_EQ(event_at<TripsRecorded>(decision, 0)->total, 12);
    life.does(trips("2023-10", {{home("301"), 7}}));
    EXPECT_TRUE(refused(life.ask(trips("2023-10", {{home("301"), 8}})), period_closed));
}

TEST(Operation, ABillIsIssuedOncePerMonthByTheChosenRule) {
    EXPECT_TRUE(refused(in_use().on("2023-11-01").ask(bill(100)), no_rule));
    auto life = split_by(CostRule::counted_trips);
    EXPECT_TRUE(refused(life.ask(bill(100, "2023-12")), period_wrong));
    EXPECT_TRUE(refused(life.ask(bill(0)), amount_not_positive));
    EXPECT_TRUE(refused(life.ask(IssueBill{"2023-10", {}}), amount_not_positive));
    EXPECT_TRUE(refused(life.ask(IssueBill{"2023-10", {{"", Fen{1}}}}), lifecycle::text_missing));
    auto const untrodden = life.ask(bill(100, "2023-09"));
    EXPECT_TRUE(refused(untrodden, nothing_to_split_by)) << "no trips were counted in September";
    EXPECT_EQ(argument(untrodden, "period"), "2023-09");
    life.does(IssueBill{"2023-10", {{"electricity", Fen{6'000}}, {"upkeep", Fen{4'000}}}});
    EXPECT_EQ(life.state.operation.bills.at(0).total, Fen{10'000});
    EXPECT_EQ(fen_of(life.state.operation.bills.at(0).lines),
              (std::vector<std::int64_t>{0, 0, 0, 0, 1000, 2000, 3000, 4000}));
    EXPECT_TRUE(refused(life.ask(bill(100)), period_closed));
}

TEST(Operation, ABillIsPaidUpToItsLine) {
    auto life = split_by(CostRule::equal).does(bill(10'000));
    auto const pays = [](std::string room, std::int64_t fen, std::string voucher = "r1") {
        return RecordBillPayment{"2023-10", home(std::move(room)), Fen{fen}, std::move(voucher)};
    };
    life.does(pays("301", 2'000));
    EXPECT_TRUE(refused(life.ask(pays("301", 501)), overpaid));
    EXPECT_TRUE(accepted(life.ask(pays("301", 500))));
    EXPECT_TRUE(refused(life.ask(pays("101", 1)), overpaid)) << "who rides free owes nothing";
    EXPECT_TRUE(refused(life.ask(pays("999", 1)), lifecycle::unknown_household));
    EXPECT_TRUE(refused(life.ask(pays("302", 0)), amount_not_positive));
    EXPECT_TRUE(refused(life.ask(pays("302", 1, "")), funding::voucher_missing));
    EXPECT_TRUE(refused(life.ask_of("2023-10-31", pays("302", 1)), lifecycle::too_early));
    EXPECT_TRUE(refused(life.ask(RecordBillPayment{"2023-11", home("301"), Fen{1}, "r"}), bill_unknown));
}

TEST(Operation, AFaultIsReportedWithItsMinutes) {
    auto life = in_use();
    EXPECT_TRUE(refused(life.ask(ReportFault{"", false, {}}), lifecycle::text_missing));
    EXPECT_TRUE(refused(life.ask(ReportFault{"stuck", true, -1}), minutes_wrong));
    life.does(ReportFault{"stuck", true, 20});
    EXPECT_EQ(life.state.operation.faults, 1);
}

// Whatever the rule, the riders and the trips: a split sums to its total to the fen and asks nothing of free riders.
RC_GTEST_PROP(OperationLaw, ASplitIsExact, ()) {
    auto life = in_use().on("2023-11-01");
    RuleChosen chosen;
    TripsRecorded trips;
    trips.period = "2023-10";
    for (auto const& entry : life.state.consent.roll) {
        chosen.riders.push_back({entry.household, *rc::gen::inRange<std::int64_t>(0, 3000),
                                 *rc::gen::inRange<std::int64_t>(0, 9), *rc::gen::arbitrary<bool>()});
        trips.trips.push_back({entry.household, *rc::gen::inRange<std::int64_t>(0, 500)});
    }
    life.given(chosen).given(trips);
    auto const rule =
        *rc::gen::element(CostRule::equal, CostRule::coefficient, CostRule::floor_people, CostRule::counted_trips);
    Fen const total{*rc::gen::inRange<std::int64_t>(0, 10'000'000)};
    auto const lines = split(life.state, rule, total, "2023-10");
    RC_PRE(lines.has_value());
    Fen sum;
    for (std::size_t i = 0; i < lines.value().size(); ++i) {
        sum += lines.value()[i].amount;
        RC_ASSERT(!lines.value()[i].amount.is_negative());
        RC_ASSERT(!chosen.riders[i].free || lines.value()[i].amount.is_zero());
    }
    RC_ASSERT(sum == total);
}

}  // namespace
}  // namespace jiati::project::operation
