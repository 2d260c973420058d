// Calendar dates, whole or partial, packed as year * 10000 + month * 100 + day.
//
// An unknown part is 0, so 1980-05-?? is 19800500, 1980 is 19800000, and 0 is missing altogether.
// The packed form sorts by date and keeps exactly what is known. Civil arithmetic is std::chrono's
// proleptic Gregorian calendar.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace fsu {

[[nodiscard]] constexpr std::int32_t pack_date(int year, int month, int day) {
  return year * 10000 + month * 100 + day;
}
[[nodiscard]] constexpr int year_of(std::int32_t date) { return date / 10000; }
[[nodiscard]] constexpr int month_of(std::int32_t date) { return date / 100 % 100; }
[[nodiscard]] constexpr int day_of(std::int32_t date) { return date % 100; }

/// True where year, month and day are known and name a day of the calendar.
[[nodiscard]] constexpr bool is_whole_date(std::int32_t date) {
  using namespace std::chrono;
  return year_month_day{std::chrono::year{year_of(date)},
                        std::chrono::month{static_cast<unsigned>(month_of(date))},
                        std::chrono::day{static_cast<unsigned>(day_of(date))}}
             .ok() &&
         year_of(date) > 0;
}

/// Days since 1970-01-01 of a whole date.
[[nodiscard]] constexpr std::int64_t days_since_epoch(std::int32_t whole_date) {
  using namespace std::chrono;
  return sys_days{year_month_day{std::chrono::year{year_of(whole_date)},
                                 std::chrono::month{static_cast<unsigned>(month_of(whole_date))},
                                 std::chrono::day{static_cast<unsigned>(day_of(whole_date))}}}
      .time_since_epoch()
      .count();
}

/// The whole date of a day number; the inverse of days_since_epoch.
[[nodiscard]] constexpr std::int32_t date_of_days(std::int64_t days) {
  using namespace std::chrono;
  const year_month_day date{sys_days{std::chrono::days{days}}};
  return pack_date(static_cast<int>(date.year()),
                   static_cast<int>(static_cast<unsigned>(date.month())),
                   static_cast<int>(static_cast<unsigned>(date.day())));
}

/// `date` moved back by whole months, the day clamped to the end of its month (2024-03-31 less 1 is
/// 2024-02-29).
[[nodiscard]] constexpr std::int32_t minus_months(std::int32_t whole_date, int num_months) {
  using namespace std::chrono;
  const year_month_day date{std::chrono::year{year_of(whole_date)},
                            std::chrono::month{static_cast<unsigned>(month_of(whole_date))},
                            std::chrono::day{static_cast<unsigned>(day_of(whole_date))}};
  auto moved = date - std::chrono::months{num_months};
  if (!moved.ok()) moved = moved.year() / moved.month() / last;
  return pack_date(static_cast<int>(moved.year()),
                   static_cast<int>(static_cast<unsigned>(moved.month())),
                   static_cast<int>(static_cast<unsigned>(moved.day())));
}

/// `YYYY-MM-DD` with `??` or `????` for unknown parts; empty where nothing is known.
[[nodiscard]] std::string format_date(std::int32_t date);

/// `YYYY-MM-DDTHH:MM:SSZ`; empty where missing.
[[nodiscard]] std::string format_instant(std::int64_t instant);

}  // namespace fsu
