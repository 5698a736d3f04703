#include "policy/calendar.h"

#include "base/check.h"

#include <algorithm>

namespace jiati::policy {

Result<bool, YearMissing> is_working_day(Calendar const& calendar, Date day) {
    auto const year = std::ranges::find(calendar.years, day.year(), &CalendarYear::year);
    if (year == calendar.years.end()) return Failure{YearMissing{day.year()}};
    if (std::ranges::find(year->working_weekend_days, day) != year->working_weekend_days.end()) return true;
    bool const is_holiday = std::ranges::any_of(
        year->holidays, [&](DateRange const& holiday) { return holiday.from <= day && day <= holiday.to; });
    return !is_holiday && day.iso_weekday() <= 5;
}

Result<Date, YearMissing> end_of_period(Calendar const& calendar, Date event, Days period, bool rolls_past_rest_day) {
    CHECK(period.days >= 1);
    Date day = event;
    if (period.kind == DayKind::natural) {
        day = event.plus_days(period.days);
    } else {
        for (int left = period.days; left > 0;) {
            day = day.plus_days(1);
            auto const works = is_working_day(calendar, day);
            if (!works) return Failure{works.error()};
            if (*works) --left;
        }
    }
    while (rolls_past_rest_day) {
        auto const works = is_working_day(calendar, day);
        if (!works) return Failure{works.error()};
        if (*works) break;
        day = day.plus_days(1);
    }
    return day;
}

Result<Date, YearMissing> end_of_notice(Calendar const& calendar, Notice const& notice, Date posted) {
    return end_of_period(calendar, posted, notice.period, notice.rolls_past_rest_day);
}

}  // namespace jiati::policy
