// Resource time of every incident: the union of each resource's rows, summed over its resources.
//
// Input: resource rows with dense incident and resource ids. Output: one row for each incident of
// [0, num_incidents), also for those without rows. A row starts at the earliest of assigned,
// deployed and arrived and ends when released; without one of them, or released before it started,
// it gives no time and is counted. The plain sum over rows stands beside the union, and both again
// with each (incident, resource) cut at a cap.
// Rows that already come incident by incident (as sorted tables do) are taken as they are, others
// are brought together first; the result is the same.
// Parallel over fixed blocks of incidents; every incident is computed alone, from integers.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/usage/unit_rows.hpp"

namespace fsu::usage {

/// What sensitivity takes where no cap is set.
inline constexpr std::int64_t kDefaultResourceCapSeconds = std::int64_t{24} * 3600;

/// One row an incident, in the order of the dense ids.
struct ResourceDurations {
  std::vector<std::int64_t> resources;             ///< distinct resources, all rows
  std::vector<std::int8_t> attended;               ///< 1 where some row has arrived_at
  std::vector<std::int64_t> union_seconds;         ///< union by resource, summed
  std::vector<std::int64_t> row_seconds;           ///< plain sum over rows
  std::vector<std::int64_t> capped_union_seconds;  ///< each resource's union at most the cap
  std::vector<std::int64_t> capped_row_seconds;    ///< each resource's row sum at most the cap
  std::vector<std::int64_t> first_assigned_at;     ///< over rows that count
  std::vector<std::int64_t> last_released_at;      ///< over rows that count
  std::vector<std::int64_t> missing_start;         ///< rows without assigned, deployed and arrived
  std::vector<std::int64_t> missing_end;           ///< rows without released
  std::vector<std::int64_t> negative;              ///< rows released before they started
  std::vector<std::int64_t> overlapping;  ///< rows that start before an earlier one of theirs ends

  [[nodiscard]] std::size_t size() const { return resources.size(); }
  friend bool operator==(const ResourceDurations&, const ResourceDurations&) = default;
};

/// Durations of all incidents; `cap_seconds` >= 0 cuts each (incident, resource) in the two capped
/// columns only.
[[nodiscard]] ResourceDurations resource_durations(const ResourceRows& rows,
                                                   std::size_t num_incidents,
                                                   std::int64_t cap_seconds,
                                                   const UnitBlocks& blocks = {});

/// The same for rows that come incident by incident: incident i has the rows from begins[i] to
/// begins[i + 1]. The rows' own incidents are not looked at.
[[nodiscard]] ResourceDurations durations_of_runs(const ResourceRows& rows,
                                                  std::span<const std::uint32_t> begins,
                                                  std::int64_t cap_seconds,
                                                  const UnitBlocks& blocks = {});

}  // namespace fsu::usage
