#include "src/stages/sorted_resources.hpp"

#include <numeric>
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

/// Ids of some rows that are dense within them: incidents by their place, units by their first row.
struct RunIds {
  std::vector<std::uint32_t> incident;
  std::vector<std::uint32_t> unit;
};

RunIds run_ids(const StringColumn& resource_ids, std::span<const std::uint32_t> begins) {
  const std::uint32_t first = begins.front();
  RunIds ids{std::vector<std::uint32_t>(begins.back() - first), {}};
  ids.unit = ids.incident;
  for_blocks(begins.size() - 1, kBlockIncidents, [&](const Block& block) {
    for (std::size_t incident = block.begin; incident < block.end; ++incident) {
      for (std::uint32_t row = begins[incident]; row < begins[incident + 1]; ++row) {
        const bool begins_incident = row == begins[incident];
        const int order = begins_incident ? 1 : resource_ids[row].compare(resource_ids[row - 1]);
        FSU_CHECK(order >= 0);
        ids.incident[row - first] = static_cast<std::uint32_t>(incident);
        ids.unit[row - first] = order > 0 ? row - first : ids.unit[row - first - 1];
      }
    }
  });
  return ids;
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
  const RunIds ids = run_ids(rows_.text("resource_id"), begins);
  const auto instants = [&](const char* name) {
    return std::span(rows_.int64s(name)).subspan(begins.front(), ids.incident.size());
  };
  const usage::ResourceRows rows{ids.incident,
                                 ids.unit,
                                 instants("assigned_at"),
                                 instants("deployed_at"),
                                 instants("arrived_at"),
                                 instants("released_at")};
  return whole_durations_table(spec, first_texts(rows_.text("incident_id"), begins),
                               usage::resource_durations(rows, end - begin, cap_seconds(config)),
                               config);
}

}  // namespace fsu::stages
