// Resource durations: worked examples, degenerate input, and random input against the slow twin.
#include "kernels/usage/resource_durations.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "tests/usage/any_threads.hpp"
#include "tests/usage/duration_reference.hpp"
#include "tests/usage/resource_forces.hpp"

namespace fsu::usage {
namespace {

using test::OwnedResourceRows;
constexpr std::int64_t kNone = kMissingInt64;
constexpr std::int64_t kHour = 3600;

ResourceDurations durations_of(const OwnedResourceRows& rows, std::size_t num_incidents = 1) {
  return resource_durations(rows.view(), num_incidents, kDefaultResourceCapSeconds);
}

TEST(ResourceDurations, NoRowsAndNoIncidents) {
  EXPECT_EQ(durations_of({}, 0).size(), 0U);
  const ResourceDurations none = durations_of({}, 3);
  EXPECT_EQ(none, test::reference_durations({}, 3, kDefaultResourceCapSeconds));
  EXPECT_EQ(none.first_assigned_at[2], kNone);
}

TEST(ResourceDurations, UnionWithinAResourceSumOverResources) {
  OwnedResourceRows rows;
  rows.add(0, 7, 0, kNone, 100);
  rows.add(0, 7, 50, 60, 150);  // overlaps the first by 50 seconds
  rows.add(0, 9, 50, kNone, 150);
  const ResourceDurations durations = durations_of(rows);
  EXPECT_EQ(durations.resources[0], 2);
  EXPECT_EQ(durations.attended[0], 1);
  EXPECT_EQ(durations.union_seconds[0], 150 + 100);
  EXPECT_EQ(durations.row_seconds[0], 100 + 100 + 100);
  EXPECT_EQ(durations.overlapping[0], 1);
  EXPECT_EQ(durations.first_assigned_at[0], 0);
  EXPECT_EQ(durations.last_released_at[0], 150);
}

TEST(ResourceDurations, TouchingRowsDoNotOverlap) {
  OwnedResourceRows rows;
  rows.add(0, 1, 0, kNone, 10);
  rows.add(0, 1, 10, kNone, 20);
  const ResourceDurations durations = durations_of(rows);
  EXPECT_EQ(durations.overlapping[0], 0);
  EXPECT_EQ(durations.union_seconds[0], 20);
}

TEST(ResourceDurations, OverlapIsWithTheGreatestEarlierEndNotTheLastRow) {
  OwnedResourceRows rows;
  rows.add(0, 1, 0, kNone, 100);
  rows.add(0, 1, 10, kNone, 20);
  rows.add(0, 1, 50, kNone, 60);
  const ResourceDurations durations = durations_of(rows);
  EXPECT_EQ(durations.overlapping[0], 2);
  EXPECT_EQ(durations.union_seconds[0], 100);
}

TEST(ResourceDurations, RowsThatDoNotCountAreCountedOnly) {
  OwnedResourceRows rows;
  rows.add(0, 1, kNone, kNone, 50);  // no start
  rows.add(0, 2, 5, kNone, kNone);   // no end
  rows.add(0, 3, 50, 60, 40);        // negative
  rows.add(0, 4, kNone, kNone, kNone);
  const ResourceDurations durations = durations_of(rows);
  EXPECT_EQ(durations.resources[0], 4);
  EXPECT_EQ(durations.attended[0], 1);
  EXPECT_EQ(durations.missing_start[0], 2);
  EXPECT_EQ(durations.missing_end[0], 2);
  EXPECT_EQ(durations.negative[0], 1);
  EXPECT_EQ(durations.row_seconds[0], 0);
  EXPECT_EQ(durations.first_assigned_at[0], kNone);
  EXPECT_EQ(durations.last_released_at[0], kNone);
}

TEST(ResourceDurations, StartIsTheEarliestInstantNotTheFirstColumn) {
  OwnedResourceRows rows;
  rows.add(0, 1, 30, 10, 100);
  const ResourceDurations durations = durations_of(rows);
  EXPECT_EQ(durations.union_seconds[0], 90);
  EXPECT_EQ(durations.first_assigned_at[0], 30);
}

TEST(ResourceDurations, CapsEachResourceOfAnIncident) {
  OwnedResourceRows rows;
  rows.add(0, 1, 0, kNone, 30 * kHour);
  rows.add(0, 1, 0, kNone, 10 * kHour);
  rows.add(0, 2, 0, kNone, 3 * kHour);
  rows.add(1, 1, 0, kNone, 24 * kHour);
  const ResourceDurations durations = durations_of(rows, 2);
  EXPECT_EQ(durations.union_seconds[0], 33 * kHour);
  EXPECT_EQ(durations.row_seconds[0], 43 * kHour);
  EXPECT_EQ(durations.capped_union_seconds[0], 27 * kHour);
  EXPECT_EQ(durations.capped_row_seconds[0], 27 * kHour);
  EXPECT_EQ(durations.capped_union_seconds[1], 24 * kHour);
}

TEST(ResourceDurations, AllMissingAndAllEqual) {
  OwnedResourceRows missing;
  OwnedResourceRows equal;
  for (int row = 0; row < 100; ++row) {
    missing.add(1, 0, kNone, kNone, kNone);
    equal.add(1, 0, 5, 6, 9);
  }
  for (const OwnedResourceRows* rows : {&missing, &equal}) {
    EXPECT_EQ(durations_of(*rows, 3),
              test::reference_durations(rows->view(), 3, kDefaultResourceCapSeconds));
  }
}

TEST(ResourceDurations, RandomRowsEqualTheTwin) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const std::uint32_t num_incidents = 1 + static_cast<std::uint32_t>(seed % 9);
    const auto rows = test::random_resource_rows(
        {.num_rows = seed * 4, .num_incidents = num_incidents, .missing = 0.05 * double(seed % 8)},
        seed);
    EXPECT_EQ(resource_durations(rows.view(), num_incidents + 2, 40),
              test::reference_durations(rows.view(), num_incidents + 2, 40))
        << "seed " << seed;
  }
}

TEST(ResourceDurations, TheSameForAnyThreadsBlocksAndOrder) {
  const test::ResourceForce force{.num_rows = 5000, .num_incidents = 700};
  const auto rows = test::random_resource_rows(force, 3);
  const ResourceDurations expected = durations_of(rows, 700);
  test::OwnedResourceRows reversed;
  for (std::size_t row = rows.size(); row-- > 0;) {
    reversed.add(rows.incident[row], rows.resource[row], rows.assigned_at[row],
                 rows.arrived_at[row], rows.released_at[row]);
    reversed.deployed_at.back() = rows.deployed_at[row];
  }
  EXPECT_EQ(durations_of(reversed, 700), expected);
  for (const UnitBlocks& blocks : {UnitBlocks{1000, 64, 3}, UnitBlocks{7, 1, 0}}) {
    const auto actual = test::same_on_any_threads(
        [&] { return resource_durations(rows.view(), 700, kDefaultResourceCapSeconds, blocks); });
    EXPECT_EQ(actual, expected);
  }
}

/// Rows in the order of their incidents take another way to the same durations.
TEST(ResourceDurations, TheSameForRowsThatComeByIncident) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const auto num_incidents = static_cast<std::uint32_t>(seed % 9 * 100 + 1);
    const auto rows =
        test::random_resource_rows({.num_rows = seed * 50, .num_incidents = num_incidents}, seed);
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return rows.incident[a] < rows.incident[b];
    });
    test::OwnedResourceRows by_incident;
    for (const std::size_t row : order) {
      by_incident.add(rows.incident[row], rows.resource[row], rows.assigned_at[row],
                      rows.arrived_at[row], rows.released_at[row]);
      by_incident.deployed_at.back() = rows.deployed_at[row];
    }
    const ResourceDurations expected =
        test::reference_durations(rows.view(), num_incidents + 3, 40);
    for (const UnitBlocks& blocks : {UnitBlocks{}, UnitBlocks{13, 5, 2}}) {
      const auto actual = test::same_on_any_threads(
          [&] { return resource_durations(by_incident.view(), num_incidents + 3, 40, blocks); });
      EXPECT_EQ(actual, expected) << "seed " << seed;
    }
    // And so where it is said where each begins.
    std::vector<std::uint32_t> begins(num_incidents + 4, 0);
    for (const std::uint32_t incident : by_incident.incident) ++begins[incident + 1];
    std::partial_sum(begins.begin(), begins.end(), begins.begin());
    ResourceRows runs = by_incident.view();
    runs.incident = {};
    EXPECT_EQ(test::same_on_any_threads([&] {
                return durations_of_runs(runs, begins, 40, UnitBlocks{13, 5, 2});
              }),
              expected);
  }
}

TEST(ResourceDurations, StartsAtTheEarliestKnownInstant) {
  const std::vector<std::int64_t> instants = {kNone, kNone + 1, -1, 0, 5, kNone + 1, INT64_MAX};
  for (const std::int64_t a : instants) {
    for (const std::int64_t b : instants) {
      for (const std::int64_t c : instants) {
        std::vector<std::int64_t> known;
        for (const std::int64_t instant : {a, b, c}) {
          if (instant != kNone) known.push_back(instant);
        }
        const std::int64_t expected =
            known.empty() ? kNone : *std::min_element(known.begin(), known.end());
        EXPECT_EQ(start_instant(a, b, c), expected);
      }
    }
  }
}

TEST(ResourceDurations, RefusesIncidentsAndInstantsOutOfRange) {
  OwnedResourceRows rows;
  rows.add(1, 0, 0, 0, 0);
  EXPECT_THROW((void)durations_of(rows, 1), InternalError);
  OwnedResourceRows far;
  far.add(0, 0, 0, kNone, std::int64_t{1} << 62);
  EXPECT_THROW((void)durations_of(far), InternalError);
}

}  // namespace
}  // namespace fsu::usage
