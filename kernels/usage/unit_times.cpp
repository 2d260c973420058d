#include "kernels/usage/unit_times.hpp"

#include <algorithm>

namespace fsu::usage {

UnitTime unit_time(std::span<const UnitRow> unit) {
  UnitTime time;
  // Below every instant, so that the first row is taken whole; it never enters a subtraction.
  std::int64_t greatest_end = kMissingInt64;
  for (const UnitRow& row : unit) {
    if (!row.counts()) continue;
    time.row_seconds += row.end - row.start;
    if (row.start < greatest_end) ++time.overlapping;
    const std::int64_t covered_until = std::max(row.start, greatest_end);
    time.union_seconds += std::max<std::int64_t>(0, row.end - covered_until);
    greatest_end = std::max(greatest_end, row.end);
  }
  return time;
}

}  // namespace fsu::usage
