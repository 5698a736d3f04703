#include "policy/calendar.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace jiati::policy {
namespace {

Date day(char const* text) {
    auto const date = Date::parse(text);
    EXPECT_TRUE(date) << text;
    return date.value_or(Date{});
}

// The year 2023 as announced on 2022-12-08.
Calendar year_2023() {
    CalendarYear year;
    year.year = 2023;
    year.holidays = {
        {"元旦", day("2023-01-01"), day("2023-01-02")},   {"春节", day("2023-01-21"), day("2023-01-27")},
        {"清明节", day("2023-04-05"), day("2023-04-05")}, {"劳动节", day("2023-04-29"), day("2023-05-03")},
        {"端午节", day("2023-06-22"), day("2023-06-24")}, {"中秋节、国庆节", day("2023-09-29"), day("2023-10-06")}};
    year.working_weekend_days = {day("2023-01-28"), day("2023-01-29"), day("2023-04-23"), day("2023-05-06"),
                                 day("2023-06-25"), day("2023-10-07"), day("2023-10-08")};
    return {{year}};
}

std::string end(char const* event, Days period, bool rolls = true) {
    auto const result = end_of_period(year_2023(), day(event), period, rolls);
    return result ? result->to_string() : "year " + std::to_string(result.error().year) + " is missing";
}

constexpr Days natural(int days) { return {days, DayKind::natural}; }
constexpr Days working(int days) { return {days, DayKind::working}; }

TEST(Calendar, KnowsRestDaysAndTheWeekendsWorkedInExchange) {
    auto const works = [](char const* date) { return *is_working_day(year_2023(), day(date)); };
    EXPECT_TRUE(works("2023-03-15"));
    EXPECT_FALSE(works("2023-03-18")) << "a Saturday";
    EXPECT_FALSE(works("2023-04-05")) << "清明, a Wednesday";
    EXPECT_TRUE(works("2023-04-23")) << "a Sunday worked before 劳动节";
    EXPECT_FALSE(works("2023-05-03"));
    EXPECT_TRUE(works("2023-10-08"));
}

TEST(Calendar, DoesNotCountTheDayOfTheEvent) {
    EXPECT_EQ(end("2023-03-01", natural(7)), "2023-03-08");
    EXPECT_EQ(end("2023-03-01", natural(1)), "2023-03-02");
    EXPECT_EQ(end("2023-03-01", working(1)), "2023-03-02");
    EXPECT_EQ(end("2023-03-03", working(1)), "2023-03-06") << "posted on a Friday";
}

TEST(Calendar, MovesALastDayThatIsARestDayToTheNextWorkingDay) {
    EXPECT_EQ(end("2023-03-01", natural(10)), "2023-03-13") << "the 11th is a Saturday";
    EXPECT_EQ(end("2023-03-01", natural(10), false), "2023-03-11");
    EXPECT_EQ(end("2023-04-19", natural(10)), "2023-05-04") << "the whole of 劳动节 is passed";
    EXPECT_EQ(end("2023-04-13", natural(10)), "2023-04-23") << "a Sunday that is worked ends the period";
}

TEST(Calendar, CountsWorkingDaysAcrossAHoliday) {
    EXPECT_EQ(end("2023-04-20", working(5)), "2023-04-26") << "Friday, the Sunday worked, Monday to Wednesday";
    EXPECT_EQ(end("2023-04-28", working(3)), "2023-05-06") << "4 and 5 May, and the Saturday worked";
}

TEST(Calendar, RefusesToPassItsHorizonAndNamesTheYear) {
    EXPECT_EQ(end("2023-12-25", working(10)), "year 2024 is missing");
    EXPECT_EQ(end("2023-12-25", natural(10)), "year 2024 is missing");
    EXPECT_EQ(end("2023-12-25", natural(10), false), "2024-01-04") << "natural days alone need no calendar";
    EXPECT_EQ(end("2022-12-20", working(1)), "year 2022 is missing");
    auto const beyond = is_working_day(year_2023(), day("2024-01-01"));
    ASSERT_FALSE(beyond);
    EXPECT_EQ(beyond.error(), YearMissing{2024});
}

TEST(Calendar, TakesThePeriodOfANotice) {
    Notice notice;
    notice.period = natural(10);
    EXPECT_EQ(end_of_notice(year_2023(), notice, day("2023-03-01"))->to_string(), "2023-03-13");
    notice.rolls_past_rest_day = false;
    EXPECT_EQ(end_of_notice(year_2023(), notice, day("2023-03-01"))->to_string(), "2023-03-11");
}

TEST(CalendarDeathTest, StopsAtAPeriodWithoutDays) {
    EXPECT_DEATH((void)end_of_period(year_2023(), day("2023-03-01"), natural(0), true), "CHECK failed");
}

// Counting day by day, as a person with a wall calendar would.
RC_GTEST_PROP(Calendar, AgreesWithCountingDayByDay, ()) {
    auto const calendar = year_2023();
    auto const posted = day("2023-01-03").plus_days(*rc::gen::inRange(0, 300));
    auto const count = *rc::gen::inRange(1, 20);
    auto const kind = *rc::gen::element(DayKind::natural, DayKind::working);
    Date expected = posted;
    for (int counted = 0; counted < count;) {
        expected = expected.plus_days(1);
        if (kind == DayKind::natural || *is_working_day(calendar, expected)) ++counted;
    }
    while (!*is_working_day(calendar, expected)) expected = expected.plus_days(1);
    RC_ASSERT(*end_of_period(calendar, posted, {count, kind}, true) == expected);
}

RC_GTEST_PROP(Calendar, NeverEndsSoonerForMoreDaysOrALaterStart, ()) {
    auto const calendar = year_2023();
    auto const posted = day("2023-01-03").plus_days(*rc::gen::inRange(0, 300));
    Days const period{*rc::gen::inRange(1, 20), *rc::gen::element(DayKind::natural, DayKind::working)};
    auto const end = *end_of_period(calendar, posted, period, true);
    RC_ASSERT(*end_of_period(calendar, posted, {period.days + 1, period.kind}, true) >= end);
    RC_ASSERT(*end_of_period(calendar, posted.plus_days(1), period, true) >= end);
    RC_ASSERT(end > posted);
}

}  // namespace
}  // namespace jiati::policy
