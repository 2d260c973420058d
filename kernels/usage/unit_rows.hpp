// Resource rows, and their grouping into units: the rows of one resource in one incident.
//
// Input: one row an assignment of a resource to an incident, dense ids, four instants each.
// A row starts at the earliest of assigned, deployed and arrived, and ends when released; it counts
// where both are known and the end is not before the start. Output: the rows of each incident side
// by side, packed to 32 bytes; sort_units orders an incident's rows by (resource, start, end), so
// that a unit is one run of rows.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "kernels/core/check.hpp"
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
  // Lifted, a missing instant is above all others and the order of these stays, so that the
  // smallest needs no branch on what is missing.
  constexpr auto kLift = static_cast<std::uint64_t>(kMissingInt64) + 1;
  const auto lifted = [](std::int64_t instant) {
    return static_cast<std::uint64_t>(instant) - kLift;
  };
  return static_cast<std::int64_t>(
      std::min({lifted(assigned_at), lifted(deployed_at), lifted(arrived_at)}) + kLift);
}

/// Checks that all columns have one length and that incidents can be told apart in a UnitRow.
void check_resource_rows(const ResourceRows& rows, std::size_t num_incidents);

/// One row of the columns as a row of `incident`; FSU_CHECK on instants beyond 2^40 seconds from
/// 1970.
[[nodiscard]] inline UnitRow unit_row_of(const ResourceRows& rows, std::size_t index,
                                         std::uint32_t incident) {
  // Bound of an instant (the year 36,000): differences and their sums stay far from overflow.
  constexpr std::int64_t kMaxInstant = std::int64_t{1} << 40;
  const auto is_in_range = [](std::int64_t instant) {
    return is_missing(instant) || (-kMaxInstant <= instant && instant <= kMaxInstant);
  };
  UnitRow row{};
  row.incident = incident & 0x7fffffffU;
  row.has_arrived = is_missing(rows.arrived_at[index]) ? 0 : 1;
  row.resource = rows.resource[index];
  row.start =
      start_instant(rows.assigned_at[index], rows.deployed_at[index], rows.arrived_at[index]);
  row.end = rows.released_at[index];
  row.assigned_at = rows.assigned_at[index];
  FSU_CHECK(is_in_range(row.start) && is_in_range(row.end));
  return row;
}

/// The same by the row's own incident, with an FSU_CHECK on it.
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
