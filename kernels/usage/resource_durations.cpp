#include "kernels/usage/resource_durations.hpp"

#include <algorithm>

#include "kernels/usage/incident_runs.hpp"
#include "kernels/usage/unit_times.hpp"

namespace fsu::usage {
namespace {

ResourceDurations empty_durations(std::size_t num_incidents) {
  ResourceDurations durations;
  for (auto column : {&ResourceDurations::resources, &ResourceDurations::union_seconds,
                      &ResourceDurations::row_seconds, &ResourceDurations::capped_union_seconds,
                      &ResourceDurations::capped_row_seconds, &ResourceDurations::missing_start,
                      &ResourceDurations::missing_end, &ResourceDurations::negative,
                      &ResourceDurations::overlapping}) {
    (durations.*column).assign(num_incidents, 0);
  }
  durations.attended.assign(num_incidents, 0);
  durations.first_assigned_at.assign(num_incidents, kMissingInt64);
  durations.last_released_at.assign(num_incidents, kMissingInt64);
  return durations;
}

/// What is known of an incident row by row, without regard to the resource.
void add_rows(std::span<const UnitRow> rows, std::size_t incident, ResourceDurations& durations) {
  std::int64_t first_assigned_at = kMissingInt64;
  std::int64_t last_released_at = kMissingInt64;
  for (const UnitRow& row : rows) {
    if (row.has_arrived != 0) durations.attended[incident] = 1;
    durations.missing_start[incident] += is_missing(row.start) ? 1 : 0;
    durations.missing_end[incident] += is_missing(row.end) ? 1 : 0;
    durations.negative[incident] += row.is_negative() ? 1 : 0;
    if (!row.counts()) continue;
    last_released_at = std::max(last_released_at, row.end);
    if (is_missing(row.assigned_at)) continue;
    first_assigned_at = is_missing(first_assigned_at)
                            ? row.assigned_at
                            : std::min(first_assigned_at, row.assigned_at);
  }
  durations.first_assigned_at[incident] = first_assigned_at;
  durations.last_released_at[incident] = last_released_at;
}

/// Adds the time of each resource; `rows` are sorted by (resource, start, end).
void add_units(std::span<const UnitRow> rows, std::size_t incident, std::int64_t cap_seconds,
               ResourceDurations& durations) {
  while (!rows.empty()) {
    const std::span<const UnitRow> unit = first_unit(rows);
    const UnitTime time = unit_time(unit);
    ++durations.resources[incident];
    durations.union_seconds[incident] += time.union_seconds;
    durations.row_seconds[incident] += time.row_seconds;
    durations.capped_union_seconds[incident] += std::min(time.union_seconds, cap_seconds);
    durations.capped_row_seconds[incident] += std::min(time.row_seconds, cap_seconds);
    durations.overlapping[incident] += time.overlapping;
    rows = rows.subspan(unit.size());
  }
}

/// Puts the incident's rows in order and adds all that they say.
void add_incident(std::span<UnitRow> rows, std::size_t incident, std::int64_t cap_seconds,
                  ResourceDurations& durations) {
  if (rows.size() > 1) sort_units(rows);
  add_rows(rows, incident, durations);
  add_units(rows, incident, cap_seconds, durations);
}

/// The same for rows that come incident by incident: each incident's rows are packed alone.
ResourceDurations durations_of_runs(const ResourceRows& rows, std::size_t num_incidents,
                                    std::int64_t cap_seconds, const UnitBlocks& blocks) {
  ResourceDurations durations = empty_durations(num_incidents);
  const auto begins = incident_begins(rows.incident, num_incidents, blocks.source_rows);
  for_blocks(num_incidents, blocks.incidents, [&](const Block& block) {
    std::vector<UnitRow> incident_rows;
    for (std::size_t incident = block.begin; incident < block.end; ++incident) {
      incident_rows.clear();
      for (std::size_t row = begins[incident]; row < begins[incident + 1]; ++row)
        incident_rows.push_back(unit_row(rows, row, num_incidents));
      add_incident(incident_rows, incident, cap_seconds, durations);
    }
  });
  return durations;
}

}  // namespace

ResourceDurations resource_durations(const ResourceRows& rows, std::size_t num_incidents,
                                     std::int64_t cap_seconds, const UnitBlocks& blocks) {
  FSU_CHECK(cap_seconds >= 0);
  check_resource_rows(rows, num_incidents);
  if (is_by_incident(rows.incident, blocks.source_rows))
    return durations_of_runs(rows, num_incidents, cap_seconds, blocks);
  ResourceDurations durations = empty_durations(num_incidents);
  Grouped<UnitRow> by_incident = rows_by_incident(rows, num_incidents, blocks);
  for_blocks(num_incidents, blocks.incidents, [&](const Block& block) {
    for (std::size_t incident = block.begin; incident < block.end; ++incident)
      add_incident(by_incident.group(incident), incident, cap_seconds, durations);
  });
  return durations;
}

}  // namespace fsu::usage
