// Time of one unit: how long one resource was committed to one incident, by the union of its rows.
//
// Input: the unit's rows sorted by (start, end); rows that do not count are passed over.
// One sweep keeps the greatest end so far: a row adds what of it lies beyond that end. A row that
// starts before the greatest earlier end overlaps; one that starts exactly at it only touches.
#pragma once

#include <cstdint>
#include <span>

#include "kernels/usage/unit_rows.hpp"

namespace fsu::usage {

struct UnitTime {
  std::int64_t union_seconds = 0;  ///< seconds covered by any row
  std::int64_t row_seconds = 0;    ///< plain sum of the rows' lengths
  std::int64_t overlapping = 0;    ///< rows that start before the greatest earlier end
};

/// The time of one unit; `unit` is not empty and sorted by (start, end).
[[nodiscard]] UnitTime unit_time(std::span<const UnitRow> unit);

}  // namespace fsu::usage
