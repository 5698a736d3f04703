// Civil dates and instants. Legal days are civil dates at fixed UTC+8 (China has one zone and no summer time);
// an instant is UTC. Nothing here reads a clock.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jiati {

// A civil date of the proleptic Gregorian calendar at UTC+8, kept as days since 1970-01-01. Years 1900–2199.
class Date {
  public:
    Date() = default;
    // CHECKs that year, month and day exist; text from outside goes through parse().
    static Date of(int year, unsigned month, unsigned day);
    // "2023-10-12"; nothing else is accepted.
    static std::optional<Date> parse(std::string_view text);
    static Date from_days(std::int32_t days_since_epoch) { return Date(days_since_epoch); }

    [[nodiscard]] std::int32_t days_since_epoch() const { return days_; }
    [[nodiscard]] int year() const;
    [[nodiscard]] unsigned month() const;
    [[nodiscard]] unsigned day() const;
    // 1 = Monday … 7 = Sunday (ISO 8601).
    [[nodiscard]] unsigned iso_weekday() const;
    [[nodiscard]] Date plus_days(std::int32_t count) const { return Date(days_ + count); }
    // The same day n years on; 29 February becomes 28 February where there is none.
    [[nodiscard]] Date plus_years(int count) const;
    // The same day n months on, or the last day of that month where there is none.
    [[nodiscard]] Date plus_months(int count) const;
    [[nodiscard]] std::string to_string() const;

    friend bool operator==(Date, Date) = default;
    friend auto operator<=>(Date, Date) = default;

  private:
    explicit Date(std::int32_t days) : days_(days) {}
    std::int32_t days_ = 0;
};

// Days from `from` to `to`; negative when `to` is earlier.
[[nodiscard]] inline std::int32_t days_between(Date from, Date to) {
    return to.days_since_epoch() - from.days_since_epoch();
}

// Milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
    std::int64_t unix_ms = 0;

    // The civil date in China at this instant.
    [[nodiscard]] Date china_date() const;
    // "2026-11-22T11:58:00.000Z"
    [[nodiscard]] std::string to_string() const;
    static std::optional<Instant> parse(std::string_view text);
    // Midnight at the start of that civil day in China.
    static Instant start_of(Date china_date);

    friend bool operator==(Instant, Instant) = default;
    friend auto operator<=>(Instant, Instant) = default;
};

}  // namespace jiati
