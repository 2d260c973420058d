#include "kernels/synth/civil_time.hpp"

#include <array>

#include "kernels/synth/weighted_choice.hpp"

namespace fsu::synth {
namespace {

constexpr std::array<std::uint32_t, 24> kDemandByHour = {
    38, 31, 26, 20, 16, 15, 19, 28, 37, 44, 48, 50, 52, 52, 54, 59, 62, 64, 62, 59, 56, 53, 49, 44};

/// Day number of the last Sunday of March.
constexpr std::int64_t spring_day(int year) {
  const std::int64_t last_of_march = days_since_epoch(pack_date(year, 3, 31));
  return last_of_march - (last_of_march + 4) % 7;  // day 0 was a Thursday, four after Sunday
}

}  // namespace

std::int64_t on_the_clock(std::int64_t civil) {
  const std::int64_t second = civil % kDay;
  if (second < kHour || second >= 2 * kHour) return civil;
  const std::int64_t day = day_number(civil);
  return day == spring_day(year_of(date_of_days(day))) ? civil + kHour : civil;
}

std::int64_t draw_time_of_day(Random& random) {
  static const WeightedChoice hours(kDemandByHour);
  const auto hour = static_cast<std::int64_t>(hours(random));
  return hour * kHour + random.between(0, kHour - 1);
}

std::int64_t draw_duration(Random& random, std::int64_t shortest, std::int64_t longest) {
  const double u = random.uniform();
  return shortest + static_cast<std::int64_t>(u * u * u * static_cast<double>(longest - shortest));
}

}  // namespace fsu::synth
