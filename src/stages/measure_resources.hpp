// Resource time of every incident, from the joined resource rows.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/usage/resource_durations.hpp"
#include "src/config/usage_config.hpp"
#include "src/stages/force.hpp"
#include "src/stages/scope.hpp"

namespace fsu::stages {

/// The resources table and the ids of its rows.
struct ResourceInput {
  const Table& resources;
  std::span<const IncidentId> incident;
  std::span<const ResourceId> unit;
  std::size_t num_incidents = 0;
};

/// Durations of all incidents; the capped columns at the configured cap, else at 24 hours.
[[nodiscard]] usage::ResourceDurations measure_resources(const ResourceInput& input,
                                                         const config::UsageConfig& config);

/// Where the capped columns cut: the configured cap, else 24 hours.
[[nodiscard]] std::int64_t cap_seconds(const config::UsageConfig& config);

/// The seconds of each incident that count under the settings.
[[nodiscard]] std::span<const std::int64_t> counted_seconds(
    const usage::ResourceDurations& durations, const config::UsageConfig& config);

/// incidents/resource_durations for the given incidents; `seconds` are those that count.
struct DurationRows {
  const StringColumn& incident_ids;
  const usage::ResourceDurations& durations;
  std::span<const std::int64_t> seconds;
};
[[nodiscard]] Table durations_table(const DurationRows& rows,
                                    std::span<const std::uint32_t> incidents);

/// The same of all incidents, whose durations go into the table; `spec` has the same columns.
[[nodiscard]] Table whole_durations_table(const TableSpec& spec, StringColumn incident_ids,
                                          usage::ResourceDurations durations,
                                          const config::UsageConfig& config);

}  // namespace fsu::stages
