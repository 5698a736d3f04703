#include "base/date.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace jiati {
namespace {

TEST(Date, CountsTheDaysBetweenTheMilestonesOfWanda) {
    EXPECT_EQ(days_between(Date::of(2023, 6, 25), Date::of(2023, 9, 15)), 82);
    EXPECT_EQ(days_between(Date::of(2023, 9, 12), Date::of(2023, 9, 15)), 3);
}

TEST(Date, ReadsOnlyIsoDatesThatExist) {
    EXPECT_EQ(Date::parse("2023-10-12"), Date::of(2023, 10, 12));
    for (auto const* wrong : {"2023-02-29", "2023-13-01", "2023-1-1", "20231012", "2023/10/12", "", "2023-10-12 ",
                              "1899-12-31", "2200-01-01", "2023-10-1a"})
        EXPECT_FALSE(Date::parse(wrong)) << wrong;
}

TEST(Date, LeapDayPlusYearsIsTheLastOfFebruary) {
    EXPECT_EQ(Date::of(2024, 2, 29).plus_years(1), Date::of(2025, 2, 28));
    EXPECT_EQ(Date::of(2024, 2, 29).plus_years(4), Date::of(2028, 2, 29));
    EXPECT_EQ(Date::of(2023, 1, 31).plus_months(1), Date::of(2023, 2, 28));
}

TEST(Date, KnowsTheWeekday) { EXPECT_EQ(Date::of(2026, 11, 22).iso_weekday(), 7U); }

TEST(Instant, BelongsToTheCivilDayOfChina) {
    auto const evening = Instant::parse("2026-11-21T16:00:00.000Z");
    ASSERT_TRUE(evening);
    EXPECT_EQ(evening->china_date(), Date::of(2026, 11, 22));
    EXPECT_EQ(Instant{evening->unix_ms - 1}.china_date(), Date::of(2026, 11, 21));
    EXPECT_EQ(Instant::start_of(Date::of(2026, 11, 22)), *evening);
}

RC_GTEST_PROP(Date, PrintsWhatItReads, ()) {
    auto const date = Date::from_days(*rc::gen::inRange(-25'000, 80'000));
    RC_ASSERT(Date::parse(date.to_string()) == date);
}

RC_GTEST_PROP(Instant, PrintsWhatItReads, ()) {
    Instant const instant{*rc::gen::inRange<std::int64_t>(-2'000'000'000'000, 7'000'000'000'000)};
    RC_ASSERT(Instant::parse(instant.to_string()) == instant);
}

}  // namespace
}  // namespace jiati
