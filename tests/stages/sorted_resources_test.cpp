// Durations by runs of sorted rows against those by dense ids, in blocks of any size.
#include "src/stages/sorted_resources.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <string>

#include "io/digest.hpp"
#include "io/input_schema.hpp"
#include "io/result_schema.hpp"
#include "kernels/core/missing.hpp"
#include "kernels/core/random.hpp"
#include "src/stages/dense_ids.hpp"
#include "src/stages/measure_resources.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::stages {
namespace {

/// Rows in the order of all their columns; ids of unlike lengths, so that byte order is not that of
/// numbers.
Table sorted_rows(std::size_t num_rows, std::uint64_t seed) {
  Table rows(io::input_table("resources").table_spec());
  for (std::size_t row = 0; row < num_rows; ++row) {
    Random random(seed, 1, row);
    rows.text("incident_id").push_back("L" + std::to_string(random.below(num_rows / 3 + 1)));
    rows.text("resource_id").push_back("U" + std::to_string(random.below(12)));
    rows.text("resource_group").push_back(random.chance(0.5) ? "RESPONSE" : "");
    for (const char* name : {"assigned_at", "deployed_at", "arrived_at", "released_at"})
      rows.int64s(name).push_back(random.chance(0.2) ? kMissingInt64 : random.between(0, 90'000));
  }
  std::vector<std::size_t> columns(rows.spec().columns.size());
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  std::vector<std::uint32_t> order(num_rows);
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return compare_rows(rows, columns, a, b) < 0;
  });
  return rows.gather(order);
}

Table by_dense_ids(const Table& rows, const config::UsageConfig& config) {
  const auto incidents = dense_ids<IncidentId>(rows.text("incident_id"));
  const auto units = dense_ids<ResourceId>(rows.text("resource_id"));
  const usage::ResourceDurations durations =
      measure_resources({rows, incidents.ids, units.ids, incidents.names.size()}, config);
  std::vector<std::uint32_t> all(incidents.names.size());
  std::iota(all.begin(), all.end(), 0U);
  return durations_table({incidents.names, durations, counted_seconds(durations, config)}, all);
}

std::string digest_in_blocks(const Table& rows, std::size_t block,
                             const config::UsageConfig& config) {
  const SortedResources resources(rows);
  const TableSpec& spec = io::result_table("incidents/resource_durations");
  io::TableDigest digest(spec);
  for (std::size_t begin = 0; begin < resources.num_incidents(); begin += block) {
    const std::size_t end = std::min(begin + block, resources.num_incidents());
    digest.add(resources.durations(spec, begin, end, config));
  }
  return digest.finish();
}

TEST(SortedResources, NoRows) {
  const Table none(io::input_table("resources").table_spec());
  EXPECT_EQ(SortedResources(none).num_incidents(), 0U);
}

TEST(SortedResources, AreTheDurationsByDenseIds) {
  for (const auto& setting : test::all_parallel_settings()) {
    const test::ScopedParallelSetting scope(setting);
    for (const std::size_t num_rows : std::vector<std::size_t>{1, 2, 50, 20'000}) {
      const Table rows = sorted_rows(num_rows, num_rows);
      config::UsageConfig capped;
      capped.resource_cap_hours = 1.5;
      for (const config::UsageConfig& config : {config::UsageConfig{}, capped}) {
        const std::string expected = io::table_digest(by_dense_ids(rows, config));
        for (const std::size_t block : std::vector<std::size_t>{7, 100'000})
          EXPECT_EQ(digest_in_blocks(rows, block, config), expected) << describe(setting);
      }
    }
  }
}

TEST(SortedResources, RefusesRowsThatAreNotSorted) {
  const Table sorted = sorted_rows(50, 3);
  std::vector<std::uint32_t> backwards(sorted.num_rows());
  std::iota(backwards.rbegin(), backwards.rend(), 0U);
  const Table rows = sorted.gather(backwards);
  EXPECT_THROW(SortedResources{rows}, InternalError);
}

}  // namespace
}  // namespace fsu::stages
