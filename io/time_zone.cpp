#include "io/time_zone.hpp"

#include <date/tz.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "kernels/core/date.hpp"
#include "kernels/core/error.hpp"

namespace fsu::io {
namespace {

const date::time_zone* find_zone(const std::string& name) {
  try {
    return date::locate_zone(name);
  } catch (const std::runtime_error&) {
    throw Error(ErrorKind::kConfiguration,
                "--timezone " + name + ": no such zone; use a tz name such as Europe/London");
  }
}

}  // namespace

TimeZone::TimeZone(const std::string& name) : name_(name) {
  using namespace std::chrono;
  const date::time_zone* const zone = find_zone(name);
  const auto begin = date::sys_seconds(date::sys_days{date::year{1900} / 1 / 1});
  const auto end = date::sys_seconds(date::sys_days{date::year{2200} / 1 / 1});
  for (auto instant = begin; instant < end;) {
    const date::sys_info info = zone->get_info(instant);
    starts_.push_back(starts_.empty() ? std::numeric_limits<std::int64_t>::min()
                                      : instant.time_since_epoch().count());
    offsets_.push_back(info.offset.count());
    if (info.end <= instant) break;
    instant = info.end;
  }
}

LocalTime TimeZone::resolve(std::int64_t local_seconds) const {
  // The interval that would hold the local time if it were UTC; the true ones are that or a
  // neighbour.
  const auto above = std::upper_bound(starts_.begin(), starts_.end(), local_seconds);
  const auto middle = static_cast<std::size_t>(above - starts_.begin()) - 1;
  const std::size_t first_index = middle == 0 ? 0 : middle - 1;
  const std::size_t last_index = std::min(middle + 1, starts_.size() - 1);
  int num_found = 0;
  LocalTime result;
  for (std::size_t i = first_index; i <= last_index; ++i) {
    const std::int64_t instant = local_seconds - offsets_[i];
    if (instant < starts_[i] || (i + 1 < starts_.size() && instant >= starts_[i + 1])) continue;
    (num_found == 0 ? result.first : result.second) = instant;
    ++num_found;
  }
  if (num_found == 2) {
    result.kind = LocalTimeKind::kAmbiguous;
    return result;
  }
  if (num_found == 0) {
    result.kind = LocalTimeKind::kSkipped;
    // The offset before the gap: the last interval that ends before this local time.
    std::size_t before = first_index;
    for (std::size_t i = first_index; i < last_index; ++i) {
      if (local_seconds - offsets_[i] >= starts_[i + 1]) before = i;
    }
    result.first = local_seconds - offsets_[before];
  }
  result.second = result.first;
  return result;
}

std::int32_t TimeZone::local_date(std::int64_t instant) const {
  using namespace std::chrono;
  const auto above = std::upper_bound(starts_.begin(), starts_.end(), instant);
  const auto index = static_cast<std::size_t>(above - starts_.begin()) - 1;
  return date_of_days(floor<days>(seconds{instant + offsets_[index]}).count());
}

}  // namespace fsu::io
