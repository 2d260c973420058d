// Local civil time as the extracts write it: seconds since 1970-01-01T00:00:00 of the wall clock in
// Europe/London, without an offset.
//
// A wall clock skips 01:00-02:00 on the last Sunday of March; `on_the_clock` moves a time out of
// that hour. The hour that October repeats is written as it is: a reader has to settle it.
#pragma once

#include <cstdint>

#include "kernels/core/date.hpp"
#include "kernels/core/random.hpp"

namespace fsu::synth {

inline constexpr std::int64_t kMinute = 60;
inline constexpr std::int64_t kHour = 3600;
inline constexpr std::int64_t kDay = 86400;

/// Midnight at the begin of a whole date.
[[nodiscard]] constexpr std::int64_t midnight(std::int32_t whole_date) {
  return days_since_epoch(whole_date) * kDay;
}

/// Day number of a civil time (after 1970).
[[nodiscard]] constexpr std::int64_t day_number(std::int64_t civil) { return civil / kDay; }

/// The time itself, or an hour later where the clock skipped it in spring.
[[nodiscard]] std::int64_t on_the_clock(std::int64_t civil);

/// Seconds into a day, drawn from the force's demand by hour: quiet at 5, busiest from 15 to 20.
[[nodiscard]] std::int64_t draw_time_of_day(Random& random);

/// A duration between the given bounds, short ones by far the most frequent (a cubed uniform).
[[nodiscard]] std::int64_t draw_duration(Random& random, std::int64_t shortest,
                                         std::int64_t longest);

}  // namespace fsu::synth
