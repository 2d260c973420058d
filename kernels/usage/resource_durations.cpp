#include "kernels/usage/resource_durations.hpp"

#include <algorithm>

#include "kernels/usage/incident_runs.hpp"
#include "kernels/usage/unit_times.hpp"

namespace fsu::usage {
namespace {

/// All that is known of one incident.
struct IncidentDurations {
  std::int64_t resources = 0;
  std::int8_t attended = 0;
  std::int64_t union_seconds = 0;
  std::int64_t row_seconds = 0;
  std::int64_t capped_union_seconds = 0;
  std::int64_t capped_row_seconds = 0;
  std::int64_t first_assigned_at = kMissingInt64;
  std::int64_t last_released_at = kMissingInt64;
  std::int64_t missing_start = 0;
  std::int64_t missing_end = 0;
  std::int64_t negative = 0;
  std::int64_t overlapping = 0;
};

ResourceDurations durations_for(std::size_t num_incidents) {
  ResourceDurations durations;
  for (auto column : {&ResourceDurations::resources, &ResourceDurations::union_seconds,
                      &ResourceDurations::row_seconds, &ResourceDurations::capped_union_seconds,
                      &ResourceDurations::capped_row_seconds, &ResourceDurations::first_assigned_at,
                      &ResourceDurations::last_released_at, &ResourceDurations::missing_start,
                      &ResourceDurations::missing_end, &ResourceDurations::negative,
                      &ResourceDurations::overlapping}) {
    (durations.*column).resize(num_incidents);
  }
  durations.attended.resize(num_incidents);
  return durations;
}

void put(const IncidentDurations& one, std::size_t incident, ResourceDurations& durations) {
  durations.resources[incident] = one.resources;
  durations.attended[incident] = one.attended;
  durations.union_seconds[incident] = one.union_seconds;
  durations.row_seconds[incident] = one.row_seconds;
  durations.capped_union_seconds[incident] = one.capped_union_seconds;
  durations.capped_row_seconds[incident] = one.capped_row_seconds;
  durations.first_assigned_at[incident] = one.first_assigned_at;
  durations.last_released_at[incident] = one.last_released_at;
  durations.missing_start[incident] = one.missing_start;
  durations.missing_end[incident] = one.missing_end;
  durations.negative[incident] = one.negative;
  durations.overlapping[incident] = one.overlapping;
}

/// What is known of an incident row by row, without regard to the resource.
void add_rows(std::span<const UnitRow> rows, IncidentDurations& durations) {
  for (const UnitRow& row : rows) {
    durations.attended = static_cast<std::int8_t>(durations.attended | row.has_arrived);
    durations.missing_start += is_missing(row.start) ? 1 : 0;
    durations.missing_end += is_missing(row.end) ? 1 : 0;
    durations.negative += row.is_negative() ? 1 : 0;
    if (!row.counts()) continue;
    durations.last_released_at = std::max(durations.last_released_at, row.end);
    durations.first_assigned_at =
        start_instant(durations.first_assigned_at, row.assigned_at, kMissingInt64);
  }
}

/// Adds the time of each resource; `rows` are sorted by (resource, start, end).
void add_units(std::span<const UnitRow> rows, std::int64_t cap_seconds,
               IncidentDurations& durations) {
  while (!rows.empty()) {
    const std::span<const UnitRow> unit = first_unit(rows);
    const UnitTime time = unit_time(unit);
    ++durations.resources;
    durations.union_seconds += time.union_seconds;
    durations.row_seconds += time.row_seconds;
    durations.capped_union_seconds += std::min(time.union_seconds, cap_seconds);
    durations.capped_row_seconds += std::min(time.row_seconds, cap_seconds);
    durations.overlapping += time.overlapping;
    rows = rows.subspan(unit.size());
  }
}

/// Puts the incident's rows in order and takes all that they say.
IncidentDurations durations_of_incident(std::span<UnitRow> rows, std::int64_t cap_seconds) {
  if (rows.size() > 1) sort_units(rows);
  IncidentDurations durations;
  add_rows(rows, durations);
  add_units(rows, cap_seconds, durations);
  return durations;
}

/// For rows that come incident by incident: each incident's rows are packed alone.
template <class Begin>
ResourceDurations run_durations(const ResourceRows& rows, std::span<const Begin> begins,
                                std::int64_t cap_seconds, const UnitBlocks& blocks) {
  const std::size_t num_incidents = begins.size() - 1;
  ResourceDurations durations = durations_for(num_incidents);
  for_blocks(num_incidents, blocks.incidents, [&](const Block& block) {
    std::vector<UnitRow> incident_rows;
    for (std::size_t incident = block.begin; incident < block.end; ++incident) {
      incident_rows.clear();
      for (std::size_t row = begins[incident]; row < begins[incident + 1]; ++row)
        incident_rows.push_back(unit_row_of(rows, row, static_cast<std::uint32_t>(incident)));
      put(durations_of_incident(incident_rows, cap_seconds), incident, durations);
    }
  });
  return durations;
}

}  // namespace

ResourceDurations resource_durations(const ResourceRows& rows, std::size_t num_incidents,
                                     std::int64_t cap_seconds, const UnitBlocks& blocks) {
  FSU_CHECK(cap_seconds >= 0);
  check_resource_rows(rows, num_incidents);
  if (is_by_incident(rows.incident, blocks.source_rows)) {
    const std::vector<std::size_t> begins =
        incident_begins(rows.incident, num_incidents, blocks.source_rows);
    return run_durations<std::size_t>(rows, begins, cap_seconds, blocks);
  }
  ResourceDurations durations = durations_for(num_incidents);
  Grouped<UnitRow> by_incident = rows_by_incident(rows, num_incidents, blocks);
  for_blocks(num_incidents, blocks.incidents, [&](const Block& block) {
    for (std::size_t incident = block.begin; incident < block.end; ++incident)
      put(durations_of_incident(by_incident.group(incident), cap_seconds), incident, durations);
  });
  return durations;
}

ResourceDurations durations_of_runs(const ResourceRows& rows, std::span<const std::uint32_t> begins,
                                    std::int64_t cap_seconds, const UnitBlocks& blocks) {
  FSU_CHECK(cap_seconds >= 0 && !begins.empty());
  FSU_CHECK(begins.front() == 0 && begins.back() == rows.resource.size());
  FSU_CHECK(std::ranges::is_sorted(begins));
  return run_durations<std::uint32_t>(rows, begins, cap_seconds, blocks);
}

}  // namespace fsu::usage
