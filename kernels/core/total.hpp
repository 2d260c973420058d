// The nine totals that individuals are ranked by, in the order of the result's columns.
//
// Counting (kernels/usage) and ranking (kernels/ranking) share this order. Hours are held as whole
// seconds, so that sums are exact; they become hours when a table is written.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace fsu {

enum class Total : std::uint8_t {
  kSuspectCount,
  kOffenderCount,
  kVictimCount,
  kCustodyCount,
  kCustodySeconds,
  kOriginatorCalls,
  kOriginatorResourceSeconds,
  kSubjectCalls,
  kSubjectResourceSeconds,
};
inline constexpr std::size_t kNumTotals = 9;

[[nodiscard]] constexpr std::size_t index_of(Total total) {
  return static_cast<std::size_t>(total);
}

/// True for the totals that the results give in hours.
[[nodiscard]] constexpr bool is_seconds(Total total) {
  return total == Total::kCustodySeconds || total == Total::kOriginatorResourceSeconds ||
         total == Total::kSubjectResourceSeconds;
}

/// One thing for each total, by index_of.
template <class T>
using PerTotal = std::array<T, kNumTotals>;

using TotalColumns = PerTotal<std::vector<std::int64_t>>;
using TotalViews = PerTotal<std::span<const std::int64_t>>;

/// Views of nine columns.
[[nodiscard]] inline TotalViews views_of(const TotalColumns& columns) {
  TotalViews views;
  for (std::size_t total = 0; total < kNumTotals; ++total) views[total] = columns[total];
  return views;
}

}  // namespace fsu
