#include "io/iso_values.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "kernels/core/check.hpp"
#include "kernels/core/date.hpp"

namespace fsu::io {
namespace {

static_assert(std::endian::native == std::endian::little, "words are taken as they lie");

std::int32_t days_in_month(int year, int month) {
  const std::chrono::year_month_day_last last{
      std::chrono::year{year},
      std::chrono::month_day_last{std::chrono::month{static_cast<unsigned>(month)}}};
  return static_cast<std::int32_t>(static_cast<unsigned>(last.day()));
}

}  // namespace

IsoValues::IsoValues(const TimeZone& time_zone) {
  const auto starts = time_zone.starts();
  const auto offsets = time_zone.offsets();
  const std::size_t num_offsets = starts.size();
  const auto start_of = [&](std::size_t i) {
    return i < num_offsets ? std::max(starts[i], std::numeric_limits<std::int64_t>::min() / 2)
                           : std::numeric_limits<std::int64_t>::max() / 2;
  };
  const auto offset_of = [&](std::size_t i) { return offsets[std::min(i, num_offsets - 1)]; };
  // Offsets are less than a day, so between changes that are days apart only neighbours matter.
  const auto is_long = [&](std::size_t i) {
    return i >= num_offsets || start_of(i + 1) - start_of(i) > 2 * kSecondsPerDay;
  };
  for (std::size_t i = 0; i < num_offsets; ++i) {
    Span span{start_of(i) + std::max(offsets[i], offset_of(i == 0 ? 0 : i - 1)),
              start_of(i + 1) + std::min(offsets[i], offset_of(i + 1)), offsets[i]};
    if (!is_long(i) || !is_long(i == 0 ? 0 : i - 1) || !is_long(i + 1)) span.begin = span.end;
    spans_.push_back(span);
  }
  spans_.push_back({0, 0, 0});  // behind the last one: no local time

  std::size_t at = 0;
  for (int year = static_cast<int>(kFirstYear); year < static_cast<int>(kEndYear); ++year) {
    for (int month = 1; month <= 12; ++month) {
      const std::int64_t days = days_since_epoch(pack_date(year, month, 1));
      while (at + 1 < num_offsets && spans_[at].end <= days * kSecondsPerDay) ++at;
      months_.push_back({checked_cast<std::int32_t>(days), checked_cast<std::uint16_t>(at),
                         checked_cast<std::uint16_t>(days_in_month(year, month))});
    }
  }
}

}  // namespace fsu::io
