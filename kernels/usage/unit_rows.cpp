#include "kernels/usage/unit_rows.hpp"

#include <algorithm>
#include <tuple>

namespace fsu::usage {

void check_resource_rows(const ResourceRows& rows, std::size_t num_incidents) {
  const std::size_t num_rows = rows.size();
  FSU_CHECK(rows.resource.size() == num_rows && rows.assigned_at.size() == num_rows &&
            rows.deployed_at.size() == num_rows && rows.arrived_at.size() == num_rows &&
            rows.released_at.size() == num_rows);
  FSU_CHECK(num_incidents <= std::size_t{1} << 31);
}

UnitRow unit_row(const ResourceRows& rows, std::size_t index, std::size_t num_incidents) {
  FSU_CHECK(rows.incident[index] < num_incidents);
  return unit_row_of(rows, index, rows.incident[index]);
}

Grouped<UnitRow> rows_by_incident(const ResourceRows& rows, std::size_t num_incidents,
                                  const UnitBlocks& blocks) {
  check_resource_rows(rows, num_incidents);
  const std::size_t num_rows = rows.size();
  const GroupPlan plan{num_incidents, num_blocks(num_rows, blocks.source_rows),
                       blocks.partition_bits};
  return group_by<UnitRow>(plan, [&](std::size_t block, const auto& sink) {
    const std::size_t begin = block * blocks.source_rows;
    const std::size_t end = std::min(begin + blocks.source_rows, num_rows);
    for (std::size_t index = begin; index < end; ++index) {
      sink(unit_row(rows, index, num_incidents));
    }
  });
}

void sort_units(std::span<UnitRow> incident_rows) {
  const auto key = [](const UnitRow& row) { return std::tuple(row.resource, row.start, row.end); };
  std::sort(incident_rows.begin(), incident_rows.end(),
            [&](const UnitRow& a, const UnitRow& b) { return key(a) < key(b); });
}

std::span<const UnitRow> first_unit(std::span<const UnitRow> sorted_rows) {
  std::size_t length = 1;
  while (length < sorted_rows.size() && sorted_rows[length].resource == sorted_rows[0].resource) {
    ++length;
  }
  return sorted_rows.first(length);
}

}  // namespace fsu::usage
