// Unit durations: they add up to those of incidents, and the group is the earliest row's.
#include "kernels/usage/unit_durations.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "kernels/usage/resource_durations.hpp"
#include "tests/usage/any_threads.hpp"
#include "tests/usage/resource_forces.hpp"

namespace fsu::usage {
namespace {

using test::OwnedResourceRows;
constexpr std::int64_t kNone = kMissingInt64;

UnitDurations units_of(const OwnedResourceRows& rows, std::size_t num_incidents,
                       const UnitBlocks& blocks = {}) {
  return unit_durations(rows.view(), rows.resource_group, num_incidents, blocks);
}

TEST(UnitDurations, NoRows) { EXPECT_EQ(units_of({}, 4), UnitDurations{}); }

TEST(UnitDurations, TheGroupOfTheEarliestRowTakesTheWholeUnion) {
  OwnedResourceRows rows;
  rows.add(0, 5, kNone, kNone, 40);  // without a start: last
  rows.add(0, 5, 10, kNone, 30);
  rows.add(0, 5, 10, kNone, 20);  // as early, smaller group
  rows.add(0, 5, 15, kNone, 50);
  rows.resource_group = {0, 3, 2, 1};
  const UnitDurations units = units_of(rows, 1);
  ASSERT_EQ(units.size(), 1U);
  EXPECT_EQ(units.resource_group[0], 2U);
  EXPECT_EQ(units.union_seconds[0], 40);
  EXPECT_EQ(units.row_seconds[0], 20 + 10 + 35);
}

TEST(UnitDurations, WithoutAnyStartTheSmallestGroup) {
  OwnedResourceRows rows;
  rows.add(0, 5, kNone, kNone, 40);
  rows.add(0, 5, kNone, kNone, 30);
  rows.resource_group = {3, 1};
  EXPECT_EQ(units_of(rows, 1).resource_group[0], 1U);
}

TEST(UnitDurations, AddUpToIncidentsAndTakeTheEarliestGroup) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto rows = test::random_resource_rows({.num_rows = 200, .num_incidents = 25}, seed);
    const UnitDurations units = units_of(rows, 25);
    const ResourceDurations durations = resource_durations(rows.view(), 25, 1000);
    std::vector<std::int64_t> union_seconds(25);
    std::vector<std::int64_t> row_seconds(25);
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      union_seconds[units.incident[unit]] += units.union_seconds[unit];
      row_seconds[units.incident[unit]] += units.row_seconds[unit];
    }
    EXPECT_EQ(union_seconds, durations.union_seconds);
    EXPECT_EQ(row_seconds, durations.row_seconds);
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::tuple<bool, std::int64_t, std::uint32_t>>
        earliest;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const std::int64_t start =
          start_instant(rows.assigned_at[row], rows.deployed_at[row], rows.arrived_at[row]);
      const std::tuple place(start == kNone, start, rows.resource_group[row]);
      const auto [found, is_new] =
          earliest.try_emplace({rows.incident[row], rows.resource[row]}, place);
      found->second = std::min(found->second, place);
    }
    ASSERT_EQ(units.size(), earliest.size());
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
      const auto& place = earliest.at({units.incident[unit], units.resource[unit]});
      EXPECT_EQ(units.resource_group[unit], std::get<2>(place));
    }
  }
}

TEST(UnitDurations, TheSameOnAnyThreads) {
  const auto rows = test::random_resource_rows({.num_rows = 4000, .num_incidents = 500}, 1);
  test::same_on_any_threads([&] { return units_of(rows, 500, {100, 32, 4}); });
}

}  // namespace
}  // namespace fsu::usage
