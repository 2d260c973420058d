// Half-open intervals [begin, end) of int64 seconds since 1970-01-01T00:00:00Z.
#pragma once

#include <algorithm>
#include <cstdint>

namespace fsu {

struct Interval {
  std::int64_t begin = 0;
  std::int64_t end = 0;

  [[nodiscard]] constexpr bool contains(std::int64_t instant) const {
    return begin <= instant && instant < end;
  }
  /// Seconds between the ends; negative where end < begin.
  [[nodiscard]] constexpr std::int64_t length_seconds() const { return end - begin; }
  friend constexpr bool operator==(const Interval&, const Interval&) = default;
};

/// Seconds that both intervals cover; 0 where they only touch.
[[nodiscard]] constexpr std::int64_t overlap_seconds(const Interval& a, const Interval& b) {
  return std::max<std::int64_t>(0, std::min(a.end, b.end) - std::max(a.begin, b.begin));
}

}  // namespace fsu
