// Resource time of every unit: one resource in one incident, with its group.
//
// Input: resource rows with the group of each. Output: one row for each (incident, resource),
// sorted by them. A unit's group is that of its earliest row (by start, rows without a start last,
// ties to the smaller group) and takes the whole of its time, so that groups add up to incidents
// whatever its other rows say. Sums over units equal the columns of resource_durations.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/usage/unit_rows.hpp"

namespace fsu::usage {

/// One row a unit, sorted by (incident, resource).
struct UnitDurations {
  std::vector<std::uint32_t> incident;
  std::vector<std::uint32_t> resource;
  std::vector<std::uint32_t> resource_group;
  std::vector<std::int64_t> union_seconds;
  std::vector<std::int64_t> row_seconds;

  [[nodiscard]] std::size_t size() const { return incident.size(); }
  friend bool operator==(const UnitDurations&, const UnitDurations&) = default;
};

/// Durations of all units; `resource_group` is by row, dense ids in byte order of the names.
[[nodiscard]] UnitDurations unit_durations(const ResourceRows& rows,
                                           std::span<const std::uint32_t> resource_group,
                                           std::size_t num_incidents,
                                           const UnitBlocks& blocks = {});

}  // namespace fsu::usage
