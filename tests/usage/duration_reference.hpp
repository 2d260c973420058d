// Slow twin of resource_durations: counts seconds one by one.
//
// The union of a resource is the number of different whole seconds that any of its rows covers; a
// row overlaps where some row that stands before it by (start, end) ends after it starts. No sweep
// and no merging of intervals.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "kernels/usage/resource_durations.hpp"

namespace fsu::test {

struct Stay {
  std::int64_t start;
  std::int64_t end;
};

inline std::int64_t seconds_covered(const std::vector<Stay>& stays) {
  std::set<std::int64_t> seconds;
  for (const Stay& stay : stays) {
    for (std::int64_t second = stay.start; second < stay.end; ++second) seconds.insert(second);
  }
  return static_cast<std::int64_t>(seconds.size());
}

inline std::int64_t stays_that_overlap(const std::vector<Stay>& stays) {
  std::int64_t overlapping = 0;
  for (std::size_t row = 0; row < stays.size(); ++row) {
    bool overlaps = false;
    for (std::size_t other = 0; other < stays.size(); ++other) {
      const bool stands_before = std::tuple(stays[other].start, stays[other].end, other) <
                                 std::tuple(stays[row].start, stays[row].end, row);
      if (stands_before && stays[other].end > stays[row].start) overlaps = true;
    }
    overlapping += overlaps ? 1 : 0;
  }
  return overlapping;
}

inline void reference_units(const std::map<std::uint32_t, std::vector<Stay>>& stays_of,
                            std::size_t incident, std::int64_t cap_seconds,
                            usage::ResourceDurations& durations) {
  for (const auto& [resource, stays] : stays_of) {
    std::int64_t row_seconds = 0;
    for (const Stay& stay : stays) row_seconds += stay.end - stay.start;
    const std::int64_t union_seconds = seconds_covered(stays);
    durations.resources[incident] += 1;
    durations.union_seconds[incident] += union_seconds;
    durations.row_seconds[incident] += row_seconds;
    durations.capped_union_seconds[incident] += std::min(union_seconds, cap_seconds);
    durations.capped_row_seconds[incident] += std::min(row_seconds, cap_seconds);
    durations.overlapping[incident] += stays_that_overlap(stays);
  }
}

inline std::int64_t earliest_known(std::vector<std::int64_t> instants) {
  std::erase(instants, kMissingInt64);
  return instants.empty() ? kMissingInt64 : *std::min_element(instants.begin(), instants.end());
}

/// One incident; all rows are looked at for each.
inline void reference_incident(const usage::ResourceRows& rows, std::size_t incident,
                               std::int64_t cap_seconds, usage::ResourceDurations& durations) {
  std::map<std::uint32_t, std::vector<Stay>> stays_of;
  std::vector<std::int64_t> assigned;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (rows.incident[row] != incident) continue;
    std::vector<Stay>& stays = stays_of[rows.resource[row]];
    const std::int64_t start =
        earliest_known({rows.assigned_at[row], rows.deployed_at[row], rows.arrived_at[row]});
    const std::int64_t end = rows.released_at[row];
    if (rows.arrived_at[row] != kMissingInt64) durations.attended[incident] = 1;
    if (start == kMissingInt64) ++durations.missing_start[incident];
    if (end == kMissingInt64) ++durations.missing_end[incident];
    if (start == kMissingInt64 || end == kMissingInt64) continue;
    if (end < start) {
      ++durations.negative[incident];
      continue;
    }
    stays.push_back({start, end});
    assigned.push_back(rows.assigned_at[row]);
    durations.last_released_at[incident] = std::max(durations.last_released_at[incident], end);
  }
  durations.first_assigned_at[incident] = earliest_known(assigned);
  reference_units(stays_of, incident, cap_seconds, durations);
}

inline usage::ResourceDurations reference_durations(const usage::ResourceRows& rows,
                                                    std::size_t num_incidents,
                                                    std::int64_t cap_seconds) {
  const std::vector<std::int64_t> zeros(num_incidents, 0);
  const std::vector<std::int64_t> missing(num_incidents, kMissingInt64);
  usage::ResourceDurations durations{zeros,   std::vector<std::int8_t>(num_incidents, 0),
                                     zeros,   zeros,
                                     zeros,   zeros,
                                     missing, missing,
                                     zeros,   zeros,
                                     zeros,   zeros};
  for (std::size_t incident = 0; incident < num_incidents; ++incident) {
    reference_incident(rows, incident, cap_seconds, durations);
  }
  return durations;
}

}  // namespace fsu::test
