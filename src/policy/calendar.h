// Legal days. A period of n days starts on the day after the event (Civil Code art. 201: the day itself is not counted)
// and ends at 24:00 of its last day (art. 203); where that is a rest day, at 24:00 of the next working day.
#pragma once

#include "base/date.h"
#include "base/result.h"
#include "policy/policy.h"

namespace jiati::policy {

// The calendar does not list a year that is needed. A later policy pack has to bring it.
struct YearMissing {
    int year = 0;
    friend bool operator==(YearMissing, YearMissing) = default;
};

Result<bool, YearMissing> is_working_day(Calendar const& calendar, Date day);

// The last day of a period that starts with `event`. Days are at least 1. Natural days need no calendar unless
// `rolls_past_rest_day`; a period of working days ends on a working day by itself.
Result<Date, YearMissing> end_of_period(Calendar const& calendar, Date event, Days period, bool rolls_past_rest_day);

// The last day of a notice posted on `posted`.
Result<Date, YearMissing> end_of_notice(Calendar const& calendar, Notice const& notice, Date posted);

}  // namespace jiati::policy
