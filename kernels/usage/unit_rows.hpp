// Resource rows, and their grouping into units: the rows of one resource in one incident.
//
// Input: one row an assignment of a resource to an incident, dense ids, four instants each.
// A row starts at the earliest of assigned, deployed and arrived, and ends when released; it counts
// where both are known and the end is not before the start. Output: the rows of each incident side
// by side, packed to 32 bytes; sort_units orders an incident's rows by (resource, start, end), so
// that a unit is one run of rows.
#pragma once

#include <cstdint>
#include <span>

#include "kernels/core/missing.hpp"
#include "kernels/usage/group_by.hpp"

namespace fsu::usage {

/// Columns of the resources table; all of one length, instants kMissingInt64 where missing.
struct ResourceRows {
  std::span<const std::uint32_t> incident;  ///< dense, below num_incidents
  std::span<const std::uint32_t> resource;  ///< any 32-bit id
  std::span<const std::int64_t> assigned_at;
  std::span<const std::int64_t> deployed_at;
  std::span<const std::int64_t> arrived_at;
  std::span<const std::int64_t> released_at;

  [[nodiscard]] std::size_t size() const { return incident.size(); }
};

/// One resource row, reduced to what durations need.
struct UnitRow {
  std::uint32_t incident : 31;
  std::uint32_t has_arrived : 1;
  std::uint32_t resource;
  std::int64_t start;
  std::int64_t end;
  std::int64_t assigned_at;

  [[nodiscard]] std::uint32_t group() const { return incident; }
  [[nodiscard]] bool has_both_ends() const { return !is_missing(start) && !is_missing(end); }
  [[nodiscard]] bool is_negative() const { return has_both_ends() && end < start; }
  [[nodiscard]] bool counts() const { return has_both_ends() && end >= start; }
};

/// The earliest known of the three instants; kMissingInt64 where none is.
[[nodiscard]] constexpr std::int64_t start_instant(std::int64_t assigned_at,
                                                   std::int64_t deployed_at,
                                                   std::int64_t arrived_at) {
  std::int64_t start = kMissingInt64;
  for (const std::int64_t instant : {assigned_at, deployed_at, arrived_at}) {
    if (!is_missing(instant) && (is_missing(start) || instant < start)) start = instant;
  }
  return start;
}

/// Checks that all columns have one length and that incidents can be told apart in a UnitRow.
void check_resource_rows(const ResourceRows& rows, std::size_t num_incidents);

/// One row of the columns, packed; FSU_CHECK on its incident and on instants beyond 2^40 seconds
/// from 1970.
[[nodiscard]] UnitRow unit_row(const ResourceRows& rows, std::size_t index,
                               std::size_t num_incidents);

/// How the work is cut; results do not depend on it.
struct UnitBlocks {
  std::size_t source_rows = std::size_t{1} << 18;
  std::size_t incidents = std::size_t{1} << 12;
  int partition_bits = 12;  ///< incidents a partition, log2
};

/// The rows of each incident side by side.
[[nodiscard]] Grouped<UnitRow> rows_by_incident(const ResourceRows& rows, std::size_t num_incidents,
                                                const UnitBlocks& blocks);

/// Orders an incident's rows by (resource, start, end); missing instants first.
void sort_units(std::span<UnitRow> incident_rows);

/// Rows of the resource at the front of sorted rows.
[[nodiscard]] std::span<const UnitRow> first_unit(std::span<const UnitRow> sorted_rows);

}  // namespace fsu::usage
