#include "src/stages/sorted_resources.hpp"

#include <span>
#include <utility>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/string_runs.hpp"
#include "kernels/usage/resource_durations.hpp"
#include "src/stages/measure_resources.hpp"

namespace fsu::stages {
namespace {

constexpr std::size_t kBlockIncidents = 4096;

/// The units of some rows: each the place of its first row among them.
std::vector<std::uint32_t> unit_ids(const StringColumn& resource_ids,
                                    std::span<const std::uint32_t> begins) {
  const std::uint32_t first = begins.front();
  std::vector<std::uint32_t> units(begins.back() - first);
  const auto is_same = [&](std::uint32_t row) {
    if (resource_ids.is_coded()) return resource_ids.codes()[row] == resource_ids.codes()[row - 1];
    return resource_ids[row] == resource_ids[row - 1];
  };
  for_blocks(begins.size() - 1, kBlockIncidents, [&](const Block& block) {
    for (std::size_t incident = block.begin; incident < block.end; ++incident) {
      const std::uint32_t begin = begins[incident];
      units[begin - first] = begin - first;
      for (std::uint32_t row = begin + 1; row < begins[incident + 1]; ++row) {
        FSU_DCHECK(resource_ids[row - 1] <= resource_ids[row]);
        units[row - first] = is_same(row) ? units[row - first - 1] : row - first;
      }
    }
  });
  return units;
}

StringColumn first_texts(const StringColumn& texts, std::span<const std::uint32_t> begins) {
  return texts.gather(begins.first(begins.size() - 1));
}

}  // namespace

SortedResources::SortedResources(const Table& rows) : rows_(rows) {
  auto begins = sorted_runs(rows.text("incident_id"));
  FSU_CHECK(begins.has_value());
  begins_ = std::move(*begins);
}

Table SortedResources::durations(const TableSpec& spec, std::size_t begin, std::size_t end,
                                 const config::UsageConfig& config) const {
  FSU_CHECK(begin <= end && end <= num_incidents());
  const auto begins = std::span(begins_).subspan(begin, end - begin + 1);
  const std::vector<std::uint32_t> units = unit_ids(rows_.text("resource_id"), begins);
  std::vector<std::uint32_t> own_begins(begins.begin(), begins.end());
  for (std::uint32_t& row : own_begins) row -= begins.front();
  const auto instants = [&](const char* name) {
    return std::span(rows_.int64s(name)).subspan(begins.front(), units.size());
  };
  const usage::ResourceRows rows{{},
                                 units,
                                 instants("assigned_at"),
                                 instants("deployed_at"),
                                 instants("arrived_at"),
                                 instants("released_at")};
  return whole_durations_table(spec, first_texts(rows_.text("incident_id"), begins),
                               usage::durations_of_runs(rows, own_begins, cap_seconds(config)),
                               config);
}

}  // namespace fsu::stages
