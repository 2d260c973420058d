#include "src/stages/measure_resources.hpp"

#include <utility>

#include "io/result_schema.hpp"
#include "src/stages/row_selection.hpp"

namespace fsu::stages {
namespace {

template <class AnyId>
std::vector<std::uint32_t> plain_ids(std::span<const AnyId> ids) {
  std::vector<std::uint32_t> values;
  values.reserve(ids.size());
  for (const AnyId id : ids) values.push_back(id.value);
  return values;
}

}  // namespace

std::int64_t cap_seconds(const config::UsageConfig& config) {
  if (!config.resource_cap_hours) return usage::kDefaultResourceCapSeconds;
  return static_cast<std::int64_t>(*config.resource_cap_hours * 3600.0);
}

usage::ResourceDurations measure_resources(const ResourceInput& input,
                                           const config::UsageConfig& config) {
  const Table& resources = input.resources;
  const std::vector<std::uint32_t> incidents = plain_ids(input.incident);
  const std::vector<std::uint32_t> units = plain_ids(input.unit);
  const usage::ResourceRows rows{incidents,
                                 units,
                                 resources.int64s("assigned_at"),
                                 resources.int64s("deployed_at"),
                                 resources.int64s("arrived_at"),
                                 resources.int64s("released_at")};
  return usage::resource_durations(rows, input.num_incidents, cap_seconds(config));
}

std::span<const std::int64_t> counted_seconds(const usage::ResourceDurations& durations,
                                              const config::UsageConfig& config) {
  const bool is_union = config.resource_overlap == config::ResourceOverlap::kUnion;
  if (config.resource_cap_hours)
    return is_union ? durations.capped_union_seconds : durations.capped_row_seconds;
  return is_union ? durations.union_seconds : durations.row_seconds;
}

Table durations_table(const DurationRows& rows, std::span<const std::uint32_t> incidents) {
  const usage::ResourceDurations& durations = rows.durations;
  Table table(io::result_table("incidents/resource_durations"));
  table.text("incident_id") = rows.incident_ids.gather(incidents);
  table.int64s("resources") = picked(durations.resources, incidents);
  table.flags("attended") = picked(durations.attended, incidents);
  table.int64s("resource_seconds") = picked(rows.seconds, incidents);
  table.int64s("row_seconds") = picked(durations.row_seconds, incidents);
  table.int64s("first_assigned_at") = picked(durations.first_assigned_at, incidents);
  table.int64s("last_released_at") = picked(durations.last_released_at, incidents);
  table.int64s("missing_start") = picked(durations.missing_start, incidents);
  table.int64s("missing_end") = picked(durations.missing_end, incidents);
  table.int64s("negative") = picked(durations.negative, incidents);
  table.int64s("overlapping") = picked(durations.overlapping, incidents);
  return table;
}

Table whole_durations_table(const TableSpec& spec, StringColumn incident_ids,
                            usage::ResourceDurations durations, const config::UsageConfig& config) {
  Table table(spec);
  const std::span<const std::int64_t> counted = counted_seconds(durations, config);
  table.int64s("resource_seconds").assign(counted.begin(), counted.end());
  table.text("incident_id") = std::move(incident_ids);
  table.int64s("resources") = std::move(durations.resources);
  table.flags("attended") = std::move(durations.attended);
  table.int64s("row_seconds") = std::move(durations.row_seconds);
  table.int64s("first_assigned_at") = std::move(durations.first_assigned_at);
  table.int64s("last_released_at") = std::move(durations.last_released_at);
  table.int64s("missing_start") = std::move(durations.missing_start);
  table.int64s("missing_end") = std::move(durations.missing_end);
  table.int64s("negative") = std::move(durations.negative);
  table.int64s("overlapping") = std::move(durations.overlapping);
  return table;
}

}  // namespace fsu::stages
