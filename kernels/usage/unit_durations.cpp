#include "kernels/usage/unit_durations.hpp"

#include <algorithm>
#include <tuple>

#include "kernels/usage/concatenate.hpp"
#include "kernels/usage/unit_times.hpp"

namespace fsu::usage {
namespace {

struct RowWithGroup {
  UnitRow row;
  std::uint32_t resource_group;

  [[nodiscard]] std::uint32_t group() const { return row.group(); }
};

/// The order in which the first row of a unit is its earliest: rows without a start last.
bool stands_earlier(const RowWithGroup& a, const RowWithGroup& b) {
  const auto key = [](const RowWithGroup& with_group) {
    const UnitRow& row = with_group.row;
    return std::tuple(row.resource, is_missing(row.start), row.start, with_group.resource_group);
  };
  return key(a) < key(b);
}

/// Appends the unit at the front of an incident's rows and returns how many rows it has.
std::size_t append_first_unit(std::span<const RowWithGroup> rows, UnitDurations& units) {
  std::vector<UnitRow> unit;
  for (const RowWithGroup& with_group : rows) {
    if (with_group.row.resource != rows.front().row.resource) break;
    unit.push_back(with_group.row);
  }
  sort_units(unit);
  const UnitTime time = unit_time(unit);
  units.incident.push_back(unit.front().incident);
  units.resource.push_back(unit.front().resource);
  units.resource_group.push_back(rows.front().resource_group);
  units.union_seconds.push_back(time.union_seconds);
  units.row_seconds.push_back(time.row_seconds);
  return unit.size();
}

Grouped<RowWithGroup> rows_with_group(const ResourceRows& rows,
                                      std::span<const std::uint32_t> resource_group,
                                      std::size_t num_incidents, const UnitBlocks& blocks) {
  check_resource_rows(rows, num_incidents);
  FSU_CHECK(resource_group.size() == rows.size());
  const GroupPlan plan{num_incidents, num_blocks(rows.size(), blocks.source_rows),
                       blocks.partition_bits};
  return group_by<RowWithGroup>(plan, [&](std::size_t block, const auto& sink) {
    const std::size_t end = std::min((block + 1) * blocks.source_rows, rows.size());
    for (std::size_t index = block * blocks.source_rows; index < end; ++index) {
      sink(RowWithGroup{unit_row(rows, index, num_incidents), resource_group[index]});
    }
  });
}

}  // namespace

UnitDurations unit_durations(const ResourceRows& rows,
                             std::span<const std::uint32_t> resource_group,
                             std::size_t num_incidents, const UnitBlocks& blocks) {
  auto by_incident = rows_with_group(rows, resource_group, num_incidents, blocks);
  std::vector<UnitDurations> parts(num_blocks(num_incidents, blocks.incidents));
  for_blocks(num_incidents, blocks.incidents, [&](const Block& block) {
    for (std::size_t incident = block.begin; incident < block.end; ++incident) {
      std::span<RowWithGroup> rest = by_incident.group(incident);
      std::sort(rest.begin(), rest.end(), stands_earlier);
      while (!rest.empty()) rest = rest.subspan(append_first_unit(rest, parts[block.index]));
    }
  });
  return {concatenate(parts, &UnitDurations::incident),
          concatenate(parts, &UnitDurations::resource),
          concatenate(parts, &UnitDurations::resource_group),
          concatenate(parts, &UnitDurations::union_seconds),
          concatenate(parts, &UnitDurations::row_seconds)};
}

}  // namespace fsu::usage
