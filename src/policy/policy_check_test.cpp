#include "policy/policy_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace jiati::policy {
namespace {

using Kind = PolicyFault::Kind;
using testing::IsEmpty;

Date day(char const* text) { return Date::parse(text).value_or(Date{}); }

// A pack with one of everything and no fault.
Policy sound() {
    Basis const basis{"第8条", "text", Grade::seen, {}};
    Policy policy;
    policy.id = "cn-somewhere-2022";
    policy.name = {"某市", "Somewhere"};
    policy.area = "cn-somewhere";
    policy.valid_from = day("2022-01-01");
    policy.valid_to = day("2022-12-31");
    policy.sources = {{"text", "办法", {}}};
    policy.consent = {{"cn-somewhere-2022", ConsentScope::unit, {}, {"lift_retrofit"}, basis}};
    policy.notice = Notice{{10, DayKind::natural}, true, {"unit_entrance"}, basis};
    policy.calendar = Calendar{{{2022, {{"元旦", day("2022-01-01"), day("2022-01-03")}}, {day("2022-01-29")}, basis},
                                {2023, {{"元旦", day("2023-01-01"), day("2023-01-02")}}, {}, basis}}};
    policy.subsidies = {{"subsidy",
                         {"补贴", "Subsidy"},
                         {{4, 5, Fen::yuan(120'000), {}, {}}, {6, {}, {}, Fraction{2, 5}, Fen::yuan(280'000)}},
                         {{"city", {1, 2}}, {"district", {1, 2}}},
                         "accepted",
                         basis}};
    policy.coefficient_tables = {
        {"table", {"系数", "Table"}, {{1, 0}, {2, {1, 2}}}, Fraction{1, 10}, WithinFloor::by_area, basis}};
    policy.percent_tables = {{"percent", {"比例", "Percent"}, {{2, 40}, {3, 60}}, WithinFloor::equal, basis}};
    policy.interval_tables = {{"intervals",
                               {"区间", "Intervals"},
                               3,
                               EntryMode::level,
                               false,
                               {{1, 0, 0, {}}, {2, 30, 45, basis}, {3, 50, 75, {}}},
                               {},
                               WithinFloor::equal,
                               basis}};
    policy.joint_approval = JointApproval{{{"fire", {"消防", "Fire"}}},
                                          {{"drawings", {"图纸", "Drawings"}}},
                                          Days{10, DayKind::natural},
                                          Days{5, DayKind::working},
                                          basis};
    policy.gates = {{"construction", {"approval_granted", "gate_open"}}};
    policy.use_unit_rules = {{day("2021-01-01"), {"co_owners"}, basis}, {day("2023-05-05"), {"property_firm"}, basis}};
    policy.operation = Operation{30, 15, {1, 4, 7}, 1, 30, basis};
    return policy;
}

struct Mistake {
    char const* name;
    std::function<void(Policy&)> make;
    Kind kind;
    char const* pointer;
};

std::vector<Mistake> const mistakes{
    {"no id", [](Policy& p) { p.id.clear(); }, Kind::empty, "/id"},
    {"no name", [](Policy& p) { p.name.en.clear(); }, Kind::empty, "/name/en"},
    {"ends before it starts", [](Policy& p) { p.valid_to = day("2021-01-01"); }, Kind::dates_out_of_order, "/valid_to"},
    {"source stated twice", [](Policy& p) { p.sources.push_back(p.sources[0]); }, Kind::repeated, "/sources/1/id"},
    {"threshold above one",
     [](Policy& p) {
         p.consent[0].majority.agreement_area = {4, 3};
     },
     Kind::out_of_range, "/consent/0/majority/agreement_area"},
    {"more than all",
     [](Policy& p) {
         p.consent[0].majority.strict_agreement = true;
         p.consent[0].majority.agreement_heads = 1;
     },
     Kind::out_of_range, "/consent/0/majority/strict_agreement"},
    {"unknown matter", [](Policy& p) { p.consent[0].matters = {"paint"}; }, Kind::unknown_code, "/consent/0/matters/0"},
    {"unknown source", [](Policy& p) { p.consent[0].basis.source = "hearsay"; }, Kind::unknown_source,
     "/consent/0/basis/source"},
    {"notice of no days", [](Policy& p) { p.notice->period.days = 0; }, Kind::out_of_range, "/notice/period/days"},
    {"unknown posting place", [](Policy& p) { p.notice->posted_at = {"moon"}; }, Kind::unknown_code,
     "/notice/posted_at/0"},
    {"calendar with a gap",
     [](Policy& p) {
         p.calendar->years[1] = {2024, {}, {}, p.calendar->years[0].basis};
     },
     Kind::dates_out_of_order, "/calendar/years/1/year"},
    {"holiday of another year",
     [](Policy& p) {
         p.calendar->years[0].holidays[0].to = day("2023-01-03");
         p.calendar->years[0].working_weekend_days.clear();
     },
     Kind::date_outside_year, "/calendar/years/0/holidays/0/to"},
    {"worked weekday", [](Policy& p) { p.calendar->years[0].working_weekend_days = {day("2022-02-09")}; },
     Kind::not_a_weekend_day, "/calendar/years/0/working_weekend_days/0"},
    {"worked holiday", [](Policy& p) { p.calendar->years[0].working_weekend_days = {day("2022-01-02")}; },
     Kind::repeated, "/calendar/years/0/working_weekend_days/0"},
    {"overlapping tiers", [](Policy& p) { p.subsidies[0].tiers[1].floors_min = 5; }, Kind::tiers_overlap,
     "/subsidies/0/tiers/1/floors_min"},
    {"tier with two amounts", [](Policy& p) { p.subsidies[0].tiers[1].amount = Fen{1}; }, Kind::empty,
     "/subsidies/0/tiers/1/amount"},
    {"payers of less than all", [](Policy& p) { p.subsidies[0].payers.pop_back(); }, Kind::does_not_sum,
     "/subsidies/0/payers"},
    {"unknown milestone", [](Policy& p) { p.subsidies[0].milestone = "someday"; }, Kind::unknown_code,
     "/subsidies/0/milestone"},
    {"floor stated twice", [](Policy& p) { p.coefficient_tables[0].floors[1].floor = 1; }, Kind::repeated,
     "/coefficient_tables/0/floors/1/floor"},
    {"negative coefficient", [](Policy& p) { p.coefficient_tables[0].floors[1].value = -1; }, Kind::out_of_range,
     "/coefficient_tables/0/floors/1/value"},
    {"nobody pays", [](Policy& p) { p.coefficient_tables[0].floors[1].value = 0; }, Kind::does_not_sum,
     "/coefficient_tables/0/floors"},
    {"section without a table", [](Policy& p) { p.interval_tables->clear(); }, Kind::empty, "/interval_tables"},
    {"interval above the roof", [](Policy& p) { p.interval_tables->at(0).floors[2].floor = 4; }, Kind::out_of_range,
     "/interval_tables/0/floors/2/floor"},
    {"interval stated twice",
     [](Policy& p) {
         p.interval_tables->at(0).floors[2].floor = 2;
         p.interval_tables->at(0).incomplete = "第三层没有查到";
     },
     Kind::repeated, "/interval_tables/0/floors/2/floor"},
    {"interval below nothing", [](Policy& p) { p.interval_tables->at(0).floors[0].least = -1; }, Kind::out_of_range,
     "/interval_tables/0/floors/0/least"},
    {"crossed interval", [](Policy& p) { p.interval_tables->at(0).floors[1].most = 29; }, Kind::out_of_range,
     "/interval_tables/0/floors/1/most"},
    {"interval above all", [](Policy& p) { p.interval_tables->at(0).floors[2].most = 101; }, Kind::out_of_range,
     "/interval_tables/0/floors/2/most"},
    {"interval of no source", [](Policy& p) { p.interval_tables->at(0).floors[1].basis->source = "hearsay"; },
     Kind::unknown_source, "/interval_tables/0/floors/1/basis/source"},
    {"intervals that ask too much",
     [](Policy& p) {
         p.interval_tables->at(0).floors[0] = {1, 21, 30, {}};
     },
     Kind::does_not_sum, "/interval_tables/0/floors"},
    {"intervals that let too little", [](Policy& p) { p.interval_tables->at(0).floors[2].most = 54; },
     Kind::does_not_sum, "/interval_tables/0/floors"},
    {"missing floor without a reason", [](Policy& p) { p.interval_tables->at(0).floors.pop_back(); }, Kind::empty,
     "/interval_tables/0/incomplete"},
    {"reason without a missing floor", [](Policy& p) { p.interval_tables->at(0).incomplete = "没有查到"; },
     Kind::out_of_range, "/interval_tables/0/incomplete"},
    {"no department", [](Policy& p) { p.joint_approval->departments.clear(); }, Kind::empty,
     "/joint_approval/departments"},
    {"unknown stage", [](Policy& p) { p.gates[0].stage = "party"; }, Kind::unknown_code, "/gates/0/stage"},
    {"unknown requirement", [](Policy& p) { p.gates[0].requirements[1] = "luck"; }, Kind::unknown_code,
     "/gates/0/requirements/1"},
    {"use unit rules out of order", [](Policy& p) { p.use_unit_rules[1].from = day("2020-01-01"); },
     Kind::dates_out_of_order, "/use_unit_rules/1/from"},
    {"inspections out of order",
     [](Policy& p) {
         p.operation->inspection_years = {4, 1};
     },
     Kind::out_of_range, "/operation/inspection_years/1"},
};

TEST(PolicyCheck, FindsNothingWrongWithASoundPack) { EXPECT_THAT(check_policy(sound()), IsEmpty()); }

TEST(PolicyCheck, FindsEachMistakeAndOnlyIt) {
    for (auto const& mistake : mistakes) {
        auto policy = sound();
        mistake.make(policy);
        auto const faults = check_policy(policy);
        ASSERT_EQ(faults.size(), 1U) << mistake.name;
        EXPECT_EQ(faults[0].kind, mistake.kind) << mistake.name;
        EXPECT_EQ(faults[0].pointer, mistake.pointer) << mistake.name;
        EXPECT_THAT(describe(faults[0]), testing::StartsWith(mistake.pointer)) << mistake.name;
    }
}

TEST(PolicyCheck, RefusesATableOfAHundredAndTwoPercentNamingTheSum) {
    auto policy = sound();
    policy.percent_tables[0].floors = {{2, 6}, {3, 12}, {4, 20}, {5, 28}, {6, 36}};
    auto const faults = check_policy(policy);
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0], (PolicyFault{Kind::does_not_sum, "/percent_tables/0/floors", "102", "100"}));
    EXPECT_EQ(describe(faults[0]), "/percent_tables/0/floors: sums to 102; 100 is wanted");
}

TEST(PolicyCheck, NamesTheSumThatIntervalsCannotMeet) {
    auto policy = sound();
    policy.interval_tables->at(0).floors[0] = {1, 21, 30, {}};
    EXPECT_EQ(describe(check_policy(policy).at(0)),
              "/interval_tables/0/floors: sums to 101; at most 100 of the least percentages is wanted");
    policy = sound();
    policy.interval_tables->at(0).floors[2].most = 54;
    EXPECT_EQ(describe(check_policy(policy).at(0)),
              "/interval_tables/0/floors: sums to 99; at least 100 of the most percentages is wanted");
}

TEST(PolicyCheck, LetsATableBeIncompleteWithAReason) {
    auto policy = sound();
    policy.interval_tables->at(0).floors.pop_back();
    policy.interval_tables->at(0).incomplete = "第三层没有查到";
    EXPECT_THAT(check_policy(policy), IsEmpty());
}

TEST(PolicyCheck, RefusesPacksThatStepOnEachOther) {
    auto other = sound();
    other.area = "cn-elsewhere";
    auto faults = check_policies({sound(), other});
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].kind, Kind::repeated);
    EXPECT_EQ(faults[0].pointer, "/1/id");
    other.id = "other";
    EXPECT_THAT(check_policies({sound(), other}), IsEmpty());
    other.area = sound().area;
    faults = check_policies({sound(), other});
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].kind, Kind::overlapping_packs);
    other.valid_from = day("2022-06-01");
    other.percent_tables[0].floors[0].value = 41;
    faults = check_policies({sound(), other});
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_EQ(faults[0].pointer, "/1/percent_tables/0/floors");
}

}  // namespace
}  // namespace jiati::policy
