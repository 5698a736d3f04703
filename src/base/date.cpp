#include "base/date.h"

#include "base/check.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace jiati {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::int64_t ms_per_day = 86'400'000;
constexpr std::int64_t china_offset_ms = 8 * 3'600'000;

year_month_day civil(std::int32_t days) { return year_month_day{sys_days{std::chrono::days{days}}}; }

bool in_range(year_month_day ymd) { return ymd.ok() && int{ymd.year()} >= 1900 && int{ymd.year()} <= 2199; }

std::int32_t days_of(year_month_day ymd) { return static_cast<std::int32_t>(sys_days{ymd}.time_since_epoch().count()); }

year_month_day clamped(year_month_day ymd) {
    if (ymd.ok()) return ymd;
    return year_month_day{std::chrono::year_month_day_last{ymd.year(), std::chrono::month_day_last{ymd.month()}}};
}

// The value of a run of digits, or -1 when one is not a digit.
int digits(std::string_view text) {
    int value = 0;
    for (char c : text) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return text.empty() ? -1 : value;
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

Date Date::of(int year, unsigned month, unsigned day) {
    year_month_day const ymd{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    CHECK(in_range(ymd));
    return Date(days_of(ymd));
}

std::optional<Date> Date::parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    int const year = digits(text.substr(0, 4));
    int const month = digits(text.substr(5, 2));
    int const day = digits(text.substr(8, 2));
    if (year < 0 || month < 0 || day < 0) return std::nullopt;
    year_month_day const ymd{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                             std::chrono::day{static_cast<unsigned>(day)}};
    if (!in_range(ymd)) return std::nullopt;
    return Date(days_of(ymd));
}

int Date::year() const { return int{civil(days_).year()}; }
unsigned Date::month() const { return unsigned{civil(days_).month()}; }
unsigned Date::day() const { return unsigned{civil(days_).day()}; }
unsigned Date::iso_weekday() const { return std::chrono::weekday{sys_days{std::chrono::days{days_}}}.iso_encoding(); }

Date Date::plus_years(int count) const { return Date(days_of(clamped(civil(days_) + std::chrono::years{count}))); }
Date Date::plus_months(int count) const { return Date(days_of(clamped(civil(days_) + std::chrono::months{count}))); }

std::string Date::to_string() const {
    auto const ymd = civil(days_);
    std::array<char, 16> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", int{ymd.year()}, unsigned{ymd.month()},
                  unsigned{ymd.day()});
    return buffer.data();
}

Date Instant::china_date() const {
    return Date::from_days(static_cast<std::int32_t>(floor_div(unix_ms + china_offset_ms, ms_per_day)));
}

Instant Instant::start_of(Date china_date) {
    return Instant{china_date.days_since_epoch() * ms_per_day - china_offset_ms};
}

std::string Instant::to_string() const {
    std::int64_t const day = floor_div(unix_ms, ms_per_day);
    auto const in_day = static_cast<int>(unix_ms - day * ms_per_day);
    std::array<char, 20> time{};
    std::snprintf(time.data(), time.size(), "T%02d:%02d:%02d.%03dZ", in_day / 3'600'000, in_day / 60'000 % 60,
                  in_day / 1000 % 60, in_day % 1000);
    return Date::from_days(static_cast<std::int32_t>(day)).to_string() + time.data();
}

std::optional<Instant> Instant::parse(std::string_view text) {
    if (text.size() != 24 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' ||
        text[23] != 'Z')
        return std::nullopt;
    auto const date = Date::parse(text.substr(0, 10));
    int const hour = digits(text.substr(11, 2));
    int const minute = digits(text.substr(14, 2));
    int const second = digits(text.substr(17, 2));
    int const ms = digits(text.substr(20, 3));
    if (!date || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || ms < 0)
        return std::nullopt;
    return Instant{date->days_since_epoch() * ms_per_day + hour * 3'600'000LL + minute * 60'000LL + second * 1000LL +
                   ms};
}

}  // namespace jiati
